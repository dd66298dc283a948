/** Who watches and who types: in memory, of the moment. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { guest, post } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { type ModeratedServer, startModerated } from '../helpers/moderator.ts';

let server: ModeratedServer;
let url: string;
beforeAll(async () => {
  server = await startModerated();
  url = server.url;
});
afterAll(() => server.stop());

const place = (thread: string) => ({ site: 'default', thread });
async function signedIn(token: string): Promise<LiveClient> {
  const client = await LiveClient.open(url);
  client.send({ type: 'auth', token });
  await client.next('session');
  return client;
}

test('two tabs of one viewer count once, and leave together', async () => {
  const watcher = await LiveClient.open(url);
  expect(await watcher.subscribe('/watch')).toMatchObject({ viewers: 1 });
  const { token } = await guest(url, 'Ann');
  const tabs = [await signedIn(token), await signedIn(token)];
  for (const tab of tabs) expect(await tab.subscribe('/watch')).toMatchObject({ viewers: 2 });
  await watcher.next('presence', frame => frame.viewers === 2);
  await tabs[0]?.close();
  const other = await LiveClient.open(url);
  expect(await other.subscribe('/watch')).toMatchObject({ viewers: 3 });
  await watcher.next('presence', frame => frame.viewers === 3);
  other.send({ type: 'unsubscribe', ...place('/watch') });
  await watcher.next('presence', frame => frame.viewers === 2);
  await tabs[1]?.close();
  await watcher.next('presence', frame => frame.viewers === 1);
  expect(await other.subscribe('/elsewhere')).toMatchObject({ viewers: 1 });
  await Promise.all([watcher.close(), other.close()]);
});

test('signing in on an open socket makes two tabs one viewer', async () => {
  const { token } = await guest(url, 'Ann');
  const tabs = [await LiveClient.open(url), await LiveClient.open(url)];
  for (const tab of tabs) await tab.subscribe('/sign-in');
  for (const tab of tabs) tab.send({ type: 'auth', token });
  await tabs[0]?.next('presence', frame => frame.viewers === 1);
  await Promise.all(tabs.map(tab => tab.close()));
});

test('who types is named until they post, stop or leave', async () => {
  const watcher = await LiveClient.open(url);
  await watcher.subscribe('/type');
  const ann = await signedIn((await guest(url, 'Ann')).token);
  const bob = await signedIn((await guest(url, 'Bob')).token);
  for (const client of [ann, bob]) {
    await client.subscribe('/type');
    client.send({ type: 'typing', ...place('/type') });
  }
  expect(await watcher.next('presence', frame => frame.typing.length === 2)).toMatchObject({
    viewers: 3,
    typing: ['Ann', 'Bob'],
  });
  await ann.post('/type', 'done', { author: undefined });
  expect((await watcher.next('presence', frame => frame.typing.length === 1)).typing).toEqual(['Bob']);
  await bob.close();
  expect((await watcher.next('presence', frame => frame.typing.length === 0)).viewers).toBe(2);

  const began = performance.now();
  ann.send({ type: 'typing', ...place('/type') });
  await watcher.next('presence', frame => frame.typing.length === 1);
  await watcher.next('presence', frame => frame.typing.length === 0, 10_000);
  expect(performance.now() - began).toBeGreaterThan(4_000);
  await Promise.all([watcher.close(), ann.close()]);
}, 20_000);

test('typing where one does not watch is told to nobody, and presence takes no number', async () => {
  const watcher = await LiveClient.open(url);
  await watcher.subscribe('/quiet');
  const ann = await signedIn((await guest(url, 'Ann')).token);
  ann.send({ type: 'typing', ...place('/quiet') });
  ann.send({ type: 'ping' });
  await ann.next('pong');
  await post(url, '/quiet', 'first');
  expect((await watcher.next('events')).events[0]?.seq).toBe(1);
  const told = watcher.frames.filter(frame => frame.type === 'presence' && frame.typing.length > 0);
  expect(told).toEqual([]);
  await Promise.all([watcher.close(), ann.close()]);
});

test('the owner may let only the number be told, or nothing', async () => {
  const watcher = await LiveClient.open(url);
  const ann = await signedIn((await guest(url, 'Ann')).token);
  await server.set({ presence: 'number' });
  for (const client of [watcher, ann]) await client.subscribe('/mode');
  ann.send({ type: 'typing', ...place('/mode') });
  const told = await watcher.next('presence', frame => frame.typing.length > 0);
  expect(told).toMatchObject({ viewers: 2, typing: [''] });
  await server.set({ presence: 'off' });
  const other = await LiveClient.open(url);
  for (const client of [watcher, ann, other]) expect(await client.subscribe('/off')).toMatchObject({ viewers: 0 });
  ann.send({ type: 'typing', ...place('/off') });
  ann.send({ type: 'ping' });
  await ann.next('pong');
  // The first change is told at once, so by now it would be here.
  watcher.send({ type: 'ping' });
  await watcher.next('pong');
  expect(watcher.frames.filter(frame => frame.type === 'presence' && frame.thread === '/off')).toEqual([]);
  await server.set({ presence: 'names' });
  expect(await other.subscribe('/off')).toMatchObject({ viewers: 3 });
  await Promise.all([watcher, ann, other].map(client => client.close()));
});

test('who only counts is not counted, and hears everything', async () => {
  const counter = await LiveClient.open(url);
  counter.send({ type: 'subscribe', ...place('/counter'), present: false });
  expect(await counter.next('subscribed')).toMatchObject({ viewers: 0 });
  const reader = await LiveClient.open(url);
  expect(await reader.subscribe('/counter')).toMatchObject({ viewers: 1 });
  await counter.next('presence', frame => frame.viewers === 1);
  counter.send({ type: 'auth', token: (await guest(url)).token });
  await counter.next('session');
  await post(url, '/counter', 'x');
  expect((await counter.next('events')).events).toMatchObject([{ type: 'comment.created', commentCount: 1 }]);
  await counter.close();
  const other = await LiveClient.open(url);
  expect(await other.subscribe('/counter')).toMatchObject({ viewers: 2 });
  await Promise.all([reader.close(), other.close()]);
});

test('where first comments are held, a guest whom nobody has seen yet types without a name', async () => {
  const watcher = await LiveClient.open(url);
  await watcher.subscribe('/held-names');
  const known = await post(url, '/held-names', 'Published before', { author: { name: 'Known' } });
  await server.set({ hold: 'first' });
  try {
    const stranger = await signedIn((await guest(url, 'BUY PILLS')).token);
    const friend = await signedIn(known.session.token);
    for (const client of [stranger, friend]) {
      await client.subscribe('/held-names');
      client.send({ type: 'typing', ...place('/held-names') });
    }
    const { typing } = await watcher.next('presence', frame => frame.typing.length === 2);
    expect(typing.toSorted()).toEqual(['', 'Known']);
    await Promise.all([stranger.close(), friend.close()]);
  } finally {
    await server.set({ hold: 'none' });
  }
  await watcher.close();
});
