/** What is hidden is in no answer of any route, no feed, no page and no frame, whoever asks that may not see it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, guest, query } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { ADMIN, type ModeratedServer, startModerated } from '../helpers/moderator.ts';
import { ADMIN_API, makeKey, makeOwner, makeStaff, type SignedIn } from '../helpers/staff.ts';

const THREAD = '/canary';

let server: ModeratedServer;
let url: string;
let owner: SignedIn;
/** Everything that was hidden, by what hid it. */
const hidden: Record<string, string> = {};
/** The thread’s and the authors’ ids, for the addresses that want one. */
const ids: string[] = [];

const admin = async (method: string, path: string, body?: unknown) => {
  const answer = await call(url, method, ADMIN_API + path, { body, token: ADMIN });
  expect(answer.status, `${method} ${path}: ${answer.text}`).toBeLessThan(300);
  return answer.json;
};

/** A comment whose text, name and website hold a canary. */
async function write(what: string): Promise<{ id: string; author: string; token: string }> {
  const { id: author, token } = await guest(url);
  const body = {
    thread: THREAD,
    body: `canary-text-${what}`,
    author: { name: `canary-name-${what}`, email: `canary-${what}@example.com` },
  };
  const { status, json, text } = await call(url, 'POST', COMMENTS, { body, token });
  expect(status, text).toBeLessThan(300);
  hidden[what] = json.id;
  ids.push(json.id, author);
  return { id: json.id, author, token };
}

beforeAll(async () => {
  server = await startModerated();
  url = server.url;
  owner = await makeOwner(server);
  await admin('POST', '/sites', { key: 'other' });
  await call(url, 'POST', COMMENTS, { body: { thread: THREAD, body: 'Seen by all', author: { name: 'Ann' } } });

  const rejected = await write('rejected');
  await admin('PUT', `/comments/${rejected.id}/rejection`, { reason: 'canary-reason', message: 'canary-notice' });
  const spam = await write('spam');
  await admin('PUT', `/comments/${spam.id}/spam`);
  const deleted = await write('deleted');
  await admin('PUT', `/comments/${deleted.id}/deletion`);
  const purged = await write('purged');
  await admin('DELETE', `/comments/${purged.id}`);
  const own = await write('own-deletion');
  await call(url, 'DELETE', `${COMMENTS}/${own.id}`, { token: own.token });
  const shadowed = await guest(url);
  await admin('POST', '/bans', {
    kind: 'user',
    value: shadowed.id,
    site: 'default',
    shadow: true,
    reason: 'canary-ban',
  });
  const body = { thread: THREAD, body: 'canary-text-shadowed', author: { name: 'canary-name-shadowed' } };
  hidden['shadowed'] = (await call(url, 'POST', COMMENTS, { body, token: shadowed.token })).json.id;
  const edited = await write('edited');
  const author = { name: 'Bob' };
  const again = await call(url, 'POST', COMMENTS, {
    body: { thread: THREAD, body: 'canary-first', author },
    token: edited.token,
  });
  await call(url, 'PATCH', `${COMMENTS}/${again.json.id}`, { body: { body: 'The second text' }, token: edited.token });
  await admin('PUT', `/comments/${edited.id}/rejection`);
  await admin('POST', `/users/${rejected.author}/notes`, { text: 'canary-note' });
  await server.set({ hold: 'all' });
  await write('held');
  ids.push(hidden['shadowed'] ?? '', shadowed.id);
});
afterAll(() => server.stop());

/** Every address that can be read, with every id and word in its places. */
async function addresses(): Promise<string[]> {
  const { paths } = (await call(url, 'GET', '/openapi.json')).json as {
    paths: Record<string, Record<string, unknown>>;
  };
  const readable = Object.keys(paths).filter(path => paths[path]?.['get']);
  const named = readable.flatMap(path =>
    path.includes('{') ? ids.map(id => path.replace(/\{\w+\}/, id).replace(/\{\w+\}/g, '1')) : [path],
  );
  const numbered = readable.filter(path => path.includes('{')).map(path => path.replace(/\{\w+\}/g, '1'));
  const site = { site: 'default', thread: THREAD };
  return [
    ...named,
    ...numbered,
    query(COMMENTS, { ...site, sort: 'oldest', include: 'html' }),
    query(COMMENTS, { ...site, sort: 'best' }),
    ...ids.map(parent => query(COMMENTS, { ...site, parent })),
    query('/api/v1/comments/search', { ...site, q: 'canary' }),
    query('/api/v1/search', { site: 'default', q: 'canary' }),
    query('/api/v1/comments/recent', { site: 'default' }),
    query('/api/v1/recent', { site: 'default' }),
    query('/api/v1/participants', site),
    query('/api/v1/comments/participants', site),
    query('/api/v1/counts', site),
    query('/api/v1/events', { ...site, since: 0 }),
    query(`${ADMIN_API}/comments`, { site: 'default' }),
    query(`${ADMIN_API}/comments`, { q: 'canary' }),
    query(`${ADMIN_API}/users`, { q: 'canary' }),
    query(`${ADMIN_API}/audit/export`, { format: 'ndjson' }),
    query('/thread', site),
    query('/thread', { ...site, fragment: '1' }),
    query('/feed.atom', site),
    query('/feed.atom', { site: 'default' }),
    '/metrics',
  ];
}

test('L4 no answer of any route holds what is hidden, for whoever may not see it', async () => {
  const other = await makeStaff(url, owner, { role: 'moderator', sites: ['other'] });
  const elsewhere = await makeKey(url, owner, {
    scopes: ['comments:write', 'users:write', 'stats:read'],
    sites: ['other'],
  });
  const stranger = await guest(url);
  const readers: Record<string, Record<string, string>> = {
    nobody: {},
    guest: { authorization: `Bearer ${stranger.token}` },
    'a moderator of another site': other.headers,
    'a key for another site': elsewhere.headers,
  };
  const all = [...new Set(await addresses())];
  expect(all.length).toBeGreaterThan(100);
  let answered = 0;
  for (const [who, headers] of Object.entries(readers)) {
    for (const path of all) {
      const { status, text } = await call(url, 'GET', path, { headers: { ...headers, accept: 'application/json' } });
      expect(text, `${who}: GET ${path}`).not.toContain('canary-');
      expect(status, `${who}: GET ${path}`).toBeLessThan(500);
      if (status === 200) answered += 1;
    }
  }
  expect(answered).toBeGreaterThan(60);
});

test('L1 L4 no frame of a thread’s log holds what is hidden, and its numbers have no gap', async () => {
  for (const token of [undefined, (await guest(url)).token]) {
    const client = await LiveClient.open(url);
    if (token) client.send({ type: 'auth', token });
    const { seq } = await client.subscribe(THREAD, { since: 0, epoch: await epoch() });
    const seen: number[] = [];
    while ((seen.at(-1) ?? 0) < seq) {
      const { events } = await client.next('events');
      seen.push(...events.map(event => event.seq));
      expect(JSON.stringify(events)).not.toContain('canary-');
    }
    expect(seen).toEqual(Array.from({ length: seq }, (_, n) => n + 1));
    client.socket.close();
  }
});

test('who may see it finds each of them, so that the search above can find something', async () => {
  const queues = await Promise.all(
    ['pending', 'rejected', 'spam'].map(queue => owner.call('GET', `/comments?queue=${queue}&limit=100`)),
  );
  const text = queues.map(answer => answer.text).join('');
  for (const what of ['rejected', 'spam', 'shadowed', 'held']) expect(text, what).toContain(`canary-text-${what}`);
  // Not even they: what was deleted is nobody’s.
  for (const what of ['deleted', 'purged', 'own-deletion']) expect(text, what).not.toContain(`canary-text-${what}`);
  expect((await owner.call('GET', '/audit?limit=100')).text).not.toContain('canary-text');
});

async function epoch(): Promise<string> {
  return (await call(url, 'GET', query(COMMENTS, { thread: THREAD }))).json.thread.epoch;
}
