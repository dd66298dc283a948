/** A kill in the middle of a migration leaves the old schema or the new one, never something between. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrate } from '../../server/store/sqlite/migrate.ts';
import { openDatabase } from '../../server/store/sqlite/open.ts';
import { temporaryFolder } from '../helpers/server.ts';

const SERVER = join(import.meta.dirname, '../../server/store/sqlite');

/** Migrates in a process of its own. */
const CHILD = `
  const { openDatabase } = await import('${SERVER}/open.ts');
  const { migrate } = await import('${SERVER}/migrate.ts');
  const [file, files] = process.argv.slice(1);
  const db = openDatabase(file);
  console.log('begins');
  migrate(db, files);
  console.log('done');
`;

test('killed at any moment, a migration is whole or not there, and the next start finishes it', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'x.sqlite');
  writeFileSync(join(folder, '0001_first.sql'), 'CREATE TABLE notes (text TEXT NOT NULL) STRICT;');
  openDatabase(file).close();
  writeFileSync(
    join(folder, '0002_slow.sql'),
    `ALTER TABLE notes ADD COLUMN size INTEGER;
     INSERT INTO notes WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000) SELECT 'note ' || i, i FROM n;
     CREATE INDEX notes_size ON notes (size);`,
  );
  const seen = new Set<string>();
  for (let wait = 0; wait < 200; wait += 25) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', CHILD, file, folder]);
    await once(child.stdout, 'data');
    await new Promise(resolve => setTimeout(resolve, wait));
    child.kill('SIGKILL');
    await once(child, 'close');
    const db = openDatabase(file);
    const columns = db.prepare("SELECT name FROM pragma_table_info('notes')").pluck().all().join();
    const rows = columns === '' ? 0 : db.prepare('SELECT count(*) FROM notes').pluck().get();
    const indexes = db.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'notes_size'").pluck().get();
    const applied = db.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'migrations'").pluck().get();
    const known = applied === 0 ? 0 : db.prepare('SELECT count(*) FROM migrations').pluck().get();
    seen.add(`${known}: ${columns} ${rows} ${indexes}`);
    db.close();
  }
  for (const state of seen) expect(['0:  0 0', '1: text 0 0', '2: text,size 400000 1']).toContain(state);
  const db = openDatabase(file);
  migrate(db, folder);
  expect(db.prepare('SELECT count(*) FROM notes').pluck().get()).toBe(400_000);
  db.close();
});
