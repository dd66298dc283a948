/** The same or nearly the same text within a day. */
import { randomUUID } from 'node:crypto';
import type { RuleSettingsOf } from '../../../protocol/admin/rules.ts';
import { type ContentNode, textOf } from '../../../protocol/content.ts';
import { wordsOf } from '../../store/words.ts';
import type { Rule } from '../case.ts';
import type { Copies } from '../copies.ts';
import { simHash } from '../sim-hash.ts';

export function repeatRule({ copies = 1, words: least = 1 }: RuleSettingsOf<'repeat'>, texts: Copies): Rule {
  return ({ asked, now }) => {
    // Who quotes another says nothing again.
    const words = wordsOf(textOf(unquoted(asked.content)));
    if (words.length < least || words.length === 0) return () => undefined;
    const id = asked.edited?.id ?? asked.id ?? randomUUID();
    const before = texts.add(id.toLowerCase(), simHash(words), now, copies);
    return () =>
      before < copies ? undefined : { detail: `Nearly the same was written within a day, ${times(copies)} at least.` };
  };
}

function unquoted(nodes: readonly ContentNode[]): readonly ContentNode[] {
  return nodes.filter(node => typeof node === 'string' || node[0] !== 'blockquote');
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
