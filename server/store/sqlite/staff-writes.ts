/** Changes of the team’s rows; each method runs inside a transaction that its caller opened. */
import type Database from 'better-sqlite3';
import { Refusal } from '../../errors.ts';
import type { NewLink, NewStaff, StaffChange } from '../contract/staff.ts';
import type { Reads } from './reads.ts';
import { jsonOf } from './staff-rows.ts';

export class StaffWrites {
  readonly #reads: Reads;
  readonly #statements;

  constructor({ db, reads }: { readonly db: Database.Database; readonly reads: Reads }) {
    this.#reads = reads;
    this.#statements = prepare(db);
  }

  /** Those who can sign in. */
  owners(): number {
    return this.#statements.owners.get() ?? 0;
  }

  insert(staff: NewStaff, now: number): void {
    const { id, email, name, role, sites, password } = staff;
    const { changes } = this.#statements.insert.run(id, email, name, role, jsonOf(sites), password, now);
    if (changes === 0) throw new Refusal('already_exists', 'Somebody on the team has this mail address already.');
    this.#statements.insertViewer.run(id, viewerRole(role), name, now);
    this.#reads.forgetViewer(id);
  }

  update(id: string, { name, role, sites }: StaffChange): void {
    this.#statements.update.run(name, role, jsonOf(sites), id);
    this.#statements.setViewer.run(viewerRole(role), name, id);
    this.#reads.forgetViewer(id);
  }

  /** What they wrote stays, as a guest’s. */
  delete(id: string): void {
    this.#statements.delete.run(id);
    this.#statements.demoteViewer.run(id);
    this.#reads.forgetViewer(id);
  }

  setPassword(id: string, password: string): void {
    this.#statements.setPassword.run(password, id);
  }

  setTotp(id: string, totp: { sealed: string; step: number; codes: readonly string[] } | null): void {
    this.#statements.setTotp.run(totp?.sealed ?? null, totp?.step ?? 0, JSON.stringify(totp?.codes ?? []), id);
  }

  setCodes(id: string, hashes: readonly string[]): void {
    this.#statements.setCodes.run(JSON.stringify(hashes), id);
  }

  spendStep(id: string, step: number): boolean {
    return this.#statements.useStep.run(step, id, step).changes > 0;
  }

  spendCode(id: string, hash: string): boolean {
    const codes = JSON.parse(this.#statements.codes.get(id) ?? '[]') as string[];
    if (!codes.includes(hash)) return false;
    this.setCodes(
      id,
      codes.filter(each => each !== hash),
    );
    return true;
  }

  setLink({ hash, staff, by, expiresAt }: NewLink): void {
    this.removeLinks(staff);
    this.#statements.insertLink.run(hash, staff, by, expiresAt);
  }

  removeLinks(staff: string): void {
    this.#statements.removeLinks.run(staff);
  }

  /** Those that somebody made for others. */
  removeLinksBy(maker: string): void {
    this.#statements.removeLinksBy.run(maker);
  }

  ofLink(hash: string, now: number): string | undefined {
    return this.#statements.ofLink.get(hash, now);
  }
}

/** Readers know two kinds of staff. */
function viewerRole(role: NewStaff['role']): 'moderator' | 'admin' {
  return role === 'moderator' ? 'moderator' : 'admin';
}

function prepare(db: Database.Database) {
  return {
    owners: db.prepare<[], number>("SELECT COUNT(*) FROM staff WHERE role = 'owner' AND password IS NOT NULL").pluck(),
    insert: db.prepare(
      `INSERT INTO staff (id, email, name, role, sites, password, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
    ),
    update: db.prepare('UPDATE staff SET name = ?, role = ?, sites = ? WHERE id = ?'),
    delete: db.prepare<[string]>('DELETE FROM staff WHERE id = ?'),
    insertViewer: db.prepare('INSERT INTO viewers (id, role, name, created_at) VALUES (?, ?, ?, ?)'),
    setViewer: db.prepare('UPDATE viewers SET role = ?, name = ? WHERE id = ?'),
    demoteViewer: db.prepare<[string]>("UPDATE viewers SET role = 'guest' WHERE id = ?"),
    setPassword: db.prepare('UPDATE staff SET password = ? WHERE id = ?'),
    setTotp: db.prepare('UPDATE staff SET totp = ?, totp_step = ?, recovery_codes = ? WHERE id = ?'),
    setCodes: db.prepare('UPDATE staff SET recovery_codes = ? WHERE id = ?'),
    codes: db.prepare<[string], string>('SELECT recovery_codes FROM staff WHERE id = ?').pluck(),
    useStep: db.prepare('UPDATE staff SET totp_step = ? WHERE id = ? AND totp_step < ?'),
    insertLink: db.prepare('INSERT INTO invites (hash, staff_id, by_id, expires_at) VALUES (?, ?, ?, ?)'),
    removeLinks: db.prepare<[string]>('DELETE FROM invites WHERE staff_id = ?'),
    removeLinksBy: db.prepare<[string]>('DELETE FROM invites WHERE by_id = ?'),
    ofLink: db
      .prepare<[string, number], string>('SELECT staff_id FROM invites WHERE hash = ? AND expires_at > ?')
      .pluck(),
  };
}
