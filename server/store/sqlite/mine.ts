/** What one viewer did in a thread: ranges of keys that begin with the viewer, so it costs what they did and no more. */
import type Database from 'better-sqlite3';
import type { Vote } from '../../../protocol/comment.ts';
import type { Mine, Place } from '../store.ts';
import type { Reads } from './reads.ts';
import { type CommentRow, commentOf, SELECT_COMMENT } from './rows.ts';

/** Own comments that only their author is shown in their place. */
const HELD_MAX = 100;

const NOTHING: Mine = { votes: new Map(), reactions: new Map(), held: [] };

export class MineReads {
  readonly #reads: Reads;
  readonly #votes;
  readonly #reactions;
  readonly #held;

  constructor(db: Database.Database, reads: Reads) {
    this.#reads = reads;
    const id = '(SELECT c.id FROM comments c WHERE c.number = m.comment) AS id';
    this.#votes = db.prepare<[string, number], { id: string; value: Vote }>(
      `SELECT ${id}, m.value FROM votes m WHERE m.viewer_id = ? AND m.thread_id = ?`,
    );
    this.#reactions = db.prepare<[string, number], { id: string; emoji: string }>(
      `SELECT ${id}, m.emoji FROM reactions m WHERE m.viewer_id = ? AND m.thread_id = ?`,
    );
    this.#held = db.prepare<[number, string], CommentRow>(
      `${SELECT_COMMENT} WHERE c.thread_id = ? AND c.author_id = ? AND (c.state = 'held' OR c.author_state IS NOT NULL)
       ORDER BY c.number LIMIT ${HELD_MAX}`,
    );
  }

  mine(viewer: string, place: Place): Mine {
    const thread = this.#reads.threadRow(place);
    if (thread === undefined) return NOTHING;
    const reactions = new Map<string, string[]>();
    for (const { id, emoji } of this.#reactions.iterate(viewer, thread.id)) {
      reactions.set(id, [...(reactions.get(id) ?? []), emoji]);
    }
    return {
      votes: new Map(this.#votes.all(viewer, thread.id).map(({ id, value }) => [id, value])),
      reactions,
      held: this.#held.all(thread.id, viewer).map(commentOf),
    };
  }
}
