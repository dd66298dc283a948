/** The rows of the team, as everything about staff reads them. */
import type Database from 'better-sqlite3';
import type { SiteScope, StaffRole } from '../../../protocol/admin/shared.ts';
import type { StoredStaff } from '../contract/staff.ts';

interface StaffRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly sites: string | null;
  readonly password: string | null;
  readonly totp: string | null;
  readonly passkeys: number;
  readonly link_until: number | null;
  readonly created_at: number;
  readonly last_seen_at: number | null;
}

const SELECT = `
  SELECT id, email, name, role, sites, password, totp, created_at, last_seen_at,
         (SELECT COUNT(*) FROM passkeys p WHERE p.staff_id = staff.id) AS passkeys,
         (SELECT expires_at FROM invites i WHERE i.staff_id = staff.id) AS link_until
  FROM staff`;

export class StaffRows {
  readonly #byId;
  readonly #byEmail;
  readonly #all;

  constructor(db: Database.Database) {
    this.#byId = db.prepare<[string], StaffRow>(`${SELECT} WHERE id = ?`);
    this.#byEmail = db.prepare<[string], StaffRow>(`${SELECT} WHERE email = ?`);
    this.#all = db.prepare<[], StaffRow>(`${SELECT} ORDER BY created_at, id`);
  }

  byId(id: string): StoredStaff | undefined {
    const row = this.#byId.get(id);
    return row && staffOf(row);
  }

  byEmail(email: string): StoredStaff | undefined {
    const row = this.#byEmail.get(email);
    return row && staffOf(row);
  }

  all(): StoredStaff[] {
    return this.#all.all().map(staffOf);
  }
}

function staffOf({ created_at, last_seen_at, link_until, ...row }: StaffRow): StoredStaff {
  const times = { createdAt: created_at, lastSeenAt: last_seen_at, linkUntil: link_until };
  return { ...row, sites: sitesOf(row.sites), ...times };
}

export function sitesOf(json: string | null): SiteScope {
  return json === null ? null : (JSON.parse(json) as string[]);
}

export function jsonOf(sites: SiteScope): string | null {
  return sites === null ? null : JSON.stringify(sites);
}
