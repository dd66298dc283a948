/** All threads of a site whose keys begin alike get other ones, in steps; each runs inside a transaction of its caller. */
import { THREAD_KEY_MAX_UNITS } from '../../../protocol/limits.ts';
import type { PrefixMove, PrefixMoved, ThreadAct } from '../contract/threads.ts';
import type { Place } from '../store.ts';
import type { Parts } from './shared.ts';
import type { ThreadMoves } from './thread-moves.ts';

export class PrefixMoves {
  readonly #parts: Parts;
  readonly #moves: ThreadMoves;
  readonly #between;

  constructor(parts: Parts, moves: ThreadMoves) {
    this.#parts = parts;
    this.#moves = moves;
    this.#between = parts.db.prepare<[string, string, string], { id: number; key: string }>(
      'SELECT id, key FROM threads WHERE site_id = (SELECT s.id FROM sites s WHERE s.key = ?) AND key >= ? AND key < ?',
    );
  }

  /** Where keys grow, the longest go first, else the shortest: none comes to a place that another is yet to leave. */
  threads({ site, from, to }: PrefixMove): number[] {
    const order = to.length > from.length ? -1 : 1;
    const last = `${from}\u{10FFFF}`;
    const found = this.#between.all(site, from, last).filter(({ key }) => key.startsWith(from));
    return found.sort((a, b) => (a.key.length - b.key.length) * order || a.id - b.id).map(({ id }) => id);
  }

  step(
    ids: readonly number[],
    move: PrefixMove,
    { dryRun, act, total }: { readonly dryRun: boolean; readonly act: ThreadAct | null; readonly total: number },
    now: number,
  ): PrefixMoved {
    const moved: { from: string; to: string }[] = [];
    const conflicts: { id: number; key: string; with: number | null }[] = [];
    if (act && !dryRun) this.#record(move, total, act, now);
    for (const id of ids) {
      const thread = this.#moves.find(id);
      // Somebody else may have moved it since it was found.
      if (thread?.place.site !== move.site || !thread.place.thread.startsWith(move.from)) continue;
      const key = thread.place.thread;
      const to = { site: move.site, thread: `${move.to}${key.slice(move.from.length)}` };
      if (to.thread === key) continue;
      const isUsable = to.thread.length > 0 && to.thread.length <= THREAD_KEY_MAX_UNITS;
      const there = isUsable ? this.#inTheWay(id, to, move, dryRun) : null;
      if (!isUsable || there !== null) conflicts.push({ id, key, with: there });
      else {
        moved.push({ from: key, to: to.thread });
        if (!dryRun) this.#moves.rename(thread, to, now);
      }
    }
    return { moved, conflicts };
  }

  #inTheWay(id: number, to: Place, { from, since }: PrefixMove, dryRun: boolean): number | null {
    if (this.#moves.isMerging(id)) return id;
    const there = this.#moves.inTheWay(id, to, since);
    if (there === null || (!there.isAlias && !there.isWritten)) return null;
    // By then it will have gone on itself.
    if (dryRun && !there.isAlias && to.thread.startsWith(from)) return null;
    return there.id;
  }

  #record({ site, from, to }: PrefixMove, threads: number, { by, reason }: ThreadAct, now: number): void {
    const record = { action: 'thread.move-prefix', target: { kind: 'site', id: site } };
    this.#parts.audit.add(
      { by, site, ...record, before: { prefix: from }, after: { prefix: to, threads }, reason },
      now,
    );
  }
}
