/** Whom somebody does not want to read: known to them alone. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, changeRows, guest, post } from '../helpers/api.ts';
import { startServer, type TestServer } from '../helpers/server.ts';

const MUTES = '/api/v1/profile/mutes';

let server: TestServer;
let url: string;
beforeAll(async () => {
  server = await startServer();
  url = server.url;
});
afterAll(() => server.stop());

const mute = (token: string, id: string, method = 'PUT') => call(url, method, `${MUTES}/${id}`, { token });
const muted = async (token: string) => (await call(url, 'GET', MUTES, { token })).json.items;

test('somebody is muted and read again; the list is its owner’s alone', async () => {
  const me = await guest(url, 'Me');
  const loud = await guest(url);
  await post(url, '/loud', 'very loud', { author: { name: 'Loud' } }, loud.token);
  expect((await mute(me.token, loud.id)).status).toBe(204);
  expect((await mute(me.token, loud.id)).status).toBe(204);
  expect(await muted(me.token)).toEqual([{ id: loud.id, name: 'Loud', role: 'guest', avatar: null, website: null }]);
  expect(await muted(loud.token)).toEqual([]);
  expect((await mute(me.token, loud.id, 'DELETE')).status).toBe(204);
  expect(await muted(me.token)).toEqual([]);
});

test('nobody mutes themself, or somebody of whom nothing can be read', async () => {
  const me = await guest(url, 'Me');
  expect((await mute(me.token, me.id)).json.code).toBe('bad_request');
  expect((await mute(me.token, crypto.randomUUID())).json.code).toBe('not_found');
  expect((await mute('', crypto.randomUUID())).status).toBe(401);
});

test('a list holds a thousand', async () => {
  const me = await guest(url, 'Me');
  const other = await guest(url);
  await post(url, '/full', 'one more', {}, other.token);
  const rows = Array.from({ length: 1_000 }, (_, n) => `('${me.id}', 'somebody-${n}', 0)`).join(',');
  changeRows(server.dataDir, `INSERT INTO mutes VALUES ${rows}`);
  expect((await mute(me.token, other.id)).json).toMatchObject({
    code: 'bad_request',
    detail: expect.stringContaining('1000'),
  });
  expect(await muted(me.token)).toHaveLength(1_000);
});
