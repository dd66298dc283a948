/** Long work of one moderator leaves others their turn: whoever asks something small meanwhile is answered, again and again. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BULK_MAX } from '../../protocol/limits.ts';
import { type Answer, call, changeRows, guest, post, query } from '../helpers/api.ts';
import { ADMIN, type ModeratedServer, startModerated } from '../helpers/moderator.ts';

const API = '/api/v1/admin';
const WRITTEN = 2_000;
let server: ModeratedServer;
let url: string;
let author: string;
beforeAll(async () => {
  server = await startModerated();
  url = server.url;
  const { id, token } = await guest(url, 'Ann');
  author = id;
  const first = await post(url, '/much', 'first', {}, token);
  changeRows(
    server.dataDir,
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${WRITTEN})
     INSERT INTO comments (id, thread_id, depth, seq, author_id, author_name, body, body_hash, content, content_version,
                           state, listed, created_at)
     SELECT printf('00000000-0000-4000-8000-%012d', i), (SELECT thread_id FROM comments WHERE id = '${first.id}'), 0, 1,
            '${author}', 'Ann', 'x', 0, '[["p","x"]]', 1, 'published', 1, ${Date.now()} FROM n`,
  );
});
afterAll(() => server.stop());

const ask = (method: string, path: string, body?: unknown) => call(url, method, API + path, { token: ADMIN, body });

/** How often somebody else was answered, one request after the other, while this was under way. */
async function answersDuring(work: Promise<Answer>): Promise<{ answer: Answer; others: number }> {
  let isOver = false;
  const done = work.finally(() => {
    isOver = true;
  });
  let others = 0;
  for (; !isOver; others += 1) expect((await call(url, 'GET', '/healthz')).status).toBe(200);
  return { answer: await done, others };
}

/** Records of which none is what the test looks for. */
const insertRecords = (count: number) =>
  changeRows(
    server.dataDir,
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
     INSERT INTO audit (at, by, by_id, site, action, target_kind, target_id)
     SELECT i, '{"id":"a","name":"a","via":"session"}', 'a', 'default', 'comment.pin', 'comment', 'x' FROM n`,
  );

test('a thousand decisions at once', async () => {
  const ids = Array.from({ length: BULK_MAX }, (_, n) => `00000000-0000-4000-8000-${String(n + 1).padStart(12, '0')}`);
  const { answer, others } = await answersDuring(ask('POST', '/comments/bulk', { action: 'pin', ids }));
  expect(answer.json.items.every((each: { status: number }) => each.status === 200)).toBe(true);
  expect(others).toBeGreaterThan(BULK_MAX / 25);
});

test('a ban that rejects all of somebody’s comments', async () => {
  const { answer, others } = await answersDuring(ask('PUT', `/users/${author}/ban`, { reject: true }));
  expect(answer.json).toMatchObject({ rejected: WRITTEN + 1 });
  expect(others).toBeGreaterThan(WRITTEN / 25);
});

test('the audit log as a file, and a look for what is not in it', async () => {
  insertRecords(5_000);
  const whole = await answersDuring(ask('GET', '/audit/export'));
  expect(whole.answer.text.trimEnd().split('\n').length).toBeGreaterThan(5_000 + WRITTEN);
  expect(whole.others).toBeGreaterThan(10);
  insertRecords(100_000);
  for (const path of ['/audit', '/audit/export']) {
    const { answer, others } = await answersDuring(ask('GET', query(path, { action: 'nothing' })));
    expect(answer.status).toBe(200);
    expect(others).toBeGreaterThan(5);
  }
});
