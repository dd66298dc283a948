/** How a place fares: comments and decisions by day, waits, and those who are first. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, guest, openRows, post, query } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { ADMIN, type ModeratedServer, startModerated } from '../helpers/moderator.ts';
import { actor, makeKey } from '../helpers/staff.ts';

const STATS = '/api/v1/admin/stats';
const DAY_MS = 86_400_000;

let server: ModeratedServer;
let url: string;
beforeAll(async () => {
  const first = await startModerated();
  await first.stop();
  const db = openRows(first.dataDir);
  db.exec(`INSERT INTO sites (key, origins, settings, created_at) VALUES ('other', '[]', '{"hold":"all"}', 0)`);
  db.close();
  server = await startModerated({ DATA_DIR: first.dataDir });
  url = server.url;
});
afterAll(() => server.stop());

const admin = () => actor(url, 'admin', { authorization: `Bearer ${ADMIN}` });
const stats = async (values: Record<string, string | number> = {}, token = ADMIN) =>
  call(url, 'GET', query(STATS, values), { token });

/** Posts on the site that holds every comment. */
async function hold(body: string): Promise<string> {
  const answer = await call(url, 'POST', COMMENTS, { body: { site: 'other', thread: '/held', body } });
  expect(answer.status).toBe(202);
  return answer.json.id;
}

/** As if it had come in that long ago. */
function age(id: string, milliseconds: number): void {
  const db = openRows(server.dataDir);
  db.prepare('UPDATE comments SET created_at = created_at - ? WHERE id = ?').run(milliseconds, id);
  db.close();
}

test('a place where nothing was said has a row of noughts for each day', async () => {
  const { status, json } = await stats({ days: 3, site: 'other' });
  expect(status).toBe(200);
  expect(json).toMatchObject({
    totals: { comments: 0, people: 0, decisions: 0, flags: 0 },
    timeToDecision: { median: null, p90: null },
    topThreads: [],
    topModerators: [],
    viewers: 0,
  });
  const today = Date.parse(json.days[2].day);
  expect(Date.now() - today).toBeLessThan(DAY_MS + 60_000);
  expect(json.days.map(({ day }: { day: string }) => (today - Date.parse(day)) / DAY_MS)).toEqual([2, 1, 0]);
  for (const day of json.days) {
    expect(day).toMatchObject({ published: 0, held: 0, rejected: 0, spam: 0, decisions: 0 });
  }
  expect((await stats()).json.days).toHaveLength(30);
});

test('comments, decisions, reports, waits, and the first threads and moderators', async () => {
  const ann = await guest(url, 'Ann');
  const key = await makeKey(url, admin(), { scopes: ['comments:write', 'stats:read'], name: 'Moby' });
  const posts: string[] = [];
  for (const [n, thread] of ['/busy', '/busy', '/busy', '/calm', '/calm'].entries()) {
    posts.push((await post(url, thread, `text ${n}`, { title: `Title ${thread}` }, ann.token)).id);
  }
  const [old = '', gone = '', spam = '', calm = '', ancient = ''] = posts;
  age(old, 2 * DAY_MS);
  age(ancient, 40 * DAY_MS);
  await call(url, 'DELETE', `${COMMENTS}/${gone}`, { token: ann.token });
  await call(url, 'POST', `${COMMENTS}/${calm}/flags`, { body: { reason: 'spam' }, token: (await guest(url)).token });
  await server.decide('PUT', spam, 'spam', key.token);

  const waits = [1_000, 10_000, 3_000_000];
  for (const wait of waits) {
    const id = await hold(`waits ${wait}`);
    age(id, wait);
    await server.decide('PUT', id, 'approval', key.token);
  }
  const last = await hold('rejected');
  await server.decide('PUT', last, 'rejection');
  await hold('still waits');

  const { json } = await stats({ days: 30 });
  const sum = (name: string) =>
    json.days.reduce((total: number, day: Record<string, number>) => total + (day[name] ?? 0), 0);
  expect(
    Object.fromEntries(['published', 'held', 'rejected', 'spam', 'decisions'].map(name => [name, sum(name)])),
  ).toEqual({
    published: 2 + 3,
    held: 1,
    rejected: 1,
    spam: 1,
    decisions: 5,
  });
  expect(json.days[27].published).toBe(1);
  expect(json.totals).toMatchObject({ comments: 8, decisions: 5, flags: 1 });
  // Ann, and a guest for each of the five that were held.
  expect(json.totals.people).toBe(6);
  expect(
    json.topThreads.map(({ site, key, title, comments }: Record<string, unknown>) => [site, key, title, comments]),
  ).toEqual([
    ['other', '/held', null, 3],
    ['default', '/calm', 'Title /calm', 1],
    ['default', '/busy', 'Title /busy', 1],
  ]);
  expect(json.topModerators).toMatchObject([
    { by: { name: 'Moby', via: 'api-key' }, decisions: 4 },
    { by: { id: 'admin', via: 'operator' }, decisions: 1 },
  ]);
  // Of four waits the second and the fourth; each took a moment longer than it was made old.
  expect(json.timeToDecision.median).toBeGreaterThanOrEqual(1);
  expect(json.timeToDecision.median).toBeLessThan(9);
  expect(json.timeToDecision.p90).toBeGreaterThanOrEqual(3_000);
  expect(json.timeToDecision.p90).toBeLessThan(3_010);

  const other = (await stats({ site: 'other' })).json;
  expect(other.totals).toEqual({ comments: 5, people: 5, decisions: 4, flags: 0 });
  expect(other.topThreads).toHaveLength(1);
  expect((await stats({ site: 'default' })).json.totals).toEqual({ comments: 3, people: 1, decisions: 1, flags: 1 });
});

test('whoever watches right now is counted once, on the sites that one may see', async () => {
  const here = await makeKey(url, admin(), { scopes: ['stats:read'], sites: ['default'] });
  const { token } = await guest(url, 'Watcher');
  const clients = [await LiveClient.open(url), await LiveClient.open(url), await LiveClient.open(url)];
  for (const client of clients.slice(0, 2)) {
    client.send({ type: 'auth', token });
    await client.next('session');
    await client.subscribe('/one');
    await client.subscribe('/two');
  }
  await clients[2]?.subscribe('/three', {}, 'other');
  expect((await stats()).json.viewers).toBe(2);
  expect((await stats({}, here.token)).json.viewers).toBe(1);
  for (const client of clients) await client.close();
});

test('of sites that are not theirs they learn nothing', async () => {
  const key = await makeKey(url, admin(), { scopes: ['stats:read'], sites: ['other'] });
  const { json, text } = await stats({}, key.token);
  expect(json).toEqual((await stats({ site: 'other' })).json);
  expect(text).not.toContain('default');
  expect((await stats({ site: 'default' }, key.token)).status).toBe(403);
  expect((await stats({ site: 'nowhere' })).json.code).toBe('unknown_site');
  for (const days of [0, 366, '1.5']) expect((await stats({ days })).json.code).toBe('bad_request');
});
