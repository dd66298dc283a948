/** What a rule would have done to the last comments, had it been there alone; nothing is changed by asking. */
import type { DryRun, RuleKind } from '../../protocol/admin/rules.ts';
import { textOf } from '../../protocol/content.ts';
import type { JudgedComment, NewRule } from '../store/contract/rules.ts';
import { DEFAULT_SETTINGS } from '../store/settings.ts';
import type { Store } from '../store/store.ts';
import { type Answer, Facts } from './case.ts';
import { compile, type Tools } from './compile.ts';
import { reasonOf } from './rules.ts';

const SHOWN = 50;
const EXCERPT_UNITS = 200;
/** Milliseconds after which others are served. */
const TURN_MS = 20;

/** What cannot be found out afterwards. */
const NOTES: Partial<Record<RuleKind, string>> = {
  bots: 'How a form was filled is known only in the moment; this rule cannot be tried on what is written.',
  akismet: 'Comments are not sent to the service for a trial.',
  external: 'Comments are not sent to the service for a trial.',
  flood: 'Addresses are not kept, so only comments of one author are counted.',
  author: 'How much an author has published is counted as it is today.',
  links: 'Whether a comment was its author’s first is judged by what is published today.',
  rejected: 'What was rejected is counted as it is today.',
  flags: 'Reports are counted since the last decision.',
};
const UNKNOWABLE: readonly RuleKind[] = ['bots', 'akismet', 'external'];

export async function dryRun(rule: NewRule, last: number, { store, ...tools }: Tools): Promise<DryRun> {
  const judged = await newest(store, rule.site, last);
  const ask = UNKNOWABLE.includes(rule.kind) ? undefined : asking(rule, { store, ...tools });
  const applied: { readonly judged: JudgedComment; readonly answer: NonNullable<Answer> }[] = [];
  let turn = performance.now();
  // In the order in which they came: some rules compare with what was before.
  for (const each of judged.toReversed()) {
    const answer = await ask?.(each);
    if (answer) applied.push({ judged: each, answer });
    if (performance.now() - turn < TURN_MS) continue;
    await new Promise(resolve => setImmediate(resolve));
    turn = performance.now();
  }
  const isOtherwise = ({ judged: { decided } }: { judged: JudgedComment }): boolean =>
    rule.action === 'approve' ? decided === 'rejected' || decided === 'spam' : decided === 'published';
  return {
    looked: judged.length,
    applied: applied.length,
    approvedByPeople: applied.filter(isOtherwise).length,
    items: applied
      .toReversed()
      .slice(0, SHOWN)
      .map(({ judged: { comment }, answer }) => ({
        id: comment.id,
        excerpt: textOf(comment.content).trim().slice(0, EXCERPT_UNITS).toWellFormed(),
        author: comment.author.name,
        state: comment.state,
        reason: reasonOf(rule, answer),
      })),
    note: NOTES[rule.kind] ?? null,
  };
}

async function newest(store: Store, site: string, last: number): Promise<JudgedComment[]> {
  const found: JudgedComment[] = [];
  for (let below: number | null = null; found.length < last; ) {
    const page = await store.rules.newest(site, below, Math.min(100, last - found.length));
    found.push(...page.items);
    if (page.below === null) break;
    below = page.below;
    await new Promise(resolve => setImmediate(resolve));
  }
  return found;
}

function asking(rule: NewRule, tools: Tools): (judged: JudgedComment) => Promise<Answer> {
  if (rule.kind === 'flags') {
    const count = Number(rule.settings['count']);
    return async ({ flagCount }) =>
      flagCount < count ? undefined : { detail: `Readers reported it ${flagCount} times.` };
  }
  const compiled = compile(rule.kind, rule.settings, { ...tools, isLimited: true });
  return async ({ comment, author }) => {
    // Whoever moderates is never judged.
    if (author.role === 'moderator' || author.role === 'admin') return undefined;
    const { id, site, thread, parent, body, content, createdAt } = comment;
    const viewer = { id: author.id, name: author.name, role: author.role };
    const asked = { id, viewer, site, thread, parent, body, content, author, settings: DEFAULT_SETTINGS };
    const facts = new Facts(
      { ...asked, address: undefined, form: undefined, edited: undefined },
      tools.store,
      createdAt,
    );
    return compiled(facts)();
  };
}
