/** Links that died without a word, at their real pace. */
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { post } from '../helpers/api.ts';
import { DeskClient } from '../helpers/desk-client.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { ADMIN, startModerated } from '../helpers/moderator.ts';
import { actor, makeKey } from '../helpers/staff.ts';

test('L7 a socket that answers no ping is gone within 45 s, one that answers stays', async () => {
  const server = await startModerated();
  const [dead, alive] = [await LiveClient.open(server.url, { autoPong: false }), await LiveClient.open(server.url)];
  for (const client of [dead, alive]) await client.subscribe('/pulse');
  const admin = { authorization: `Bearer ${ADMIN}` };
  const deadDesk = await DeskClient.open(server.url, admin, { autoPong: false });
  const desk = await DeskClient.open(server.url, admin);
  // Where nothing changes, the heartbeat notices that a right is over.
  const expiresAt = new Date(Date.now() + 5_000).toISOString();
  const key = await makeKey(server.url, actor(server.url, 'admin', admin), { scopes: ['comments:read'], expiresAt });
  const expired = (await DeskClient.open(server.url, key.headers)).closed();
  const began = performance.now();
  const [, , ended] = await Promise.all([once(dead.socket, 'close'), deadDesk.closed(), expired]);
  expect(ended).toBe(4100);
  expect(performance.now() - began).toBeLessThan(45_000);
  const { id } = await post(server.url, '/pulse', 'heard at the desk');
  await desk.hears(id, each => each.state === 'published');
  await desk.close();
  await alive.next('presence', frame => frame.viewers === 1);
  alive.send({ type: 'ping' });
  await alive.next('pong');
  await alive.close();
  await server.stop();
}, 60_000);
