/** Reports over REST: one a viewer, with a reason. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, guest, openRows, post } from '../helpers/api.ts';
import { type ModeratedServer, startModerated } from '../helpers/moderator.ts';

let server: ModeratedServer;
let url: string;
beforeAll(async () => {
  server = await startModerated({ RATE_LIMITS: 'on' });
  url = server.url;
});
afterAll(() => server.stop());

const flag = (id: string, reason: unknown, token?: string) =>
  call(url, 'POST', `${COMMENTS}/${id}/flags`, { body: { reason }, token });

test('a report is taken once a viewer; again, its reason is the new one', async () => {
  const { id } = await post(url, '/flags', 'x');
  const { token } = await guest(url);
  expect(await flag(id, 'spam', token)).toMatchObject({ status: 201, json: { comment: id, reason: 'spam' } });
  expect(await flag(id, ' My own\nwords ', token)).toMatchObject({ status: 200, json: { reason: 'My own words' } });
  expect((await flag(id, 'offensive', (await guest(url)).token)).status).toBe(201);
  const db = openRows(server.dataDir);
  expect(db.prepare('SELECT reason FROM flags ORDER BY created_at').pluck().all()).toEqual([
    'My own words',
    'offensive',
  ]);
  db.close();
});

test('a report needs a token, a reason, and a comment that one can see', async () => {
  const { id, session } = await post(url, '/no-flags', 'x');
  const { token } = await guest(url);
  expect(await flag(id, 'spam')).toMatchObject({ status: 401, json: { code: 'sign_in_required' } });
  for (const reason of ['', ' \u200b ', 'x'.repeat(501), 7]) expect((await flag(id, reason, token)).status).toBe(400);
  expect((await flag(crypto.randomUUID(), 'spam', token)).json.code).toBe('unknown_comment');
  await call(url, 'DELETE', `${COMMENTS}/${id}`, { token: session.token });
  expect((await flag(id, 'spam', token)).json.code).toBe('comment_deleted');
});

test('who reports too fast is told how long to wait, in the header and in the document', async () => {
  const { id } = await post(url, '/fast', 'x');
  const { token } = await guest(url);
  let last = await flag(id, 'spam', token);
  for (let n = 0; n < 12 && last.status < 400; n += 1) last = await flag(id, 'spam', token);
  expect(last).toMatchObject({ status: 429, json: { code: 'rate_limited', retryAfter: expect.any(Number) } });
  expect(last.headers.get('retry-after')).toBe(String(last.json.retryAfter));
});
