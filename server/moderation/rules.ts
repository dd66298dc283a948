/** Whether a new comment is published at once: rules in order, the first that has a word on it decides. */
import type { SiteSettings, Viewer } from '../../protocol/comment.ts';
import { isModerator } from '../accounts/accounts.ts';

/** `hold` names the setting that keeps the comment from the public. */
export type Verdict = 'publish' | { readonly hold: 'first' | 'all' };

/** Somebody wants to post a comment, or to change one. */
export interface Case {
  readonly viewer: Viewer;
  readonly settings: SiteSettings;
  /** Whether a comment of theirs was published on the site before. */
  isKnown(): Promise<boolean>;
}

type Rule = (asked: Case) => Verdict | undefined | Promise<Verdict | undefined>;

const RULES: readonly Rule[] = [
  ({ viewer }) => (isModerator(viewer.role) ? 'publish' : undefined),
  ({ settings }) => (settings.hold === 'all' ? { hold: 'all' } : undefined),
  async ({ settings, isKnown }) => (settings.hold === 'first' && !(await isKnown()) ? { hold: 'first' } : undefined),
];

export async function judge(asked: Case): Promise<Verdict> {
  for (const rule of RULES) {
    const verdict = await rule(asked);
    if (verdict !== undefined) return verdict;
  }
  return 'publish';
}
