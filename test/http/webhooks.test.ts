/** Webhooks at their doors: who is told what, signed how, tried how often, and where the server does not send. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, call, openRows, post } from '../helpers/api.ts';
import { ADMIN, type ModeratedServer, startModerated } from '../helpers/moderator.ts';
import { isSigned, type Receiver, startReceiver } from '../helpers/receiver.ts';
import { spawnServer, startServer, temporaryFolder } from '../helpers/server.ts';
import { until } from '../helpers/until.ts';

const HOOKS = '/api/v1/admin/webhooks';
const ALL = [
  'comment.created',
  'comment.edited',
  'comment.deleted',
  'comment.approved',
  'comment.rejected',
  'comment.spam',
  'comment.held',
  'comment.flagged',
];

let server: ModeratedServer;
const receivers: Receiver[] = [];

beforeAll(async () => {
  server = await startModerated({ ALLOW_PRIVATE_TARGETS: '127.0.0.1' });
});
afterAll(async () => {
  await server?.stop();
  for (const receiver of receivers) await receiver.close();
});

const admin = (method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer> =>
  call(server.url, method, path, {
    token: ADMIN,
    ...(body === undefined ? {} : { body }),
    ...(headers ? { headers } : {}),
  });

async function receiver(...args: Parameters<typeof startReceiver>): Promise<Receiver> {
  const started = await startReceiver(...args);
  receivers.push(started);
  return started;
}

/** Sets a webhook up; the test that did so removes it, so that no other one is told. */
async function hook(url: string, events: readonly string[] = ALL, more: object = {}) {
  const { status, json, text } = await admin('POST', HOOKS, { url, events, ...more });
  if (status !== 201) throw new Error(`${status} ${text}`);
  return {
    id: json.id as number,
    secret: json.secret as string,
    path: `${HOOKS}/${json.id}`,
    deliveries: async () => (await admin('GET', `${HOOKS}/${json.id}/deliveries`)).json.items,
    remove: async () => expect((await admin('DELETE', `${HOOKS}/${json.id}`)).status).toBe(204),
  };
}

describe('what is told', () => {
  test('a comment is told as it is posted, edited and deleted, in order, each signed and with an id of its own', async () => {
    const target = await receiver();
    const { secret, remove, deliveries } = await hook(target.url);
    const { id, session } = await post(server.url, '/told', 'first words');
    await target.count(1);
    const path = `/api/v1/comments/${id}`;
    await call(server.url, 'PATCH', path, { body: { body: 'other words' }, token: session.token });
    await target.count(2);
    await call(server.url, 'DELETE', path, { token: session.token });
    await target.count(3);

    const { received } = target;
    expect(received.map(({ json }) => json.type)).toEqual(['comment.created', 'comment.edited', 'comment.deleted']);
    expect(received.every(each => isSigned(each, secret))).toBe(true);
    expect(received.some(each => isSigned(each, `whsec_${btoa('another secret')}`))).toBe(false);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(3);
    expect(received[0]?.json.data.comment).toMatchObject({
      id,
      thread: '/told',
      body: 'first words',
      state: 'published',
    });
    expect(received[0]?.headers['content-type']).toBe('application/json');
    expect(Math.abs(Date.parse(received[0]?.json.timestamp) - Date.now())).toBeLessThan(20_000);
    expect(received[1]?.json.data.comment.body).toBe('other words');
    expect(received[2]?.text).not.toContain('words');
    // What was erased is in the log no more, whatever was sent at the time.
    await until(async () => (await deliveries()).every((each: { state: string }) => each.state === 'delivered'), 'log');
    expect(JSON.stringify(await deliveries())).not.toContain('words');
    await remove();
  });

  test('only the events that it asked for, and one of a site nothing of another', async () => {
    const target = await receiver();
    const some = await hook(target.url, ['comment.deleted'], { site: 'default' });
    const { id, session } = await post(server.url, '/some', 'told when it goes');
    await call(server.url, 'DELETE', `/api/v1/comments/${id}`, { token: session.token });
    await target.count(1);
    expect(target.received[0]?.json.type).toBe('comment.deleted');
    await some.remove();

    const db = openRows(server.dataDir);
    db.prepare(
      "INSERT OR IGNORE INTO sites (key, origins, settings, created_at) VALUES ('other', '[]', '{}', 0)",
    ).run();
    db.close();
    await server.stop();
    server = await startModerated({ ALLOW_PRIVATE_TARGETS: '127.0.0.1', DATA_DIR: server.dataDir });
    const others = await hook(target.url, ['comment.created'], { site: 'other' });
    await post(server.url, '/some', 'for the default site');
    await post(server.url, '/some', 'for the other site', { site: 'other' });
    await target.count(2);
    expect(target.received[1]?.json.data.comment).toMatchObject({ site: 'other', body: 'for the other site' });
    expect(await others.deliveries()).toHaveLength(1);
    await others.remove();
  });

  test('a held comment is told as created and as held, and nobody is told what was held and is gone', async () => {
    const target = await receiver();
    const { remove } = await hook(target.url, ['comment.created', 'comment.held']);
    await server.set({ hold: 'all' });
    const { json } = await call(server.url, 'POST', '/api/v1/comments', { body: { thread: '/held', body: 'wait' } });
    await server.set({ hold: 'none' });
    await target.count(2);
    expect(
      target.received.map(each => [each.json.type, each.json.data.comment.state, each.json.data.comment.id]),
    ).toEqual(['comment.created', 'comment.held'].map(type => [type, 'held', json.id]));
    await remove();
  });

  test('a test delivery tells nothing but that it arrives', async () => {
    const target = await receiver();
    const { path, secret, remove } = await hook(target.url, ['comment.spam']);
    expect((await admin('POST', `${path}/test`)).status).toBe(202);
    await target.count(1);
    expect(target.received[0]?.json).toMatchObject({ type: 'webhook.test', data: {} });
    expect(isSigned(target.received[0] as never, secret)).toBe(true);
    await until(async () => (await admin('GET', path)).json.last?.ok === true, 'last');
    await remove();
  });
});

describe('tries', () => {
  test('what failed is tried again after 5 seconds, with the same id; the others go on meanwhile', async () => {
    const target = await receiver((response, n) => response.writeHead(n === 0 ? 500 : 200).end());
    const { remove, deliveries } = await hook(target.url, ['comment.created']);
    await post(server.url, '/retry', 'one');
    await target.count(1);
    await post(server.url, '/retry', 'two');
    await target.count(3);
    const [first, second, third] = target.received;
    expect(second?.json.data.comment.body).toBe('two');
    expect(third?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    const apart = Number(third?.headers['webhook-timestamp']) - Number(first?.headers['webhook-timestamp']);
    expect(apart).toBeGreaterThanOrEqual(4);
    expect(apart).toBeLessThan(12);
    await until(async () => (await deliveries()).at(-1)?.state === 'delivered', 'the log');
    expect((await deliveries()).at(-1)).toMatchObject({ attempts: 2, status: 200, error: null, nextAt: null });
    await remove();
  });

  test('a delivery is sent again by hand, with the same id', async () => {
    const target = await receiver((response, n) => response.writeHead(n === 0 ? 503 : 204).end());
    const { path, remove, deliveries } = await hook(target.url, ['comment.created']);
    await post(server.url, '/resend', 'again, please');
    await until(async () => (await deliveries())[0]?.attempts === 1, 'the first try');
    const [failed] = await deliveries();
    expect(failed).toMatchObject({ state: 'waiting', status: 503, error: 'It answered 503.' });
    expect(Date.parse(failed.nextAt) - Date.parse(failed.triedAt)).toBeGreaterThanOrEqual(5_000);
    expect((await admin('POST', `${path}/deliveries/${failed.id}/resend`)).status).toBe(202);
    await target.count(2);
    expect(target.received[1]?.headers['webhook-id']).toBe(failed.id);
    await until(async () => (await deliveries())[0]?.state === 'delivered', 'the second try');
    const unknown = await admin('POST', `${path}/deliveries/msg_none/resend`);
    expect([unknown.status, unknown.json.code]).toEqual([404, 'not_found']);
    await remove();
  });

  test('410 switches the webhook off; what waits goes out when it is on again', async () => {
    const target = await receiver((response, n) => response.writeHead(n === 0 ? 410 : 200).end());
    const { path, remove, deliveries } = await hook(target.url, ['comment.created']);
    await post(server.url, '/gone', 'nobody is there');
    await until(async () => (await admin('GET', path)).json.enabled === false, 'it is off');
    expect((await deliveries())[0]).toMatchObject({ state: 'failed', status: 410 });
    await post(server.url, '/gone', 'not written down');
    expect(await deliveries()).toHaveLength(1);
    expect((await admin('PATCH', path, { enabled: true })).json.enabled).toBe(true);
    await post(server.url, '/gone', 'back again');
    await target.count(2);
    await remove();
  });

  test('one that never answers delays no other', async () => {
    const silent = await receiver(() => {});
    const quick = await receiver();
    const hooks = [await hook(silent.url, ['comment.created']), await hook(quick.url, ['comment.created'])];
    for (const n of [1, 2, 3]) await post(server.url, '/slow', `number ${n}`);
    await quick.count(3);
    expect(silent.received).toHaveLength(1);
    expect(quick.received.map(({ json }) => json.data.comment.body)).toEqual(['number 1', 'number 2', 'number 3']);
    for (const each of hooks) await each.remove();
  });

  test('what was under way at a kill -9 is sent after the next start, with the same id', async () => {
    const target = await receiver((response, n) => void (n === 0 || response.end()));
    const env = { DATA_DIR: temporaryFolder(), ADMIN_TOKEN: ADMIN, ALLOW_PRIVATE_TARGETS: '127.0.0.1' };
    const first = await spawnServer(env);
    const body = { url: target.url, events: ['comment.created'] };
    const { json } = await call(first.url, 'POST', HOOKS, { body, token: ADMIN });
    await post(first.url, '/killed', 'hold on to it');
    await target.count(1);
    await first.end('SIGKILL');
    const second = await spawnServer(env);
    await target.count(2);
    expect(target.received[1]?.headers['webhook-id']).toBe(target.received[0]?.headers['webhook-id']);
    expect(target.received.every(each => isSigned(each, json.secret))).toBe(true);
    await second.end('SIGTERM');
  });
});

describe('where the server does not send', () => {
  const PRIVATE = [
    'http://10.0.0.1/',
    'http://192.168.1.1:8080/hook',
    'http://172.16.0.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://168.63.129.16/',
    'http://0.0.0.0/',
    'http://0x7f.0.0.2/',
    'http://2130706434/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://192.0.2.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:8.8.8.8]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://[fec0::1]/',
    'http://[::7f00:1]/',
    'http://localhost.invalid/',
    'https://user:secret@127.0.0.1/',
    'https://127.0.0.1:0/',
    'ftp://127.0.0.1/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'not an address',
  ];
  test.each(PRIVATE)('%s', async url => {
    const { status, json } = await admin('POST', HOOKS, { url, events: ['comment.created'] });
    expect([status, json.code]).toEqual([400, 'unsafe_address']);
  });

  test('without the operator’s word neither this machine, nor a name that leads to it; the refusal names the mend', async () => {
    const strict = await startServer({ ADMIN_TOKEN: ADMIN });
    for (const host of ['127.0.0.1', 'localhost', 'LOCALHOST.']) {
      const body = { url: `http://${host}:9/`, events: ['comment.created'] };
      const { status, json } = await call(strict.url, 'POST', HOOKS, { body, token: ADMIN });
      expect([status, json.code]).toEqual([400, 'unsafe_address']);
      expect(json.detail).toContain('ALLOW_PRIVATE_TARGETS');
    }
    await strict.stop();
  });

  test('nor to one that was right when it was set up and is not any more', async () => {
    let connections = 0;
    const trap = createServer(socket => {
      connections += 1;
      socket.destroy();
    });
    await once(trap.listen(0, '127.0.0.1'), 'listening');
    const { port } = trap.address() as { port: number };
    const { path, deliveries } = await hook(`http://127.0.0.1:${port}/`, ['comment.created']);
    await admin('PATCH', path, { url: `http://localhost:${port}/` });
    await server.stop();
    // The name leads where it led; that it may is what has changed.
    server = await startModerated({ ALLOW_PRIVATE_TARGETS: '10.9.9.9', DATA_DIR: server.dataDir });
    await post(server.url, '/rebound', 'not to be sent');
    await until(async () => (await deliveries())[0]?.attempts === 1, 'a try');
    expect((await deliveries())[0]).toMatchObject({ state: 'waiting', status: null });
    expect((await deliveries())[0].error).toContain('not a public address');
    expect(connections).toBe(0);
    trap.close();
    await admin('DELETE', path);
    await server.stop();
    server = await startModerated({ ALLOW_PRIVATE_TARGETS: '127.0.0.1,localhost', DATA_DIR: server.dataDir });
  });

  test('a redirect is not followed', async () => {
    const inner = await receiver();
    const outer = await receiver(response => response.writeHead(307, { location: inner.url }).end());
    const { remove, deliveries } = await hook(outer.url.replace('127.0.0.1', 'localhost'), ['comment.created']);
    await post(server.url, '/redirect', 'stay here');
    await until(async () => (await deliveries())[0]?.attempts === 1, 'a try');
    expect((await deliveries())[0]).toMatchObject({
      status: 307,
      error: 'It answered 307; redirects are not followed.',
    });
    expect(inner.received).toHaveLength(0);
    await remove();
  });
});

describe('setting up', () => {
  test('the secret is told once, is not in the database, and the change log tells no whole address', async () => {
    const { id, secret, path, remove } = await hook('http://127.0.0.1:9/a-secret-path', ['comment.created']);
    expect(Buffer.from(secret.replace('whsec_', ''), 'base64')).toHaveLength(32);
    expect((await admin('GET', path)).text).not.toContain('whsec_');
    expect((await admin('GET', HOOKS)).text).not.toContain('whsec_');
    const db = openRows(server.dataDir);
    const row = db.prepare<[number], { secret: string }>('SELECT secret FROM webhooks WHERE id = ?').get(id);
    expect(row?.secret).toMatch(/^s1\./);
    expect(row?.secret).not.toContain(secret.replace('whsec_', ''));
    await remove();
    const actions = db.prepare(
      "SELECT action, before, after FROM audit WHERE target_kind = 'webhook' AND target_id = ?",
    );
    const records = actions.all(String(id)) as { action: string }[];
    db.close();
    expect(records.map(({ action }) => action)).toEqual(['webhook.create', 'webhook.delete']);
    expect(JSON.stringify(records)).not.toContain('a-secret-path');
    expect((await admin('GET', path)).status).toBe(404);
  });

  test('a change names the version that it was made for', async () => {
    const { path, remove } = await hook('http://127.0.0.1:9/', ['comment.created']);
    const etag = (await admin('GET', path)).headers.get('etag') as string;
    const changed = await admin('PATCH', path, { events: ['comment.spam'] }, { 'if-match': etag });
    expect(changed.json.events).toEqual(['comment.spam']);
    const late = await admin('PATCH', path, { enabled: false }, { 'if-match': etag });
    expect([late.status, late.json.code]).toEqual([412, 'changed']);
    expect(
      (await admin('PATCH', path, { enabled: false }, { 'if-match': changed.headers.get('etag') as string })).status,
    ).toBe(200);
    await remove();
  });

  test('the log pages by cursor, the newest first', async () => {
    const target = await receiver();
    const { path, remove } = await hook(target.url, ['comment.created']);
    for (const n of [1, 2, 3]) await admin('POST', `${path}/test`).then(() => target.count(n));
    const first = (await admin('GET', `${path}/deliveries?limit=2`)).json;
    const second = (await admin('GET', `${path}/deliveries?limit=2&cursor=${first.next}`)).json;
    const sent = target.received.map(({ headers }) => headers['webhook-id']);
    expect([...first.items, ...second.items].map(each => each.id)).toEqual(sent.toReversed());
    expect(second.next).toBeNull();
    expect((await admin('GET', `${path}/deliveries?cursor=nonsense`)).json.code).toBe('bad_cursor');
    await remove();
  });
});
