/** A database that was put back in time gets a new epoch, and every reader with the old one is told to load anew. */
import { copyFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import { call, post, query } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { spawnServer, startServer, temporaryFolder } from '../helpers/server.ts';

const FILE = 'live-comments.sqlite';
const THREAD = '/page';

/** A server that wrote one comment, was backed up, then wrote another; both stopped in order. */
async function withBackup(): Promise<{ dataDir: string; backup: string; epoch: string }> {
  const server = await startServer();
  await post(server.url, THREAD, 'in the backup');
  await server.stop();
  const backup = temporaryFolder();
  copyFileSync(join(server.dataDir, FILE), join(backup, FILE));
  const again = await startServer({ DATA_DIR: server.dataDir });
  await post(again.url, THREAD, 'after the backup');
  const { json } = await call(again.url, 'GET', query('/api/v1/events', { thread: THREAD }));
  await again.stop();
  return { dataDir: server.dataDir, backup, epoch: json.epoch };
}

/** What the store says at the start, and its epoch. */
async function reopen(dataDir: string): Promise<{ epoch: string; warnings: string }> {
  const warnings: string[] = [];
  const store = await openSqliteStore({ dataDir, warn: sentence => warnings.push(sentence) });
  const { epoch } = store;
  await store.close();
  return { epoch, warnings: warnings.join('\n') };
}

test('L1 after a restore, readers with the old epoch are reset over socket, events and stream', async () => {
  const { dataDir, backup, epoch } = await withBackup();
  copyFileSync(join(backup, FILE), join(dataDir, FILE));
  const server = await startServer({ DATA_DIR: dataDir });
  await post(server.url, THREAD, 'another second comment');

  const reader = await LiveClient.open(server.url);
  const subscribed = await reader.subscribe(THREAD, { since: 2, epoch });
  expect(subscribed.epoch).not.toBe(epoch);
  expect(await reader.next('reset')).toMatchObject({ seq: 2, epoch: subscribed.epoch, thread: THREAD });
  await post(server.url, THREAD, 'third');
  expect((await reader.next('events')).events).toMatchObject([{ seq: 3 }]);
  expect(reader.frames.filter(frame => frame.type === 'events')).toHaveLength(1);

  const polled = await call(server.url, 'GET', query('/api/v1/events', { thread: THREAD, since: 2, epoch }));
  expect(polled.json).toEqual({ epoch: subscribed.epoch, seq: 3, events: [], more: false, reset: true });
  await reader.close();
  await server.stop();
});

test('an ordinary restart keeps the epoch', async () => {
  const { dataDir, epoch } = await withBackup();
  expect(await reopen(dataDir)).toEqual({ epoch, warnings: '' });
});

test('an older copy, a lost mark and a foreign database each get a new epoch and say why', async () => {
  const { dataDir, backup, epoch } = await withBackup();
  const other = await withBackup();
  const epochs = new Set([epoch, other.epoch]);
  const expectNew = async (folder: string, reason: RegExp) => {
    const opened = await reopen(folder);
    expect(opened.warnings).toMatch(reason);
    expect(epochs).not.toContain(opened.epoch);
    epochs.add(opened.epoch);
    expect(await reopen(folder)).toEqual({ epoch: opened.epoch, warnings: '' });
  };
  copyFileSync(join(backup, FILE), join(dataDir, FILE));
  await expectNew(dataDir, /New epoch .*commits? behind high-water\.json/);
  rmSync(join(dataDir, 'high-water.json'));
  await expectNew(dataDir, /high-water\.json is missing/);
  copyFileSync(join(other.dataDir, FILE), join(dataDir, FILE));
  await expectNew(dataDir, /another history/);
});

test('a whole folder that was copied back, mark and all, has a new epoch', async () => {
  const { dataDir, epoch } = await withBackup();
  const copy = temporaryFolder();
  for (const name of [FILE, 'high-water.json', 'secret']) copyFileSync(join(dataDir, name), join(copy, name));
  const { epoch: now, warnings } = await reopen(copy);
  expect(now).not.toBe(epoch);
  expect(warnings).toMatch(/another file .* so it was copied/);
});

test('commits that went with a lost write-ahead log are noticed after a kill', async () => {
  const dataDir = temporaryFolder();
  const server = await spawnServer({ DATA_DIR: dataDir });
  await post(server.url, THREAD, 'acknowledged');
  await server.end('SIGKILL');
  rmSync(join(dataDir, `${FILE}-wal`));
  const { warnings } = await reopen(dataDir);
  expect(warnings).toMatch(/behind high-water\.json|database is new/);
});

test('an empty database beside the mark of another is told, not taken for a first start', async () => {
  const { dataDir, epoch } = await withBackup();
  rmSync(join(dataDir, FILE));
  const { epoch: now, warnings } = await reopen(dataDir);
  expect(now).not.toBe(epoch);
  expect(warnings).toMatch(/the database is new, but high-water\.json remembers another/);
});

test.each(['null', '{}', '{"epoch":"x","commits":"many","file":""}', '', '\u0000'])(
  'a mark that holds %j is as good as none',
  async content => {
    const { dataDir, epoch } = await withBackup();
    writeFileSync(join(dataDir, 'high-water.json'), content);
    const { epoch: now, warnings } = await reopen(dataDir);
    expect(now).not.toBe(epoch);
    expect(warnings).toMatch(/missing or damaged/);
  },
);

test('L2 a server whose database file was taken away acknowledges nothing more', async () => {
  const server = await startServer();
  await post(server.url, THREAD, 'kept');
  renameSync(join(server.dataDir, FILE), join(server.dataDir, 'moved.sqlite'));
  const answer = await call(server.url, 'POST', '/api/v1/comments', { body: { thread: THREAD, body: 'lost?' } });
  expect(answer.json).toMatchObject({ status: 503, code: 'unavailable', detail: expect.stringContaining('moved') });
  await server.stop();
});
