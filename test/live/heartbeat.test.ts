/** Links that died without a word, at their real pace. */
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { LiveClient } from '../helpers/live-client.ts';
import { startServer } from '../helpers/server.ts';

test('L7 a socket that answers no ping is gone within 45 s, one that answers stays', async () => {
  const server = await startServer();
  const [dead, alive] = [await LiveClient.open(server.url, { autoPong: false }), await LiveClient.open(server.url)];
  for (const client of [dead, alive]) await client.subscribe('/pulse');
  const began = performance.now();
  await once(dead.socket, 'close');
  expect(performance.now() - began).toBeLessThan(45_000);
  await alive.next('presence', frame => frame.viewers === 1);
  alive.send({ type: 'ping' });
  await alive.next('pong');
  await alive.close();
  await server.stop();
}, 60_000);
