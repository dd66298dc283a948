/** Passkeys: public keys of authenticators that somebody of the team signs in with. */
import { Refusal } from '../../errors.ts';
import type { AuditRecord } from '../contract/audit.ts';
import type { Owned, Passkeys, StoredPasskey } from '../contract/staff.ts';
import type { Parts } from './shared.ts';
import type { StaffRows } from './staff-rows.ts';

interface PasskeyRow {
  readonly id: string;
  readonly staff_id: string;
  readonly name: string;
  readonly public_key: string;
  readonly counter: number;
  readonly transports: string;
  readonly created_at: number;
  readonly last_used_at: number | null;
}

const SELECT = 'SELECT id, staff_id, name, public_key, counter, transports, created_at, last_used_at FROM passkeys';

export class SqlitePasskeys implements Passkeys {
  readonly #run: Parts['run'];
  readonly #audit: Parts['audit'];
  readonly #people: StaffRows;
  readonly #byId;
  readonly #ofStaff;
  readonly #insert;
  readonly #used;
  readonly #remove;
  readonly #removeAll;

  constructor({ db, run, audit }: Parts, people: StaffRows) {
    this.#run = run;
    this.#audit = audit;
    this.#people = people;
    this.#byId = db.prepare<[string], PasskeyRow>(`${SELECT} WHERE id = ?`);
    this.#ofStaff = db.prepare<[string], PasskeyRow>(`${SELECT} WHERE staff_id = ? ORDER BY created_at, id`);
    this.#insert = db.prepare(
      `INSERT INTO passkeys (id, staff_id, name, public_key, counter, transports, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    );
    this.#used = db.prepare<[number, number, string]>('UPDATE passkeys SET counter = ?, last_used_at = ? WHERE id = ?');
    this.#remove = db.prepare<[string, string]>('DELETE FROM passkeys WHERE id = ? AND staff_id = ?');
    this.#removeAll = db.prepare<[string]>('DELETE FROM passkeys WHERE staff_id = ?');
  }

  add(key: Omit<StoredPasskey, 'createdAt' | 'lastUsedAt'>, audit: AuditRecord): Promise<StoredPasskey> {
    return this.#run(() => {
      const now = Date.now();
      const { id, staff, name, publicKey, counter, transports } = key;
      const { changes } = this.#insert.run(id, staff, name, publicKey, counter, JSON.stringify(transports), now);
      if (changes === 0) throw new Refusal('already_exists', 'This passkey is known here already.');
      this.#audit.add(audit, now);
      return { ...key, createdAt: now, lastUsedAt: null };
    });
  }

  async find(id: string): Promise<Owned<StoredPasskey> | undefined> {
    const row = this.#byId.get(id);
    const owner = row && this.#people.byId(row.staff_id);
    return row && owner && { ...passkeyOf(row), owner };
  }

  async list(staff: string): Promise<readonly StoredPasskey[]> {
    return this.#ofStaff.all(staff).map(passkeyOf);
  }

  used(id: string, counter: number): Promise<void> {
    return this.#run(() => {
      this.#used.run(counter, Date.now(), id);
    });
  }

  remove(id: string, staff: string, audit: AuditRecord): Promise<boolean> {
    return this.#run(() => {
      const removed = this.#remove.run(id, staff).changes > 0;
      if (removed) this.#audit.add(audit, Date.now());
      return removed;
    });
  }

  /** To be called inside a transaction. */
  removeAll(staff: string): void {
    this.#removeAll.run(staff);
  }
}

function passkeyOf(row: PasskeyRow): StoredPasskey {
  return {
    id: row.id,
    staff: row.staff_id,
    name: row.name,
    publicKey: row.public_key,
    counter: row.counter,
    transports: JSON.parse(row.transports) as string[],
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  };
}
