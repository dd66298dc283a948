/** The team: who is on it, and what they sign in with. */
import { Refusal } from '../../errors.ts';
import type { AuditRecord } from '../contract/audit.ts';
import type { Moderator, NewLink, NewStaff, StaffChange, StaffStore, StoredStaff } from '../contract/staff.ts';
import { SqliteApiKeys } from './api-keys.ts';
import { SqlitePasskeys } from './passkeys.ts';
import { SqliteSessions } from './sessions.ts';
import type { Parts } from './shared.ts';
import { jsonOf, StaffRows } from './staff-rows.ts';
import { StaffWrites } from './staff-writes.ts';

export class SqliteStaff implements StaffStore {
  readonly sessions: SqliteSessions;
  readonly keys: SqliteApiKeys;
  readonly passkeys: SqlitePasskeys;
  readonly #run: Parts['run'];
  readonly #audit: Parts['audit'];
  readonly #rows: StaffRows;
  readonly #writes: StaffWrites;
  /** As on disk; undefined until somebody asks again. */
  #moderators: readonly Moderator[] | undefined;

  constructor(parts: Parts) {
    this.#run = parts.run;
    this.#audit = parts.audit;
    this.#rows = new StaffRows(parts.db);
    this.#writes = new StaffWrites(parts);
    this.sessions = new SqliteSessions(parts, this.#rows);
    this.keys = new SqliteApiKeys(parts, this.#rows);
    this.passkeys = new SqlitePasskeys(parts, this.#rows);
  }

  async hasOwner(): Promise<boolean> {
    return this.#writes.owners() > 0;
  }

  async list(): Promise<readonly StoredStaff[]> {
    return this.#rows.all();
  }

  async moderators(): Promise<readonly Moderator[]> {
    this.#moderators ??= this.#rows.all().map(({ id, name, email, sites }) => ({ id, name, email, sites }));
    return this.#moderators;
  }

  async byId(id: string): Promise<StoredStaff | undefined> {
    return this.#rows.byId(id);
  }

  async byEmail(email: string): Promise<StoredStaff | undefined> {
    return this.#rows.byEmail(email);
  }

  setUp(staff: NewStaff, audit: AuditRecord): Promise<StoredStaff> {
    return this.#run(() => {
      if (this.#writes.owners() > 0) throw new Refusal('link_over', 'There is an owner already; sign in at /admin/.');
      this.#writes.insert(staff, Date.now());
      this.#moderators = undefined;
      this.#audit.add(audit, Date.now());
      return this.#existing(staff.id);
    });
  }

  invite(staff: NewStaff, link: Omit<NewLink, 'staff'>, audit: AuditRecord): Promise<StoredStaff> {
    return this.#run(() => {
      this.#writes.insert(staff, Date.now());
      this.#moderators = undefined;
      this.#writes.setLink({ ...link, staff: staff.id });
      this.#audit.add(audit, Date.now());
      return this.#existing(staff.id);
    });
  }

  change(id: string, change: StaffChange, audit: AuditRecord): Promise<StoredStaff> {
    return this.#run(() => {
      const before = this.#existing(id);
      this.#writes.update(id, change);
      this.#moderators = undefined;
      this.#requireOwner(before);
      const isSameRight = before.role === change.role && jsonOf(before.sites) === jsonOf(change.sites);
      if (!isSameRight) {
        this.sessions.endOthers(id, null);
        // A link lies in more hands than its person’s: it must not grow with their right, nor outlive its maker’s.
        this.#writes.removeLinks(id);
        this.#writes.removeLinksBy(id);
      }
      if (change.role === 'moderator') this.keys.removeBy(id);
      this.#audit.add(audit, Date.now());
      return this.#existing(id);
    });
  }

  remove(id: string, audit: AuditRecord): Promise<void> {
    return this.#run(() => {
      const before = this.#existing(id);
      this.keys.removeBy(id);
      this.#writes.removeLinksBy(id);
      // Sessions, links and passkeys go with the row.
      this.#writes.delete(id);
      this.#moderators = undefined;
      this.#requireOwner(before);
      this.#audit.add(audit, Date.now());
    });
  }

  addLink(link: NewLink, audit: AuditRecord): Promise<void> {
    return this.#run(() => {
      this.#writes.setLink(link);
      this.#audit.add(audit, Date.now());
    });
  }

  async ofLink(hash: string): Promise<StoredStaff | undefined> {
    const staff = this.#writes.ofLink(hash, Date.now());
    return staff === undefined ? undefined : this.#rows.byId(staff);
  }

  accept(hash: string, password: string, audit: (staff: StoredStaff) => AuditRecord): Promise<StoredStaff> {
    return this.#run(() => {
      const id = this.#writes.ofLink(hash, Date.now());
      if (id === undefined) {
        throw new Refusal('link_over', 'The link was used, replaced or is too old; ask whoever sent it for a new one.');
      }
      const staff = this.#existing(id);
      this.#writes.removeLinks(id);
      this.#writes.setPassword(id, password);
      this.#writes.setTotp(id, null);
      this.passkeys.removeAll(id);
      this.sessions.endOthers(id, null);
      this.#audit.add(audit(staff), Date.now());
      return this.#existing(id);
    });
  }

  setPassword(id: string, password: string, audit: AuditRecord | null): Promise<void> {
    return this.#run(() => {
      this.#writes.setPassword(id, password);
      if (audit) this.#audit.add(audit, Date.now());
    });
  }

  setTotp(
    id: string,
    totp: { readonly sealed: string; readonly step: number; readonly codes: readonly string[] } | null,
    audit: AuditRecord,
  ): Promise<void> {
    return this.#run(() => {
      this.#writes.setTotp(id, totp);
      this.#audit.add(audit, Date.now());
    });
  }

  setRecoveryCodes(id: string, hashes: readonly string[], audit: AuditRecord): Promise<void> {
    return this.#run(() => {
      this.#writes.setCodes(id, hashes);
      this.#audit.add(audit, Date.now());
    });
  }

  spendTotpStep(id: string, step: number): Promise<boolean> {
    return this.#run(() => this.#writes.spendStep(id, step));
  }

  spendRecoveryCode(id: string, hash: string): Promise<boolean> {
    return this.#run(() => this.#writes.spendCode(id, hash));
  }

  #existing(id: string): StoredStaff {
    const staff = this.#rows.byId(id);
    if (staff) return staff;
    throw new Refusal('not_found', `There is nobody ${id} on the team.`);
  }

  /** To be called after a change: without an owner nobody could be made one again. */
  #requireOwner(before: StoredStaff): void {
    if (before.role !== 'owner' || before.password === null || this.#writes.owners() > 0) return;
    throw new Refusal('not_allowed', 'This is the last owner; make somebody else an owner first.');
  }
}
