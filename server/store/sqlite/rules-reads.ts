/** What rules ask of the past: bounded reads, each along an index. */
import type Database from 'better-sqlite3';
import type { CommentState } from '../../../protocol/comment.ts';
import type { JudgedComment } from '../contract/rules.ts';
import type { StoredViewer } from '../store.ts';
import { AUTHORED } from './authored.ts';
import type { Reads } from './reads.ts';
import { type CommentRow, commentOf, SELECT_COMMENT } from './rows.ts';

/** Comments of one author that are looked at. */
const AUTHOR_MAX = 200;
const HOUR_MS = 3_600_000;
/** Comments that are looked at for the fullest hour; read in pieces, so that others are served meanwhile. */
const HOURS_MAX = 100_000;
const PIECE = 2_000;

const SITE_OF = '(SELECT s.key FROM threads t, sites s WHERE t.id = c.thread_id AND s.id = t.site_id)';

interface Moment {
  readonly number: number;
  readonly created_at: number;
  readonly counts: 0 | 1;
}

export class RuleReads {
  readonly #reads: Reads;
  readonly #published;
  readonly #refused;
  readonly #moments;
  readonly #last;
  readonly #newest;
  readonly #judged;
  readonly #author;
  readonly #flagCount;

  constructor(db: Database.Database, reads: Reads) {
    this.#reads = reads;
    this.#published = db
      .prepare<[string, string, number], number>(
        `SELECT COUNT(*) FROM (SELECT 1 FROM ${AUTHORED} c
         WHERE c.author_id = ? AND c.state = 'published' AND ${SITE_OF} = ? LIMIT ?)`,
      )
      .pluck();
    this.#refused = db.prepare<[string, string, number], { written: number; refused: number }>(
      `SELECT COUNT(*) AS written, COALESCE(SUM(state IN ('rejected', 'spam')), 0) AS refused FROM (
         SELECT c.number, c.state FROM ${AUTHORED} c WHERE c.author_id = ? AND ${SITE_OF} = ? AND c.created_at >= ?
         ORDER BY c.number DESC LIMIT ${AUTHOR_MAX})`,
    );
    this.#moments = db.prepare<[string, number], Moment>(
      `SELECT c.number, c.created_at, (c.state = 'published' AND ${SITE_OF} = ?) AS counts
       FROM comments c WHERE c.number < ? ORDER BY c.number DESC LIMIT ${PIECE}`,
    );
    this.#last = db.prepare<[], number>('SELECT COALESCE(MAX(number), 0) FROM comments').pluck();
    this.#newest = db.prepare<[number, number, string, number], CommentRow>(
      `${SELECT_COMMENT} WHERE c.number < ? AND c.number >= ? AND c.state <> 'deleted' AND ${SITE_OF} = ?
       ORDER BY c.number DESC LIMIT ?`,
    );
    this.#judged = db.prepare<[number], { flag_count: number; decided: CommentState | null }>(
      `SELECT flag_count, json_extract(decision, '$.state') AS decided FROM comments WHERE number = ?`,
    );
    this.#author = db.prepare<[string], Pick<StoredViewer, 'email'>>('SELECT email FROM viewers WHERE id = ?');
    this.#flagCount = db.prepare<[string], number>('SELECT flag_count FROM comments WHERE id = ?').pluck();
  }

  published(author: string, site: string, most: number): number {
    return this.#published.get(author, site, most) ?? 0;
  }

  refused(author: string, site: string, since: number): { written: number; refused: number } {
    // Asked at each post: of most authors nothing was ever refused, which is known without looking.
    const read = this.#reads.isRefused(author) ? this.#refused.get(author, site, since) : undefined;
    return read ?? { written: 0, refused: 0 };
  }

  async fullestHour(site: string, from: number, to: number): Promise<number> {
    const hours = new Map<number, number>();
    let below = Number.MAX_SAFE_INTEGER;
    for (let looked = 0; looked < HOURS_MAX; looked += PIECE) {
      const piece = this.#moments.all(site, below);
      for (const { created_at, counts } of piece) {
        if (created_at < from || created_at >= to || counts === 0) continue;
        const hour = Math.floor((created_at - from) / HOUR_MS);
        hours.set(hour, (hours.get(hour) ?? 0) + 1);
      }
      const last = piece.at(-1);
      // Numbers rise with time.
      if (last === undefined || last.created_at < from) break;
      below = last.number;
      await new Promise(resolve => setImmediate(resolve));
    }
    return Math.max(0, ...hours.values());
  }

  newest(site: string, below: number | null, limit: number): { items: JudgedComment[]; below: number | null } {
    const before = below ?? (this.#last.get() ?? 0) + 1;
    const from = before - PIECE;
    const rows = this.#newest.all(before, from, site, limit);
    const next = rows.length === limit ? (rows.at(-1)?.number ?? 0) : from;
    const items = rows.map((row): JudgedComment => {
      const comment = commentOf(row);
      const judged = this.#judged.get(row.number);
      return {
        comment,
        author: { ...comment.author, email: this.#author.get(row.author_id)?.email ?? null },
        flagCount: judged?.flag_count ?? 0,
        decided: judged?.decided ?? null,
      };
    });
    return { items, below: next > 1 ? next : null };
  }

  flagCount(id: string): number {
    return this.#flagCount.get(id) ?? 0;
  }
}
