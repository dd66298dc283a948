/** Bans as rows; each change writes its audit record in the same transaction. */
import type { BanKind } from '../../../protocol/admin/people.ts';
import type { ActorRef, SiteScope } from '../../../protocol/admin/shared.ts';
import { Refusal } from '../../errors.ts';
import type { NewBan, StoredBan } from '../contract/people.ts';
import type { Parts } from './shared.ts';

interface BanRow {
  readonly id: number;
  readonly site: string | null;
  readonly kind: BanKind;
  readonly value: string;
  readonly person: string | null;
  readonly reason: string | null;
  readonly shadow: number;
  readonly by: string;
  readonly created_at: number;
  readonly until: number | null;
}

type NewRow = Omit<BanRow, 'id'>;

export class BanRows {
  readonly #parts: Parts;
  readonly #current;
  readonly #byId;
  readonly #same;
  readonly #ofPerson;
  readonly #insert;
  readonly #delete;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { db } = parts;
    this.#current = db.prepare<[number], BanRow>('SELECT * FROM bans WHERE until IS NULL OR until > ? ORDER BY id');
    this.#byId = db.prepare<[number], BanRow>('SELECT * FROM bans WHERE id = ?');
    this.#same = db.prepare<[string, string, string | null], BanRow>(
      'SELECT * FROM bans WHERE kind = ? AND value = ? AND site IS ?',
    );
    this.#ofPerson = db.prepare<[string], BanRow>('SELECT * FROM bans WHERE person = ? ORDER BY id');
    this.#insert = db.prepare<[NewRow]>(
      `INSERT INTO bans (site, kind, value, person, reason, shadow, by, created_at, until)
       VALUES (@site, @kind, @value, @person, @reason, @shadow, @by, @created_at, @until)`,
    );
    this.#delete = db.prepare<[number]>('DELETE FROM bans WHERE id = ?');
  }

  current(now: number): StoredBan[] {
    return this.#current.all(now).map(banOf);
  }

  /** One that says the same of the same is replaced. */
  add(ban: NewBan, by: ActorRef, now: number): StoredBan {
    const before = this.#same.all(ban.kind, ban.value, ban.site);
    const [known] = before;
    if (known && before.length === 1 && isSame(known, ban, now)) return banOf(known);
    for (const { id } of before) this.#delete.run(id);
    const row = this.#write(ban, before[0]?.person ?? (ban.kind === 'user' ? ban.value : null), by, now);
    this.#record('ban.create', row, { by, before: before.map(told), after: told(row) }, now);
    return banOf(row);
  }

  remove(id: number, by: ActorRef, now: number): void {
    const row = this.#byId.get(id);
    if (row === undefined) throw new Refusal('not_found', `There is no ban ${id}; it may have ended.`);
    this.#delete.run(id);
    this.#record('ban.delete', row, { by, before: told(row), after: null }, now);
  }

  banPerson(person: string, bans: readonly NewBan[], by: ActorRef, now: number): StoredBan[] {
    const site = bans[0]?.site ?? null;
    const before = this.#ofPerson.all(person).filter(row => row.site === site);
    const isKnown = (ban: NewBan) => before.some(row => isSame(row, ban, now));
    if (before.length === bans.length && bans.every(isKnown)) return before.map(banOf);
    for (const { id } of before) this.#delete.run(id);
    const rows = bans.map(ban => this.#write(ban, person, by, now));
    const reason = bans[0]?.reason ?? null;
    const target = { kind: 'user', id: person };
    const [was, is] = [before.map(told), rows.map(told)];
    this.#parts.audit.add({ by, site, action: 'user.ban', target, before: was, after: is, reason }, now);
    return rows.map(banOf);
  }

  unbanPerson(person: string, sites: SiteScope, by: ActorRef, now: number): void {
    const rows = this.#ofPerson.all(person).filter(({ site }) => sites === null || (site && sites.includes(site)));
    for (const site of new Set(rows.map(row => row.site))) {
      const lifted = rows.filter(row => row.site === site);
      for (const { id } of lifted) this.#delete.run(id);
      const target = { kind: 'user', id: person };
      const before = lifted.map(told);
      this.#parts.audit.add({ by, site, action: 'user.unban', target, before, after: [], reason: null }, now);
    }
  }

  #write(ban: NewBan, person: string | null, by: ActorRef, now: number): BanRow {
    const { site, kind, value, reason, until } = ban;
    const row = { site, kind, value, person, reason, until, by: JSON.stringify(by), created_at: now };
    const written = { ...row, shadow: ban.shadow ? 1 : 0 };
    return { id: Number(this.#insert.run(written).lastInsertRowid), ...written };
  }

  #record(
    action: string,
    { id, kind, value, site, reason }: BanRow,
    { by, before, after }: { readonly by: ActorRef; readonly before: unknown; readonly after: unknown },
    now: number,
  ): void {
    const target = kind === 'user' ? { kind: 'user', id: value } : { kind: 'ban', id: String(id) };
    this.#parts.audit.add({ by, site, action, target, before, after, reason }, now);
  }
}

/** One that has ended since is another. */
function isSame(row: BanRow, ban: NewBan, now: number): boolean {
  const isOver = row.until !== null && row.until <= now;
  const isAlike = row.kind === ban.kind && row.value === ban.value && row.site === ban.site;
  return (
    !isOver && isAlike && row.reason === ban.reason && row.until === ban.until && row.shadow === Number(ban.shadow)
  );
}

/** What the audit log tells: of mail addresses and networks as much as tells them apart for who knows them already. */
function told({ kind, value, shadow, until }: BanRow) {
  const part =
    kind === 'email' ? value.replace(/^(.).*@/u, '$1…@') : value.replace(/^(\d+\.\d+|[^:]+:[^:]*).*$/, '$1…');
  return { kind, value: kind === 'email' || kind === 'address' ? part : value, shadow: shadow === 1, until };
}

function banOf({ by, created_at, shadow, ...row }: BanRow): StoredBan {
  return { ...row, shadow: shadow === 1, by: JSON.parse(by) as ActorRef, createdAt: created_at };
}
