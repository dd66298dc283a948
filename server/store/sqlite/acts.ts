/** What is decided on comments, each decision with its audit record; runs inside a transaction of its caller. */
import type Database from 'better-sqlite3';
import type { Reason } from '../../../protocol/admin/comments.ts';
import type { ActorRef } from '../../../protocol/admin/shared.ts';
import type { WebhookEvent } from '../../../protocol/admin/webhooks.ts';
import { Refusal } from '../../errors.ts';
import type { Act, Standing, StoredDecision } from '../contract/moderation.ts';
import { type Decision, LEARN, type StoredComment } from '../store.ts';
import type { SqliteAudit } from './audit.ts';
import type { Changes } from './changes.ts';
import { type Decisions, type Marks, marksOf } from './decisions.ts';
import type { Erasure } from './erasure.ts';
import { type CommentRow, commentOf } from './rows.ts';
import { beforeOf, type Standings } from './standings.ts';

const ACTIONS = {
  published: 'comment.approve',
  held: 'comment.hold',
  rejected: 'comment.reject',
  spam: 'comment.spam',
} as const;

const EVENTS: Readonly<Record<Decision, WebhookEvent>> = {
  published: 'comment.approved',
  held: 'comment.held',
  rejected: 'comment.rejected',
  spam: 'comment.spam',
};

const MARK_ACTIONS = { pinned: 'comment.pin', featured: 'comment.feature' } as const;

export class Acts {
  readonly #changes: Changes;
  readonly #decisions: Decisions;
  readonly #standings: Standings;
  readonly #erasure: Erasure;
  readonly #audit: SqliteAudit;
  readonly #reasons;
  readonly #setReasons;
  readonly #lastAction;

  constructor(
    db: Database.Database,
    rooms: {
      readonly changes: Changes;
      readonly decisions: Decisions;
      readonly standings: Standings;
      readonly erasure: Erasure;
      readonly audit: SqliteAudit;
    },
  ) {
    this.#changes = rooms.changes;
    this.#decisions = rooms.decisions;
    this.#standings = rooms.standings;
    this.#erasure = rooms.erasure;
    this.#audit = rooms.audit;
    this.#reasons = db.prepare<[number], string | null>('SELECT reasons FROM comments WHERE number = ?').pluck();
    this.#setReasons = db.prepare<[string, number]>(
      'UPDATE comments SET reasons = ?, version = version + 1 WHERE number = ?',
    );
    this.#lastAction = db
      .prepare<[string], string>('SELECT action FROM audit WHERE target_id = ? ORDER BY id DESC LIMIT 1')
      .pluck();
  }

  /** A word on a comment, and with it on whether its author is known on the site; reports are answered by it. */
  decide(id: string, state: Decision, act: Act, now: number): StoredComment {
    const row = this.#open(id, act);
    const was = this.#standings.of(row);
    const isSame = row.state === state && was.decision?.state === state;
    if (isSame && this.#standings.flagCount(row.number) === 0) return commentOf(row);
    return this.#settle(row, was, this.#next(was, state, act, now), act, ACTIONS[state], now);
  }

  /** What was decided is as it was before; what a rule made so waits; what is not so stays as it is. */
  undo(id: string, state: Decision, act: Act, now: number): StoredComment {
    const row = this.existing(id, act);
    if (row.state !== state) return commentOf(row);
    const action = `${ACTIONS[state]}.undo`;
    const was = this.#standings.of(row);
    if (was.decision?.state === state) return this.#settle(row, was, was.decision.before, act, action, now);
    // A rule had made it so, too: whoever takes the decision back twice must not take that back with it.
    if (this.#lastAction.get(row.id) === action) return commentOf(row);
    return this.#settle(row, was, this.#next(was, 'held', act, now), act, action, now);
  }

  /** Pinned comments stand before all others, in every order; featured ones are held up as worth reading. */
  mark(id: string, mark: keyof Marks, on: boolean, act: Act, now: number): StoredComment {
    const row = this.#open(id, act);
    const marks = marksOf(row);
    if (marks[mark] === on) return commentOf(row);
    if (row.state !== 'published') throw new Refusal('bad_request', `Only a published comment can be ${mark}.`);
    if (mark === 'pinned' && row.parent !== null) {
      throw new Refusal('bad_request', 'Only a comment that answers no other can be pinned.');
    }
    const comment = this.#decisions.become(row, row.state, now, { ...marks, [mark]: on });
    this.record(row, comment, act, MARK_ACTIONS[mark] + (on ? '' : '.undo'), now);
    return comment;
  }

  /** Leaves a tombstone at once, and keeps the comment for a while where nobody sees it. */
  remove(id: string, act: Act, now: number): StoredComment {
    const row = this.existing(id, act);
    if (row.state === 'deleted') return commentOf(row);
    const before = beforeOf(this.#standings.of(row));
    const comment = this.#erasure.trash(row, now);
    this.#standings.setDecision(row.number, { state: 'deleted', by: act.by, at: now, reason: act.reason, before });
    this.record(row, comment, act, 'comment.delete', now);
    this.#changes.outbox.tell('comment.deleted', row, now);
    return comment;
  }

  /** @throws Refusal `undo_over` for what its author deleted, or a moderator too long ago. */
  restore(id: string, act: Act, now: number): StoredComment {
    const row = this.existing(id, act);
    if (row.state !== 'deleted') return commentOf(row);
    const comment = this.#erasure.takeBack(row, now);
    this.record(row, comment, act, 'comment.delete.undo', now);
    this.#changes.outbox.tell(EVENTS[comment.state as Decision], row, now);
    return comment;
  }

  /** A rule takes a comment from the public after all. */
  hold(id: string, reasons: readonly Reason[], by: ActorRef, now: number): StoredComment {
    const row = this.#changes.existing(id);
    if (row.state !== 'published') return commentOf(row);
    const before = JSON.parse(this.#reasons.get(row.number) ?? '[]') as Reason[];
    this.#setReasons.run(JSON.stringify([...before, ...reasons]), row.number);
    const comment = this.#decisions.become(row, 'held', now);
    const act = { by, reason: reasons.map(each => each.detail).join(' ') || null };
    this.record(row, comment, act, ACTIONS.held, now);
    this.#changes.outbox.tell('comment.held', row, now);
    return comment;
  }

  /** @throws Refusal `unknown_comment`, or `changed` where it is another version than the act is about. */
  existing(id: string, { versions }: Act): CommentRow {
    const row = this.#changes.existing(id);
    if (versions === null || versions.includes(row.version)) return row;
    throw new Refusal(
      'changed',
      `The comment ${id} was changed and is version ${row.version} now; look at it again before you decide.`,
    );
  }

  /** What was done to a row, with where it stood and stands; never its text. */
  record(row: CommentRow, comment: StoredComment, act: Pick<Act, 'by' | 'reason'>, action: string, now: number): void {
    const before = { state: row.state, ...marksOf(row) };
    const after = { state: comment.state, pinned: comment.pinned, featured: comment.featured };
    const target = { kind: 'comment', id: row.id };
    this.#audit.add({ by: act.by, site: row.site, action, target, before, after, reason: act.reason }, now);
  }

  #open(id: string, act: Act): CommentRow {
    const row = this.existing(id, act);
    if (row.state !== 'deleted') return row;
    throw new Refusal('comment_deleted', `The comment ${id} was deleted, so nothing is left to decide.`);
  }

  #next(was: Standing, state: Decision, { by, reason, message }: Act, now: number): Standing {
    const decision: StoredDecision = { state, by, at: now, reason, before: beforeOf(was) };
    // A shadow ban that a moderator agrees with goes on; whatever else is decided, the author is told.
    const authorState = was.state === state && was.authorState === 'published' ? 'published' : null;
    return { ...was, state, authorState, notice: message, known: state === 'published', decision };
  }

  #settle(row: CommentRow, was: Standing, to: Standing, act: Act, action: string, now: number): StoredComment {
    this.#standings.write(row, to);
    const isSeen = to.state !== was.state || to.authorState !== was.authorState;
    const comment = isSeen ? this.#decisions.become(row, to.state, now, to) : this.#unseen(row);
    this.record(row, comment, act, action, now);
    if (isPerson(act.by)) this.#changes.enqueue({ kind: LEARN, payload: { comment: row.id } }, now);
    this.#changes.outbox.tell(EVENTS[to.state], row, now);
    return comment;
  }

  /** Nothing that readers see has changed. */
  #unseen(row: CommentRow): StoredComment {
    this.#changes.touchComment(row);
    return commentOf(this.#changes.existing(row.id));
  }
}

function isPerson({ via }: ActorRef): boolean {
  return via !== 'rule' && via !== 'system';
}
