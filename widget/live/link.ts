/** The live link of a page to a server: one socket for all elements, resumed after every loss, replaced where blocked. */
import { mayReconnect } from '../../protocol/codes.ts';
import type { ServerFrame } from '../../protocol/frames.ts';
import type { PostBody, Posted } from '../../protocol/rest.ts';
import { Failure, isStaleToken } from '../session/api.ts';
import type { Session } from '../session/session.ts';
import { adopt, follow } from '../session/taking.ts';
import { watchAttention } from './attention.ts';
import { Fallbacks } from './fallbacks.ts';
import type { LinkStatus, Member } from './member.ts';
import { Socket } from './socket.ts';

const BACKOFF_MS = 500;
const BACKOFF_MAX_MS = 20_000;
/** A link that lived this long was a good one: the next loss starts from the shortest wait again. */
const STABLE_MS = 10_000;
/** An element that is moved in the page leaves and joins at once: that must not cost a new socket. */
const GRACE_MS = 2_000;
/** Sockets are taken for blocked after this many failures without one greeting ever. */
const BLOCKED_AFTER = 2;

const links = new Map<Session, Link>();

/** The one link of this page. A socket speaks for one viewer, so another server, site or token has its own. */
export function linkOf(session: Session): Link {
  let link = links.get(session);
  if (!link) {
    link = new Link(session);
    links.set(session, link);
  }
  return link;
}

export function jittered(attempt: number, cap = BACKOFF_MAX_MS): number {
  return Math.random() * Math.min(cap, BACKOFF_MS * 2 ** attempt);
}

export class Link {
  readonly #session: Session;
  status: LinkStatus = 'connecting';
  readonly #members = new Set<Member>();
  readonly #fallbacks: Fallbacks;
  #socket: Socket | null = null;
  #attempt = 0;
  #greeted = false;
  /** Whether the server knows whom the socket speaks for. */
  #isKnown = false;
  #sentToken: string | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #grace: ReturnType<typeof setTimeout> | undefined;
  #stopListening: (() => void) | undefined;

  constructor(session: Session) {
    this.#session = session;
    this.#fallbacks = new Fallbacks(session.api);
  }

  join(member: Member): void {
    clearTimeout(this.#grace);
    this.#members.add(member);
    this.#listen();
    if (!this.#socket && !this.#retry && this.status !== 'stopped') this.#open();
    member.onStatus(this.status);
  }

  leave(member: Member): void {
    this.#members.delete(member);
    this.#fallbacks.end(member);
    const { site, thread } = member;
    if (![...this.#members].some(other => other.thread === thread)) {
      this.#socket?.send({ type: 'unsubscribe', site, thread });
    }
    clearTimeout(this.#grace);
    this.#grace = setTimeout(() => this.#close(), GRACE_MS);
  }

  /** Subscribes the member's thread from where it stands; also closes a gap. */
  follow(member: Member): void {
    if (this.#socket?.isOpen) {
      this.#subscribe(member.thread);
    } else if (this.#isBlocked) {
      this.#fallbacks.end(member);
      this.#fallbacks.start(member);
    }
  }

  /** Null where no socket can carry the post now. */
  post(post: PostBody & { id: string; site: string }): Promise<Posted> | null {
    // Over a socket that does not know its member it would become a guest’s.
    if (this.#session.isMember && !(this.#isKnown && this.#sentToken === this.#session.token)) return null;
    return this.#socket?.post({ type: 'post', ...post }) ?? null;
  }

  sayTyping({ site, thread }: Member): void {
    this.#socket?.send({ type: 'typing', site, thread });
  }

  get #isBlocked(): boolean {
    return !this.#greeted && this.#attempt >= BLOCKED_AFTER;
  }

  #open(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    const url = this.#session.api.url('/live').replace(/^http/, 'ws');
    let since = 0;
    const socket = new Socket(url, {
      onWelcome: () => {
        since = Date.now();
        this.#greeted = true;
        this.#isKnown = false;
        this.#sentToken = null;
        this.#authenticate();
        this.#fallbacks.endAll();
        for (const thread of new Set([...this.#members].map(member => member.thread))) this.#subscribe(thread);
        this.#setStatus('live');
      },
      onFrame: frame => this.#hear(frame),
      onEnd: (code, reason) => {
        if (this.#socket !== socket) return;
        this.#socket = null;
        if (since && Date.now() - since > STABLE_MS) this.#attempt = 0;
        if (mayReconnect(code)) this.#wait();
        else this.#stop(reason);
      },
    });
    this.#socket = socket;
  }

  #wait(): void {
    this.#retry = setTimeout(() => this.#open(), jittered(this.#attempt++));
    if (this.#isBlocked) for (const member of this.#members) this.#fallbacks.start(member);
    else this.#setStatus('lost');
  }

  #stop(reason: string): void {
    this.#setStatus('stopped');
    for (const member of this.#members) member.onFailure(new Failure('unavailable', reason));
  }

  #hear(frame: ServerFrame): void {
    if (frame.type === 'session') {
      this.#isKnown = true;
      // A member’s token has ended, or their session has, elsewhere.
      if (!frame.viewer.id && this.#session.isMember) this.#forgotten();
      else this.#taken(frame);
    } else if (frame.type === 'error') this.#refused(new Failure(frame.code, frame.message, frame.retryAfter));
    else if (frame.type === 'events') this.#each(frame, member => member.onEvents(frame.events));
    else if (frame.type === 'reset') this.#each(frame, member => member.onReset());
    else if (frame.type === 'presence') this.#each(frame, member => member.onPresence(frame.viewers, frame.typing));
    else if (frame.type === 'subscribed') this.#each(frame, member => member.onPresence(frame.viewers, []));
  }

  #taken({ viewer, session }: ServerFrame & { type: 'session' }): void {
    if (session) this.#sentToken = session.token;
    adopt(this.#session, viewer, session?.token);
  }

  #forgotten(): void {
    this.#isKnown = false;
    this.#sentToken = null;
    this.#session.drop();
  }

  #each({ thread }: { thread: string }, call: (member: Member) => void): void {
    for (const member of this.#members) if (member.thread === thread) call(member);
  }

  #refused(failure: Failure): void {
    if (isStaleToken(failure)) {
      // Nobody yet to the server, the socket may stay: a post on its way over it can still be answered.
      if (!this.#isKnown) this.#sentToken = null;
      this.#session.drop();
      // Not for long: a member’s token is renewed.
      if (this.#session.speaker === null) return;
    }
    for (const member of this.#members) member.onFailure(failure);
  }

  /** Members of one thread share one subscription, from the lowest position among them; each skips what it knows. */
  #subscribe(thread: string): void {
    const members = [...this.#members].filter(member => member.thread === thread);
    const positions = members.map(member => member.position()).filter(position => position !== null);
    const lowest = positions.sort((a, b) => a.since - b.since)[0];
    const site = members[0]?.site;
    if (lowest && site !== undefined) this.#socket?.send({ type: 'subscribe', site, thread, ...lowest });
  }

  #authenticate(): void {
    const { token } = this.#session;
    if (!this.#socket?.isOpen || token === this.#sentToken) return;
    // A socket cannot be told to forget who it speaks for.
    if (token === null) {
      if (this.#session.speaker !== null) this.#reopen();
      return;
    }
    if (this.#session.isMember) this.#isKnown = false;
    this.#sentToken = token;
    this.#socket.send({ type: 'auth', token });
  }

  #reopen(): void {
    this.#drop();
    this.#open();
  }

  #setStatus(status: LinkStatus): void {
    this.status = status;
    for (const member of this.#members) member.onStatus(status);
  }

  /** Gives the socket back without a word to the reader. */
  #drop(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#fallbacks.endAll();
  }

  #wake(): void {
    if (this.status === 'stopped' || this.#members.size === 0) return;
    if (this.#socket) this.#socket.probe();
    else this.#open();
  }

  #listen(): void {
    if (this.#stopListening) return;
    const unwatch = this.#session.watch(() => this.#authenticate());
    const ignore = watchAttention({
      wake: () => this.#wake(),
      rest: () => this.#drop(),
      stored: event => follow(this.#session, event),
    });
    this.#stopListening = () => {
      unwatch();
      ignore();
    };
  }

  #close(): void {
    if (this.#members.size > 0) return;
    this.#drop();
    this.#stopListening?.();
    this.#stopListening = undefined;
    links.delete(this.#session);
  }
}
