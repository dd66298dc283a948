/** Who is at the moderators’ desk: tells them which comments changed and who looks at what, and never a text. */
import { setImmediate } from 'node:timers/promises';
import { CLOSE } from '../../protocol/codes.ts';
import { HEARTBEAT_MS } from '../../protocol/limits.ts';
import { Throttle } from '../live/coalesce.ts';
import type { LiveMetrics } from '../live/metrics.ts';
import { mayOnSite, type Staff } from '../staff/staff.ts';
import type { CardHead } from '../store/contract/desk.ts';
import type { Commit, Store } from '../store/store.ts';
import { type DeskConnection, encodeDeskFrame } from './connection.ts';

/** What comes within this time after a frame goes out as one, and how much one frame tells. */
const CHANGES_MS = 100;
const CHANGES_MAX = 200;
const LOOKING_MS = 100;
/** People who are told in one frame. */
const PEOPLE_MAX = 100;

export class LiveDesk {
  readonly reportError: (error: unknown) => void;
  readonly #store: Store;
  readonly #metrics: LiveMetrics;
  readonly #connections = new Set<DeskConnection>();
  readonly #changed = new Set<number>();
  readonly #tellChanges = new Throttle(CHANGES_MS, () => {
    this.#sendChanges().catch(error => this.reportError(error));
  });
  readonly #tellLooking = new Throttle(LOOKING_MS, () => this.#sendLooking());
  readonly #heartbeat: NodeJS.Timeout;
  #emptied: (() => void) | undefined;

  constructor(rooms: {
    readonly store: Store;
    readonly metrics: LiveMetrics;
    readonly reportError: (error: unknown) => void;
  }) {
    this.#store = rooms.store;
    this.#metrics = rooms.metrics;
    this.reportError = rooms.reportError;
    this.#heartbeat = setInterval(() => {
      for (const connection of this.#connections) connection.beat();
    }, HEARTBEAT_MS).unref();
  }

  join(connection: DeskConnection): void {
    this.#connections.add(connection);
    this.#count();
    this.#tellLooking.request();
  }

  leave(connection: DeskConnection): void {
    this.#connections.delete(connection);
    this.#count();
    this.#tellLooking.request();
    if (this.#connections.size === 0) {
      this.#changed.clear();
      this.#emptied?.();
    }
  }

  /** After a commit; where nobody is at the desk it costs nothing. */
  announce({ comments }: Commit): void {
    if (this.#connections.size === 0 || comments.length === 0) return;
    for (const number of comments) this.#changed.add(number);
    this.#tellChanges.request();
  }

  /** A card that is not there, or not theirs, is none. */
  async look(connection: DeskConnection, id: string | null): Promise<void> {
    const comment = id === null ? undefined : await this.#store.comment(id);
    const isTheirs = comment !== undefined && mayOnSite(connection.staff, comment.site);
    connection.looking = isTheirs ? { comment: comment.id, site: comment.site } : null;
    this.#tellLooking.request();
  }

  /** Sends those away whose right has ended. */
  revoke(isOver: (staff: Staff) => boolean): void {
    for (const connection of this.#connections) {
      if (isOver(connection.staff)) connection.close(CLOSE.signedOut, 'signed out');
    }
  }

  /** Closes every connection with “come back” (rule L6). */
  async drain(): Promise<void> {
    clearInterval(this.#heartbeat);
    if (this.#connections.size > 0) {
      const emptied = new Promise<void>(resolve => {
        this.#emptied = resolve;
      });
      for (const connection of this.#connections) connection.close(CLOSE.restart, 'restart');
      await emptied;
    }
    this.#tellChanges.stop();
    this.#tellLooking.stop();
  }

  async #sendChanges(): Promise<void> {
    const numbers = [...this.#changed];
    this.#changed.clear();
    for (let at = 0; at < numbers.length; at += CHANGES_MAX) {
      if (at > 0) await setImmediate();
      this.#sendHeads(await this.#store.desk.heads(numbers.slice(at, at + CHANGES_MAX)));
    }
  }

  /** Those who have the same sites get the same bytes. */
  #sendHeads(heads: readonly CardHead[]): void {
    const frames = new Map<string, Buffer | null>();
    for (const connection of this.#connections) {
      const key = JSON.stringify(connection.staff.sites);
      let frame = frames.get(key);
      if (frame === undefined) {
        const comments = heads.filter(({ site }) => mayOnSite(connection.staff, site));
        frame = comments.length === 0 ? null : encodeDeskFrame({ type: 'changed', comments });
        frames.set(key, frame);
      }
      if (frame) connection.send(frame);
    }
  }

  #sendLooking(): void {
    for (const reader of this.#connections) {
      const people = [...this.#connections]
        .filter(({ isOpen, staff }) => isOpen && shareSite(staff, reader.staff))
        .slice(0, PEOPLE_MAX)
        .map(({ id, staff, looking }) => ({
          connection: id,
          name: staff.name,
          comment: looking && mayOnSite(reader.staff, looking.site) ? looking.comment : null,
        }));
      const told = JSON.stringify(people);
      if (told === reader.told) continue;
      reader.told = told;
      reader.send(encodeDeskFrame({ type: 'looking', people }));
    }
  }

  #count(): void {
    this.#metrics.connections.set({ kind: 'desk' }, this.#connections.size);
  }
}

function shareSite(a: Staff, b: Staff): boolean {
  return a.sites === null || b.sites === null || a.sites.some(site => mayOnSite(b, site));
}
