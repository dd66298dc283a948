/** The live socket's promises, between real sockets and a real server. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LiveClient } from '../helpers/live-client.ts';
import { startServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});

afterAll(() => server.stop());

test('L1 L2 what one reader posts stands on the other’s screen, once, in order', async () => {
  const ann = await LiveClient.open(server.url);
  const bob = await LiveClient.open(server.url);
  await ann.subscribe('/first');
  const subscribed = await bob.subscribe('/first');
  expect(subscribed).toMatchObject({ seq: 0, viewers: 2 });
  const { comment, session } = await ann.post('/first', 'Hello **you**');
  expect(session?.token).toBeTypeOf('string');
  const { events } = await bob.next('events');
  expect(events).toMatchObject([
    { seq: 1, type: 'comment.created', comment: { id: comment.id, content: [['p', 'Hello ', ['strong', 'you']]] } },
  ]);
  await ann.close();
  await bob.close();
});
