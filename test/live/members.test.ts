/** Members on sockets and streams: what they are sent alone ends with their session, on every screen at once. */
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { CommentEvent } from '../../protocol/events.ts';
import { COMMENTS, call, guest, post } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { type Member, type MemberServer, REFRESH, SESSION, startMembers } from '../helpers/members.ts';
import { jwt, makeSsoKey, type SiteKey, signInSso } from '../helpers/sso.ts';
import { until } from '../helpers/until.ts';

let server: MemberServer;
let url: string;
let key: SiteKey;
const clients: LiveClient[] = [];
beforeAll(async () => {
  server = await startMembers();
  url = server.url;
  await server.owner.call('POST', '/sites', { key: 'other', origins: ['https://other.example'] });
  key = await makeSsoKey(server.owner, 'default', { moderators: true });
});
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(clients.splice(0).map(client => client.close()));
});
afterAll(() => server.stop());

async function watch(thread: string, token?: string, site = 'default'): Promise<LiveClient> {
  const client = await LiveClient.open(url);
  clients.push(client);
  if (token !== undefined) {
    client.send({ type: 'auth', token });
    await client.next('session');
  }
  await client.subscribe(thread, {}, site);
  return client;
}

async function told(sub: string, claims: object = {}): Promise<Member> {
  const { json } = await signInSso(url, 'default', jwt(key, { sub, ...claims }));
  return { id: json.viewer.id, token: json.session.token, refresh: '', answer: json };
}

const ANYBODY = { type: 'session', viewer: { id: '', name: '', role: 'guest' } };
const decide = (id: string, noun: string, method = 'PUT') => server.owner.call(method, `/comments/${id}/${noun}`);
const signOut = (token: string) => call(url, 'DELETE', SESSION, { token });

/** What a client was sent of comments, apart from what everybody is. */
function privately(client: LiveClient, after = 0): unknown[] {
  const events = client.frames.slice(after).flatMap(frame => (frame.type === 'events' ? frame.events : []));
  return events.filter(
    event => 'comment' in event && event.comment.state !== 'published' && event.comment.state !== 'deleted',
  );
}

test('a member is who they are on the socket, under their profile’s name, and prolongs with the next token', async () => {
  const { id, token, refresh } = await server.signIn(undefined, { name: 'Ada' });
  const client = await watch('/speak', token);
  expect((await client.post('/speak', 'x', { author: { name: 'Eve' } })).comment.author).toMatchObject({
    id,
    name: 'Ada',
  });
  const next = await call(url, 'POST', REFRESH, { body: { refresh } });
  client.send({ type: 'auth', token: next.json.session.token });
  expect((await client.next('session')).viewer).toMatchObject({ id, name: 'Ada' });
});

test('on another site a member’s frames are refused, and the socket stays', async () => {
  const { token } = await server.signIn(undefined, { site: 'other', page: 'https://other.example/' });
  const client = await watch('/foreign', token);
  client.send({ type: 'typing', site: 'default', thread: '/foreign' });
  expect(await client.next('error')).toMatchObject({ code: 'wrong_site' });
  client.send({ type: 'post', id: crypto.randomUUID(), site: 'default', thread: '/foreign', body: 'x' });
  expect(await client.next('error')).toMatchObject({ code: 'wrong_site' });
  client.send({ type: 'ping' });
  await client.next('pong');
});

test('a socket whose token has run out reads on as anybody’s, and takes posts again with the next token', async () => {
  const { token } = await server.signIn();
  const client = await watch('/old', token);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 16 * 60_000 });
  const late = crypto.randomUUID();
  client.send({ type: 'post', id: late, site: 'default', thread: '/old', body: 'late' });
  expect(await client.next('error')).toMatchObject({ id: late, code: 'session_over' });
  expect(client.frames).toContainEqual(ANYBODY);
  const someone = await guest(url, 'Someone');
  client.send({ type: 'auth', token: someone.token });
  await client.next('session');
  expect((await client.post('/old', 'late')).comment.author).toMatchObject({ id: someone.id, role: 'guest' });
});

test('whoever shows an old refresh token ends the session, on its open sockets within a second', async () => {
  const { token, refresh } = await server.signIn('reuse@example.com');
  const elsewhere = await watch('/reuse', (await server.signIn('reuse@example.com')).token);
  const client = await watch('/reuse', token);
  await call(url, 'POST', REFRESH, { body: { refresh } });
  await call(url, 'POST', REFRESH, { body: { refresh } });
  expect(await client.next('session', () => true, 1_000)).toEqual(ANYBODY);
  elsewhere.send({ type: 'ping' });
  await elsewhere.next('pong');
  expect(elsewhere.frames).not.toContainEqual(ANYBODY);
});

test('a claim reaches the screens: comments change their author as they stand, and the guest’s sockets end', async () => {
  const visitor = await guest(url, 'Gus');
  const written = await Promise.all([1, 2, 3].map(n => post(url, '/live-claim', `text ${n}`, {}, visitor.token)));
  const reader = await watch('/live-claim');
  const tab = await watch('/live-claim', visitor.token);
  const member = await server.signIn(undefined, { name: 'Gustav', guest: visitor.token });
  const events: CommentEvent[] = [];
  while (events.length < 3) events.push(...((await reader.next('events')).events as CommentEvent[]));
  expect(events.map(({ seq }) => seq)).toEqual([4, 5, 6]);
  for (const { type, comment } of events) {
    expect({ type, author: comment.author }).toMatchObject({
      ...{ type: 'comment.updated', author: { id: member.id, name: 'Gustav', role: 'member' } },
    });
  }
  expect(new Set(events.map(({ comment }) => comment.id))).toEqual(new Set(written.map(({ id }) => id)));
  expect(await tab.next('session')).toEqual(ANYBODY);
});

test('another name or role is told to every socket of the member', async () => {
  const sub = crypto.randomUUID();
  const { token } = await told(sub, { name: 'Before', updated_at: 1, roles: ['moderator'] });
  const client = await watch('/role', token);
  await told(sub, { name: 'After', updated_at: 2, roles: ['moderator'] });
  expect((await client.next('session')).viewer).toMatchObject({ name: 'After', role: 'moderator' });
  await told(sub, { name: 'After', updated_at: 2 });
  expect((await client.next('session')).viewer).toMatchObject({ name: 'After', role: 'member' });
});

test('whoever is banned hears it on the open socket, once; nobody sees them type any more', async () => {
  const { id, token } = await server.signIn();
  const client = await watch('/ban', token);
  const reader = await watch('/ban');
  const { comment } = await client.post('/ban', 'x');
  client.send({ type: 'typing', site: 'default', thread: '/ban' });
  await reader.next('presence', ({ typing }) => typing.length > 0);
  await server.owner.call('PUT', `/users/${id}/ban`, { reason: 'enough' });
  const told = await client.next('error', () => true, 1_000);
  expect(told).toMatchObject({ code: 'banned' });
  expect(told.message).toContain('enough');
  await reader.next('presence', ({ typing }) => typing.length === 0);
  // Another ban of somebody else, and a word of theirs, are no news.
  const stranger = await post(url, '/ban', 'stranger');
  await server.owner.call('PUT', `/users/${stranger.author.id}/ban`, {});
  client.send({ type: 'ping' });
  await client.next('pong');
  expect(client.frames.filter(({ type }) => type === 'error')).toHaveLength(1);
  expect((await call(url, 'PATCH', `${COMMENTS}/${comment.id}`, { body: { body: 'y' }, token })).json.code).toBe(
    'banned',
  );
});

test('a shadow ban tells nobody anything', async () => {
  const visitor = await guest(url, 'Sly');
  await post(url, '/shadow', 'x', {}, visitor.token);
  const client = await watch('/shadow', visitor.token);
  await server.owner.call('PUT', `/users/${visitor.id}/ban`, { shadow: true });
  client.send({ type: 'ping' });
  await client.next('pong');
  expect(client.frames.filter(({ type }) => type === 'error')).toEqual([]);
});

/** A stream as a browser holds it; resolves when its first bytes are here. */
async function stream(thread: string, token: string): Promise<{ response: IncomingMessage; text(): string }> {
  const headers = { accept: 'text/event-stream', authorization: `Bearer ${token}` };
  const request = get(`${url}/api/v1/events?site=default&thread=${encodeURIComponent(thread)}`, { headers });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let text = '';
  response.setEncoding('utf8').on('data', chunk => {
    text += chunk;
  });
  await until(() => text.includes('subscribed'), 'the stream did not begin');
  return { response, text: () => text };
}

test('a stream ends with the session, and comes back as nobody’s', async () => {
  const { token } = await server.signIn();
  const { response } = await stream('/stream', token);
  const ended = once(response, 'end');
  await signOut(token);
  await ended;
  const again = await call(url, 'GET', '/api/v1/events?site=default&thread=/stream', { token });
  expect(again.json.code).toBe('session_over');
});

test('a post that is under way when its author signs out does not sign them in again', async () => {
  for (let n = 0; n < 30; n += 1) {
    const { token } = await told(crypto.randomUUID(), { roles: ['moderator'] });
    const client = await watch('/race', token);
    const id = crypto.randomUUID();
    client.send({ type: 'post', id, site: 'default', thread: '/race', body: `race ${n}` });
    await signOut(token);
    await client.next('session');
    await until(() => client.frames.some(frame => 'id' in frame && frame.id === id), 'the post was not answered');
    const { length } = client.frames;
    const { id: held } = await post(url, '/race', `other ${n}`);
    await decide(held, 'rejection');
    client.send({ type: 'ping' });
    await client.next('pong');
    expect(privately(client, length)).toEqual([]);
  }
});

/**
 * Test 23: in each trial a member has two sockets, and is sent what only they may see. Their right ends in one of the ways
 * there are, while what is theirs alone goes on to change. Trials run side by side, as in a thread of many.
 */
interface Way {
  readonly name: string;
  readonly trials: number;
  begin(sub: string): Promise<Member>;
  end(member: Member, sub: string): Promise<unknown>;
  /** Whether they see what others wrote, because they moderate. */
  readonly isModerator?: boolean;
}

const WAYS: readonly Way[] = [
  { name: 'signing out', trials: 100, begin: sub => told(sub), end: ({ token }) => signOut(token) },
  {
    name: 'a thief who comes with an old token',
    trials: 20,
    begin: () => server.signIn(),
    end: async ({ refresh }) => {
      for (let n = 0; n < 2; n += 1) await call(url, 'POST', REFRESH, { body: { refresh } });
    },
  },
  {
    name: 'being erased',
    trials: 50,
    begin: sub => told(sub, { name: 'Going' }),
    end: ({ token }) => call(url, 'DELETE', '/api/v1/profile', { token, body: { confirm: 'Going' } }),
  },
  {
    name: 'the loss of a role',
    trials: 100,
    isModerator: true,
    begin: sub => told(sub, { roles: ['moderator'] }),
    end: (_member, sub) => told(sub),
  },
];
const AT_ONCE = 10;

for (const { name, trials, begin, end, isModerator } of WAYS) {
  test(`L4 after ${name} no socket of theirs is sent what others may not see (test 23)`, {
    timeout: 60_000,
  }, async () => {
    const trial = async (sub: string, member: Member) => {
      const author = isModerator ? (await guest(url)).token : member.token;
      const { id } = await post(url, `/${sub}`, 'a text', {}, author);
      const sockets = await Promise.all([1, 2].map(() => watch(`/${sub}`, member.token)));
      await decide(id, 'rejection');
      for (const socket of sockets) await socket.next('events');
      expect(sockets.map(socket => privately(socket).length)).toEqual([1, 1]);
      const began = performance.now();
      const ending = end(member, sub);
      const meanwhile = decide(id, 'spam');
      await Promise.all(sockets.map(socket => socket.next('session', () => true, 1_000)));
      expect(performance.now() - began).toBeLessThan(1_000);
      await Promise.all([ending, meanwhile]);
      const marks = sockets.map(({ frames }) => frames.findLastIndex(({ type }) => type === 'session'));
      await decide(id, 'rejection');
      for (const socket of sockets) {
        socket.send({ type: 'ping' });
        await socket.next('pong');
      }
      return sockets.map((socket, n) => privately(socket, marks[n]).length);
    };
    for (let done = 0; done < trials; done += AT_ONCE) {
      const people: [string, Member][] = [];
      for (let n = 0; n < AT_ONCE; n += 1) {
        const sub = crypto.randomUUID();
        people.push([sub, await begin(sub)]);
      }
      const sent = await Promise.all(people.map(person => trial(...person)));
      expect(sent.flat()).toEqual(new Array(2 * AT_ONCE).fill(0));
      await Promise.all(clients.splice(0).map(client => client.close()));
    }
  });
}
