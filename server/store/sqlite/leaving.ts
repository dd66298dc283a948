/** How a person is erased: what says who they are at once, what they wrote a few rows a transaction. */
import type { Leaver } from '../contract/records.ts';
import { ERASE_PERSON } from '../store.ts';
import { AUTHORED } from './authored.ts';
import type { ExportReads } from './export-reads.ts';
import type { SqliteMembers } from './members.ts';
import type { Parts } from './shared.ts';
import { Withdrawals } from './withdrawals.ts';

/** Rows of a kind that go at a time: other writes wait for no more than this. */
const STEP = 100;
/** Whose tombstones stand together: an id of their own would still tell what one person wrote. */
const NOBODY = 'erased';

export class Leaving {
  readonly #parts: Parts;
  readonly #members: SqliteMembers;
  readonly #exports: ExportReads;
  readonly #withdrawals: Withdrawals;
  readonly #addresses;
  readonly #isErased;
  readonly #insert;
  readonly #bansOf;
  readonly #deleteBan;
  readonly #silence;
  readonly #byId: readonly { run(id: string): unknown }[];
  readonly #silenceComment;
  readonly #comments;
  readonly #disown;
  readonly #votes;
  readonly #reactions;
  readonly #flags;
  readonly #acts;
  readonly #unsignAct;
  readonly #unsignDecision;
  readonly #dropMember;

  constructor(parts: Parts, members: SqliteMembers, exports: ExportReads) {
    this.#parts = parts;
    this.#members = members;
    this.#exports = exports;
    this.#withdrawals = new Withdrawals(parts.db, parts.changes);
    const { db } = parts;
    this.#addresses = db.prepare<[string], { name: string; email: string | null; verified: string | null }>(
      `SELECT v.name, v.email, m.verified_email AS verified FROM viewers v LEFT JOIN members m ON m.id = v.id
       WHERE v.id = ?`,
    );
    this.#isErased = db.prepare<[string], 1>('SELECT 1 FROM erased WHERE viewer = ?').pluck();
    this.#insert = db.prepare<[string, number]>('INSERT INTO erased VALUES (?, ?) ON CONFLICT DO NOTHING');
    this.#bansOf = db
      .prepare<[{ id: string; emails: string }], number>(
        `SELECT id FROM bans WHERE (person = @id AND kind <> 'user')
           OR (kind = 'email' AND value IN (SELECT value FROM json_each(@emails)))`,
      )
      .pluck();
    this.#deleteBan = db.prepare<[number]>('DELETE FROM bans WHERE id = ?');
    this.#silence = db.prepare<[string]>(
      "UPDATE audit SET before = NULL, after = NULL, reason = NULL WHERE target_id = ? AND target_kind IN ('user', 'ban')",
    );
    // What was decided stays, and why may quote the text.
    this.#silenceComment = db.prepare<[string]>(
      "UPDATE audit SET reason = NULL WHERE target_id = ? AND target_kind = 'comment' AND reason IS NOT NULL",
    );
    // What is signed with the name of somebody who moderated stays signed with their id.
    this.#byId = [
      'DELETE FROM identities WHERE member = ?',
      'DELETE FROM claims WHERE member = ?',
      'DELETE FROM mutes WHERE viewer = ?',
      'DELETE FROM mutes WHERE muted = ?',
      'DELETE FROM notes WHERE viewer_id = ?',
      "UPDATE bans SET reason = NULL WHERE kind = 'user' AND value = ?",
      "UPDATE bans SET by = json_set(by, '$.name', '') WHERE by ->> 'id' = ?",
      "UPDATE notes SET by = json_set(by, '$.name', '') WHERE by ->> 'id' = ?",
      `UPDATE members SET verified_email = NULL, bio = '', notifications = '{}', told_at = 0, created_at = 0 WHERE id = ?`,
      // A member’s name stands over their comments until each is gone.
      `UPDATE viewers SET name = '', email = NULL, website = NULL, avatar = NULL, known_on = '[]', created_at = 0,
              role = IIF(role = 'guest', role, 'member') WHERE id = ?`,
    ].map(sql => db.prepare<[string]>(sql));
    this.#comments = db
      .prepare<[string], number>(`SELECT number FROM ${AUTHORED} WHERE author_id = ? ORDER BY number LIMIT ${STEP}`)
      .pluck();
    this.#disown = db.prepare<[string, number], { id: string }>(
      'UPDATE comments SET author_id = ?, decision = NULL WHERE number = ? RETURNING id',
    );
    this.#votes = db.prepare<[string], number>(`SELECT comment FROM votes WHERE viewer_id = ? LIMIT ${STEP}`).pluck();
    this.#reactions = db.prepare<[string], { comment: number; emoji: string }>(
      `SELECT comment, emoji FROM reactions WHERE viewer_id = ? LIMIT ${STEP}`,
    );
    this.#flags = db.prepare<[string], number>(`SELECT comment FROM flags WHERE viewer_id = ? LIMIT ${STEP}`).pluck();
    this.#acts = db.prepare<[string], { id: number; target: string }>(
      `SELECT id, target_id AS target FROM audit WHERE by_id = ? AND by ->> 'name' <> '' LIMIT ${STEP}`,
    );
    this.#unsignAct = db.prepare<[number]>("UPDATE audit SET by = json_set(by, '$.name', '') WHERE id = ?");
    this.#unsignDecision = db.prepare<[string, string]>(
      `UPDATE comments SET decision = json_set(decision, '$.by.name', '')
       WHERE id = ? AND decision ->> '$.by.id' = ?`,
    );
    this.#dropMember = db.prepare<[string]>('DELETE FROM members WHERE id = ?');
  }

  isErased(id: string): boolean {
    return this.#isErased.get(id) !== undefined;
  }

  leaver(person: string): Leaver | undefined {
    if (person === NOBODY || !this.#exports.isKnown(person)) return undefined;
    const ids = [person, ...this.#exports.guests(person)];
    const told = ids.flatMap(id => Object.values(this.#addresses.get(id) ?? {}));
    return { ids, traces: [...new Set(told.filter(each => each !== null && each !== ''))] as string[] };
  }

  /** Runs inside a transaction of its caller. */
  begin(person: string, now: number): void {
    const { changes } = this.#parts;
    const ids = [person, ...this.#exports.guests(person)];
    this.#members.sessions.endOthers(person, null);
    for (const id of ids) {
      this.#insert.run(id, now);
      this.#unban(id);
      this.#silence.run(id);
    }
    for (const id of ids) {
      for (const statement of this.#byId) statement.run(id);
      this.#members.forget(id);
      changes.enqueue({ kind: ERASE_PERSON, payload: { id } }, now);
    }
    for (const id of ids) this.step(id, now);
  }

  /** True when nothing is left; runs inside a transaction of its caller. */
  step(id: string, now: number): boolean {
    if (!this.isErased(id)) throw new Error(`nobody asked for ${id} to be erased`);
    const steps = [this.#eraseComments, this.#takeVotes, this.#takeReactions, this.#takeFlags, this.#unsign];
    for (const step of steps) if (step.call(this, id, now) === STEP) return false;
    // Once more: what was under way when they left came after it.
    for (const statement of this.#byId) statement.run(id);
    this.#dropMember.run(id);
    this.#parts.drops.viewer(id);
    this.#members.forget(id);
    return true;
  }

  #unban(id: string): void {
    const { email, verified } = this.#addresses.get(id) ?? {};
    const emails = [email, verified].flatMap(each => (each ? [fold(each)] : []));
    for (const ban of this.#bansOf.all({ id, emails: JSON.stringify(emails) })) {
      this.#deleteBan.run(ban);
      this.#silence.run(String(ban));
    }
  }

  #eraseComments(id: string, now: number): number {
    const { writes, reads } = this.#parts;
    const numbers = this.#comments.all(id);
    for (const number of numbers) {
      // First, so that nobody who hears of it is told whose it was.
      const comment = this.#disown.get(NOBODY, number);
      if (comment === undefined) continue;
      writes.remove(comment.id, now);
      this.#silenceComment.run(comment.id);
    }
    reads.forgetViewer(id);
    return numbers.length;
  }

  #takeVotes(id: string, now: number): number {
    const votes = this.#votes.all(id);
    for (const comment of votes) this.#withdrawals.vote(id, comment, now);
    return votes.length;
  }

  #takeReactions(id: string, now: number): number {
    const reactions = this.#reactions.all(id);
    for (const { comment, emoji } of reactions) this.#withdrawals.reaction(id, comment, emoji, now);
    return reactions.length;
  }

  #takeFlags(id: string): number {
    const flags = this.#flags.all(id);
    for (const comment of flags) this.#withdrawals.flag(id, comment);
    return flags.length;
  }

  /** What they decided while they moderated stays decided, and tells their name no more. */
  #unsign(id: string): number {
    const acts = this.#acts.all(id);
    for (const act of acts) {
      this.#unsignAct.run(act.id);
      this.#unsignDecision.run(act.target, id);
    }
    return acts.length;
  }
}

/** As the value of a ban is written. */
function fold(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase().replace(/\.+$/, '');
}
