/** Moves all threads whose keys begin alike: a site whose addresses change. */
import type { PrefixMoveBody, PrefixMoveResult } from '../../protocol/admin/threads.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../staff/staff.ts';
import type { PrefixMove, PrefixMoved } from '../store/contract/threads.ts';
import type { Store } from '../store/store.ts';
import { actBy, type Threads } from './threads.ts';

/** Threads that one transaction moves. */
const STEP = 50;
const EXAMPLES_MAX = 10;
const CONFLICTS_MAX = 100;

export class Prefixes {
  readonly #store: Store;
  readonly #threads: Threads;

  constructor(rooms: { readonly store: Store; readonly threads: Threads }) {
    this.#store = rooms.store;
    this.#threads = rooms.threads;
  }

  /** What a move that was cut off has left behind, the same move once more takes along. */
  async move(
    site: string,
    { from, to, dryRun = false, merge = false }: PrefixMoveBody,
    staff: Staff,
  ): Promise<PrefixMoveResult> {
    this.#threads.requireSite(site, staff);
    if (!to.isWellFormed()) throw new Refusal('bad_request', 'body/to holds half of a character pair.');
    if (from === to) throw new Refusal('bad_request', 'body/to is the same as body/from; nothing would move.');
    const prefixes: PrefixMove = { site, from, to, since: Date.now() };
    const ids = await this.#store.threads.beginningWith(prefixes);
    const moved: PrefixMoved['moved'][number][] = [];
    const conflicts: PrefixMoved['conflicts'][number][] = [];
    for (let n = 0; n < ids.length; n += STEP) {
      const act = n === 0 ? actBy(staff) : null;
      const options = { dryRun, act, total: ids.length };
      const step = await this.#store.threads.movePrefix(ids.slice(n, n + STEP), prefixes, options);
      moved.push(...step.moved);
      conflicts.push(...step.conflicts);
    }
    const left = merge && !dryRun ? await this.#merge(conflicts, staff) : conflicts;
    return {
      moved: moved.length,
      merged: merge ? conflicts.length - left.length : 0,
      conflicts: left.slice(0, CONFLICTS_MAX).map(({ key }) => key),
      conflictCount: left.length,
      examples: moved.slice(0, EXAMPLES_MAX),
    };
  }

  /** @returns those that could not be merged either. */
  async #merge(conflicts: PrefixMoved['conflicts'], staff: Staff): Promise<PrefixMoved['conflicts']> {
    const left: PrefixMoved['conflicts'][number][] = [];
    for (const conflict of conflicts) {
      const { id, with: into } = conflict;
      try {
        if (into === null || into === id) left.push(conflict);
        else await this.#threads.merge(id, into, staff);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        left.push(conflict);
      }
    }
    return left;
  }
}
