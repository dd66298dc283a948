/**
 * The usual comment server: Fastify and better-sqlite3, one durable commit a post (`/comments`), and the same without
 * a database (`/nowhere`). Both check the same body and answer 201 with the whole comment; neither knows who posts.
 */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import Fastify from 'fastify';
import { commentOf, type Written } from './comment.ts';

const db = new Database(join(process.env['DATA_DIR'] ?? '.', 'comments.sqlite'));
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec(`
  CREATE TABLE comments (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, site TEXT NOT NULL, thread TEXT NOT NULL, body TEXT NOT NULL,
    created_at INTEGER NOT NULL) STRICT;
  CREATE INDEX comments_thread ON comments (site, thread, seq);`);
const insert = db.prepare('INSERT INTO comments (id, site, thread, body, created_at) VALUES (?, ?, ?, ?, ?)');
const count = db.prepare('SELECT count(*) FROM comments').pluck();

const body = {
  type: 'object',
  properties: {
    id: { type: 'string', pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$' },
    site: { type: 'string', maxLength: 64 },
    thread: { type: 'string', minLength: 1, maxLength: 512 },
    body: { type: 'string', minLength: 1, maxLength: 20_000 },
  },
  required: ['id', 'site', 'thread', 'body'],
  additionalProperties: false,
};

const app = Fastify();

app.post<{ Body: Written }>('/comments', { schema: { body } }, (request, reply) => {
  const { id, site, thread, body } = request.body;
  const { lastInsertRowid } = insert.run(id, site, thread, body, Date.now());
  reply.code(201).send(commentOf(request.body, Number(lastInsertRowid)));
});

app.post<{ Body: Written }>('/nowhere', { schema: { body } }, (request, reply) => {
  reply.code(201).send(commentOf(request.body, 1));
});

app.get('/count', async () => ({ count: count.get() }));

process.stdout.write(`${await app.listen({ host: '127.0.0.1', port: 0 })}\n`);
