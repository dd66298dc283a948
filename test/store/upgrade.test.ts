/** A database of an earlier version keeps all that it holds. */
import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrate } from '../../server/store/sqlite/migrate.ts';
import { openDatabase } from '../../server/store/sqlite/open.ts';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import { temporaryFolder } from '../helpers/server.ts';

const MIGRATIONS = join(import.meta.dirname, '../../migrations/sqlite');

test('comments, tombstones and the log of the version before votes are as they were', async () => {
  const [dataDir, files] = [temporaryFolder(), temporaryFolder()];
  for (const name of readdirSync(MIGRATIONS).filter(each => each < '0003')) {
    copyFileSync(join(MIGRATIONS, name), join(files, name));
  }
  const db = openDatabase(join(dataDir, 'live-comments.sqlite'));
  expect(migrate(db, files)).toHaveLength(2);
  db.exec(`
    INSERT INTO sites VALUES (1, 'default', '[]', '{"sort":"oldest","editWindow":60}', 1);
    INSERT INTO viewers VALUES ('ann', 'guest', 'Ann', NULL, NULL, 1), ('bob', 'guest', 'Bob', NULL, NULL, 1);
    INSERT INTO threads VALUES (1, 1, '/old', NULL, NULL, 'open', 4, 2, 1);`);
  const insert = db.prepare(
    `INSERT INTO comments VALUES (?, ?, 1, ?, ?, ?, ?, 'Name', NULL, ?, 0, '[["p","x"]]', 1, ?, ?, ?, 0, 0, ?, NULL)`,
  );
  insert.run(1, '00000000-0000-4000-8000-000000000001', null, 0, 1, 'ann', '', 'deleted', 1, 1, 10);
  insert.run(2, '00000000-0000-4000-8000-000000000002', 1, 1, 2, 'ann', 'reply', 'published', 1, 0, 20);
  insert.run(3, '00000000-0000-4000-8000-000000000003', null, 0, 3, 'bob', 'wait', 'held', 0, 0, 30);
  insert.run(4, '00000000-0000-4000-8000-000000000004', null, 0, 4, 'ann', 'root', 'published', 1, 0, 40);
  for (const n of [1, 2, 3, 4]) db.exec(`INSERT INTO events VALUES (1, ${n}, 'comment.created', ${n}, 1)`);
  db.close();

  const store = await openSqliteStore({ dataDir, warn: () => {} });
  const place = { site: 'default', thread: '/old' };
  const page = await store.list({ ...place, parent: null, sort: 'oldest', after: null, limit: 10, preview: [3] });
  expect(page.items).toMatchObject([
    { number: 1, state: 'deleted', replyCount: 1, replies: [{ number: 2, body: 'reply', upvotes: 0, reactions: {} }] },
    { number: 4, body: 'root', pinned: false },
  ]);
  expect((await store.events(place, 0, 10)).events?.map(each => each.comment?.number)).toEqual([1, 2, 3, 4]);
  expect([await store.isKnown('ann', 'default'), await store.isKnown('bob', 'default')]).toEqual([true, false]);
  expect((await store.site('default'))?.settings).toMatchObject({ sort: 'oldest', editWindow: 60, votes: 'updown' });
  const voted = { comment: page.items[1]?.id ?? '', viewer: 'bob', value: 1, network: null } as const;
  expect(await store.vote(voted)).toMatchObject({ upvotes: 1, seq: 4 });
  await store.close();

  const after = openDatabase(join(dataDir, 'live-comments.sqlite'));
  expect(after.pragma('foreign_key_check')).toEqual([]);
  after.close();
});
