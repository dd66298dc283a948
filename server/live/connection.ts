/** One WebSocket: its frames in, its frames out, and everything that ends with it. */

import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import { CLOSE } from '../../protocol/codes.ts';
import type { Viewer } from '../../protocol/comment.ts';
import type { ClientFrame, PostFrame, ServerFrame, SubscribeFrame } from '../../protocol/frames.ts';
import { PROTOCOL_VERSION, SUBSCRIPTIONS_MAX } from '../../protocol/limits.ts';
import { type Accounts, requireHome } from '../accounts/accounts.ts';
import type { Comments } from '../comments/comments.ts';
import { isFailure, Refusal } from '../errors.ts';
import type { Sites } from '../sites/sites.ts';
import type { Place } from '../store/store.ts';
import type { Visitors } from '../visitors.ts';
import { addressOf, checkFrame, parseFrame } from './frames.ts';
import type { Hub } from './hub.ts';
import type { LiveMetrics } from './metrics.ts';
import { encodeFrame } from './sink.ts';
import { SocketSink } from './socket-sink.ts';
import { ANYBODY, type End, Speaker } from './speaker.ts';
import type { Listener, Subscription } from './subscription.ts';

/** Frames that make no sense before the socket is closed with 4400. */
const NONSENSE_MAX = 10;
/** Refusals for coming too fast before the socket is closed with "come back". */
const FLOODS_MAX = 50;
/** Frames that may wait for their answer; beyond, the socket is not read until some are answered. */
const UNANSWERED_MAX = 64;
/** A socket that watches nothing for this long is closed. */
const IDLE_MS = 5 * 60_000;
/** One for all who are banned nowhere: each reader has a connection. */
const NOWHERE: ReadonlySet<string> = new Set();
/** How long a client may take to answer a close. */
export const CLOSE_MS = 2_000;

export interface ConnectionRooms {
  readonly hub: Hub;
  readonly accounts: Accounts;
  readonly comments: Comments;
  readonly sites: Sites;
  readonly visitors: Visitors;
  readonly metrics: LiveMetrics;
  readonly reportError: (error: unknown) => void;
  /** Called when a connection has closed. */
  readonly ended: (connection: Connection) => void;
}

export interface Peer {
  /** The connection under the socket. */
  readonly tcp: Socket;
  readonly address: string;
  readonly origin: string | undefined;
}

export class Connection implements Listener {
  readonly sink: SocketSink;
  #speaker = ANYBODY;
  /** Somebody’s right ended here: what they are still writing must not appear under no name, so it waits for a new `auth`. */
  #isOver = false;
  /** Sites that were told to their face that they may not write there. */
  #bannedOn = NOWHERE;
  readonly #socket: WebSocket;
  readonly #rooms: ConnectionRooms;
  readonly #peer: Peer;
  readonly #limits;
  /** Few, mostly one, and each reader has such a list: an array that is never pushed to is the smallest. */
  #subscriptions: Subscription[] = [];
  /** Frames are handled in the order in which they came. */
  #queue: Promise<void> = Promise.resolve();
  #unanswered = 0;
  #answered: (() => void) | undefined;
  #draining = false;
  #nonsense = 0;
  #floods = 0;
  #alive = true;
  #idleSince = performance.now();

  constructor(socket: WebSocket, peer: Peer, rooms: ConnectionRooms) {
    this.#socket = socket;
    this.#peer = peer;
    this.#rooms = rooms;
    this.#limits = rooms.visitors.socket();
    this.sink = new SocketSink(socket, peer.tcp, this);
    socket.on('message', (data, isBinary) => {
      this.#alive = true;
      // ws hands text over as a Buffer whose UTF-8 it has checked.
      const text = isBinary ? undefined : (data as Buffer).toString();
      this.#begin();
      this.#queue = this.#queue.then(() => this.#receive(text)).finally(() => this.#done());
    });
    socket.on('ping', data => this.#answerPing(data));
    socket.on('pong', () => {
      this.#alive = true;
      this.#spend();
    });
    socket.on('close', () => this.#end());
    this.#send({ type: 'welcome', protocol: PROTOCOL_VERSION });
  }

  get viewer(): Viewer {
    return this.#speaker.viewer;
  }

  get key(): string | object {
    return this.viewer.id || this;
  }

  /** Goes on where it paused because the client did not read. */
  resume(): void {
    this.#readOn();
    for (const subscription of this.#subscriptions) void subscription.catchUp();
  }

  fail(error: unknown): void {
    this.#rooms.reportError(error);
    this.close(CLOSE.internal, 'internal');
  }

  /** Called every heartbeat: ends what is dead or stuck, pings the rest (rule L7). */
  beat(): void {
    this.#endOld();
    if (this.sink.stuck) {
      this.#rooms.metrics.slowReaders.inc();
      this.close(CLOSE.slow, 'slow');
      // The close frame stands behind the bytes that are not read: who reads none of them never sees it.
      this.#socket.terminate();
    } else if (!this.#alive && !this.sink.moves) {
      this.#socket.terminate();
    } else if (this.#subscriptions.length === 0 && performance.now() - this.#idleSince > IDLE_MS) {
      this.close(CLOSE.idle, 'idle');
    } else {
      this.#alive = false;
      this.#socket.ping();
    }
  }

  /** Goes on as anybody where the right of whoever speaks is over before its time. */
  revoke(end: End): void {
    if (this.#speaker.isEndedBy(end)) this.#goOnAsAnybody();
  }

  /** The member behind it has another name, picture or role. */
  update(viewer: Viewer): void {
    if (!this.#speaker.isMember(viewer.id)) return;
    this.#become(this.#speaker.as(viewer));
    this.#send({ type: 'session', viewer });
  }

  /** Tells whoever was banned, once for each site that they watch; posts are refused anyway. */
  async tellBan(): Promise<void> {
    const banned = new Set<string>();
    for (const subscription of this.#subscriptions) {
      const { site } = subscription.place;
      const ban = await this.#rooms.comments.banOf({ viewer: this.viewer, site, address: this.#peer.address });
      if (ban === undefined) continue;
      this.#rooms.hub.stopsTyping(subscription);
      if (!banned.has(site) && !this.#bannedOn.has(site)) this.#refuse(ban, undefined, undefined);
      banned.add(site);
    }
    this.#bannedOn = banned;
  }

  #goOnAsAnybody(): void {
    this.#isOver = true;
    this.#become(ANYBODY);
    this.#send({ type: 'session', viewer: ANYBODY.viewer });
  }

  /** Lets go of a right whose time is over. */
  #endOld(): void {
    if (this.#speaker.isOver) this.#goOnAsAnybody();
  }

  /** Takes no more frames, waits for the posts under way, then says that the server restarts (rule L2, L6). */
  async drain(): Promise<void> {
    this.#draining = true;
    if (this.#unanswered > 0) {
      await new Promise<void>(resolve => {
        this.#answered = resolve;
      });
    }
    this.close(CLOSE.restart, 'restart');
  }

  /** Asks the client to close, and does not wait for one who goes on talking. */
  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
    setTimeout(() => this.#socket.terminate(), CLOSE_MS).unref();
  }

  #answerPing(data: Buffer): void {
    if (this.#spend()) this.sink.pong(data);
  }

  /** Protocol pings and pongs count as frames: they cost as much. */
  #spend(): boolean {
    try {
      this.#limits.take('frame');
      return true;
    } catch (error) {
      if (error instanceof Refusal) this.#count(error, true);
      return false;
    }
  }

  #begin(): void {
    this.#unanswered += 1;
    if (this.#unanswered >= UNANSWERED_MAX) this.#socket.pause();
  }

  #done(): void {
    this.#unanswered -= 1;
    this.#readOn();
    if (this.#unanswered === 0) this.#answered?.();
  }

  async #receive(text: string | undefined): Promise<void> {
    if (this.#draining || this.#socket.readyState !== this.#socket.OPEN) return;
    let id: string | undefined;
    let place: Place | undefined;
    let frame: ClientFrame | undefined;
    try {
      const value = parseFrame(text);
      ({ id, place } = addressOf(value));
      // Not before it is read: a refusal must name the frame that it answers.
      this.#limits.take('frame');
      frame = checkFrame(value);
      this.#endOld();
      await this.#handle(frame);
    } catch (error) {
      this.#refuse(error, id, place);
      if (error instanceof Refusal) this.#count(error, frame !== undefined);
    }
  }

  /** Ends a socket whose client does not speak the protocol, or floods it. */
  #count(refusal: Refusal, understood: boolean): void {
    if (refusal.code === 'rate_limited') this.#floods += 1;
    else if (!understood) this.#nonsense += 1;
    if (this.#nonsense >= NONSENSE_MAX) this.close(CLOSE.protocol, 'protocol');
    if (this.#floods >= FLOODS_MAX) this.close(CLOSE.busy, 'rate_limited');
  }

  async #handle(frame: ClientFrame): Promise<void> {
    switch (frame.type) {
      case 'auth':
        return this.#authenticate(frame.token);
      case 'subscribe':
        return this.#subscribe(frame);
      case 'unsubscribe':
        return this.#unsubscribe(frame);
      case 'post':
        return this.#post(frame);
      case 'typing': {
        const subscription = this.#subscriptionTo(frame);
        if (!subscription) return;
        this.#speaker.requireWrite();
        const { viewer } = this;
        requireHome(viewer, frame.site);
        if (await this.#rooms.comments.silences({ viewer, site: frame.site, address: this.#peer.address })) return;
        // A name that no moderator has seen must not reach the screens by this way.
        const isHeld = await this.#rooms.comments.holds(this.viewer, frame.site);
        if (!subscription.closed) this.#rooms.hub.typing(subscription, isHeld ? '' : this.viewer.name);
        return;
      }
      case 'ping':
        return this.#send({ type: 'pong' });
    }
  }

  async #authenticate(token: string): Promise<void> {
    const identified = await this.#rooms.accounts.identify(token, this.#peer.origin);
    const { viewer, renewed } = identified;
    this.#isOver = false;
    this.#become(new Speaker(identified));
    if (!(await this.#rooms.accounts.stands(identified))) return this.#goOnAsAnybody();
    this.#send({ type: 'session', viewer, ...(renewed ? { session: { token: renewed } } : {}) });
  }

  async #subscribe(frame: SubscribeFrame): Promise<void> {
    const { site, thread, since, epoch, present } = frame;
    this.#rooms.sites.admit(site, this.#peer.origin);
    this.#unsubscribe(frame);
    if (this.#subscriptions.length >= SUBSCRIPTIONS_MAX) {
      throw new Refusal(
        'too_many_subscriptions',
        `One socket may watch ${SUBSCRIPTIONS_MAX} threads; unsubscribe one first.`,
      );
    }
    const subscription = await this.#rooms.hub.subscribe(
      this,
      { site, thread },
      { since, epoch, present },
      (seq, viewers) => this.#send({ type: 'subscribed', site, thread, epoch: this.#rooms.hub.epoch, seq, viewers }),
    );
    // The socket may have closed while the head was read.
    if (this.#socket.readyState === this.#socket.OPEN) this.#subscriptions = [...this.#subscriptions, subscription];
    else this.#rooms.hub.unsubscribe(subscription);
  }

  #subscriptionTo({ site, thread }: Place): Subscription | undefined {
    return this.#subscriptions.find(({ label }) => label.site === site && label.thread === thread);
  }

  #unsubscribe(place: Place): void {
    const subscription = this.#subscriptionTo(place);
    if (subscription === undefined) return;
    this.#subscriptions = this.#subscriptions.filter(each => each !== subscription);
    this.#rooms.hub.unsubscribe(subscription);
    this.#idleSince = performance.now();
  }

  /** Does not wait for the commit: posts of one socket share it with each other. */
  #post(frame: PostFrame): void {
    this.#speaker.requireWrite();
    if (this.#isOver) {
      throw new Refusal(
        'session_over',
        'The session on this socket is over; send `auth` with another token, a guest’s for example.',
      );
    }
    this.#begin();
    this.#submit(frame)
      .catch(error => this.#refuse(error, frame.id, undefined))
      .finally(() => this.#done());
  }

  async #submit(frame: PostFrame): Promise<void> {
    this.#rooms.sites.admit(frame.site, this.#peer.origin);
    const before = this.viewer;
    const { comment, session, viewer } = await this.#rooms.comments.submit(frame, {
      viewer: before,
      address: this.#peer.address,
    });
    // A guest without a token is known by their first post from here on, and anyone by the name they signed it with;
    // but whoever signed in or out since is who they are now.
    const isOther = viewer.id !== before.id || viewer.name !== before.name;
    if (isOther && this.viewer === before) this.#become(this.#speaker.as(viewer));
    const subscription = this.#subscriptionTo(frame);
    if (subscription) this.#rooms.hub.stopsTyping(subscription);
    this.#send({ type: 'ack', id: frame.id, comment, ...(session ? { session } : {}) });
  }

  #become(speaker: Speaker): void {
    this.#speaker = speaker;
    for (const subscription of this.#subscriptions) this.#rooms.hub.rename(subscription);
  }

  #refuse(error: unknown, id: string | undefined, place: Place | undefined): void {
    const refusal =
      error instanceof Refusal ? error : new Refusal('internal', 'Something failed in the server; try again.');
    if (isFailure(refusal)) this.#rooms.reportError(error);
    this.#send({
      type: 'error',
      ...(id === undefined ? {} : { id }),
      ...(place === undefined ? {} : { site: place.site, thread: place.thread }),
      code: refusal.code,
      message: refusal.message,
      ...(refusal.retryAfter === undefined ? {} : { retryAfter: refusal.retryAfter }),
    });
  }

  #send(frame: ServerFrame): void {
    this.sink.send(encodeFrame(frame, 'socket'));
    // Who reads no answers is not read either: bytes alone would not bound it, as each waiting write costs more than it sends.
    if (this.sink.congested) this.#socket.pause();
  }

  #readOn(): void {
    if (this.#socket.isPaused && this.#unanswered < UNANSWERED_MAX && !this.sink.congested) this.#socket.resume();
  }

  #end(): void {
    for (const subscription of this.#subscriptions) this.#rooms.hub.unsubscribe(subscription);
    this.#subscriptions = [];
    this.#rooms.ended(this);
  }
}
