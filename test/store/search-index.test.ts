/** The search index of SQLite: what it costs a post, how it catches up, and that it forgets. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrate } from '../../server/store/sqlite/migrate.ts';
import { openDatabase } from '../../server/store/sqlite/open.ts';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import { openRows } from '../helpers/api.ts';
import { temporaryFolder } from '../helpers/server.ts';
import { act, decide, draft, newPlace, newText } from './drafts.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
console.warn(`SEED=${seed}`);

type Store = Awaited<ReturnType<typeof openSqliteStore>>;
const open = (dataDir: string) => openSqliteStore({ dataDir, warn: () => {} });

async function found(store: Store, words: string[], thread?: string): Promise<string[]> {
  const { items } = await store.search({ site: 'default', thread, words, limit: 100, before: null });
  return items.map(item => item.body);
}

/** What one statement says, asked beside the store. */
function ask(dataDir: string, sql: string): unknown {
  const db = openRows(dataDir);
  const answer = db.prepare(sql).pluck().get();
  db.close();
  return answer;
}

const indexed = (dataDir: string) => ask(dataDir, 'SELECT count(*) FROM search');

test('a post writes nothing into the index; a job does after 500 of them, and a search before', async () => {
  const dataDir = temporaryFolder();
  const store = await open(dataDir);
  const place = newPlace();
  const say = (count: number) =>
    Promise.all(Array.from({ length: count }, (_, n) => store.create(draft(place, { body: `comment ${n}` }))));
  await say(300);
  expect([indexed(dataDir), await store.claimJob(60_000)]).toEqual([0, undefined]);
  expect(await found(store, ['comment', '299'])).toHaveLength(1);
  expect(indexed(dataDir)).toBe(300);
  await say(200);
  // Later: a burst of posts is not to pay for it.
  expect([indexed(dataDir), await store.claimJob(60_000)]).toEqual([300, undefined]);
  const due = Number(ask(dataDir, "SELECT run_at FROM jobs WHERE kind = 'search.index'"));
  expect(due).toBeGreaterThan(Date.now() + 1_000);
  expect(due).toBeLessThan(Date.now() + 15_000);
  await store.indexSearch();
  expect(indexed(dataDir)).toBe(500);
  await store.close();
});

test('a job indexes what was changed when it has become much', async () => {
  const dataDir = temporaryFolder();
  const store = await open(dataDir);
  const drafts = Array.from({ length: 101 }, (_, n) => draft(newPlace(), { body: `held ${n}`, state: 'held' }));
  await Promise.all(drafts.map(each => store.create(each)));
  // A person’s decisions would be learnt from, by jobs of their own.
  const rule = act({ by: { id: 'rule', name: 'rule', via: 'rule' } });
  const approve = (few: typeof drafts) =>
    Promise.all(few.map(each => store.moderation.decide(each.id, 'approval', true, rule)));
  await approve(drafts.slice(0, 99));
  expect(await store.claimJob(60_000)).toBeUndefined();
  await approve(drafts.slice(99));
  expect((await store.claimJob(60_000))?.kind).toBe('search.index');
  await store.indexSearch();
  expect([indexed(dataDir), ask(dataDir, 'SELECT count(*) FROM search_changes')]).toEqual([101, 0]);
  await store.close();
});

test('L4 the words of an erased comment leave the file at once', async () => {
  const dataDir = temporaryFolder();
  const store = await open(dataDir);
  const { comment } = await store.create(draft(newPlace(), { body: 'first zqxcanary' }));
  await store.create(draft(newPlace(), { body: 'another' }));
  expect(await found(store, ['zqxcanary'])).toHaveLength(1);
  await store.edit(comment.id, newText('second', { content: [['p', 'yqxcanary']] }));
  expect(await found(store, ['yqxcanary'])).toHaveLength(1);
  const bytes = () => {
    const db = openRows(dataDir);
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    return readFileSync(join(dataDir, 'live-comments.sqlite'));
  };
  expect(await found(store, ['zqxcanary'])).toHaveLength(0);
  expect(bytes().includes('yqxcanary')).toBe(true);
  await store.remove(comment.id);
  // The earlier text goes with it.
  expect([bytes().includes('zqxcanary'), bytes().includes('yqxcanary')]).toEqual([false, false]);
  await store.close();
});

test('comments from before there was an index are new at once, and found as soon as a job has come to them', async () => {
  const [dataDir, older] = [temporaryFolder(), temporaryFolder()];
  const folder = join(import.meta.dirname, '../../migrations/sqlite');
  mkdirSync(older, { recursive: true });
  for (const name of readdirSync(folder).filter(each => each < '0004'))
    copyFileSync(join(folder, name), join(older, name));
  const db = openDatabase(join(dataDir, 'live-comments.sqlite'));
  migrate(db, older);
  db.exec(`
    INSERT INTO sites (id, key, origins, settings, created_at) VALUES (1, 'default', '[]', '{}', 0);
    INSERT INTO threads (id, site_id, key, created_at) VALUES (1, 1, '/old', 0);
    INSERT INTO viewers (id, role, name, created_at) VALUES ('v', 'guest', 'Ann', 0);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
    INSERT INTO comments (id, thread_id, depth, seq, author_id, author_name, body, body_hash, content, content_version,
                          state, listed, created_at)
    SELECT 'c' || i, 1, 0, i, 'v', 'Ann', 'old ' || i, 0, '[["p","old ' || i || '"]]', 1, 'published', 1, 0 FROM n;`);
  db.close();
  const store = await open(dataDir);
  const newest = async () => (await store.recent('default', '/old', 2)).map(({ comment }) => comment.body);
  expect(await newest()).toEqual(['old 2000', 'old 1999']);
  await store.create(draft({ site: 'default', thread: '/old' }, { body: 'new 1' }));
  expect(await found(store, ['1'])).toEqual(['new 1']);
  expect(await newest()).toEqual(['new 1', 'old 2000']);
  const work = async () => {
    for (let job = await store.claimJob(60_000); job; job = await store.claimJob(60_000)) {
      expect(job.kind).toBe('search.index');
      await store.indexSearch();
      await store.finishJob(job.id);
    }
  };
  await work();
  expect(await found(store, ['17', 'old'], '/old')).toEqual(['old 17']);
  expect([indexed(dataDir), ask(dataDir, "SELECT value FROM meta WHERE key = 'search.first'")]).toEqual([2001, '1']);
  await store.close();
});

test('after any changes a search finds what the rows say', async () => {
  const dataDir = temporaryFolder();
  const store = await open(dataDir);
  let state = seed;
  const random = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
  const vocabulary = ['red', 'green', 'blue', 'rot', 'grün', '青', 'été', 'one', 'two', 'three'];
  const text = () => Array.from({ length: 4 }, () => vocabulary[random(10)]).join(' ');
  const places = [newPlace(), newPlace()];
  const ids: string[] = [];
  const truth = new Map<string, { thread: string; body: string; published: boolean }>();
  const id = () => ids[random(ids.length)] as string;
  for (let step = 0; step < 400; step += 1) {
    const kind = random(10);
    if (kind < 4 || ids.length === 0) {
      const place = places[random(2)] as (typeof places)[0];
      const published = random(4) > 0;
      const given = draft(place, { body: text(), state: published ? 'published' : 'held' });
      await store.create(given);
      ids.push(given.id);
      truth.set(given.id, { thread: place.thread, body: given.body, published });
    } else if (kind < 6) {
      const [which, body] = [id(), text()];
      const known = truth.get(which);
      if (known) await store.edit(which, newText(body));
      if (known) truth.set(which, { ...known, body });
    } else if (kind === 6) {
      const which = id();
      await store.remove(which);
      truth.delete(which);
    } else if (kind < 9) {
      const [which, published] = [id(), random(2) === 0];
      const known = truth.get(which);
      if (known) await decide(store, which, published ? 'published' : 'rejected');
      if (known) truth.set(which, { ...known, published });
    } else {
      const [first, second] = [vocabulary[random(10)] as string, vocabulary[random(10)] as string];
      const { thread } = places[random(2)] as (typeof places)[0];
      const expected = [...truth.values()].filter(each => {
        const words = each.body.split(' ');
        return each.published && each.thread === thread && words.includes(first) && words.includes(second);
      });
      expect((await found(store, [first, second], thread)).sort()).toEqual(expected.map(each => each.body).sort());
    }
  }
  await found(store, ['red']);
  const db = openRows(dataDir);
  db.exec("INSERT INTO search (search) VALUES ('integrity-check')");
  db.close();
  await store.close();
});
