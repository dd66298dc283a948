/** What was decided on a comment last, and what was there before: kept with its row, for the undoing. */
import type Database from 'better-sqlite3';
import type { Standing, StoredDecision } from '../contract/moderation.ts';
import type { CommentEdit, Decision } from '../store.ts';
import { marksOf } from './decisions.ts';
import type { Reads } from './reads.ts';
import type { CommentRow } from './rows.ts';

export class Standings {
  readonly #reads: Reads;
  readonly #get;
  readonly #set;
  readonly #setDecision;
  readonly #setKnown;

  constructor(db: Database.Database, reads: Reads) {
    this.#reads = reads;
    this.#get = db.prepare<[number], { decision: string | null; flag_count: number }>(
      'SELECT decision, flag_count FROM comments WHERE number = ?',
    );
    // Reports that came before a decision are answered by it; where it is taken back, they stand again.
    this.#set = db.prepare(
      `UPDATE comments SET decision = @decision, notice = @notice, author_state = @authorState, version = version + 1,
              flag_count = (SELECT COUNT(*) FROM flags f WHERE f.comment = @number AND f.created_at > @since)
       WHERE number = @number`,
    );
    this.#setDecision = db.prepare<[string | null, number]>('UPDATE comments SET decision = ? WHERE number = ?');
    this.#setKnown = db.prepare<[string, string]>('UPDATE viewers SET known_on = ? WHERE id = ?');
  }

  decision(comment: number): StoredDecision | null {
    return decisionOf(this.#get.get(comment)?.decision);
  }

  /** How many reports wait for a decision. */
  flagCount(comment: number): number {
    return this.#get.get(comment)?.flag_count ?? 0;
  }

  /** Where a comment that is not deleted stands. */
  of(row: CommentRow): Standing {
    return {
      state: row.state as Decision,
      authorState: row.author_state,
      ...marksOf(row),
      notice: row.notice,
      known: this.#reads.knownOn(row.author_id).includes(row.site),
      decision: this.decision(row.number),
    };
  }

  /** Writes down where a comment stands from now on; its state and marks are the caller’s. */
  write({ number, author_id, site }: CommentRow, { decision, notice, authorState, known }: Standing): void {
    const text = decision === null ? null : JSON.stringify(decision);
    this.#set.run({ number, decision: text, notice, authorState, since: decision?.at ?? -1 });
    const sites = this.#reads.knownOn(author_id);
    if (sites.includes(site) === known) return;
    const others = sites.filter(each => each !== site);
    this.#setKnown.run(JSON.stringify(known ? [...others, site] : others), author_id);
    this.#reads.forgetViewer(author_id);
  }

  setDecision(comment: number, decision: StoredDecision | null): void {
    this.#setDecision.run(decision === null ? null : JSON.stringify(decision), comment);
  }

  /**
   * Its author gave a comment another text: whoever approved the old one has not seen it, and taking a decision back
   * must not publish what the rules would have held.
   */
  edited(row: CommentRow, edit: CommentEdit): void {
    const decision = this.decision(row.number);
    if (decision === null) return;
    if (row.state === 'published') this.setDecision(row.number, null);
    else if (decision.before.state === 'published' && edit.state !== 'published') {
      this.setDecision(row.number, { ...decision, before: { ...decision.before, state: edit.state } });
    }
  }
}

/** Only the last decision can be taken back, and then the one before it: older ones are not kept. */
export function beforeOf(standing: Standing): Standing {
  const { decision } = standing;
  if (decision === null || decision.before.decision === null) return standing;
  return { ...standing, decision: { ...decision, before: { ...decision.before, decision: null } } };
}

function decisionOf(text: string | null | undefined): StoredDecision | null {
  return text ? (JSON.parse(text) as StoredDecision) : null;
}
