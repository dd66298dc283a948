/** Sessions of those who are signed in to the dashboard. */
import type Database from 'better-sqlite3';
import type { NewSession, Owned, StaffSessions, StoredSession } from '../contract/staff.ts';
import type { Parts } from './shared.ts';
import type { StaffRows } from './staff-rows.ts';

interface SessionRow {
  readonly id: string;
  readonly staff_id: string;
  readonly device: string;
  readonly created_at: number;
  readonly last_seen_at: number;
  readonly stepped_up_at: number;
}

const SELECT = 'SELECT id, staff_id, device, created_at, last_seen_at, stepped_up_at FROM sessions';

export class SqliteSessions implements StaffSessions {
  readonly #run: Parts['run'];
  readonly #people: StaffRows;
  readonly #byHash;
  readonly #byId;
  readonly #ofStaff;
  readonly #insert;
  readonly #prune;
  readonly #touch;
  readonly #seen;
  readonly #stepUp;
  readonly #remove;
  readonly #removeOthers;

  constructor({ db, run }: { db: Database.Database; run: Parts['run'] }, people: StaffRows) {
    this.#run = run;
    this.#people = people;
    this.#byHash = db.prepare<[string], SessionRow>(`${SELECT} WHERE hash = ?`);
    this.#byId = db.prepare<[string], SessionRow>(`${SELECT} WHERE id = ?`);
    this.#ofStaff = db.prepare<[string], SessionRow>(`${SELECT} WHERE staff_id = ? ORDER BY last_seen_at DESC`);
    this.#insert = db.prepare(
      `INSERT INTO sessions (hash, id, staff_id, device, created_at, last_seen_at, stepped_up_at)
       VALUES (@hash, @id, @staff, @device, @now, @now, @now)`,
    );
    this.#prune = db.prepare<[number, number]>('DELETE FROM sessions WHERE last_seen_at < ? OR created_at < ?');
    this.#touch = db.prepare<[number, string]>('UPDATE sessions SET last_seen_at = ? WHERE id = ?');
    this.#seen = db.prepare<[number, string]>('UPDATE staff SET last_seen_at = ? WHERE id = ?');
    this.#stepUp = db.prepare<[number, string]>('UPDATE sessions SET stepped_up_at = ? WHERE id = ?');
    this.#remove = db.prepare<[string, string]>('DELETE FROM sessions WHERE id = ? AND staff_id = ?');
    this.#removeOthers = db.prepare<[string, string]>('DELETE FROM sessions WHERE staff_id = ? AND id <> ?');
  }

  add(session: NewSession, limits: { readonly idleSince: number; readonly begunSince: number }): Promise<void> {
    return this.#run(() => {
      const now = Date.now();
      this.#prune.run(limits.idleSince, limits.begunSince);
      this.#insert.run({ ...session, now });
      this.#seen.run(now, session.staff);
    });
  }

  async find(hash: string): Promise<Owned<StoredSession> | undefined> {
    return this.#owned(this.#byHash.get(hash));
  }

  async byId(id: string): Promise<Owned<StoredSession> | undefined> {
    return this.#owned(this.#byId.get(id));
  }

  async list(staff: string): Promise<readonly StoredSession[]> {
    return this.#ofStaff.all(staff).map(sessionOf);
  }

  touch(id: string): Promise<void> {
    return this.#run(() => {
      const now = Date.now();
      this.#touch.run(now, id);
      const staff = this.#byId.get(id)?.staff_id;
      if (staff !== undefined) this.#seen.run(now, staff);
    });
  }

  stepUp(id: string): Promise<void> {
    return this.#run(() => {
      this.#stepUp.run(Date.now(), id);
    });
  }

  remove(id: string, staff: string): Promise<boolean> {
    return this.#run(() => this.#remove.run(id, staff).changes > 0);
  }

  removeOthers(staff: string, kept: string | null): Promise<void> {
    return this.#run(() => this.endOthers(staff, kept));
  }

  /** To be called inside a transaction. */
  endOthers(staff: string, kept: string | null): void {
    this.#removeOthers.run(staff, kept ?? '');
  }

  #owned(row: SessionRow | undefined): Owned<StoredSession> | undefined {
    const owner = row && this.#people.byId(row.staff_id);
    return row && owner && { ...sessionOf(row), owner };
  }
}

function sessionOf(row: SessionRow): StoredSession {
  return {
    id: row.id,
    staff: row.staff_id,
    device: row.device,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    steppedUpAt: row.stepped_up_at,
  };
}
