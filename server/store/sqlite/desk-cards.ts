/** Cards: comments with all that moderators are told beside them. */
import type Database from 'better-sqlite3';
import type { Reason } from '../../../protocol/admin/comments.ts';
import type { CommentState } from '../../../protocol/comment.ts';
import type { CardContext, CardHead, StoredCard, StoredParent, StoredPerson } from '../contract/desk.ts';
import type { StoredDecision } from '../contract/moderation.ts';
import { AUTHORED } from './authored.ts';
import type { Reads } from './reads.ts';
import { AUTHOR_NAME, type CommentRow, commentOf, contentOf, SELECT_COMMENT } from './rows.ts';

/** Comments from which the figures about their author are counted. */
const HISTORY = 1_000;
/** Reports that are counted by their reasons, and reasons that are told. */
const FLAGS_MAX = 1_000;
const REASONS_MAX = 20;
/** Comments above one that are shown with it. */
const ABOVE_MAX = 20;

/** What the statement for comments does not bring along. */
interface Beside {
  readonly reasons: string | null;
  readonly flag_count: number;
  readonly decision: string | null;
  readonly title: string | null;
  readonly url: string | null;
  readonly revisions: number;
}

interface ParentRow {
  readonly id: string;
  readonly author: string;
  readonly state: CommentState;
  readonly content: string;
}

interface Author {
  readonly author: string;
  /** Any thread of the site. */
  readonly thread: number;
}

export class Cards {
  readonly #reads: Reads;
  readonly #byNumber;
  readonly #head;
  readonly #beside;
  readonly #parent;
  readonly #flags;
  readonly #figures;
  readonly #around: Record<'roots' | 'replies', Record<'before' | 'after', Database.Statement<[Around], CommentRow>>>;

  constructor(db: Database.Database, reads: Reads) {
    this.#reads = reads;
    this.#byNumber = db.prepare<[number], CommentRow>(`${SELECT_COMMENT} WHERE c.number = ?`);
    this.#head = db.prepare<[number], CardHead>(
      `SELECT c.id, c.state, c.flag_count AS flagCount, c.version,
              (SELECT s.key FROM threads t, sites s WHERE t.id = c.thread_id AND s.id = t.site_id) AS site
       FROM comments c WHERE c.number = ?`,
    );
    this.#beside = db.prepare<[number], Beside>(
      `SELECT c.reasons, c.flag_count, c.decision,
              (SELECT t.title FROM threads t WHERE t.id = c.thread_id) AS title,
              (SELECT t.url FROM threads t WHERE t.id = c.thread_id) AS url,
              (SELECT COUNT(*) FROM revisions r WHERE r.comment = c.number) AS revisions
       FROM comments c WHERE c.number = ?`,
    );
    this.#parent = db.prepare<[number], ParentRow>(
      `SELECT id, ${AUTHOR_NAME} AS author, state, content FROM comments WHERE number = ?`,
    );
    this.#flags = db.prepare<[number, number], { reason: string; count: number }>(
      `SELECT reason, COUNT(*) AS count
       FROM (SELECT reason FROM flags WHERE comment = ? AND created_at >= ? LIMIT ${FLAGS_MAX})
       GROUP BY reason ORDER BY count DESC, reason LIMIT ${REASONS_MAX}`,
    );
    this.#figures = db.prepare<[Author], Figures>(
      `SELECT COUNT(*) FILTER (WHERE state = 'published') AS published,
              COUNT(*) FILTER (WHERE state IN ('rejected', 'spam')) AS rejected,
              MIN(number) FILTER (WHERE state = 'published') AS earliest
       FROM (SELECT c.number, c.state, (SELECT t.site_id FROM threads t WHERE t.id = c.thread_id) AS site
             FROM ${AUTHORED} c
             WHERE c.author_id = @author ORDER BY c.number DESC LIMIT ${HISTORY})
       WHERE site = (SELECT t.site_id FROM threads t WHERE t.id = @thread)`,
    );
    const around = (level: string, order: string) =>
      db.prepare<[Around], CommentRow>(
        `${SELECT_COMMENT} WHERE ${level} AND c.listed = 1 AND c.number ${order} LIMIT @limit`,
      );
    const both = (level: string) => ({
      before: around(level, '< @number ORDER BY c.number DESC'),
      after: around(level, '> @number ORDER BY c.number'),
    });
    this.#around = {
      roots: both('c.thread_id = @thread AND c.parent IS NULL AND c.pinned = 0'),
      replies: both('c.parent = @parent AND c.parent IS NOT NULL'),
    };
  }

  byId(id: string): StoredCard | undefined {
    const row = this.#reads.commentRow(id);
    return row && this.#card(row);
  }

  /**
   * One after the other, because figures take a while where authors wrote much.
   * @param textMax UTF-16 units of text after which no more follow.
   */
  *each(numbers: readonly number[], textMax = Number.POSITIVE_INFINITY): Generator<StoredCard> {
    const figures = new Map<string, Figures>();
    let length = 0;
    for (const number of numbers) {
      const row = length < textMax ? this.#byNumber.get(number) : undefined;
      if (row === undefined) continue;
      yield this.#card(row, figures);
      length += row.body.length;
    }
  }

  heads(numbers: readonly number[]): CardHead[] {
    return numbers.flatMap(number => this.#head.get(number) ?? []);
  }

  context(id: string, limit: number): CardContext | undefined {
    const row = this.#reads.commentRow(id);
    if (row === undefined) return undefined;
    const { number, parent, thread_id: thread } = row;
    const { before, after } = this.#around[parent === null ? 'roots' : 'replies'];
    const level = { number, parent, thread, limit };
    return {
      above: this.#above(row),
      before: before
        .all(level)
        .reverse()
        .map(each => this.#card(each)),
      after: after.all(level).map(each => this.#card(each)),
    };
  }

  #above(row: CommentRow): StoredCard[] {
    const above: StoredCard[] = [];
    for (let { parent } = row; parent !== null && above.length < ABOVE_MAX; ) {
      const next = this.#byNumber.get(parent);
      if (next === undefined) break;
      above.unshift(this.#card(next));
      parent = next.parent;
    }
    return above;
  }

  /** @param figures of the authors that were counted for the same page. */
  #card(row: CommentRow, figures = new Map<string, Figures>()): StoredCard {
    const beside = this.#beside.get(row.number) as Beside;
    const decision = beside.decision === null ? null : (JSON.parse(beside.decision) as StoredDecision);
    return {
      comment: commentOf(row),
      reasons: beside.reasons === null ? [] : (JSON.parse(beside.reasons) as Reason[]),
      flags: beside.flag_count === 0 ? [] : this.#flags.all(row.number, decision?.at ?? 0),
      flagCount: beside.flag_count,
      decision,
      revisions: beside.revisions,
      parent: row.parent === null ? null : this.#parentOf(row.parent),
      threadTitle: beside.title,
      threadUrl: beside.url,
      person: this.#person(row, figures),
    };
  }

  #parentOf(number: number): StoredParent | null {
    const row = this.#parent.get(number);
    return row ? { ...row, content: contentOf(row.content) } : null;
  }

  #person(
    { number, author_id: author, site, thread_id: thread }: CommentRow,
    known: Map<string, Figures>,
  ): StoredPerson {
    const key = `${site}\n${author}`;
    const figures = known.get(key) ?? (this.#figures.get({ author, thread }) as Figures);
    known.set(key, figures);
    const { published, rejected, earliest } = figures;
    const isNew = earliest === null || earliest >= number;
    return { email: this.#reads.viewer(author)?.email ?? null, published, rejected, isNew };
  }
}

interface Figures {
  readonly published: number;
  readonly rejected: number;
  /** The number of the first that is published. */
  readonly earliest: number | null;
}

interface Around {
  readonly number: number;
  readonly parent: number | null;
  readonly thread: number;
  readonly limit: number;
}
