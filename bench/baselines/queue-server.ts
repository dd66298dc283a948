/** Fastify and SQLite alone: the rows of a queue by one plain SELECT, as they stand in the table. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import Fastify from 'fastify';

const db = new Database(join(process.env['DATA_DIR'] ?? '', 'live-comments.sqlite'), { readonly: true });
const select = db.prepare<[number, number], { number: number }>(
  `SELECT * FROM comments WHERE state IN ('held', 'rejected', 'spam') AND state = 'held' AND number < ?
   ORDER BY number DESC LIMIT ?`,
);
const app = Fastify();

app.get<{ Querystring: { cursor?: string; limit: string } }>('/', ({ query: { cursor, limit } }) => {
  const items = select.all(cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor), Number(limit));
  const last = items.at(-1);
  return { items, next: items.length < Number(limit) || last === undefined ? null : String(last.number) };
});

process.stdout.write(`${await app.listen({ host: '127.0.0.1', port: 0 })}\n`);
