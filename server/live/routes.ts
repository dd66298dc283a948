/** The doors of the live room: the WebSocket, the event stream, and the log as JSON. */

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import websocket from '@fastify/websocket';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import { DEFAULT_SITE, EVENTS_PAGE, FRAME_MAX_BYTES, LIVE_PATH, SUBPROTOCOL } from '../../protocol/limits.ts';
import { EventsPage, EventsQuery } from '../../protocol/rest.ts';
import type { Identified } from '../accounts/accounts.ts';
import { Refusal } from '../errors.ts';
import type { Place, Store } from '../store/store.ts';
import { Batch, shorten } from './batch.ts';
import { CLOSE_MS, Connection, type ConnectionRooms } from './connection.ts';
import type { LiveConnections } from './connections.ts';
import { encodeFrame, encodePosition } from './sink.ts';
import { EventStream } from './stream.ts';
import type { Position } from './subscription.ts';

export interface LiveRooms extends Omit<ConnectionRooms, 'ended'> {
  readonly store: Store;
  readonly connections: LiveConnections;
}

export async function liveRoutes(app: FastifyInstance, rooms: LiveRooms): Promise<void> {
  await app.register(websocket, {
    options: {
      maxPayload: FRAME_MAX_BYTES,
      // Beyond these a frame in thousand pieces costs more memory than its size allows.
      maxFragments: 16,
      maxBufferedChunks: 1_024,
      perMessageDeflate: false,
      // The connection answers pings itself, so that the answers to a flood of them are bounded.
      autoPong: false,
      clientTracking: false,
      handleProtocols: (offered: Set<string>) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
    },
    preClose: done => done(),
  });
  await app.register(async routes => {
    liveSocket(routes, rooms);
    await routes.register(events, { rooms });
  });
}

function liveSocket(app: FastifyInstance, rooms: LiveRooms): void {
  const socketRooms: ConnectionRooms = { ...rooms, ended: connection => rooms.connections.removeSocket(connection) };
  app.route({
    method: 'GET',
    url: LIVE_PATH,
    schema: { hide: true },
    preValidation: async request => {
      rooms.sites.admitAny(request.headers.origin);
      if (!request.ws) return;
      const offered = request.headers['sec-websocket-protocol'];
      if (offered !== undefined && !offered.split(',').some(each => each.trim() === SUBPROTOCOL)) {
        throw new Refusal('unsupported_protocol', `This server speaks the subprotocol ${SUBPROTOCOL} only.`);
      }
      // An upgrade that fails after this point never becomes a WebSocket, but its TCP connection always closes.
      request.raw.socket.on('close', rooms.visitors.connect(request.ip));
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
      const peer = { tcp: request.raw.socket, address: request.ip, origin: request.headers.origin };
      const connection = new Connection(socket, peer, socketRooms);
      rooms.connections.addSocket(connection);
    },
  });
}

/**
 * A reader who vanishes, or breaks the protocol, is no fault of the server. ws has answered with its close code, which
 * could be lost with a connection that is cut at once; `close` follows and cleans up.
 */
export function terminateSoon(this: WebSocket): void {
  setTimeout(() => this.terminate(), CLOSE_MS).unref();
}

const events: FastifyPluginAsyncTypebox<{ rooms: LiveRooms }> = async (app, { rooms }) => {
  app.get(
    '/api/v1/events',
    {
      // A HEAD request would open a stream that nobody reads.
      exposeHeadRoute: false,
      schema: {
        summary: 'The events after a position',
        description:
          'With `Accept: text/event-stream` the answer is a stream that goes on live and honours `Last-Event-ID`.',
        tags: ['live'],
        querystring: EventsQuery,
        response: { 200: EventsPage },
      },
    },
    async (request, reply) => {
      const { site = DEFAULT_SITE, thread, since, epoch } = request.query;
      rooms.sites.admit(site, request.headers.origin);
      const identified = await rooms.accounts.ofRequest(request);
      const { viewer } = identified;
      const place = { site, thread };
      if (!/\btext\/event-stream\b/.test(request.headers.accept ?? '')) {
        reply.header('cache-control', 'no-store');
        return eventsPage(rooms.store, place, viewer, { since: since ?? 0, epoch });
      }
      const position = lastEventId(request) ?? { since, epoch };
      return stream(request, reply, rooms, { place, identified, position });
    },
  );
};

async function eventsPage(
  store: Store,
  place: Place,
  viewer: Connection['viewer'],
  position: { readonly since: number; readonly epoch: string | undefined },
): Promise<EventsPage> {
  const { thread, events: stored } = await store.events(place, position.since, EVENTS_PAGE);
  const known = position.epoch === undefined || position.epoch === store.epoch;
  const head = { epoch: store.epoch, seq: thread.seq };
  if (!known || stored === undefined || position.since > thread.seq)
    return { ...head, events: [], more: false, reset: true };
  const batch = new Batch(thread, shorten(stored), store.epoch);
  return { ...head, events: batch.view(viewer), more: batch.size > 0 && batch.to < thread.seq };
}

/** `Last-Event-ID: <epoch>:<seq>` is what a browser sends when it comes back; it beats the address. */
function lastEventId(request: FastifyRequest): Position | undefined {
  const id = request.headers['last-event-id'];
  const [, epoch, seq] = /^([\w-]+):(\d{1,15})$/.exec(typeof id === 'string' ? id : '') ?? [];
  return seq === undefined ? undefined : { since: Number(seq), epoch };
}

async function stream(
  request: FastifyRequest,
  reply: FastifyReply,
  rooms: LiveRooms,
  options: { readonly place: Place; readonly identified: Identified; readonly position: Position },
): Promise<FastifyReply> {
  const leave = rooms.visitors.connect(request.ip);
  const eventStream = new EventStream(reply.raw, request.raw.socket, options.identified, rooms.reportError);
  let closed = false;
  request.raw.on('close', () => {
    closed = true;
  });
  // The first byte leaves only when the thread is known, so that a refusal can still be a problem document.
  const headers = reply.getHeaders() as Record<string, string>;
  try {
    const subscription = await rooms.hub.subscribe(eventStream, options.place, options.position, (seq, viewers) => {
      reply.hijack();
      eventStream.open(headers);
      const frame = { type: 'subscribed', ...options.place, epoch: rooms.store.epoch, seq, viewers } as const;
      // Without a position the stream begins here; with one, what was missed comes first.
      const startsHere = options.position.since === undefined;
      eventStream.send(startsHere ? encodePosition(frame) : encodeFrame(frame, 'stream'));
    });
    eventStream.follow(subscription);
    const end = () => {
      rooms.hub.unsubscribe(subscription);
      rooms.connections.removeStream(eventStream);
      leave();
    };
    rooms.connections.addStream(eventStream);
    if (closed) end();
    else request.raw.on('close', end);
    if (!(await rooms.accounts.stands(options.identified))) eventStream.end();
  } catch (error) {
    leave();
    throw error;
  }
  return reply;
}
