/** Regular expressions of the owner’s, by RE2: the time they take grows with the text alone, whoever wrote either. */
import { RE2JS } from 're2js';
import type { RuleSettingsOf } from '../../../protocol/admin/rules.ts';
import { messageOf, Refusal } from '../../errors.ts';
import type { Rule } from '../case.ts';
import { quoted } from './words.ts';

const MATCHES_MAX = 20;
/** A pattern of few letters can stand for a machine of many parts: `(\w{50}){50}`. */
const PROGRAM_MAX = 2_000;

/** @throws Refusal `bad_request` that says which pattern is wrong, and why. */
export function patternsRule({ patterns }: RuleSettingsOf<'patterns'>): Rule {
  const compiled = patterns.map(compile);
  return facts => () => {
    const found = new Set<string>();
    for (const pattern of compiled) {
      // Whether it fits at all is found out much sooner than where.
      if (found.size >= MATCHES_MAX || !pattern.test(facts.text)) continue;
      const matcher = pattern.matcher(facts.text);
      for (let n = 0; n < MATCHES_MAX && matcher.find(); n++) found.add(matcher.group() ?? '');
    }
    return found.size === 0 ? undefined : { detail: `It holds ${quoted([...found])}.`, matches: [...found] };
  };
}

function compile(pattern: string, n: number): RE2JS {
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(pattern);
  } catch (error) {
    const reason = messageOf(error).replace(/^error parsing regexp: /, '');
    throw new Refusal(
      'bad_request',
      `settings/patterns/${n} is not a pattern of RE2: ${reason}. The syntax is on https://github.com/google/re2/wiki/Syntax.`,
    );
  }
  if (compiled.programSize() > PROGRAM_MAX) {
    throw new Refusal('bad_request', `settings/patterns/${n} is too large; repeat less, or split it.`);
  }
  if (compiled.test('')) {
    throw new Refusal(
      'bad_request',
      `settings/patterns/${n} fits every text, an empty one too; ask for something in it.`,
    );
  }
  return compiled;
}
