/** The end of the HTTP server: no new connections at once, time for what is under way, and then none for anybody. */
import type { Server } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';

/** How long a request that never ends, or a reader who does not read, may hold up a stop. */
const GRACE_MS = 4_000;

/** How often those are let go who have had their answer meanwhile: Node does so once, and their connections are kept alive. */
const IDLE_MS = 50;

/**
 * Keeps account of a server's connections, upgraded ones too, which Node forgets.
 * @returns how to close the server; resolves when its last connection is gone.
 */
export function stopper(server: Server): () => Promise<void> {
  const sockets = new Set<Socket>();
  // One listener for all: with ten thousand connections a closure each would be felt.
  function forget(this: Socket): void {
    sockets.delete(this);
  }
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('close', forget);
  });
  let stopping = false;
  // Fastify would answer 503 to an upgrade and leave its connection open.
  server.on('upgrade', (_request, socket) => {
    if (stopping) socket.destroy();
  });
  return () =>
    new Promise(resolve => {
      stopping = true;
      // To Node a connection is idle once its answer is written, also where most of it still waits for its reader.
      const letGo = (): void => {
        if ([...sockets].every(socket => socket.writableLength === 0)) server.closeIdleConnections();
      };
      const idle = setInterval(letGo, IDLE_MS);
      const timer = setTimeout(() => {
        for (const socket of sockets) socket.destroy();
      }, GRACE_MS);
      // Not its own `close`, which would let go of them at once.
      NetServer.prototype.close.call(server, () => {
        clearInterval(idle);
        clearTimeout(timer);
        resolve();
      });
      letGo();
    });
}
