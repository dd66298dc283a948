/** Fills a data folder with comments, faster than any door could: rows of the server’s own schema, in one transaction. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import Database from 'better-sqlite3';

const ROOT = join(import.meta.dirname, '..');

/** Viewers who wrote the comments. */
const AUTHORS = 1_000;

/** A number of threads, each with as many comments; their keys are `/<name>/1`, `/<name>/2` … */
export interface Seeded {
  readonly name: string;
  readonly threads: number;
  readonly comments: number;
}

/**
 * Makes the schema with the server’s own command, then fills it.
 * @param dataDir an empty folder.
 */
export function seed(dataDir: string, groups: readonly Seeded[]): void {
  const { status, stderr } = spawnSync(process.execPath, ['bin/live-comments.js', 'migrate'], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: dataDir },
  });
  if (status !== 0) throw new Error(`migrate ended with ${status}: ${stderr}`);
  const db = new Database(join(dataDir, 'live-comments.sqlite'));
  db.pragma('cache_size = -256000');
  db.transaction(() => {
    db.exec(AUTHOR_ROWS);
    for (const group of groups) fill(db, group);
  })();
  db.close();
}

function fill(db: Database.Database, { name, threads, comments }: Seeded): void {
  // The driver binds a number as REAL, which integer columns refuse after a division.
  const values = { name, threads: BigInt(threads), comments: BigInt(comments) };
  const first = BigInt(db.prepare<[], number>('SELECT COALESCE(MAX(id), 0) FROM threads').pluck().get() ?? 0);
  db.prepare(THREAD_ROWS).run(values);
  db.prepare(COMMENT_ROWS).run({ ...values, first });
  db.prepare(EVENT_ROWS).run({ first });
}

/** A UUID for a number, the same each time. */
const uuid = (number: string) =>
  `printf('%08x-0000-4000-8000-%012x', (${number}) * 2654435761 % 4294967296, ${number})`;

/** Some time ago; later rows are younger. */
const TIME = '1700000000000';

const AUTHOR_ROWS = `
  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${AUTHORS})
  INSERT INTO viewers (id, role, name, created_at) SELECT ${uuid('i')}, 'guest', 'Guest ' || i, ${TIME} FROM n`;

const THREAD_ROWS = `
  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @threads)
  INSERT INTO threads (site_id, key, title, seq, comment_count, created_at)
  SELECT (SELECT id FROM sites WHERE key = 'default'), '/' || @name || '/' || i, 'A page', @comments, @comments, ${TIME} FROM n`;

/** Thread by thread in turn, as comments come in. */
const COMMENT_ROWS = `
  WITH RECURSIVE
    n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < @threads * @comments - 1),
    base (number) AS (SELECT COALESCE(MAX(number), 0) FROM comments),
    text (i, body) AS (SELECT i, 'Thank you for writing it down; I will send it to everyone who asks me about it. '
      || 'My experience was a little different, but the conclusion is the same in the end. That makes ' || i || '.' FROM n)
  INSERT INTO comments (number, id, thread_id, depth, seq, author_id, author_name, body, body_hash, content,
                        content_version, state, listed, created_at)
  SELECT base.number + i + 1, ${uuid('base.number + i + 1')}, @first + 1 + i % @threads, 0, 1 + i / @threads,
         ${uuid(`1 + i % ${AUTHORS}`)}, 'Guest ' || (1 + i % ${AUTHORS}), body, 0, json_array(json_array('p', body)), 1,
         'published', 1, ${TIME} + i
  FROM text, base`;

const EVENT_ROWS = `
  INSERT INTO events (thread_id, seq, type, comment, created_at)
  SELECT thread_id, seq, 'comment.created', number, created_at FROM comments WHERE thread_id > @first ORDER BY thread_id, seq`;
