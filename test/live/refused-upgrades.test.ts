/** Upgrades that are refused: the answer says why, and the connection is gone after it, whether the client closes it or not. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

test.each([
  ['GET /nothing', '404'],
  ['GET /api/v1/comments', '404'],
  ['OPTIONS /api/v1/live', ''],
  ['GET /%zz', '400'],
  ['GET /api/v1/live', '403'],
])('%s', async (asked, status) => {
  const { hostname, port, host } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', chunk => (answer += chunk));
  socket.write(
    `${asked} HTTP/1.1\r\nHost: ${host}\r\nOrigin: https://evil.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
  );
  await once(socket, 'close', { signal: AbortSignal.timeout(2_000) });
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status}`));
});
