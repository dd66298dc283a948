/** What the store suites write: comments, people and pages nobody has seen before. */
import { randomUUID } from 'node:crypto';
import type { Act } from '../../server/store/contract/moderation.ts';
import type {
  CommentEdit,
  Decision,
  NewComment,
  Place,
  Store,
  StoredComment,
  StoredViewer,
} from '../../server/store/store.ts';

/** Filled before the first test of a suite runs. */
export type Held = { store: Store };

export function person(name = 'Ann'): StoredViewer {
  return { id: randomUUID(), role: 'guest', name, email: null, website: null, avatar: null };
}

let pages = 0;
export function newPlace(): Place {
  pages += 1;
  return { site: 'default', thread: `/page-${pages}` };
}

export function draft(place: Place, more: Partial<NewComment> = {}): NewComment {
  const body = more.body ?? 'Hello';
  return {
    ...place,
    id: randomUUID(),
    parent: null,
    author: person(),
    body,
    content: [['p', body]],
    contentVersion: 1,
    state: 'published',
    authorState: null,
    reasons: [],
    title: null,
    url: null,
    duplicateWindow: 60_000,
    slowMode: 0,
    jobs: [],
    ...more,
  };
}

/** What a moderator does, with nothing said and whichever version is meant. */
export function act(more: Partial<Act> = {}): Act {
  return { by: { id: 'mo', name: 'Mo', via: 'session' }, reason: null, message: null, versions: null, ...more };
}

/** Has a moderator make this of a comment, or a rule take it from the public. */
export function decide({ moderation }: Store, id: string, state: Decision): Promise<StoredComment> {
  if (state === 'held') return moderation.hold(id, [], act().by);
  const nouns = { published: 'approval', rejected: 'rejection', spam: 'spam' } as const;
  return moderation.decide(id, nouns[state], true, act());
}

/** A new text that is published, as its author gives it. */
export function newText(body: string, more: Partial<CommentEdit> = {}): CommentEdit {
  return { body, content: [['p', body]], contentVersion: 1, state: 'published', reasons: [], by: 'author', ...more };
}
