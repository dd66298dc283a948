/** Whoever leaves is gone from every screen that shows them, and their own sockets go on as anybody’s. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, guest, post, query } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { type MemberServer, startMembers } from '../helpers/members.ts';

const PROFILE = '/api/v1/profile';

let server: MemberServer;
let url: string;
beforeAll(async () => {
  server = await startMembers();
  url = server.url;
});
afterAll(() => server.stop());

async function signedIn(token: string): Promise<LiveClient> {
  const socket = await LiveClient.open(url);
  socket.send({ type: 'auth', token });
  await socket.next('session');
  return socket;
}

test('L4 an erase reaches open screens within a second: no text, no name, votes taken back, in order and without a gap', async () => {
  const { token } = await server.signIn('leaver@example.com', { name: 'Canary Leaver' });
  const other = await post(url, '/screen', 'somebody else');
  const mine = await post(url, '/screen', 'canary text', {}, token);
  await post(url, '/screen', 'an answer', { parent: mine.id });
  await call(url, 'PUT', `${COMMENTS}/${other.id}/vote`, { token, body: { value: 1 } });
  const reader = await LiveClient.open(url);
  const { seq, epoch } = await reader.subscribe('/screen');
  const before = reader.frames.length;
  const own = await signedIn(token);
  await own.subscribe('/screen');

  const began = performance.now();
  expect((await call(url, 'DELETE', PROFILE, { token, body: { confirm: 'Canary Leaver' } })).status).toBe(204);
  expect((await own.next('session', undefined, 1_000)).viewer).toMatchObject({ id: '', role: 'guest' });
  const events: { readonly seq: number; readonly type: string }[] = [];
  while (!events.some(each => each.type === 'comment.voted'))
    events.push(...(await reader.next('events', undefined, 1_000)).events);
  expect(performance.now() - began).toBeLessThan(1_000);

  expect(events.map(each => each.seq)).toEqual(events.map((_, n) => seq + 1 + n));
  expect(events.map(each => each.type)).toEqual(['comment.removed', 'comment.voted']);
  expect(JSON.stringify(reader.frames.slice(before)).toLowerCase()).not.toContain('canary');
  const replayed = await call(url, 'GET', query('/api/v1/events', { thread: '/screen', since: 0, epoch }));
  expect(replayed.json.events.length).toBeGreaterThan(0);
  expect(replayed.text.toLowerCase()).not.toContain('canary');
  await Promise.all([reader.close(), own.close()]);
});

test('L4 after a guest’s erase nothing that was theirs alone reaches their sockets, and they post no more by them', async () => {
  for (let n = 0; n < 20; n += 1) {
    const { token } = await guest(url, `Guest ${n}`);
    const mine = await post(url, '/private', `held ${n}`, {}, token);
    await server.owner.call('PUT', `/comments/${mine.id}/rejection`, { message: `canary notice ${n}` });
    const socket = await signedIn(token);
    await socket.subscribe('/private');
    expect((await call(url, 'DELETE', PROFILE, { token, body: { confirm: `Guest ${n}` } })).status).toBe(204);
    await socket.next('session', ({ viewer }) => viewer.id === '', 1_000);
    const before = socket.frames.length;
    socket.send({ type: 'auth', token });
    expect(await socket.next('error')).toMatchObject({ code: 'token_expired' });
    expect((await server.owner.call('PUT', `/comments/${mine.id}/approval`)).json.code).toBe('comment_deleted');
    expect(JSON.stringify(socket.frames.slice(before))).not.toContain('canary');
    await socket.close();
  }
});
