/** What moderators decide on comments: each call is one transaction. */
import type { DecisionNoun, Reason } from '../../../protocol/admin/comments.ts';
import type { ActorRef } from '../../../protocol/admin/shared.ts';
import { Refusal } from '../../errors.ts';
import type { Act, ModerationStore, StoredRevision } from '../contract/moderation.ts';
import type { CommentEdit, StoredComment } from '../store.ts';
import type { Acts } from './acts.ts';
import type { Erasure } from './erasure.ts';
import type { Revisions } from './revisions.ts';
import { type CommentRow, commentOf } from './rows.ts';
import type { Parts } from './shared.ts';

/** The states that nouns give. */
const STATES = { approval: 'published', rejection: 'rejected', spam: 'spam' } as const;

export class SqliteModeration implements ModerationStore {
  readonly #parts: Parts;
  readonly #acts: Acts;
  readonly #erasure: Erasure;
  readonly #revisions: Revisions;

  constructor(parts: Parts, rooms: { readonly acts: Acts; readonly erasure: Erasure; readonly revisions: Revisions }) {
    this.#parts = parts;
    this.#acts = rooms.acts;
    this.#erasure = rooms.erasure;
    this.#revisions = rooms.revisions;
  }

  decide(id: string, noun: DecisionNoun, on: boolean, act: Act): Promise<StoredComment> {
    return this.#parts.run(() => this.#decide(id, noun, on, act, Date.now()));
  }

  hold(id: string, reasons: readonly Reason[], by: ActorRef): Promise<StoredComment> {
    return this.#parts.run(() => this.#acts.hold(id, reasons, by, Date.now()));
  }

  edit(id: string, edit: CommentEdit, act: Act): Promise<StoredComment> {
    return this.#parts.run(() => {
      const row = this.#acts.existing(id, act);
      if (row.state !== 'deleted' && row.body === edit.body) return commentOf(row);
      const now = Date.now();
      const comment = this.#parts.writes.edit(id, edit, now);
      this.#acts.record(row, comment, act, 'comment.edit', now);
      return comment;
    });
  }

  purge(id: string, act: Act): Promise<StoredComment> {
    return this.#parts.run(() => {
      const row = this.#acts.existing(id, act);
      if (row.state === 'deleted' && !this.#erasure.isInTrash(row.number)) return commentOf(row);
      const now = Date.now();
      const comment = row.state === 'deleted' ? this.#empty(row) : this.#parts.writes.remove(id, now);
      this.#acts.record(row, comment, act, 'comment.purge', now);
      return comment;
    });
  }

  async revisions(id: string): Promise<readonly StoredRevision[]> {
    const row = this.#parts.changes.existing(id);
    // Those of a comment in the trash may come back with it.
    return row.state === 'deleted' ? [] : this.#revisions.list(row.number);
  }

  eraseTrash(comment: number): Promise<void> {
    return this.#parts.run(() => {
      if (this.#erasure.isOver(comment, Date.now())) this.#erasure.forget(comment);
    });
  }

  #decide(id: string, noun: DecisionNoun, on: boolean, act: Act, now: number): StoredComment {
    switch (noun) {
      case 'approval':
      case 'rejection':
      case 'spam':
        return on ? this.#acts.decide(id, STATES[noun], act, now) : this.#acts.undo(id, STATES[noun], act, now);
      case 'pin':
        return this.#acts.mark(id, 'pinned', on, act, now);
      case 'feature':
        return this.#acts.mark(id, 'featured', on, act, now);
      case 'deletion':
        return on ? this.#acts.remove(id, act, now) : this.#acts.restore(id, act, now);
      default:
        throw new Refusal('bad_request', `There is no decision ‘${noun satisfies never}’.`);
    }
  }

  #empty(row: CommentRow): StoredComment {
    this.#erasure.forget(row.number);
    this.#parts.changes.touchComment(row);
    return commentOf(row);
  }
}
