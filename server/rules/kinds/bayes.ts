/** What moderators took for spam and for ham, word by word. */
import { hash } from 'node:crypto';
import type { RuleSettingsOf } from '../../../protocol/admin/rules.ts';
import { type Content, textOf } from '../../../protocol/content.ts';
import type { Store } from '../../store/store.ts';
import { wordsOf } from '../../store/words.ts';
import { linksIn, type Rule } from '../case.ts';

/** Fewer texts of either kind teach nothing. */
const TEXTS_MIN = 50;
/** What of a long text is looked at. */
const WORDS_MAX = 500;
/** The words that say most. */
const TELLING_MAX = 150;
/** How much a word that was never seen weighs, and what is thought of it (Robinson’s s and x). */
const STRENGTH = 1;
const NEUTRAL = 0.5;
/** Words that say nearly nothing only blur the others. */
const TELLING_MIN = 0.1;
const SPAM_FROM = 0.95;

export function bayesRule(_settings: RuleSettingsOf<'bayes'>, store: Store): Rule {
  return ({ asked }) =>
    async () => {
      const words = tokensOf(asked);
      const { texts, words: known } = await store.rules.learned(asked.site, words);
      if (texts.spam < TEXTS_MIN || texts.ham < TEXTS_MIN) return undefined;
      const spamminess = words.map(word => {
        const { spam = 0, ham = 0 } = known.get(word) ?? {};
        return ofWord(spam / texts.spam, ham / texts.ham, spam + ham);
      });
      const probability = combined(spamminess);
      if (probability < SPAM_FROM) return undefined;
      return { detail: `Its words are ${Math.floor(probability * 100)} % like those of known spam.` };
    };
}

/** Text, hosts of links, and the name, as hashes that keep what was erased from being read in the database. */
export function tokensOf(asked: {
  readonly site: string;
  readonly content: Content;
  readonly author: { readonly name: string };
}): string[] {
  const words = wordsOf(textOf(asked.content)).slice(0, WORDS_MAX);
  const hosts = linksIn(asked.content).map(({ host }) => `host ${host}`);
  const names = wordsOf(asked.author.name).map(({ word }) => `name ${word}`);
  const tokens = new Set([...words.map(({ word }) => word), ...hosts, ...names]);
  return [...tokens].map(token => hash('sha256', `${asked.site} ${token}`, 'base64url').slice(0, 14));
}

/**
 * P. Graham, “A Plan for Spam”, 2002, with the weight that a word seldom seen should have by G. Robinson, “A Statistical
 * Approach to the Spam Problem”, Linux Journal 107, 2003: f(w).
 */
function ofWord(inSpam: number, inHam: number, seen: number): number {
  const likely = seen === 0 ? NEUTRAL : inSpam / (inSpam + inHam);
  return (STRENGTH * NEUTRAL + seen * likely) / (STRENGTH + seen);
}

/** Robinson’s way to put the words together, by Fisher: (1 + H − S) / 2; a half says nothing. */
function combined(spamminess: readonly number[]): number {
  const telling = spamminess
    .filter(p => Math.abs(p - NEUTRAL) >= TELLING_MIN)
    .sort((a, b) => Math.abs(b - NEUTRAL) - Math.abs(a - NEUTRAL))
    .slice(0, TELLING_MAX);
  if (telling.length === 0) return NEUTRAL;
  const sum = (of: (p: number) => number) => telling.reduce((total, p) => total + Math.log(of(p)), 0);
  const spam = chance(-2 * sum(p => 1 - p), 2 * telling.length);
  const ham = chance(-2 * sum(p => p), 2 * telling.length);
  return (1 + ham - spam) / 2;
}

/** How likely chi-squared of an even number of degrees of freedom is this large or larger. */
function chance(chi: number, degrees: number): number {
  const half = chi / 2;
  let term = Math.exp(-half);
  let sum = term;
  for (let i = 1; i < degrees / 2; i++) {
    term *= half / i;
    sum += term;
  }
  return Math.min(1, sum);
}
