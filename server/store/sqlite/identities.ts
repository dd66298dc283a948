/** Who members are to those who vouch for them; each method runs inside a transaction of its caller, or reads. */
import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { Role } from '../../../protocol/comment.ts';
import type { Newcomer } from '../contract/members.ts';

export class Identities {
  readonly #byIdentity;
  readonly #byEmail;
  readonly #ways;
  readonly #insertViewer;
  readonly #insertMember;
  readonly #insertIdentity;
  readonly #told;
  readonly #setViewer;
  readonly #setRole;
  readonly #setTold;

  constructor(db: Database.Database) {
    this.#byIdentity = db
      .prepare<[string, string, string], string>(
        'SELECT member FROM identities WHERE site = ? AND issuer = ? AND subject = ?',
      )
      .pluck();
    this.#byEmail = db
      .prepare<[string, string, 0 | 1], string>(
        `SELECT m.id FROM members m JOIN viewers v ON v.id = m.id
         WHERE m.site = ? AND m.verified_email = ? AND (v.role <> 'moderator' OR ?) ORDER BY m.created_at, m.id LIMIT 1`,
      )
      .pluck();
    this.#ways = db
      .prepare<[string], string>('SELECT name FROM identities WHERE member = ? ORDER BY created_at, issuer')
      .pluck();
    this.#insertViewer = db.prepare(
      `INSERT INTO viewers (id, role, name, email, website, avatar, created_at)
       VALUES (@id, @role, @name, @email, @website, @avatar, @now)`,
    );
    this.#insertMember = db.prepare(
      `INSERT INTO members (id, site, verified_email, told_at, created_at)
       VALUES (@id, @site, @verifiedEmail, @toldAt, @now)`,
    );
    this.#insertIdentity = db.prepare(
      'INSERT INTO identities (site, issuer, subject, member, name, created_at) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#told = db.prepare<[string], number>('SELECT told_at FROM members WHERE id = ?').pluck();
    this.#setViewer = db.prepare(
      `UPDATE viewers SET name = COALESCE(@name, name), email = COALESCE(@email, email),
              website = COALESCE(@website, website), avatar = IIF(@isAvatarTold, @avatar, avatar) WHERE id = @id`,
    );
    this.#setRole = db.prepare<[Role, string]>('UPDATE viewers SET role = ? WHERE id = ?');
    this.#setTold = db.prepare(
      `UPDATE members SET told_at = @toldAt, verified_email = IIF(@isEmailTold, @verifiedEmail, verified_email)
       WHERE id = @id`,
    );
  }

  /**
   * The member whom an identity stands for, or a verified address that another identity of the site told. Whoever is told
   * to be no moderator is none of those who are: else the next who may say so would make them one.
   */
  find(newcomer: Newcomer): { readonly id: string; readonly isLinked: boolean } | undefined {
    const { site, identity, role } = newcomer;
    const linked = this.#byIdentity.get(site, identity.issuer, identity.subject);
    if (linked !== undefined) return { id: linked, isLinked: true };
    const email = verifiedEmail(newcomer);
    const same = email === null ? undefined : this.#byEmail.get(site, email, role === 'member' ? 0 : 1);
    return same === undefined ? undefined : { id: same, isLinked: false };
  }

  add(newcomer: Newcomer, nameless: string, now: number): string {
    const id = randomUUID();
    const { site, name, email, website, avatar, role, toldAt } = newcomer;
    this.#insertViewer.run({
      id,
      role: role ?? 'member',
      name: name ?? nameless,
      email: email ?? null,
      website: website ?? null,
      avatar: avatar ?? null,
      now,
    });
    this.#insertMember.run({ id, site, verifiedEmail: verifiedEmail(newcomer), toldAt: toldAt ?? 0, now });
    this.link(id, newcomer, now);
    return id;
  }

  link(member: string, { site, identity }: Newcomer, now: number): void {
    this.#insertIdentity.run(site, identity.issuer, identity.subject, member, identity.way, now);
  }

  /**
   * Takes over what is told later than what is known. A role counts as it is told now: it may be taken away while the
   * rest stays as it was.
   */
  update(id: string, newcomer: Newcomer): void {
    const { name, email, website, avatar, role, toldAt } = newcomer;
    const known = this.#told.get(id) ?? 0;
    const isLater = toldAt !== undefined && toldAt > known;
    if (role !== undefined) this.#setRole.run(role, id);
    if (!isLater) return;
    this.#setViewer.run({
      id,
      name: name ?? null,
      email: email ?? null,
      website: website ?? null,
      isAvatarTold: Number(avatar !== undefined),
      avatar: avatar ?? null,
    });
    const told = { isEmailTold: Number(email !== undefined), verifiedEmail: verifiedEmail(newcomer) };
    this.#setTold.run({ id, toldAt, ...told });
  }

  /** The names of the ways by which a member signs in. */
  ways(member: string): string[] {
    return [...new Set(this.#ways.all(member))];
  }
}

/** Capital letters make no other mailbox anywhere that matters. */
function verifiedEmail({ email, emailVerified }: Newcomer): string | null {
  return emailVerified && email !== undefined ? email.trim().toLowerCase() : null;
}
