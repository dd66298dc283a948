/** Sessions of the dashboard: begun by signing in, carried by a cookie, over when idle or old. */
import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SessionInfo } from '../../protocol/admin/staff.ts';
import type { Owned, StaffStore, StoredSession, StoredStaff } from '../store/contract/staff.ts';
import type { Cookies } from './cookies.ts';
import { deviceOf } from './device.ts';
import type { IsOver } from './revocations.ts';
import { hashOf, newSecret } from './secrets.ts';
import type { Staff } from './staff.ts';

const DAY_MS = 86_400_000;
const IDLE_MS = 30 * DAY_MS;
const LIFE_MS = 90 * DAY_MS;
/** When it was last used is written down this often. */
const TOUCH_MS = 60_000;

export class Sessions {
  readonly #store: StaffStore;
  readonly #cookies: Cookies;
  readonly #revoke: (isOver: IsOver) => void;
  /** Sessions whose last use is being written. */
  readonly #touching = new Set<string>();

  /** @param revoke tells those who hold connections open that a session is over. */
  constructor(store: StaffStore, cookies: Cookies, revoke: (isOver: IsOver) => void) {
    this.#store = store;
    this.#revoke = revoke;
    this.#cookies = cookies;
  }

  /** Signs somebody in, in the browser that asks. */
  async begin(staff: StoredStaff, request: FastifyRequest, reply: FastifyReply): Promise<Staff> {
    // A browser has one session: who signs in anew leaves the old one.
    const former = await this.ofRequest(request);
    if (former?.session) await this.end(former.session.id, former.id);
    const token = newSecret();
    const id = randomUUID();
    const now = Date.now();
    const device = deviceOf(request.headers['user-agent']);
    await this.#store.sessions.add(
      { hash: hashOf(token), id, staff: staff.id, device },
      { idleSince: now - IDLE_MS, begunSince: now - LIFE_MS },
    );
    this.#cookies.set(request, reply, { token, staff: staff.id, seconds: LIFE_MS / 1000 });
    return staffOf(staff, { id, steppedUpAt: now });
  }

  /** Whoever is signed in in the browser that asks. */
  async ofRequest(request: FastifyRequest): Promise<Staff | undefined> {
    const token = this.#cookies.session(request);
    if (token === undefined) return undefined;
    const session = await this.#store.sessions.find(hashOf(token));
    if (session === undefined || isOver(session)) return undefined;
    this.#touch(session);
    return staffOf(session.owner, session);
  }

  /** A session that is not over, for what was derived from it. */
  async byId(id: string): Promise<Owned<StoredSession> | undefined> {
    const session = await this.#store.sessions.byId(id);
    return session === undefined || isOver(session) ? undefined : session;
  }

  async list(staff: Staff): Promise<SessionInfo[]> {
    const sessions = await this.#store.sessions.list(staff.id);
    return sessions
      .filter(session => !isOver(session))
      .map(({ id, device, createdAt, lastSeenAt }) => ({
        id,
        current: id === staff.session?.id,
        device,
        createdAt: new Date(createdAt).toISOString(),
        lastSeenAt: new Date(lastSeenAt).toISOString(),
      }));
  }

  /** @returns whether there was such a session of theirs. */
  async end(id: string, staff: string): Promise<boolean> {
    const ended = await this.#store.sessions.remove(id, staff);
    if (ended) this.#revoke(({ session }) => session?.id === id);
    return ended;
  }

  /** Ends all of somebody’s sessions but one. */
  async endOthers(staff: string, kept: string): Promise<void> {
    await this.#store.sessions.removeOthers(staff, kept);
    this.#revoke(({ id, session }) => id === staff && session !== undefined && session.id !== kept);
  }

  #touch({ id, lastSeenAt }: StoredSession): void {
    if (Date.now() - lastSeenAt < TOUCH_MS || this.#touching.has(id)) return;
    this.#touching.add(id);
    // A session works as well where this could not be written.
    const done = () => this.#touching.delete(id);
    this.#store.sessions.touch(id).then(done, done);
  }
}

function isOver({ createdAt, lastSeenAt }: StoredSession): boolean {
  const now = Date.now();
  return now - lastSeenAt > IDLE_MS || now - createdAt > LIFE_MS;
}

function staffOf(owner: StoredStaff, { id, steppedUpAt }: { id: string; steppedUpAt: number }): Staff {
  const { name, email, role, sites } = owner;
  return { id: owner.id, name, email, role, sites, scopes: null, via: 'session', session: { id, steppedUpAt } };
}
