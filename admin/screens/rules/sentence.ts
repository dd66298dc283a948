/** What a rule does, as one plain sentence. */
import type { Rule, RuleKind, RuleSettingsOf } from '../../../protocol/admin/rules.ts';
import { type Key, language, number, t } from '../../i18n/index.ts';
import { KINDS } from './kinds.ts';

type SentencePart = Pick<Rule, 'kind' | 'action' | 'points' | 'settings'>;
type Phrases = { readonly [K in RuleKind]: (settings: RuleSettingsOf<K>) => string };

/** Entries of a list that a sentence has room for. */
const SHOWN = 3;

/** Which comments; stands where a sentence has its object. */
const PHRASES: Phrases = {
  author: ({ who, published = 1 }) =>
    who === 'new' ? t('rules.what.new', { n: published }) : t(who === 'all' ? 'rules.what.all' : 'rules.what.guests'),
  links: ({ max, hosts = [], first }) => {
    const phrases = [
      ...(max === undefined ? [] : [t('rules.what.linksMax', { n: max })]),
      ...(hosts.length === 0 ? [] : [t('rules.what.linksHosts', { hosts: few(hosts) })]),
      ...(first ? [t('rules.what.linksFirst')] : []),
    ];
    return phrases.length === 0 ? t('rules.what.linksAny') : list(phrases, 'disjunction');
  },
  words: ({ words, in: places }) => {
    const what = t('rules.what.words', { n: words.length, words: few(words) });
    if (!places || places.length === 3) return what;
    const where = list(
      places.map(place => t(`rules.in.${place}` as Key)),
      'disjunction',
    );
    return t('rules.what.wordsIn', { what, where });
  },
  patterns: ({ patterns }) => t('rules.what.patterns', { n: patterns.length, patterns: few(patterns) }),
  repeat: ({ copies = 1, words = 1 }) => {
    const what = t('rules.what.repeat', { n: copies });
    return words === 1 ? what : t('rules.what.repeatLong', { what, n: words });
  },
  flood: ({ max, minutes }) => t('rules.what.flood', { n: max, time: inUnit(minutes, 'minute') }),
  rejected: ({ percent, days }) =>
    t('rules.what.rejected', { percent: number(percent / 100, { style: 'percent' }), time: inUnit(days, 'day') }),
  flags: ({ count }) => t('rules.what.flags', { n: count }),
  bots: () => t('rules.what.bots'),
  bayes: () => t('rules.what.bayes'),
  akismet: () => t('rules.what.akismet'),
  external: ({ url }) => url,
};

export function sentenceOf({ kind, action, points, settings }: SentencePart): string {
  const what = (PHRASES[kind] as (settings: Rule['settings']) => string)(settings);
  if (kind === 'external') return t('rules.does.external', { what });
  // Whatever its action says, reports hold.
  if (kind === 'flags') return t('rules.does.hold', { what });
  if (action !== 'score') return t(`rules.does.${action}`, { what });
  if (KINDS[kind].hasOwnPoints) return t('rules.does.scoreOwn', { what });
  return t('rules.does.score', { what, n: points });
}

function inUnit(value: number, unit: 'minute' | 'day'): string {
  return number(value, { style: 'unit', unit, unitDisplay: 'long' });
}

function list(phrases: readonly string[], type: 'conjunction' | 'disjunction'): string {
  return new Intl.ListFormat(language(), { type }).format(phrases);
}

/** The first of them, each in its own direction. */
function few(entries: readonly string[]): string {
  const shown = entries.slice(0, SHOWN).map(entry => `\u2068${entry}\u2069`);
  return shown.join(', ') + (entries.length > SHOWN ? ' …' : '');
}
