/** Each decision on the screens of everybody who watches: the public, another guest, the author, a moderator (rule L4). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommentEvent, LiveEvent } from '../../protocol/events.ts';
import { COMMENTS, call, changeRows, guest, post, query } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { ADMIN, type ModeratedServer, startModerated } from '../helpers/moderator.ts';

let server: ModeratedServer;
let url: string;
const clients: LiveClient[] = [];
beforeAll(async () => {
  server = await startModerated();
  url = server.url;
});
afterAll(async () => {
  await Promise.all(clients.map(client => client.close()));
  await server.stop();
});

async function watch(thread: string, token?: string): Promise<LiveClient> {
  const client = await LiveClient.open(url);
  clients.push(client);
  if (token !== undefined) {
    client.send({ type: 'auth', token });
    await client.next('session');
  }
  await client.subscribe(thread);
  return client;
}

async function take(client: LiveClient): Promise<LiveEvent> {
  const { events } = await client.next('events');
  expect(events).toHaveLength(1);
  return events[0] as LiveEvent;
}

const ROLES = ['public', 'guest', 'author', 'moderator'] as const;
type Role = (typeof ROLES)[number];

/** A thread with a root, the comment that is decided on, and one socket for each role. */
async function scene(thread: string) {
  const { token } = await guest(url);
  const root = await post(url, thread, 'root');
  // Other threads are in some answers, too.
  const canary = `canary${thread.slice(1)}`;
  const { id, session } = await post(url, thread, canary, { parent: root.id, author: { name: canary } });
  const tokens: Record<Role, string | undefined> = {
    public: undefined,
    guest: token,
    author: session.token,
    moderator: ADMIN,
  };
  const sockets = {} as Record<Role, LiveClient>;
  for (const role of ROLES) sockets[role] = await watch(thread, tokens[role]);
  /** What each role is told next, and may read afterwards. */
  const told = async () => {
    const events = {} as Record<Role, CommentEvent>;
    for (const role of ROLES) events[role] = (await take(sockets[role])) as CommentEvent;
    return events;
  };
  const answers = async (role: Role) => {
    const paths = [
      query(COMMENTS, { thread, include: 'html' }),
      query(COMMENTS, { thread, sort: 'oldest' }),
      query(COMMENTS, { thread, parent: root.id }),
      query('/api/v1/events', { thread, since: 0 }),
      query('/api/v1/search', { q: canary }),
      query('/api/v1/participants', { thread }),
      query('/api/v1/recent', {}),
      query('/thread', { thread }),
      `${COMMENTS}/${id}`,
      `${COMMENTS}/${id}/branch`,
      `${COMMENTS}/${root.id}/branch`,
    ];
    const all = await Promise.all(paths.map(path => call(url, 'GET', path, { token: tokens[role] })));
    return all.map(each => each.text).join('\n');
  };
  return { id, root, canary, told, answers };
}

/** What is decided, and the state that the author is told after it; moderators are told it too. */
const STEPS = [
  ['PUT', 'rejection', 'rejected'],
  ['DELETE', 'rejection', 'published'],
  ['DELETE', 'approval', 'held'],
  ['PUT', 'spam', 'spam'],
  ['DELETE', 'spam', 'held'],
  ['PUT', 'approval', 'published'],
  ['PUT', 'deletion', 'deleted'],
  ['DELETE', 'deletion', 'published'],
] as const;

test('L1 L4 each decision and its undoing reach each role rightly, reply counts and the number of comments too', async () => {
  const { id, root, canary, told, answers } = await scene('/roles');
  let seq = 2;
  let wasPublic = true;
  for (const [method, noun, state] of STEPS) {
    expect((await server.decide(method, id, noun)).json).toMatchObject({ id, state });
    seq += 1;
    const events = await told();
    const isPublic = state === 'published';
    const counts = { commentCount: isPublic ? 2 : 1, replyCounts: { [root.id]: isPublic ? 1 : 0 } };
    const isGone = state === 'deleted';
    for (const role of ROLES) {
      const step = `${method} ${noun} for ${role}`;
      const event = events[role];
      const maySee = isPublic || role === 'author' || role === 'moderator';
      const type = isGone || (!maySee && wasPublic) ? 'comment.removed' : 'comment.updated';
      if (!maySee && !wasPublic && !isGone) expect(event, step).toEqual({ seq, type: 'hidden' });
      else {
        const seen = maySee && !isGone ? { state, content: [['p', canary]] } : { state: 'deleted', content: [] };
        expect(event, step).toMatchObject({ seq, type, comment: { id, ...seen }, ...counts });
      }
      const isTold = maySee && !isGone;
      expect(JSON.stringify(event).includes('canary'), step).toBe(isTold);
      expect((await answers(role)).includes(canary), step).toBe(isTold);
    }
    wasPublic = isPublic;
  }
});

test('L4 a held comment that a moderator edits says so to all once it is public, and to nobody else before', async () => {
  const { id, canary, told, answers } = await scene('/edited');
  const edit = (body: string) => call(url, 'PATCH', `/api/v1/admin/comments/${id}`, { body: { body }, token: ADMIN });
  await server.decide('DELETE', id, 'approval');
  await told();
  expect((await edit('another text')).json).toMatchObject({ state: 'held', moderated: true, body: 'another text' });
  const hidden = await told();
  expect(hidden.public).toEqual({ seq: 4, type: 'hidden' });
  expect(hidden.author.comment).toMatchObject({ state: 'held', moderated: true });
  await server.decide('PUT', id, 'approval');
  expect((await told()).public.comment).toMatchObject({ state: 'published', moderated: true });
  const read = await answers('guest');
  expect([read.includes(`["p","${canary}"]`), read.includes('another text')]).toEqual([false, true]);
});

test('L4 what only its author is shown as public stays so on their screen, and a decision tells them', async () => {
  const { id, canary, told, answers } = await scene('/shadow');
  await server.decide('PUT', id, 'spam');
  await told();
  changeRows(server.dataDir, `UPDATE comments SET author_state = 'published', decision = NULL WHERE id = '${id}'`);
  await call(url, 'PATCH', `/api/v1/admin/comments/${id}`, { body: { body: `${canary} edited` }, token: ADMIN });
  const shadowed = await told();
  expect(shadowed.public).toEqual({ seq: 4, type: 'hidden' });
  expect(shadowed.guest).toEqual({ seq: 4, type: 'hidden' });
  expect(shadowed.author.comment).toMatchObject({ state: 'published' });
  expect(shadowed.moderator.comment).toMatchObject({ state: 'spam' });
  expect((await answers('guest')).includes(canary)).toBe(false);
  const own = await answers('author');
  expect([own.includes(`${canary} edited`), own.includes('"spam"')]).toEqual([true, false]);
  await server.decide('PUT', id, 'rejection');
  expect((await told()).author.comment).toMatchObject({ state: 'rejected' });
});

test('L4 whoever is under a shadow ban sees what they write, edit and answer to themself as public; nobody else sees it', async () => {
  const thread = '/banned';
  const { id, session, author } = await post(url, thread, 'before', { author: { name: 'Ann' } });
  const ban = { body: { shadow: true }, token: ADMIN };
  expect((await call(url, 'PUT', `/api/v1/admin/users/${author.id}/ban`, ban)).status).toBe(200);
  const [reader, writer] = [await watch(thread), await watch(thread, session.token)];
  const { comment } = await writer.post(thread, 'canary one');
  expect(comment).toMatchObject({ state: 'published' });
  const answer = await call(url, 'POST', COMMENTS, {
    body: { thread, body: 'canary two', parent: comment.id },
    token: session.token,
  });
  expect(answer).toMatchObject({ status: 201, json: { state: 'published', parent: comment.id } });
  const edit = { body: { body: 'canary three' }, token: session.token };
  expect((await call(url, 'PATCH', `${COMMENTS}/${id}`, edit)).json).toMatchObject({ state: 'published' });
  const told = [await take(reader), await take(reader), await take(reader)];
  expect(told.map(each => each.type)).toEqual(['hidden', 'hidden', 'comment.removed']);
  expect(JSON.stringify(told)).not.toContain('canary');
  for (const type of ['comment.created', 'comment.created', 'comment.updated']) {
    expect(await take(writer)).toMatchObject({ type, comment: { state: 'published' } });
  }
  const list = query(COMMENTS, { thread, sort: 'oldest' });
  expect((await call(url, 'GET', list, { token: session.token })).json.items).toMatchObject([
    { id, state: 'published', content: [['p', 'canary three']] },
    { id: comment.id, state: 'published', replies: [{ id: answer.json.id, state: 'published' }] },
  ]);
  for (const token of [undefined, (await guest(url)).token]) {
    expect((await call(url, 'GET', list, { token })).json.items).toEqual([]);
  }
  const card = await call(url, 'GET', `/api/v1/admin/comments/${comment.id}`, { token: ADMIN });
  expect(card.json).toMatchObject({ state: 'spam', shadowed: true });
});
