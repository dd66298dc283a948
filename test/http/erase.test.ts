/** Everything that is stored about a person is handed out to them; whoever leaves is found nowhere any more. */
import { randomUUID } from 'node:crypto';
import { appendFileSync, copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, changeRows, guest, openRows, post, query } from '../helpers/api.ts';
import { type Member, type MemberServer, startMembers } from '../helpers/members.ts';
import { spawnServer, startServer, temporaryFolder } from '../helpers/server.ts';
import { makeKey, makeStaff } from '../helpers/staff.ts';

const PROFILE = '/api/v1/profile';
const FILE = 'live-comments.sqlite';

let server: MemberServer;
let url: string;
beforeAll(async () => {
  server = await startMembers();
  url = server.url;
  await server.owner.call('POST', '/sites', { key: 'other' });
});
afterAll(() => server.stop());

const exported = (token: string) => call(url, 'GET', `${PROFILE}/export`, { token });
const erase = (token: string, confirm: string) => call(url, 'DELETE', PROFILE, { token, body: { confirm } });
const admin = (method: string, path: string, body?: unknown) => server.owner.call(method, path, body);

const as = (name: string) => call(url, 'POST', COMMENTS, { body: { thread: '/as', body: 'hello', author: { name } } });

/** Whether a word stands anywhere in the database, its log or beside it. */
function isOnDisk(dataDir: string, word: string): string[] {
  const names = readdirSync(dataDir, { recursive: true, encoding: 'utf8' });
  const small = word.toLowerCase();
  return names.filter(name => {
    if (!/\.(sqlite|sqlite-wal|jsonl|json)$/.test(name)) return false;
    return readFileSync(join(dataDir, name)).toString('latin1').toLowerCase().includes(small);
  });
}

interface Person extends Member {
  readonly word: string;
  readonly comments: string[];
  readonly voted: string;
}

/** A member of whom there is one thing of every kind, each with the word in it. */
async function somebody(): Promise<Person> {
  const word = `canary${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  const before = await guest(url, `${word} guest`);
  const first = await post(
    url,
    `/${word.slice(6)}`,
    `${word} as a guest`,
    { author: { name: `${word} guest`, email: `${word}@guest.example` } },
    before.token,
  );
  const member = await server.signIn(`${word}@example.com`, { name: `${word} member`, guest: before.token });
  const { token, id } = member;
  const mine = await post(url, '/erase', `${word} wrote this`, {}, token);
  const other = await post(url, '/erase', 'somebody else', {});
  const reply = await post(url, '/erase', 'an answer that stays', { parent: mine.id });
  const calls = [
    await call(url, 'PATCH', PROFILE, { token, body: { bio: `${word} bio`, website: `https://${word}.example` } }),
    await call(url, 'PATCH', `${COMMENTS}/${mine.id}`, { token, body: { body: `${word} wrote this otherwise` } }),
    await call(url, 'PUT', `${COMMENTS}/${other.id}/vote`, { token, body: { value: 1 } }),
    await call(url, 'PUT', `${COMMENTS}/${other.id}/reactions/${encodeURIComponent('👍')}`, { token }),
    await call(url, 'POST', `${COMMENTS}/${other.id}/flags`, { token, body: { reason: 'spam' } }),
    await call(url, 'PUT', `${PROFILE}/mutes/${reply.author.id}`, { token }),
    await admin('POST', `/users/${id}/notes`, { text: `${word} was noted` }),
    await admin('PUT', `/comments/${mine.id}/rejection`, {
      reason: `${word} says so`,
      message: `${word} to the author`,
    }),
    await admin('PUT', `/comments/${mine.id}/approval`, { reason: `${word} after all` }),
    await admin('PUT', `/users/${id}/ban`, { site: 'other', email: true, name: true, reason: `${word} is banned` }),
    await admin('GET', `/users/${id}`),
  ];
  expect(calls.map(({ status, text }) => (status < 300 ? '' : text)).filter(Boolean)).toEqual([]);
  const answered = await server.owner.call(
    'POST',
    `/users/${id}/notes`,
    { text: `${word} noted twice` },
    { 'idempotency-key': word },
  );
  expect(answered.status).toBe(201);
  return { ...member, word, comments: [first.id, mine.id], voted: other.id };
}

test('39. an export holds all that is stored about somebody: each kind, in every state, and nobody else’s', async () => {
  const { token, id, word, comments, voted } = await somebody();
  const db = openRows(server.dataDir);
  const thread = db.prepare('SELECT id FROM threads WHERE key = ?').pluck().get('/erase');
  db.prepare(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 450)
     INSERT INTO comments (id, thread_id, depth, seq, author_id, author_name, body, body_hash, content, content_version, state, listed, created_at)
     SELECT printf('%08d-0000-4000-8000-000000000000', i + 7000000), ?, 0, 1, ?, '', 'row ' || i, i, '[]', 1, 'spam', 0, i FROM n`,
  ).run(thread, id);
  const count = db.prepare('SELECT COUNT(*) FROM comments WHERE author_id = ?').pluck().get(id);
  db.close();

  const answer = await exported(token);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="live-comments-[\w-]+\.json"$/);
  const { json, text } = answer;
  expect(json.profile).toMatchObject({
    id,
    name: `${word} member`,
    email: `${word}@example.com`,
    bio: `${word} bio`,
    site: 'default',
  });
  expect(json).toMatchObject({
    identities: [{ issuer: 'mail' }],
    sessions: [{ way: 'mail' }],
    guests: [expect.any(String)],
    mutes: [expect.any(String)],
    votes: [{ comment: voted, value: 1 }],
    reactions: [{ comment: voted, emoji: '👍' }],
    reports: [{ comment: voted, reason: 'spam' }],
  });
  expect(json.notes.map((each: { text: string }) => each.text)).toEqual([`${word} was noted`, `${word} noted twice`]);
  expect(json.bans.map((each: { kind: string }) => each.kind).sort()).toEqual(['email', 'name', 'user']);
  expect(json.comments).toHaveLength(Number(count));
  expect(new Set(json.comments.map((each: { id: string }) => each.id)).size).toBe(Number(count));
  const edited = json.comments.find((each: { id: string }) => each.id === comments[1]);
  expect(edited).toMatchObject({ body: `${word} wrote this otherwise`, state: 'published', thread: '/erase' });
  expect(edited.earlier).toMatchObject([{ body: `${word} wrote this` }]);
  expect(text).not.toContain('somebody else');
  expect(text).not.toContain('owner@example.com');

  const whole = await admin('GET', `/users/${id}/export`);
  expect(whole.json.decisions.map((each: { action: string }) => each.action)).toContain('user.ban');
  const moderator = await makeStaff(url, server.owner, { role: 'moderator' });
  expect((await moderator.call('GET', `/users/${id}/export`)).json.code).toBe('not_allowed');
});

test('39. after an erase the canary is in no row, log, index, feed, replay, audit, answer or list of moderators', async () => {
  const { token, id, word, comments, voted } = await somebody();
  const bytes = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  const put = {
    method: 'PUT',
    headers: { 'content-type': 'image/png', authorization: `Bearer ${token}` },
    body: bytes,
  };
  const { viewer } = (await (await fetch(`${url}${PROFILE}/avatar`, put)).json()) as { viewer: { avatar: string } };
  expect(existsSync(join(server.dataDir, viewer.avatar))).toBe(true);
  expect((await call(url, 'GET', query('/api/v1/search', { q: word }))).json.items.length).toBeGreaterThan(0);
  expect(isOnDisk(server.dataDir, word)).not.toEqual([]);

  expect((await erase(token, 'somebody else')).json).toMatchObject({
    code: 'bad_request',
    detail: expect.stringContaining(word),
  });
  expect((await erase(token, `${word} member`)).status).toBe(204);
  await expect.poll(() => isOnDisk(server.dataDir, word)).toEqual([]);
  expect(existsSync(join(server.dataDir, viewer.avatar))).toBe(false);
  expect((await exported(token)).status).toBe(401);

  const key = await makeKey(url, server.owner, {
    scopes: ['comments:read', 'users:read', 'audit:read', 'bans:read', 'webhooks:read'],
  });
  const asKey = { token: key.token };
  const answers = await Promise.all([
    ...[
      query('/api/v1/search', { q: word }),
      query(COMMENTS, { thread: '/erase', limit: 100 }),
      '/api/v1/recent',
      '/feed?thread=/erase',
      '/feed',
      '/thread?key=/erase',
      query('/api/v1/events', { thread: '/erase', since: 0 }),
    ].map(path => call(url, 'GET', path)),
    ...[
      '/comments?state=deleted',
      '/users',
      `/users?q=${word}`,
      '/audit?limit=100',
      '/bans',
      `/users/${id}`,
      `/users/${id}/export`,
    ].map(path => call(url, 'GET', `/api/v1/admin${path}`, asKey)),
    admin('GET', `/users/${id}/export`),
    admin('POST', `/users/${id}/notes`, { text: `${word} noted twice` }),
    server.owner.call('POST', `/users/${id}/notes`, { text: 'another' }, { 'idempotency-key': word }),
  ]);
  for (const { text } of answers) expect(text.toLowerCase().replaceAll(`"${id}"`, '')).not.toContain(word);
  for (const { status } of answers.slice(-3)) expect(status).toBeGreaterThanOrEqual(400);

  const thread = (await call(url, 'GET', query(COMMENTS, { thread: '/erase', sort: 'oldest', limit: 100 }))).json;
  const tombstone = thread.items.find((each: { id: string }) => each.id === comments[1]);
  expect(tombstone).toMatchObject({ state: 'deleted', author: { id: '', name: '' }, content: [], replyCount: 1 });
  expect(tombstone.replies[0].content).toEqual([['p', 'an answer that stays']]);
  expect(thread.items.find((each: { id: string }) => each.id === voted)).toMatchObject({
    upvotes: 0,
    score: 0,
    reactions: {},
  });
  const flagged = (await admin('GET', '/comments?flagged=true')).text;
  expect(flagged).not.toContain(voted);

  const db = openRows(server.dataDir);
  const tables = db
    .prepare<[], string>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' AND name <> 'erased'",
    )
    .pluck()
    .all();
  const holding = tables.filter(table => JSON.stringify(db.prepare(`SELECT * FROM "${table}"`).all()).includes(id));
  // That this id was banned and erased, and by whom: an id that is nobody’s any more.
  expect(holding.sort()).toEqual(['audit', 'bans']);
  db.close();
  const again = await server.signIn(`${word}@example.com`);
  expect(again.id).not.toBe(id);
});

test('a guest leaves with all that they wrote on any site, and their token is over', async () => {
  const { id, token } = await guest(url, 'Gone Guest');
  const [here, there] = [
    await post(url, '/gone', 'here', {}, token),
    await post(url, '/gone', 'there', { site: 'other' }, token),
  ];
  expect((await erase(token, 'Gone Guest')).status).toBe(204);
  for (const each of [here, there])
    expect((await call(url, 'GET', `${COMMENTS}/${each.id}`)).json).toMatchObject({ state: 'deleted' });
  expect((await call(url, 'POST', COMMENTS, { token, body: { thread: '/gone', body: 'back' } })).json.code).toBe(
    'token_expired',
  );
  expect((await admin('GET', `/users/${id}`)).status).toBe(404);
});

test('an admin erases whom their sites hold whole; the team and moderators are refused', async () => {
  const everywhere = await guest(url, 'Everywhere');
  for (const site of ['default', 'other']) await post(url, '/admin', 'x', { site }, everywhere.token);
  const here = await guest(url, 'Here');
  await post(url, '/admin', 'y', {}, here.token);
  const limited = await makeStaff(url, server.owner, { role: 'admin', sites: ['default'] });
  const foreign = await makeStaff(url, server.owner, { role: 'admin', sites: ['other'] });
  const moderator = await makeStaff(url, server.owner, { role: 'moderator' });
  const remove = (by: typeof limited, id: string, confirm: string) => by.call('DELETE', `/users/${id}`, { confirm });
  expect((await remove(limited, everywhere.id, 'Everywhere')).json.code).toBe('not_allowed');
  expect((await remove(foreign, here.id, 'Here')).json.code).toBe('not_found');
  expect((await remove(moderator, here.id, 'Here')).json.code).toBe('not_allowed');
  expect((await remove(server.owner, limited.id, 'x')).json.code).toBe('not_allowed');
  expect((await remove(limited, here.id, 'There')).json.code).toBe('bad_request');
  expect((await remove(limited, here.id, 'Here')).status).toBe(204);
  expect((await remove(limited, here.id, 'Here')).json.code).toBe('not_found');
  expect((await remove(server.owner, everywhere.id, 'Everywhere')).status).toBe(204);
  const { json } = await admin('GET', `/audit?action=user.erase`);
  expect(json.items.map((each: { target: { id: string } }) => each.target.id)).toEqual([everywhere.id, here.id]);
});

test('what somebody decided while they moderated stays decided, and tells their name nowhere', async () => {
  const { id, token } = await server.signIn('moderating@example.com', { name: 'Canary Moderator' });
  expect((await admin('PUT', `/users/${id}/role`, { role: 'moderator' })).status).toBe(204);
  const [edited, deleted] = [await post(url, '/moderated', 'one'), await post(url, '/moderated', 'two')];
  const acts = [
    await call(url, 'PATCH', `${COMMENTS}/${edited.id}`, { token, body: { body: 'one, milder' } }),
    await call(url, 'DELETE', `${COMMENTS}/${deleted.id}`, { token }),
  ];
  expect(acts.map(({ status, text }) => (status < 300 ? '' : text)).filter(Boolean)).toEqual([]);
  const read = async () => {
    const paths = [`/comments/${edited.id}`, `/comments/${deleted.id}`, `/audit?actor=${id}`];
    return (await Promise.all(paths.map(path => admin('GET', path)))).map(({ text }) => text).join('\n');
  };
  expect(await read()).toContain('Canary Moderator');
  expect((await erase(token, 'Canary Moderator')).status).toBe(204);
  await expect.poll(() => isOnDisk(server.dataDir, 'Canary Moderator')).toEqual([]);
  const after = await read();
  expect(after).not.toContain('Canary Moderator');
  expect(after).toContain('"action":"comment.delete"');
  expect(after).toContain('"moderated":true');
  expect((await as('Canary Moderator')).status, 'and the name is anybody’s').toBe(201);
});

test('a long history goes in steps, and goes on where the server was killed in the middle', async () => {
  const word = `canary${randomUUID().slice(0, 8)}`;
  const dataDir = temporaryFolder();
  const first = await spawnServer({ DATA_DIR: dataDir });
  const { id, token } = await guest(first.url, word);
  const kept = await post(first.url, '/long', `${word} first`, {}, token);
  const db = openRows(dataDir);
  // As the server has it: else this connection leaves copies of rows behind where it moves them.
  db.pragma('secure_delete = ON');
  db.prepare(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
     INSERT INTO comments (id, thread_id, depth, seq, author_id, author_name, body, body_hash, content, content_version, state, listed, created_at)
     SELECT printf('%08d-0000-4000-8000-000000000000', i), c.thread_id, 0, 1, ?, ?, ? || i, i, '[]', 1, 'published', 1, i
     FROM n, comments c WHERE c.id = ?`,
  ).run(id, word, word, kept.id);
  db.prepare("UPDATE threads SET comment_count = 3001 WHERE key = '/long'").run();
  db.close();
  const answer = await call(first.url, 'DELETE', PROFILE, { token, body: { confirm: word } });
  expect(answer.status).toBe(204);
  await first.end('SIGKILL');
  const again = await startServer({ DATA_DIR: dataDir });
  await expect.poll(() => isOnDisk(dataDir, word)).toEqual([]);
  const { json } = await call(again.url, 'GET', query(COMMENTS, { thread: '/long' }));
  expect(json).toMatchObject({ items: [], thread: { commentCount: 0 } });
  await again.stop();
});

test('39. a backup that is put back brings nobody back who was erased since, before anything is served', async () => {
  const first = await startServer();
  const word = `canary${randomUUID().slice(0, 8)}`;
  const { id, token } = await guest(first.url, word);
  const mine = await post(
    first.url,
    '/backup',
    `${word} was here`,
    { author: { name: word, email: `${word}@example.com` } },
    token,
  );
  const kept = await post(first.url, '/backup', 'somebody else', { parent: mine.id });
  await first.stop();
  const backup = temporaryFolder();
  copyFileSync(join(first.dataDir, FILE), join(backup, FILE));

  const second = await startServer({ DATA_DIR: first.dataDir });
  const answer = await call(second.url, 'DELETE', PROFILE, { token, body: { confirm: word } });
  expect(answer.status).toBe(204);
  const after = await post(second.url, '/backup', 'written after the erase');
  await second.stop();
  expect(isOnDisk(first.dataDir, word)).toEqual([]);
  const list = readFileSync(join(first.dataDir, 'erased.jsonl'), 'utf8').trim();
  expect(JSON.parse(list)).toEqual({ at: expect.any(String), ids: [id] });

  copyFileSync(join(backup, FILE), join(first.dataDir, FILE));
  expect(isOnDisk(first.dataDir, word)).toEqual([FILE]);
  const third = await startServer({ DATA_DIR: first.dataDir });
  expect(isOnDisk(first.dataDir, word)).toEqual([]);
  const { json, text } = await call(third.url, 'GET', query(COMMENTS, { thread: '/backup' }));
  expect(text).not.toContain(word);
  expect(json.items).toMatchObject([{ id: mine.id, state: 'deleted', replies: [{ id: kept.id }] }]);
  expect(text).not.toContain(after.id);
  expect((await call(third.url, 'GET', PROFILE, { token })).json.code).toBe('token_expired');
  await third.stop();
  // A line that a crash cut short is passed over, and the whole ones count.
  changeRows(first.dataDir, 'DELETE FROM erased');
  appendFileSync(join(first.dataDir, 'erased.jsonl'), '{"at":"2026-01-01T00:00:00.000Z","ids":["cut sh');
  const fourth = await startServer({ DATA_DIR: first.dataDir });
  expect((await call(fourth.url, 'GET', PROFILE, { token })).json.code).toBe('token_expired');
  await fourth.stop();
});

test('an export of thousands of comments leaves everybody else their turn', async () => {
  const { id, token } = await guest(url, 'Writer');
  const first = await post(url, '/writer', 'first', {}, token);
  const db = openRows(server.dataDir);
  db.prepare(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
     INSERT INTO comments (id, thread_id, depth, seq, author_id, author_name, body, body_hash, content, content_version, state, listed, created_at)
     SELECT printf('%08d-0000-4000-8000-000000000000', i + 8000000), c.thread_id, 0, 1, ?, '', 'row ' || i, i, '[]', 1, 'spam', 0, i
     FROM n, comments c WHERE c.id = ?`,
  ).run(id, first.id);
  db.close();
  let [longest, last, isOver] = [0, performance.now(), false];
  const turn = () => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
    if (!isOver) setImmediate(turn);
  };
  turn();
  const began = performance.now();
  const answer = await fetch(`${url}${PROFILE}/export`, { headers: { authorization: `Bearer ${token}` } });
  const file = Buffer.from(await answer.arrayBuffer());
  const whole = performance.now() - began;
  isOver = true;
  expect(JSON.parse(file.toString()).comments).toHaveLength(5_001);
  expect(longest).toBeLessThan(whole / 2);
});
