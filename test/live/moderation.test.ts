/** Votes, reactions and decisions on the live socket: told to all at once, and hidden from whom they must be (rule L4). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommentEvent, LiveEvent } from '../../protocol/events.ts';
import { COMMENTS, call, guest, post } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { type ModeratedServer, startModerated } from '../helpers/moderator.ts';

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

async function watch(thread: string, token?: string, more: object = {}): Promise<LiveClient> {
  const client = await LiveClient.open(url);
  clients.push(client);
  if (token !== undefined) {
    client.send({ type: 'auth', token });
    await client.next('session');
  }
  await client.subscribe(thread, more);
  return client;
}

/** The next `count` events. */
async function take(client: LiveClient, count: number): Promise<LiveEvent[]> {
  const all: LiveEvent[] = [];
  while (all.length < count) all.push(...(await client.next('events')).events);
  return all;
}

test('votes and reactions reach every screen as they now stand, and nobody’s own', async () => {
  const { id } = await post(url, '/votes', 'x');
  const { token } = await guest(url);
  const readers = [await watch('/votes'), await watch('/votes', token)];
  await call(url, 'PUT', `${COMMENTS}/${id}/vote`, { body: { value: 1 }, token });
  await call(url, 'PUT', `${COMMENTS}/${id}/reactions/${encodeURIComponent('🎉')}`, { token });
  for (const reader of readers) {
    expect(await take(reader, 2)).toMatchObject([
      { seq: 2, type: 'comment.voted', comment: { id, score: 1, upvotes: 1, myVote: 0 } },
      { seq: 3, type: 'comment.reacted', comment: { id, reactions: { '🎉': 1 }, myReactions: [] } },
    ]);
  }
});

test('L4 what is rejected leaves every screen without a word; its author is told what became of it', async () => {
  const { id, session } = await post(url, '/rejected', 'canary-text', { author: { name: 'canary-name' } });
  const reply = await post(url, '/rejected', 'reply', { parent: id });
  const [reader, author] = [await watch('/rejected'), await watch('/rejected', session.token)];
  await server.decide('PUT', id, 'rejection');
  const [removed] = await take(reader, 1);
  expect(removed).toMatchObject({
    seq: 3,
    type: 'comment.removed',
    comment: { id, state: 'deleted', content: [], author: { id: '', name: '' }, replyCount: 1 },
    commentCount: 1,
  });
  expect(JSON.stringify(removed)).not.toContain('canary');
  expect(await take(author, 1)).toMatchObject([{ type: 'comment.updated', comment: { id, state: 'rejected' } }]);
  await server.decide('DELETE', id, 'rejection');
  for (const client of [reader, author]) await take(client, 1);
  await server.decide('DELETE', id, 'approval');
  for (const client of [reader, author]) await take(client, 1);
  await server.decide('PUT', id, 'spam');
  for (const client of [reader, author]) await take(client, 1);
  await server.decide('DELETE', id, 'spam');
  const [undone] = await take(reader, 1);
  expect(undone).toMatchObject({ seq: 7, type: 'comment.updated', comment: { state: 'deleted', content: [] } });
  expect(JSON.stringify(undone)).not.toContain('canary');
  expect(await take(author, 1)).toMatchObject([{ type: 'comment.updated', comment: { id, state: 'held' } }]);
  await server.decide('PUT', id, 'approval');
  for (const client of [reader, author]) {
    expect(await take(client, 1)).toMatchObject([
      {
        seq: 8,
        type: 'comment.updated',
        comment: { id, state: 'published', author: { name: 'canary-name' } },
        commentCount: 2,
      },
    ]);
  }
  await server.decide('PUT', reply.id, 'spam');
  expect(await take(reader, 1)).toMatchObject([{ type: 'comment.removed', replyCounts: { [id]: 0 } }]);
});

test('L1 L4 a replay tells each by what it is now, so nothing that was hidden comes back', async () => {
  const { id } = await post(url, '/replay', 'canary-text');
  await post(url, '/replay', 'seen');
  await server.decide('PUT', id, 'rejection');
  const reader = await watch('/replay', undefined, { since: 0 });
  const events = await take(reader, 3);
  expect(events).toMatchObject([
    { seq: 1, type: 'hidden' },
    { seq: 2, type: 'comment.created' },
    { seq: 3, type: 'comment.removed', comment: { state: 'deleted', content: [] } },
  ]);
  expect(JSON.stringify(events)).not.toContain('canary');
});

test('a hidden comment whose held reply is approved comes back as a place for it', async () => {
  const { id } = await post(url, '/back', 'canary-text');
  const reply = await post(url, '/back', 'reply', { parent: id });
  await server.decide('DELETE', reply.id, 'approval');
  await server.decide('PUT', id, 'rejection');
  const reader = await watch('/back');
  await server.decide('PUT', reply.id, 'approval');
  const events = await take(reader, 2);
  expect(events).toMatchObject([
    { seq: 5, type: 'comment.updated', comment: { id, state: 'deleted', replyCount: 1 } },
    { seq: 6, type: 'comment.updated', comment: { id: reply.id, parent: id }, replyCounts: { [id]: 1 } },
  ]);
  expect(JSON.stringify(events)).not.toContain('canary');
});

test('a held comment is acknowledged as held, hidden from others, and comes to everyone when it is approved', async () => {
  await server.set({ hold: 'all' });
  const reader = await watch('/held');
  const writer = await watch('/held');
  const { comment } = await writer.post('/held', 'canary-text');
  expect(comment).toMatchObject({ state: 'held', body: 'canary-text' });
  expect(await take(reader, 1)).toEqual([{ seq: 1, type: 'hidden' }]);
  expect(await take(writer, 1)).toMatchObject([
    { type: 'comment.created', comment: { id: comment.id, state: 'held' } },
  ]);
  await server.decide('PUT', comment.id, 'approval');
  for (const client of [reader, writer]) {
    const [event] = (await take(client, 1)) as [CommentEvent];
    expect(event).toMatchObject({
      seq: 2,
      type: 'comment.updated',
      comment: { id: comment.id, state: 'published', seq: 1 },
    });
  }
  expect(JSON.stringify(reader.frames[0])).not.toContain('canary');
  await server.set({ hold: 'none' });
});

test('a pin is told as a change of its comment', async () => {
  const { id } = await post(url, '/pin', 'x');
  const reader = await watch('/pin');
  for (const [method, pinned] of [
    ['PUT', true],
    ['DELETE', false],
  ] as const) {
    await server.decide(method, id, 'pin');
    expect(await take(reader, 1)).toMatchObject([{ type: 'comment.updated', comment: { id, pinned } }]);
  }
});

test('slow mode tells a socket how long to wait', async () => {
  await server.set({ slowMode: 60 });
  const writer = await watch('/slow');
  await writer.post('/slow', 'one');
  writer.send({ type: 'post', id: crypto.randomUUID(), site: 'default', thread: '/slow', body: 'two' });
  expect(await writer.next('error')).toMatchObject({ code: 'slow_mode', retryAfter: expect.any(Number) });
  await server.set({ slowMode: 0 });
});
