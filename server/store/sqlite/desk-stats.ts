/** How a place fares: counted from the newest comments backwards, in pieces, so that others have their turn. */
import { setImmediate } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import type { ActorRef } from '../../../protocol/admin/shared.ts';
import type { CommentState } from '../../../protocol/comment.ts';
import type { StatsQuery, StoredStats } from '../contract/desk.ts';

const DAY_MS = 86_400_000;
/** Rows that are read at once. */
const PIECE = 2_000;
/** So many pieces without a comment of the days that were asked for are the end of them: old ones can have come in lately. */
const PATIENCE = 10;
/** Reports that are looked at, those of the newest comments first. */
const FLAGS_MAX = 100_000;
/** Threads and moderators in a list of the first. */
const TOP = 10;

/** What a person says of a comment; to take it back is none. */
const DECISIONS = "('comment.approve', 'comment.reject', 'comment.spam', 'comment.delete')";

interface CommentFacts {
  readonly number: number;
  readonly threadId: number;
  readonly author: string;
  readonly state: CommentState;
  readonly day: number;
  readonly isTheirs: number;
}

interface DecisionFacts {
  readonly id: number;
  readonly at: number;
  readonly by: string;
  readonly isTheirs: number;
  /** When the comment came in, where it was held until then. */
  readonly heldSince: number | null;
}

interface FlagPosition {
  readonly comment: number;
  readonly viewer: string;
}

interface FlagFacts extends FlagPosition {
  readonly at: number;
  readonly isTheirs: number;
}

interface Piece {
  readonly before: number;
  /** A list of keys as JSON; null: all sites. */
  readonly sites: string | null;
}

type Counts = { -readonly [K in keyof StoredStats['days'][number]]: number };

export class DeskStats {
  readonly #comments;
  readonly #decisions;
  readonly #flags;
  readonly #thread;

  constructor(db: Database.Database) {
    const isTheirs = `(@sites IS NULL OR (SELECT s.key FROM threads t, sites s WHERE t.id = c.thread_id AND s.id = t.site_id)
                         IN (SELECT value FROM json_each(@sites)))`;
    this.#comments = db.prepare<[Piece], CommentFacts>(
      `SELECT c.number, c.thread_id AS threadId, c.author_id AS author, c.state, c.created_at / ${DAY_MS} AS day,
              ${isTheirs} AS isTheirs
       FROM comments c NOT INDEXED WHERE c.number < @before ORDER BY c.number DESC LIMIT ${PIECE}`,
    );
    this.#decisions = db.prepare<[Piece], DecisionFacts>(
      `SELECT a.id, a.at, CASE WHEN a.action IN ${DECISIONS} AND a.by ->> 'via' NOT IN ('rule', 'system') THEN a.by END AS by,
              (@sites IS NULL OR a.site IN (SELECT value FROM json_each(@sites))) AS isTheirs,
              CASE WHEN a.before ->> 'state' = 'held' THEN (SELECT c.created_at FROM comments c WHERE c.id = a.target_id) END
                AS heldSince
       FROM audit a WHERE a.id < @before ORDER BY a.id DESC LIMIT ${PIECE}`,
    );
    this.#flags = db.prepare<[FlagPosition & { sites: string | null }], FlagFacts>(
      `SELECT f.comment, f.viewer_id AS viewer, f.created_at AS at,
              (SELECT ${isTheirs} FROM comments c WHERE c.number = f.comment) AS isTheirs
       FROM flags f WHERE (f.comment, f.viewer_id) < (@comment, @viewer)
       ORDER BY f.comment DESC, f.viewer_id DESC LIMIT ${PIECE}`,
    );
    this.#thread = db.prepare<[number], { id: number; site: string; key: string; title: string | null }>(
      `SELECT t.id, (SELECT s.key FROM sites s WHERE s.id = t.site_id) AS site, t.key, t.title FROM threads t WHERE t.id = ?`,
    );
  }

  async stats({ sites, first, days }: StatsQuery): Promise<StoredStats> {
    const byDay = Array.from(
      { length: days },
      (): Counts => ({ published: 0, held: 0, rejected: 0, spam: 0, decisions: 0 }),
    );
    const scope = sites && JSON.stringify(sites);
    const comments = await this.#countComments(scope, first, byDay);
    const decisions = await this.#countDecisions(scope, first, byDay);
    const flags = await this.#countFlags(scope, first * DAY_MS);
    return { days: byDay, flags, ...comments, ...decisions };
  }

  async #countComments(sites: string | null, first: number, byDay: readonly Counts[]) {
    const people = new Set<string>();
    const threads = new Map<number, number>();
    for (let before = Number.MAX_SAFE_INTEGER, quiet = 0; quiet < PATIENCE; await setImmediate()) {
      const rows = this.#comments.all({ before, sites });
      const last = rows.at(-1);
      if (last === undefined) break;
      before = last.number;
      quiet = rows.some(row => row.day >= first) ? 0 : quiet + 1;
      for (const { day, state, author, threadId, isTheirs } of rows) {
        const counts = byDay[day - first];
        if (counts === undefined || !isTheirs || state === 'deleted') continue;
        counts[state] += 1;
        people.add(author);
        if (state === 'published') threads.set(threadId, (threads.get(threadId) ?? 0) + 1);
      }
    }
    const topThreads = top(threads).flatMap(([id, count]) => {
      const thread = this.#thread.get(id);
      return thread ? [{ ...thread, comments: count }] : [];
    });
    return { people: people.size, topThreads };
  }

  async #countDecisions(sites: string | null, first: number, byDay: readonly Counts[]) {
    const waits: number[] = [];
    const people = new Map<string, { by: ActorRef; decisions: number }>();
    for (let before = Number.MAX_SAFE_INTEGER; ; await setImmediate()) {
      const rows = this.#decisions.all({ before, sites });
      const last = rows.at(-1);
      if (last === undefined) break;
      before = last.id;
      for (const { at, by, isTheirs, heldSince } of rows) {
        const counts = byDay[Math.floor(at / DAY_MS) - first];
        if (counts === undefined || by === null || !isTheirs) continue;
        counts.decisions += 1;
        if (heldSince !== null) waits.push(at - heldSince);
        const actor = JSON.parse(by) as ActorRef;
        // The newest name of each.
        const known = people.get(actor.id) ?? { by: actor, decisions: 0 };
        known.decisions += 1;
        people.set(actor.id, known);
      }
      if (last.at < first * DAY_MS) break;
    }
    const topModerators = [...people.values()].sort((a, b) => b.decisions - a.decisions).slice(0, TOP);
    return { waits, topModerators };
  }

  async #countFlags(sites: string | null, from: number): Promise<number> {
    let flags = 0;
    let position: FlagPosition = { comment: Number.MAX_SAFE_INTEGER, viewer: '' };
    for (let read = 0; read < FLAGS_MAX; await setImmediate()) {
      const rows = this.#flags.all({ ...position, sites });
      const last = rows.at(-1);
      if (last === undefined) break;
      flags += rows.filter(({ at, isTheirs }) => isTheirs && at >= from).length;
      read += rows.length;
      position = { comment: last.comment, viewer: last.viewer };
    }
    return flags;
  }
}

/** The largest, the largest in front. */
function top(counts: ReadonlyMap<number, number>): [number, number][] {
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, TOP);
}
