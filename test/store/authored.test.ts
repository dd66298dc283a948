/** SQLite files comments by their author behind the posts: what is asked of an author is the same before and after. */
import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AUTHORED } from '../../server/store/sqlite/authored.ts';
import { migrate } from '../../server/store/sqlite/migrate.ts';
import { openDatabase } from '../../server/store/sqlite/open.ts';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import type { StoredViewer } from '../../server/store/store.ts';
import { openRows } from '../helpers/api.ts';
import { temporaryFolder } from '../helpers/server.ts';
import { decide, draft, newPlace, person } from './drafts.ts';

type Store = Awaited<ReturnType<typeof openSqliteStore>>;
const open = (dataDir: string) => openSqliteStore({ dataDir, warn: () => {} });
const MIGRATIONS = join(import.meta.dirname, '../../migrations/sqlite');

function unfiled(dataDir: string): unknown {
  const db = openRows(dataDir);
  const count = db.prepare('SELECT COUNT(*) FROM comments WHERE unfiled = 1').pluck().get();
  db.close();
  return count;
}

/** All that is asked by author, the lists in pages of two. */
async function asked({ desk, people, rules }: Store, { id }: StoredViewer) {
  const list = async (order: 'newest' | 'oldest') => {
    const bodies: string[] = [];
    for (let after: number | null = null; ; ) {
      const page = await desk.list({ sites: null, author: id, order, after, limit: 2 });
      bodies.push(...page.items.map(({ comment }) => comment.body));
      if (page.next === null) return bodies;
      after = page.next;
    }
  };
  const [newest, oldest] = [await list('newest'), await list('oldest')];
  const card = (await desk.list({ sites: null, author: id, order: 'newest', after: null, limit: 1 })).items[0];
  const some = await people.commentsOf(id, { sites: null, after: 0, limit: 100 });
  return {
    newest,
    oldest,
    card: [card?.person.published, card?.person.rejected, card?.person.isNew],
    counts: (await people.person(id, null))?.counts,
    commentsOf: some.length,
    inOrder: some.every(({ number }, i) => i === 0 || number > (some[i - 1]?.number ?? 0)),
    published: await rules.published(id, 'default', 100),
    refused: await rules.refused(id, 'default', 0),
  };
}

test('an author’s comments are found before they are filed, partly filed and filed, each once and in order', async () => {
  const dataDir = temporaryFolder();
  const store = await open(dataDir);
  const [author, other] = [person(), person('Bob')];
  const say = async (from: number, to: number) => {
    const ids: string[] = [];
    for (let n = from; n <= to; n += 1) {
      const { comment } = await store.create(draft(newPlace(), { author, body: `by Ann ${n}` }));
      await store.create(draft(newPlace(), { author: other, body: `by Bob ${n}` }));
      ids.push(comment.id);
    }
    return ids;
  };
  const [first = ''] = await say(1, 3);
  await decide(store, first, 'rejected');
  expect(unfiled(dataDir)).toBe(6);
  const before = await asked(store, author);
  expect(before).toEqual({
    newest: ['by Ann 3', 'by Ann 2', 'by Ann 1'],
    oldest: ['by Ann 1', 'by Ann 2', 'by Ann 3'],
    card: [2, 1, false],
    counts: { published: 2, held: 0, rejected: 1, spam: 0, deleted: 0 },
    commentsOf: 2,
    inOrder: true,
    published: 2,
    refused: { written: 3, refused: 1 },
  });
  await store.indexSearch();
  expect(unfiled(dataDir)).toBe(0);
  expect(await asked(store, author)).toEqual(before);

  // Some filed, some not, and each changed after it was.
  const [fourth = ''] = await say(4, 5);
  await decide(store, first, 'published');
  await decide(store, fourth, 'spam');
  expect(unfiled(dataDir)).toBe(4);
  const mixed = await asked(store, author);
  expect(mixed).toEqual({
    newest: [5, 4, 3, 2, 1].map(n => `by Ann ${n}`),
    oldest: [1, 2, 3, 4, 5].map(n => `by Ann ${n}`),
    card: [4, 1, false],
    counts: { published: 4, held: 0, rejected: 0, spam: 1, deleted: 0 },
    commentsOf: 4,
    inOrder: true,
    published: 4,
    refused: { written: 5, refused: 1 },
  });
  await store.indexSearch();
  expect(await asked(store, author)).toEqual(mixed);
  expect((await asked(store, other)).newest).toEqual([5, 4, 3, 2, 1].map(n => `by Bob ${n}`));
  await store.close();
});

test('a job files after 500 comments what a search has left, all of them', async () => {
  const dataDir = temporaryFolder();
  const store = await open(dataDir);
  const place = newPlace();
  await Promise.all(Array.from({ length: 1_100 }, (_, n) => store.create(draft(place, { body: `comment ${n}` }))));
  await store.search({ site: 'default', thread: undefined, words: ['comment'], limit: 1, before: null });
  expect(unfiled(dataDir)).toBe(1_100);
  await store.indexSearch();
  expect(unfiled(dataDir)).toBe(0);
  await store.close();
});

test('what was refused of an author counts at once in every direction, also where it was just known', async () => {
  const store = await open(temporaryFolder());
  const author = person();
  const refused = () => store.rules.refused(author.id, 'default', 0);
  const say = async (body: string, more = {}) =>
    (await store.create(draft(newPlace(), { author, body, ...more }))).comment.id;
  const id = await say('first');
  expect(await refused()).toEqual({ written: 0, refused: 0 });
  for (const state of ['rejected', 'spam'] as const) {
    await decide(store, id, state);
    expect(await refused()).toEqual({ written: 1, refused: 1 });
    await decide(store, id, 'published');
    expect(await refused()).toEqual({ written: 0, refused: 0 });
  }
  const born = await say('born as spam', { state: 'spam', authorState: 'held' });
  expect(await refused()).toEqual({ written: 2, refused: 1 });
  await store.remove(born);
  expect(await refused()).toEqual({ written: 0, refused: 0 });
  await store.close();
});

test('what is asked by author goes along two indexes, merged in their order', async () => {
  const dataDir = temporaryFolder();
  await (await open(dataDir)).close();
  const db = openRows(dataDir);
  const plan = db
    .prepare(
      `EXPLAIN QUERY PLAN SELECT c.number FROM ${AUTHORED} c WHERE c.author_id = 'x' ORDER BY c.number DESC LIMIT 9`,
    )
    .all()
    .map(row => (row as { detail: string }).detail);
  db.close();
  expect(plan).toEqual([
    'MERGE (UNION ALL)',
    'LEFT',
    'SEARCH comments USING COVERING INDEX comments_author (author_id=?)',
    'RIGHT',
    'SCAN comments USING COVERING INDEX comments_unfiled',
  ]);
});

test('comments of a version before are filed with the migration', async () => {
  const [dataDir, files] = [temporaryFolder(), temporaryFolder()];
  for (const name of readdirSync(MIGRATIONS).filter(each => each < '0008')) {
    copyFileSync(join(MIGRATIONS, name), join(files, name));
  }
  const db = openDatabase(join(dataDir, 'live-comments.sqlite'));
  migrate(db, files);
  db.exec(`
    INSERT INTO sites (id, key, origins, settings, created_at) VALUES (1, 'default', '[]', '{}', 1);
    INSERT INTO viewers (id, role, name, created_at) VALUES ('ann', 'guest', 'Ann', 1);
    INSERT INTO threads (id, site_id, key, seq, comment_count, created_at) VALUES (1, 1, '/old', 2, 1, 1);`);
  const insert = db.prepare(
    `INSERT INTO comments (id, thread_id, depth, seq, author_id, author_name, body, body_hash, content, content_version,
                           state, listed, created_at)
     VALUES (?, 1, 0, ?, 'ann', 'Ann', ?, 0, '[]', 1, ?, ?, 1)`,
  );
  insert.run('00000000-0000-4000-8000-000000000001', 1, 'first', 'published', 1);
  insert.run('00000000-0000-4000-8000-000000000002', 2, 'second', 'rejected', 0);
  db.close();
  const store = await open(dataDir);
  expect(unfiled(dataDir)).toBe(0);
  expect(await asked(store, { ...person(), id: 'ann' })).toMatchObject({
    newest: ['second', 'first'],
    counts: { published: 1, rejected: 1 },
    refused: { written: 2, refused: 1 },
  });
  const hidden = await store.desk.list({ sites: null, state: 'rejected', order: 'newest', after: null, limit: 5 });
  expect(hidden.items.map(({ comment }) => comment.body)).toEqual(['second']);
  await store.close();
});
