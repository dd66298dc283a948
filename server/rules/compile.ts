/** From a rule as it is stored to one that can be asked. */
import type { TSchema } from 'typebox';
import { type RuleKind, RuleSettings, type RuleSettingsOf } from '../../protocol/admin/rules.ts';
import type { Seal } from '../accounts/seal.ts';
import type { Outbound } from '../outbound/http.ts';
import { validator } from '../schema.ts';
import type { NewRule } from '../store/contract/rules.ts';
import type { Store } from '../store/store.ts';
import type { Rule } from './case.ts';
import type { Copies } from './copies.ts';
import { akismetRule } from './kinds/akismet.ts';
import { authorRule } from './kinds/author.ts';
import { bayesRule } from './kinds/bayes.ts';
import { externalRule } from './kinds/external.ts';
import { floodRule } from './kinds/flood.ts';
import { linksRule } from './kinds/links.ts';
import { patternsRule } from './kinds/patterns.ts';
import { rejectedRule } from './kinds/rejected.ts';
import { repeatRule } from './kinds/repeat.ts';
import { wordsRule } from './kinds/words.ts';

/** What rules work with. */
export interface Tools {
  readonly store: Store;
  readonly outbound: Outbound;
  readonly seal: Seal;
  readonly bots: Rule;
  readonly copies: Copies;
  /** Whether RATE_LIMITS is on. */
  readonly isLimited: boolean;
}

type Kinds = { readonly [K in RuleKind]: (settings: RuleSettingsOf<K>, tools: Tools) => Rule };

const SILENT: Rule = () => () => undefined;

const KINDS: Kinds = {
  author: (settings, { store }) => authorRule(settings, store),
  links: linksRule,
  words: wordsRule,
  patterns: patternsRule,
  repeat: (settings, { copies }) => repeatRule(settings, copies),
  flood: floodRule,
  rejected: (settings, { store }) => rejectedRule(settings, store),
  // Asked where a report comes in; see `Rules.flagged`.
  flags: () => SILENT,
  bots: (_settings, { bots }) => bots,
  bayes: (settings, { store }) => bayesRule(settings, store),
  akismet: (settings, { outbound }) => akismetRule(settings, outbound),
  external: (settings, { outbound }) => externalRule(settings, outbound),
};

const checks = new Map(
  Object.entries(RuleSettings).map(([kind, schema]) => [kind, validator(schema as TSchema, 'settings')]),
);

/** The setting of a kind that nobody is shown. */
const SECRETS: Partial<Record<RuleKind, string>> = { akismet: 'key', external: 'secret' };
const MASK = '***';

type Settings = NewRule['settings'];

/**
 * Settings as a client gives them become those that are stored.
 * @param before what they replace: a secret that comes back masked stays as it is.
 * @throws Refusal `bad_request` or `unsafe_address` that names the setting and the mend.
 */
export async function checkedSettings(
  kind: RuleKind,
  settings: Settings,
  tools: Tools,
  before?: Settings,
): Promise<Settings> {
  const secret = SECRETS[kind];
  const isKept = secret !== undefined && before !== undefined && settings[secret] === MASK;
  checks.get(kind)?.(isKept ? { ...settings, [secret]: 'kept as it is, and not shown' } : settings);
  const url = settings['url'];
  if (typeof url === 'string') await tools.outbound.check(url);
  const stored =
    secret === undefined
      ? settings
      : { ...settings, [secret]: isKept ? before[secret] : tools.seal.seal(String(settings[secret])) };
  compile(kind, stored, tools);
  return stored;
}

/** As staff see them. */
export function shownSettings(kind: RuleKind, settings: Settings): Record<string, unknown> {
  const secret = SECRETS[kind];
  return secret === undefined ? { ...settings } : { ...settings, [secret]: MASK };
}

/** @throws Refusal `bad_request` for settings that mean nothing. */
export function compile<K extends RuleKind>(kind: K, settings: Settings, tools: Tools): Rule {
  const secret = SECRETS[kind];
  const opened = secret === undefined ? undefined : tools.seal.open(String(settings[secret]));
  if (secret !== undefined && opened === undefined) {
    return () => () => ({ action: 'hold', detail: `The ${secret} of this rule cannot be read; set it again.` });
  }
  if (settings['whileLimited'] === true && !tools.isLimited) return SILENT;
  const whole = secret === undefined ? settings : { ...settings, [secret]: opened };
  return KINDS[kind](whole as unknown as RuleSettingsOf<K>, tools);
}
