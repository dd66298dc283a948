/** SQLite keeps the store contract, and the promises of its own: durability, one process, whole migrations. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../server/store/sqlite/migrate.ts';
import { assertDurable, openDatabase } from '../../server/store/sqlite/open.ts';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import { changeRows, openRows } from '../helpers/api.ts';
import { temporaryFolder } from '../helpers/server.ts';
import { storeContract } from './contract.ts';
import { draft, newPlace, newText, person } from './drafts.ts';

const open = (dataDir = temporaryFolder()) => openSqliteStore({ dataDir, warn: () => {} });

storeContract('SQLite', () => open());

/** Every value of every row, as text. */
function dump(dataDir: string): string {
  const db = openRows(dataDir);
  const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
  const text = tables.map(name => JSON.stringify(db.prepare(`SELECT * FROM "${name}"`).all())).join('\n');
  db.close();
  return text;
}

test('L4 the text of a removed comment is in no row of the file', async () => {
  const dataDir = temporaryFolder();
  const store = await open(dataDir);
  const author = { ...person('canary-name'), website: 'https://canary-site.example/' };
  const { comment } = await store.create(draft(newPlace(), { body: 'canary-first', author }));
  await store.edit(comment.id, newText('canary-second'));
  expect(dump(dataDir)).toContain('canary-second');
  await store.remove(comment.id);
  expect(dump(dataDir)).not.toMatch(/canary-(first|second)/);
  const row = JSON.stringify(await store.comment(comment.id));
  expect(row).not.toContain('canary');
  await store.close();
});

test('L2 after a write the connection still syncs every commit, and a weaker one is refused', () => {
  const db = openDatabase(join(temporaryFolder(), 'x.sqlite'));
  db.exec('CREATE TABLE t (v TEXT) STRICT');
  db.prepare('INSERT INTO t VALUES (?)').run('x');
  const pragmas = Object.fromEntries(
    ['journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema', 'cell_size_check'].map(name => [
      name,
      db.pragma(name, { simple: true }),
    ]),
  );
  expect(pragmas).toEqual({
    journal_mode: 'wal',
    synchronous: 2,
    foreign_keys: 1,
    trusted_schema: 0,
    cell_size_check: 1,
  });
  assertDurable(db);
  db.pragma('synchronous = NORMAL');
  expect(() => assertDurable(db)).toThrow(/synchronous = 1 where 2 is needed/);
  db.close();
});

test('a repeat is still one after a restart, unless the first was deleted or says something else now', async () => {
  const dataDir = temporaryFolder();
  const place = newPlace();
  const author = person();
  const say = (store: Awaited<ReturnType<typeof open>>, body: string) =>
    store.create(draft(place, { body, author })).then(
      ({ comment }) => comment.id,
      error => error.code,
    );
  const first = await open(dataDir);
  await say(first, 'kept');
  await first.remove(await say(first, 'deleted'));
  await first.edit(await say(first, 'before'), newText('after'));
  expect(await say(first, 'kept')).toBe('duplicate');
  expect(await say(first, 'after')).toBe('duplicate');
  await first.close();
  const second = await open(dataDir);
  for (const body of ['kept', 'after']) expect(await say(second, body)).toBe('duplicate');
  for (const body of ['deleted', 'before']) expect(await say(second, body)).not.toBe('duplicate');
  await second.close();
});

test('tables are strict', async () => {
  const dataDir = temporaryFolder();
  await (await open(dataDir)).close();
  const db = openRows(dataDir);
  const loose = db.prepare(
    `SELECT name FROM pragma_table_list
     WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
  );
  expect(loose.pluck().all()).toEqual([]);
  db.close();
});

test('a locked thread takes no comment', async () => {
  const dataDir = temporaryFolder();
  const store = await open(dataDir);
  const place = newPlace();
  await store.create(draft(place));
  changeRows(dataDir, "UPDATE threads SET state = 'locked'");
  await expect(store.create(draft(place))).rejects.toMatchObject({ code: 'thread_locked' });
  expect(await store.thread(place)).toMatchObject({ state: 'locked', seq: 1 });
  await store.close();
});

test('a second opener of the folder is told who has it, and may have it after the first has closed', async () => {
  const dataDir = temporaryFolder();
  const first = await open(dataDir);
  await expect(open(dataDir)).rejects.toThrow(/Another Live Comments process already uses DATA_DIR/);
  await first.close();
  await (await open(dataDir)).close();
});

test('a database of a newer version is refused, and so is a changed migration', async () => {
  const dataDir = temporaryFolder();
  await (await open(dataDir)).close();
  changeRows(dataDir, "INSERT INTO migrations VALUES (9999, '9999_future.sql', 'x', 0)");
  await expect(open(dataDir)).rejects.toThrow(/newer version.*9999_future\.sql.*update Live Comments/);
  changeRows(dataDir, "DELETE FROM migrations WHERE number = 9999; UPDATE migrations SET checksum = 'x'");
  await expect(open(dataDir)).rejects.toThrow(/0001_initial\.sql was changed after it was applied/);
});

test('a migration that fails leaves the schema as it was and names itself', () => {
  const files = temporaryFolder();
  mkdirSync(files, { recursive: true });
  writeFileSync(join(files, '0001_good.sql'), 'CREATE TABLE a (v TEXT) STRICT;');
  writeFileSync(join(files, '0002_bad.sql'), 'CREATE TABLE b (v TEXT) STRICT; INSERT INTO nowhere VALUES (1);');
  const db = new Database(':memory:');
  expect(() => migrate(db, files)).toThrow(/Migration 0002_bad\.sql failed \(no such table: nowhere\)/);
  const names = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
  expect(names).toEqual(['migrations', 'a']);
  writeFileSync(join(files, '0002_bad.sql'), 'CREATE TABLE b (v TEXT) STRICT;');
  expect(migrate(db, files)).toEqual(['0002_bad.sql']);
  expect(migrate(db, files)).toEqual([]);
  db.close();
});
