/** Threads as moderators keep them: found, closed and opened, moved and merged. */
import type { AdminThread, Alias, AliasesPage, ThreadsQuery } from '../../protocol/admin/threads.ts';
import { DEFAULT_SITE, PAGE_DEFAULT } from '../../protocol/limits.ts';
import { decodeNumber, decodeText, encodeNumber, encodeText } from '../cursor.ts';
import { Refusal, unknownSite } from '../errors.ts';
import type { Sites } from '../sites/sites.ts';
import { actorOf, mayOnSite, requireSite, type Staff, sitesFor } from '../staff/staff.ts';
import type { Merge, ModeratedThread, StoredAlias, ThreadAct } from '../store/contract/threads.ts';
import type { Place, Store } from '../store/store.ts';

/** Who knows how many watch a thread. */
export interface Watched {
  viewersOf(place: Place): number;
}

export interface ThreadRooms {
  readonly store: Store;
  readonly sites: Sites;
  readonly hub: Watched;
}

export class Threads {
  readonly #rooms: ThreadRooms;

  constructor(rooms: ThreadRooms) {
    this.#rooms = rooms;
  }

  async list(
    { limit = PAGE_DEFAULT, cursor, site, q, state }: ThreadsQuery,
    staff: Staff,
  ): Promise<{ items: AdminThread[]; next: string | null }> {
    const sites = sitesFor(staff, site);
    const list = ['threads', sites, q ?? '', state ?? ''];
    const before = cursor === undefined ? null : decodeNumber(list, cursor);
    const { items, next } = await this.#rooms.store.threads.list({ sites, q, state }, before, limit);
    return { items: items.map(thread => this.#view(thread)), next: next === null ? null : encodeNumber(list, next) };
  }

  /** @throws Refusal `not_found`, also for one of a site that is not theirs. */
  async one(id: number, staff: Staff): Promise<AdminThread> {
    const thread = await this.#rooms.store.threads.get(id);
    if (thread === undefined || !mayOnSite(staff, thread.site)) throw unknownThread(id);
    return this.#view(thread);
  }

  async create(
    key: string,
    site: string = DEFAULT_SITE,
    staff: Staff,
  ): Promise<{ thread: AdminThread; created: boolean }> {
    const place = this.#place({ site, thread: key }, staff);
    const { thread, created } = await this.#rooms.store.threads.create(place, actorOf(staff));
    return { thread: this.#view(thread), created };
  }

  async lock(id: number, locked: boolean, staff: Staff): Promise<AdminThread> {
    await this.one(id, staff);
    return this.#view(await this.#rooms.store.threads.lock(id, locked, actBy(staff)));
  }

  async move(id: number, to: { key: string; site?: string }, staff: Staff): Promise<AdminThread> {
    const thread = await this.one(id, staff);
    const place = this.#place({ site: to.site ?? thread.site, thread: to.key }, staff);
    const merge = await this.#rooms.store.threads.move(id, place, actBy(staff));
    if (merge) await this.finish(merge);
    return this.one(merge?.into ?? id, staff);
  }

  /** @returns the thread that holds the comments of both. */
  async merge(id: number, into: number, staff: Staff): Promise<AdminThread> {
    for (const each of [id, into]) await this.one(each, staff);
    await this.finish(await this.#rooms.store.threads.beginMerge(id, into, actBy(staff)));
    return this.one(into, staff);
  }

  /** In many transactions, so that others write between them; what was cut off, a job ends by this. */
  async finish(merge: Merge): Promise<void> {
    for (let left: Merge | null = merge; left; ) left = await this.#rooms.store.threads.continueMerge(left);
  }

  /** By key. */
  async aliases(
    site: string,
    { limit = PAGE_DEFAULT, cursor }: { limit?: number; cursor?: string },
    staff: Staff,
  ): Promise<AliasesPage> {
    this.requireSite(site, staff);
    const list = ['aliases', site];
    const after = cursor === undefined ? '' : decodeText(list, cursor);
    const found = await this.#rooms.store.threads.aliases(site, after, limit + 1);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items: items.map(aliasView), next: found.length > limit && last ? encodeText(list, last.key) : null };
  }

  /** @throws Refusal `unknown_site` or `not_found` for what is not theirs, and as the store for a key that is taken. */
  async setAlias(site: string, key: string, thread: number, staff: Staff): Promise<Alias> {
    this.#place({ site, thread: key }, staff);
    const { site: home } = await this.one(thread, staff);
    if (home !== site) throw unknownThread(thread);
    return aliasView(await this.#rooms.store.threads.setAlias(key, thread, actBy(staff)));
  }

  async removeAlias(site: string, key: string, staff: Staff): Promise<void> {
    this.requireSite(site, staff);
    await this.#rooms.store.threads.removeAlias({ site, thread: key }, actBy(staff));
  }

  /** @throws Refusal `unknown_site`, also for one that is not theirs. */
  requireSite(site: string, staff: Staff): void {
    requireSite(staff, site, () => unknownSite(site));
    this.#rooms.sites.get(site);
  }

  #place(place: Place, staff: Staff): Place {
    this.requireSite(place.site, staff);
    if (place.thread.isWellFormed()) return place;
    throw new Refusal('bad_request', 'body/key holds half of a character pair.');
  }

  #view({ seq: _, createdAt, lastCommentAt, ...thread }: ModeratedThread): AdminThread {
    return {
      ...thread,
      createdAt: new Date(createdAt).toISOString(),
      lastCommentAt: lastCommentAt === null ? null : new Date(lastCommentAt).toISOString(),
      viewers: this.#rooms.hub.viewersOf({ site: thread.site, thread: thread.key }),
    };
  }
}

function aliasView({ createdAt, ...alias }: StoredAlias): Alias {
  return { ...alias, createdAt: new Date(createdAt).toISOString() };
}

export function actBy(staff: Staff): ThreadAct {
  return { by: actorOf(staff), reason: null };
}

function unknownThread(id: number): Refusal {
  return new Refusal('not_found', `There is no thread ${id}.`);
}
