/** What may stay: a site’s rules, asked in order before a comment is published, and again with each new text. */
import type { Reason } from '../../protocol/admin/comments.ts';
import type { FormProof, SiteSettings, Viewer } from '../../protocol/comment.ts';
import type { Content } from '../../protocol/content.ts';
import { moderates } from '../accounts/accounts.ts';
import type { Decision, Store, StoredComment, StoredViewer } from '../store/store.ts';

/** What becomes of a comment, and why; `authorState` is what its author is told instead. */
export interface Verdict {
  readonly state: Decision;
  readonly authorState: 'published' | 'held' | null;
  readonly reasons: readonly Reason[];
}

/** Somebody wants to post a comment, or to change one. */
export interface Case {
  readonly viewer: Viewer;
  readonly site: string;
  readonly thread: string;
  readonly parent: string | null;
  readonly settings: SiteSettings;
  readonly author: StoredViewer;
  readonly body: string;
  readonly content: Content;
  /** Undefined where a judgement is made up afterwards. */
  readonly address: string | undefined;
  readonly form: FormProof | undefined;
  /** The comment that gets a new text. */
  readonly edited: StoredComment | undefined;
}

const PUBLISHED: Verdict = { state: 'published', authorState: null, reasons: [] };

function held(rule: string, detail: string): Verdict {
  const reason: Reason = { rule, name: null, action: 'hold', points: 0, detail, matches: [] };
  return { state: 'held', authorState: null, reasons: [reason] };
}

export class Rules {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async judge(asked: Case): Promise<Verdict> {
    if (moderates(asked.viewer, asked.site)) return PUBLISHED;
    return (await this.#waits(asked.viewer, asked.site, asked.settings)) ?? PUBLISHED;
  }

  /** Whether whatever this viewer writes has to wait: then their name is not shown while they type, either. */
  async holds(viewer: Viewer, site: string, settings: SiteSettings): Promise<boolean> {
    return !moderates(viewer, site) && (await this.#waits(viewer, site, settings)) !== undefined;
  }

  /** The owner’s one switch. */
  async #waits(viewer: Viewer, site: string, { hold }: SiteSettings): Promise<Verdict | undefined> {
    if (hold === 'all') return held('all', 'The site holds every comment.');
    if (hold === 'first' && !(await this.#store.isKnown(viewer.id, site))) {
      return held('first', 'Nothing of theirs was published here before.');
    }
    return undefined;
  }
}
