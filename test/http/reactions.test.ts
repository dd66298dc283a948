/** Reactions over REST: the site's emoji, each once a viewer. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, guest, post, query } from '../helpers/api.ts';
import { type ModeratedServer, startModerated } from '../helpers/moderator.ts';

let server: ModeratedServer;
let url: string;
beforeAll(async () => {
  server = await startModerated();
  url = server.url;
});
afterAll(() => server.stop());

const react = (method: 'PUT' | 'DELETE', id: string, emoji: string, token?: string) =>
  call(url, method, `${COMMENTS}/${id}/reactions/${encodeURIComponent(emoji)}`, { token });

test('reactions are counted by emoji, told as one’s own, and taken back', async () => {
  const { id } = await post(url, '/react', 'x');
  const [ann, bob] = [await guest(url), await guest(url)];
  expect(await react('PUT', id, '👍', ann.token)).toMatchObject({
    status: 200,
    json: { id, reactions: { '👍': 1 }, myReactions: ['👍'] },
  });
  await react('PUT', id, '❤️', ann.token);
  expect((await react('PUT', id, '👍', bob.token)).json).toMatchObject({
    reactions: { '👍': 2, '❤️': 1 },
    myReactions: ['👍'],
  });
  const listed = async (token?: string) =>
    (await call(url, 'GET', query(COMMENTS, { thread: '/react' }), { token })).json.items[0];
  expect((await listed(ann.token)).myReactions.toSorted()).toEqual(['👍', '❤️'].toSorted());
  expect(await listed()).toMatchObject({ reactions: { '👍': 2, '❤️': 1 }, myReactions: [] });
  expect((await react('DELETE', id, '❤️', ann.token)).json).toMatchObject({ myReactions: ['👍'] });
  expect((await listed()).reactions).toEqual({ '👍': 2 });
  expect((await react('DELETE', id, '❤️', ann.token)).status).toBe(200);
});

test('an emoji that the site does not have is refused with those that it has', async () => {
  const { id } = await post(url, '/unknown', 'x');
  const { token } = await guest(url);
  const refused = await react('PUT', id, '🦄', token);
  expect(refused).toMatchObject({ status: 400, json: { code: 'unknown_reaction' } });
  expect(refused.json.detail).toContain('👍 ❤️ 😂 🎉 😮 😢');
  expect((await react('PUT', id, '👍')).json.code).toBe('sign_in_required');
  expect((await react('PUT', crypto.randomUUID(), '👍', token)).json.code).toBe('unknown_comment');
});

test('an emoji of many parts works, and one that the owner removed can still be taken back', async () => {
  const family = '👨🏽‍👩🏽‍👧🏽‍👦🏽';
  const { id } = await post(url, '/family', 'x');
  const { token } = await guest(url);
  await server.set({ reactions: [family] });
  expect((await react('PUT', id, family, token)).json.reactions).toEqual({ [family]: 1 });
  await server.set({ reactions: [] });
  expect((await react('PUT', id, family, token)).json.code).toBe('feature_off');
  expect((await react('DELETE', id, family, token)).json.reactions).toEqual({});
});

test('a deleted comment keeps no reactions', async () => {
  await server.set({ reactions: ['👍'] });
  const { id, session } = await post(url, '/erased', 'x');
  await post(url, '/erased', 'reply', { parent: id });
  await react('PUT', id, '👍', (await guest(url)).token);
  const removed = await call(url, 'DELETE', `${COMMENTS}/${id}`, { token: session.token });
  expect(removed.json).toMatchObject({ state: 'deleted', reactions: {}, score: 0 });
});
