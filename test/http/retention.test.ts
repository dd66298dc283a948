/** What is kept only for a time: by the owners’ settings, by law of the house, and by the day’s key. */
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { COMMENTS, call, changeRows, guest, openRows, post, query } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { ADMIN, type ModeratedServer, startModerated } from '../helpers/moderator.ts';
import { startServer } from '../helpers/server.ts';
import { until } from '../helpers/until.ts';

const DAY = 86_400_000;
let server: ModeratedServer;
let url: string;
beforeAll(async () => {
  server = await startModerated();
  url = server.url;
  await call(url, 'POST', '/api/v1/admin/sites', { body: { key: 'blog' }, token: ADMIN });
});
afterAll(() => server.stop());

const admin = (method: string, path: string, body?: unknown) =>
  call(url, method, `/api/v1/admin${path}`, { body, token: ADMIN });

function rows<T>(sql: string, dataDir = server.dataDir): T[] {
  const db = openRows(dataDir);
  try {
    return db.prepare(sql).all() as T[];
  } finally {
    db.close();
  }
}

async function write(name: string, site = 'default', token?: string) {
  const author = { name, email: `${name}@example.com` };
  const known = token ?? (await guest(url)).token;
  const comment = await post(url, '/retention', `by ${name} ${crypto.randomUUID()}`, { site, author }, known);
  return { id: comment.id, author: comment.author.id, token: known };
}

const age = (days: number, ...ids: string[]) =>
  changeRows(
    server.dataDir,
    `UPDATE comments SET created_at = created_at - ${days * DAY} WHERE id IN (${ids.map(id => `'${id}'`).join()})`,
  );
const emailOf = (author: string) =>
  rows<{ email: string | null }>(`SELECT email FROM viewers WHERE id = '${author}'`)[0]?.email;

test('a guest’s mail address is forgotten so many days after the last comment, and their comments stay', async () => {
  const [old, young, back] = [await write('old'), await write('young'), await write('back')];
  const [elsewhere, both] = [await write('elsewhere', 'blog'), await write('both', 'blog')];
  const second = await write('both', 'default', both.token);
  age(31, old.id, back.id, elsewhere.id, both.id, second.id);
  age(29, young.id);
  await write('back', 'default', back.token);
  await server.set({ forgetEmails: 30 });
  await until(() => emailOf(old.author) === null, 'the address is not forgotten');
  // Of two sites, the one that forgets first counts.
  await until(() => emailOf(both.author) === null, 'the address is not forgotten');
  expect(emailOf(young.author)).toBe('young@example.com');
  expect(emailOf(back.author)).toBe('back@example.com');
  expect(emailOf(elsewhere.author)).toBe('elsewhere@example.com');
  const read = await call(url, 'GET', `${COMMENTS}/${old.id}`);
  expect(read.json.author.name).toBe('old');
  const find = async () => (await admin('GET', query('/audit', { action: 'privacy.forget-emails' }))).json.items;
  await until(async () => (await find()).length > 0, 'no record tells of it');
  expect(await find()).toMatchObject([{ by: { via: 'system' }, site: null, after: { count: 2 } }]);
  await server.set({ forgetEmails: 0 });
});

test('L4 what was refused is erased so many days later, on this site alone, and nothing else is', async () => {
  const decided = async (decision: string, site = 'default') => {
    const comment = await write(decision, site);
    await admin('PUT', `/comments/${comment.id}/${decision}`);
    return comment.id;
  };
  const ids = {
    spam: await decided('spam'),
    rejected: await decided('rejection'),
    recent: await decided('spam'),
    justDecided: await decided('rejection'),
    elsewhere: await decided('spam', 'blog'),
    approved: await decided('approval'),
  };
  await server.set({ hold: 'all' });
  const held = (await call(url, 'POST', COMMENTS, { body: { thread: '/retention', body: 'held' } })).json.id;
  await server.set({ hold: 'none' });
  const { recent, ...old } = ids;
  age(100, ...Object.values(old), held);
  const longAgo = [ids.spam, ids.rejected, ids.elsewhere].map(id => `'${id}'`).join();
  changeRows(
    server.dataDir,
    `UPDATE comments SET decision = json_set(decision, '$.at', (decision ->> 'at') - ${100 * DAY}) WHERE id IN (${longAgo})`,
  );
  const reader = await LiveClient.open(url);
  await reader.subscribe('/retention');
  await server.set({ eraseRefused: 90 });
  const states = () =>
    Object.fromEntries(
      rows<{ id: string; state: string; body: string }>('SELECT id, state, body FROM comments').map(row => [
        row.id,
        row,
      ]),
    );
  for (const id of [ids.spam, ids.rejected]) {
    await until(() => states()[id]?.state === 'deleted', 'it is not erased');
    expect(states()[id]).toMatchObject({ body: '' });
  }
  await until(
    async () => (await admin('GET', query('/audit', { action: 'privacy.erase-refused' }))).json.items.length > 0,
    'no record tells of it',
  );
  const after = states();
  expect(after[recent]?.state).toBe('spam');
  expect(after[ids.justDecided]?.state).toBe('rejected');
  expect(after[ids.elsewhere]?.state).toBe('spam');
  expect(after[ids.approved]?.state).toBe('published');
  expect(after[held]?.state).toBe('held');
  await reader.close();
  await server.set({ eraseRefused: 0 });
});

test('audit records of more than 400 days ago and bans that have ended go, in a round that is due once a day', async () => {
  const first = await startServer({ ADMIN_TOKEN: ADMIN });
  const ask = (method: string, path: string, body?: unknown) =>
    call(first.url, method, `/api/v1/admin${path}`, { body, token: ADMIN });
  for (const value of ['203.0.113.1', '203.0.113.2']) {
    await ask('POST', '/bans', { kind: 'address', value, until: new Date(Date.now() + 60_000).toISOString() });
  }
  await first.stop();
  const { dataDir } = first;
  const old = Date.now() - 401 * DAY;
  const count = (table: string) => rows<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`, dataDir)[0]?.n;
  const lastRound = () =>
    rows<{ value: string }>("SELECT value FROM meta WHERE key = 'retention.at'", dataDir)[0]?.value;
  changeRows(
    dataDir,
    `UPDATE audit SET at = ${old} WHERE id = (SELECT MIN(id) FROM audit); UPDATE bans SET until = 1 WHERE value = '203.0.113.1'`,
  );
  const [records, ended] = [count('audit') ?? 0, lastRound()];
  const early = await startServer({ DATA_DIR: dataDir });
  await early.stop();
  // Not a day has passed.
  expect([lastRound(), count('audit'), count('bans')]).toEqual([ended, records, 2]);
  changeRows(dataDir, `UPDATE meta SET value = '${Date.now() - DAY}' WHERE key = 'retention.at'`);
  const due = await startServer({ DATA_DIR: dataDir });
  onTestFinished(() => due.stop());
  await until(() => count('bans') === 1, 'the ban that has ended is still there');
  await until(() => Number(lastRound()) > Number(ended), 'the round has not ended');
  expect(count('audit')).toBe(records - 1);
  expect(rows('SELECT value FROM bans', dataDir)).toEqual([{ value: '203.0.113.2' }]);
});

test('a network is known for a day and the next one, and is a new one then: its key is gone', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2030-05-01T22:00:00Z') });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const limited = await startModerated({ RATE_LIMITS: 'on', TRUST_PROXY: 'loopback' });
  onTestFinished(() => limited.stop());
  const { id } = await post(limited.url, '/days', 'x');
  const vote = async (path: string, body?: unknown) => {
    const { token } = (
      await call(limited.url, 'POST', '/api/v1/session/guest', {
        body: {},
        headers: { 'x-forwarded-for': `198.51.100.${Math.trunc(Math.random() * 250)}` },
      })
    ).json.session;
    const headers = { 'x-forwarded-for': '203.0.113.9' };
    return (await call(limited.url, 'PUT', `${COMMENTS}/${id}/${path}`, { body, token, headers })).status;
  };
  const both = async () => [await vote('vote', { value: 1 }), await vote(`reactions/${encodeURIComponent('🎉')}`)];
  for (let n = 0; n < 10; n += 1) expect(await both()).toEqual([200, 200]);
  expect(await both()).toEqual([429, 429]);
  vi.setSystemTime(Date.parse('2030-05-02T23:59:00Z'));
  expect(await both()).toEqual([429, 429]);
  vi.setSystemTime(Date.parse('2030-05-03T00:01:00Z'));
  expect(await both()).toEqual([200, 200]);
});
