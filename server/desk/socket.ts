/** The door of the live desk: a WebSocket for whoever the guard has let in. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../errors.ts';
import { terminateSoon } from '../live/routes.ts';
import type { Visitors } from '../visitors.ts';
import { DeskConnection } from './connection.ts';
import type { LiveDesk } from './live-desk.ts';

export interface SocketRooms {
  readonly desk: LiveDesk;
  readonly visitors: Visitors;
}

export function deskSocket(app: FastifyInstance, { desk, visitors }: SocketRooms): void {
  app.route({
    method: 'GET',
    url: '/live',
    exposeHeadRoute: false,
    config: { access: { scope: 'comments:read', role: 'moderator' } },
    schema: { hide: true },
    preValidation: async request => {
      requireOrigin(request);
      if (!request.ws) return;
      // An upgrade that fails after this point never becomes a WebSocket, but its TCP connection always closes.
      request.raw.socket.on('close', visitors.connect(request.ip));
    },
    // From here on the connection is the socket's alone; its request and reply would otherwise live as long as it does.
    preHandler: async (request, reply) => {
      if (request.ws) reply.raw.detachSocket(request.raw.socket);
    },
    handler: async (_request, reply) => {
      reply.header('upgrade', 'websocket');
      throw new Refusal('bad_request', 'This address speaks WebSocket only; open it with an Upgrade request.');
    },
    wsHandler: (socket, request) => {
      // The plugin's own listener holds on to the request.
      socket.removeAllListeners('error').on('error', terminateSoon);
      desk.join(new DeskConnection(socket, request.raw.socket, request.staff, { desk, limits: visitors.socket() }));
    },
  });
}

/** Browsers send a cookie along with sockets of any page, and always tell whose it is; the guard has compared that. */
function requireOrigin({ staff, headers }: FastifyRequest): void {
  if (staff.via !== 'session' || headers.origin !== undefined) return;
  throw new Refusal(
    'origin_refused',
    'With a cookie, send the Origin of the server’s pages; programs send an API key.',
  );
}
