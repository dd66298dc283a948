/** Sessions of members: in memory what is asked with every request, one step a refresh. */
import type Database from 'better-sqlite3';
import { Refusal } from '../../errors.ts';
import { Lru } from '../../lru.ts';
import type { AuditRecord } from '../contract/audit.ts';
import type { MemberSessions, NewMemberSession, StoredMemberSession } from '../contract/members.ts';
import type { Parts } from './shared.ts';

const KEPT_MAX = 20_000;

interface SessionRow {
  readonly id: string;
  readonly member: string;
  readonly site: string;
  readonly way: string;
  readonly device: string;
  readonly generation: number;
  readonly attempt: string | null;
  readonly refreshable: 0 | 1;
  readonly created_at: number;
  readonly last_used_at: number;
  readonly expires_at: number;
}

export class SqliteMemberSessions implements MemberSessions {
  readonly #db: Database.Database;
  readonly #run: Parts['run'];
  readonly #audit: Parts['audit'];
  /** As on disk; every write lets go of what it changes, inside its transaction, so that a rollback harms nothing. */
  readonly #known = new Lru<string, { readonly session: StoredMemberSession | undefined }>(KEPT_MAX);
  /** Ended a short while ago: whoever asks for the beginning once more does not bring one back. */
  readonly #ended = new Lru<string, { readonly ended: true }>(KEPT_MAX);
  readonly #one;
  readonly #of;
  readonly #insert;
  readonly #purge;
  readonly #isErased;
  readonly #rotate;
  readonly #remove;

  constructor({ db, run, audit }: Pick<Parts, 'db' | 'run' | 'audit'>) {
    this.#db = db;
    this.#run = run;
    this.#audit = audit;
    this.#one = db.prepare<[string], SessionRow>('SELECT * FROM member_sessions WHERE id = ?');
    this.#of = db.prepare<[string], SessionRow>(
      'SELECT * FROM member_sessions WHERE member = ? ORDER BY last_used_at DESC, id',
    );
    this.#insert = db.prepare(
      `INSERT INTO member_sessions (id, member, site, way, device, refreshable, created_at, last_used_at, expires_at)
       VALUES (@id, @member, @site, @way, @device, @refreshable, @now, @now, @expiresAt)
       ON CONFLICT DO NOTHING`,
    );
    this.#isErased = db.prepare<[string], 1>('SELECT 1 FROM erased WHERE viewer = ?').pluck();
    this.#purge = db.prepare<[number]>(
      'DELETE FROM member_sessions WHERE id IN (SELECT id FROM member_sessions WHERE expires_at <= ? LIMIT 100)',
    );
    this.#rotate = db.prepare(
      `UPDATE member_sessions SET generation = generation + 1, attempt = @attempt, last_used_at = @now,
              expires_at = @expiresAt WHERE id = @id`,
    );
    this.#remove = db.prepare<[string]>('DELETE FROM member_sessions WHERE id = ?');
  }

  add(session: NewMemberSession): Promise<void> {
    return this.#run(() => {
      const now = Date.now();
      // Those that are remembered are over by their own time.
      this.#purge.run(now);
      if (this.#ended.get(session.id)) return;
      if (this.#isErased.get(session.member) !== undefined) {
        throw new Refusal('session_over', 'You were erased here just now; sign in anew.');
      }
      this.#insert.run({ ...session, refreshable: Number(session.refreshable), now });
      this.#known.delete(session.id);
    });
  }

  async find(id: string): Promise<StoredMemberSession | undefined> {
    const session = this.#find(id);
    return session && session.expiresAt > Date.now() ? session : undefined;
  }

  async list(member: string): Promise<readonly StoredMemberSession[]> {
    const now = Date.now();
    return this.#of
      .all(member)
      .map(sessionOf)
      .filter(({ expiresAt }) => expiresAt > now);
  }

  rotate(
    id: string,
    generation: number,
    attempt: string | undefined,
    expiresAt: number,
  ): Promise<StoredMemberSession | undefined> {
    return this.#run(() => {
      const now = Date.now();
      const row = this.#one.get(id);
      if (row === undefined || row.expires_at <= now || row.refreshable === 0) return undefined;
      // Until somebody takes the next step: a step that nobody has used is worth as much as the one before it.
      const isAgain = row.generation === generation + 1 && attempt !== undefined && row.attempt === attempt;
      if (isAgain) return sessionOf(row);
      if (row.generation !== generation) {
        this.end(id);
        return undefined;
      }
      this.#rotate.run({ id, attempt: attempt ?? null, now, expiresAt });
      this.#known.delete(id);
      return sessionOf(this.#one.get(id) as SessionRow);
    });
  }

  remove(id: string, member: string): Promise<boolean> {
    return this.#run(() => {
      if (this.#one.get(id)?.member !== member) return false;
      this.end(id);
      return true;
    });
  }

  removeOthers(member: string, kept: string | null, audit?: AuditRecord): Promise<number> {
    return this.#run(() => {
      if (audit) this.#audit.add(audit, Date.now());
      return this.endOthers(member, kept);
    });
  }

  /** To be called inside a transaction. */
  end(id: string): void {
    this.#remove.run(id);
    this.#known.delete(id);
    this.#ended.set(id, { ended: true });
  }

  /** To be called inside a transaction. */
  endOthers(member: string, kept: string | null): number {
    const ended = this.#of.all(member).filter(({ id }) => id !== kept);
    for (const { id } of ended) this.end(id);
    return ended.length;
  }

  #find(id: string): StoredMemberSession | undefined {
    const known = this.#known.get(id);
    if (known) return known.session;
    const row = this.#one.get(id);
    const session = row && sessionOf(row);
    // What a transaction wrote may yet be rolled back.
    if (!this.#db.inTransaction) this.#known.set(id, { session });
    return session;
  }
}

function sessionOf(row: SessionRow): StoredMemberSession {
  return {
    id: row.id,
    member: row.member,
    site: row.site,
    way: row.way,
    device: row.device,
    refreshable: row.refreshable === 1,
    generation: row.generation,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
  };
}
