/** What a disk can do to the server: fill up, refuse writes, give back rubbish; each is said in one sentence. */
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import { COMMENTS, call, post, query } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { startServer, temporaryFolder } from '../helpers/server.ts';
import { type SmallDisk, smallDisk } from '../helpers/tmpfs.ts';
import { draft, newPlace } from './drafts.ts';

const open = (dataDir: string) => openSqliteStore({ dataDir, warn: () => {} });
const FILE = 'live-comments.sqlite';

const disks: SmallDisk[] = [];
function disk(size: string): SmallDisk | undefined {
  const made = smallDisk(size);
  if (made) disks.push(made);
  return made;
}
afterAll(() => {
  for (const each of disks) each.unmount();
});

test('a file that is no database is named, and left as it is', async () => {
  const dataDir = temporaryFolder();
  writeFileSync(join(dataDir, FILE), 'these are my notes, not a database\n'.repeat(300));
  await expect(open(dataDir)).rejects.toThrow(/live-comments\.sqlite is not a SQLite database; restore a backup/);
  rmSync(join(dataDir, FILE));
  await (await open(dataDir)).close();
});

test('a damaged database is found at the start', async () => {
  const dataDir = temporaryFolder();
  const store = await open(dataDir);
  const place = newPlace();
  await Promise.all(Array.from({ length: 300 }, (_, n) => store.create(draft(place, { body: `${n} `.repeat(200) }))));
  await store.close();
  const handle = openSync(join(dataDir, FILE), 'r+');
  for (let page = 5; page < 60; page += 3) writeSync(handle, Buffer.alloc(4096, 0xa5), 0, 4096, page * 4096);
  closeSync(handle);
  await expect(open(dataDir)).rejects.toThrow(/is damaged( \(.+\))?; restore a backup/);
});

test('a folder that cannot be made or written is named with the mend', async ({ skip }) => {
  const parent = temporaryFolder();
  writeFileSync(join(parent, 'taken'), '');
  await expect(open(join(parent, 'taken'))).rejects.toThrow(
    /DATA_DIR .*taken cannot be made .* set DATA_DIR to a folder/,
  );
  mkdirSync(join(parent, 'data', FILE), { recursive: true });
  await expect(open(join(parent, 'data'))).rejects.toThrow(/cannot be written; give this user write access/);
  const small = disk('1m') ?? skip('mounting needs root');
  small.makeReadOnly();
  await expect(open(small.folder)).rejects.toThrow(/DATA_DIR .* cannot be written .* or set another DATA_DIR/);
});

test('a lost or foreign secret stops the start rather than signing everybody out', async () => {
  const dataDir = temporaryFolder();
  writeFileSync(join(dataDir, 'secret'), 'rubbish');
  await expect(startServer({ DATA_DIR: dataDir })).rejects.toThrow(/secret does not hold the server’s secret/);
});

test('L2 on a full disk posts are refused with 507, reads go on, and all is well when space returns', async ({
  skip,
}) => {
  const small = disk('3m') ?? skip('mounting needs root');
  const server = await startServer({ DATA_DIR: small.folder });
  const { url } = server;
  const live = await LiveClient.open(url);
  await live.subscribe('/full');
  const kept = [(await post(url, '/full', 'before')).id, (await live.post('/full', 'also before')).comment.id];
  small.fill();
  let refused = 0;
  for (let n = 0; n < 5; n += 1) {
    const id = crypto.randomUUID();
    const answer = await call(url, 'POST', COMMENTS, {
      body: { id, thread: '/full', body: `${n}${'x'.repeat(4900)}` },
    });
    if (answer.status === 201) kept.push(id);
    else {
      expect(answer.json).toMatchObject({ status: 507, code: 'disk_full' });
      expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(0);
  const id = crypto.randomUUID();
  live.send({ type: 'post', id, site: 'default', thread: '/full', body: 'x'.repeat(4900) });
  expect(await live.next('error')).toMatchObject({ id, code: 'disk_full' });
  expect((await call(url, 'GET', query(COMMENTS, { thread: '/full' }))).status).toBe(200);
  expect((await call(url, 'GET', '/healthz')).status).toBe(200);

  small.free();
  kept.push((await live.post('/full', 'after', { id })).comment.id);
  small.fill();
  await server.stop();
  small.free();

  const again = await startServer({ DATA_DIR: small.folder });
  const { json } = await call(again.url, 'GET', query(COMMENTS, { thread: '/full', sort: 'oldest' }));
  expect(json.items.map((item: { id: string }) => item.id)).toEqual(kept);
  await again.stop();
});
