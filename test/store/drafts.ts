/** What the store suites write: comments, people and pages nobody has seen before. */
import { randomUUID } from 'node:crypto';
import type { NewComment, Place, Store, StoredViewer } from '../../server/store/store.ts';

/** Filled before the first test of a suite runs. */
export type Held = { store: Store };

export function person(name = 'Ann'): StoredViewer {
  return { id: randomUUID(), role: 'guest', name, email: null, website: null };
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
    title: null,
    url: null,
    duplicateWindow: 60_000,
    slowMode: 0,
    jobs: [],
    ...more,
  };
}
