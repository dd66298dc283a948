/** Members: found by whoever vouches for them, kept in memory, changed in one place. */
import type { NotificationSettings } from '../../../protocol/account.ts';
import { Refusal } from '../../errors.ts';
import { Lru } from '../../lru.ts';
import type { AuditRecord } from '../contract/audit.ts';
import type { MemberChange, MemberStore, Newcomer, StoredMember } from '../contract/members.ts';
import type { Moderator } from '../contract/staff.ts';
import type { StoredViewer } from '../store.ts';
import { Claims } from './claims.ts';
import { Identities } from './identities.ts';
import { SqliteMemberSessions } from './member-sessions.ts';
import { Mutes } from './mutes.ts';
import type { Parts } from './shared.ts';

const KEPT_MAX = 20_000;
const NOTIFICATIONS: NotificationSettings = { replies: true, mentions: true };

type MemberRow = StoredViewer & {
  readonly site: string;
  readonly verified: 0 | 1;
  readonly bio: string;
  readonly notifications: string;
  readonly created_at: number;
};

export class SqliteMembers implements MemberStore {
  readonly sessions: SqliteMemberSessions;
  readonly #parts: Parts;
  readonly #identities: Identities;
  readonly #claims: Claims;
  readonly #mutes: Mutes;
  /** As on disk; see `SqliteMemberSessions`. */
  readonly #known = new Lru<string, { readonly member: StoredMember | undefined }>(KEPT_MAX);
  readonly #one;
  readonly #setViewer;
  readonly #setMember;
  readonly #selectModerators;
  /** As on disk; undefined until somebody asks again. */
  #moderators: readonly Moderator[] | undefined;

  constructor(parts: Parts) {
    const { db } = parts;
    this.#parts = parts;
    this.sessions = new SqliteMemberSessions(parts);
    this.#identities = new Identities(db);
    this.#claims = new Claims(parts);
    this.#mutes = new Mutes(db);
    this.#one = db.prepare<[string], MemberRow>(
      `SELECT v.id, v.role, v.name, v.email, v.website, v.avatar, m.site, m.verified_email IS NOT NULL AS verified,
              m.bio, m.notifications, m.created_at
       FROM members m JOIN viewers v ON v.id = m.id
       WHERE m.id = ? AND NOT EXISTS (SELECT 1 FROM erased e WHERE e.viewer = m.id)`,
    );
    this.#selectModerators = db.prepare<[], Omit<Moderator, 'sites'> & { readonly site: string }>(
      `SELECT v.id, v.name, v.email, m.site FROM viewers v INDEXED BY viewers_moderators JOIN members m ON m.id = v.id
       WHERE v.role = 'moderator'`,
    );
    this.#setViewer = db.prepare(
      'UPDATE viewers SET name = @name, website = @website, avatar = @avatar, role = @role WHERE id = @id',
    );
    this.#setMember = db.prepare('UPDATE members SET bio = @bio, notifications = @notifications WHERE id = @id');
  }

  signIn(newcomer: Newcomer, nameless: string): Promise<{ member: StoredMember; changed: boolean }> {
    return this.#parts.run(() => {
      const now = Date.now();
      const found = this.#identities.find(newcomer);
      const before = found && JSON.stringify(this.#read(found.id)?.viewer);
      const id = found?.id ?? this.#identities.add(newcomer, nameless, now);
      if (found && !found.isLinked) this.#identities.link(id, newcomer, now);
      if (found) this.#identities.update(id, newcomer);
      this.forget(id);
      const member = this.#existing(id);
      return { member, changed: before !== undefined && before !== JSON.stringify(member.viewer) };
    });
  }

  async find(newcomer: Newcomer): Promise<StoredMember | undefined> {
    const found = this.#identities.find(newcomer);
    return found && this.member(found.id);
  }

  async member(id: string): Promise<StoredMember | undefined> {
    const known = this.#known.get(id);
    if (known) return known.member;
    const member = this.#read(id);
    // What a transaction wrote may yet be rolled back.
    if (!this.#parts.db.inTransaction) this.#known.set(id, { member });
    return member;
  }

  change(id: string, change: MemberChange, audit?: AuditRecord): Promise<StoredMember> {
    return this.#parts.run(() => {
      const { viewer, bio, notifications } = this.#existing(id);
      this.#setViewer.run({
        id,
        name: change.name ?? viewer.name,
        website: change.website === undefined ? viewer.website : change.website,
        avatar: change.avatar === undefined ? viewer.avatar : change.avatar,
        role: change.role ?? viewer.role,
      });
      const told = JSON.stringify(change.notifications ?? notifications);
      this.#setMember.run({ id, bio: change.bio ?? bio, notifications: told });
      if (audit) this.#parts.audit.add(audit, Date.now());
      this.forget(id);
      return this.#existing(id);
    });
  }

  async moderators(): Promise<readonly Moderator[]> {
    this.#moderators ??= this.#selectModerators.all().map(({ site, ...each }) => ({ ...each, sites: [site] }));
    return this.#moderators;
  }

  async claimedBy(guest: string): Promise<string | null | undefined> {
    return this.#claims.memberOf(guest);
  }

  claim(guest: string, member: string): Promise<boolean> {
    return this.#claims.claim(guest, member);
  }

  async mutes(viewer: string): Promise<readonly string[]> {
    return this.#mutes.of(viewer);
  }

  mute(viewer: string, muted: string, on: boolean): Promise<void> {
    return this.#parts.run(() => this.#mutes.set(viewer, muted, on, Date.now()));
  }

  /** To be called inside a transaction that changes or removes a member. */
  forget(id: string): void {
    this.#known.delete(id);
    this.#moderators = undefined;
    this.#claims.forget(id);
    this.#parts.reads.forgetViewer(id);
  }

  #read(id: string): StoredMember | undefined {
    const row = this.#one.get(id);
    if (row === undefined) return undefined;
    const { site, verified, bio, notifications, created_at, ...viewer } = row;
    return {
      viewer,
      site,
      emailVerified: verified === 1,
      bio,
      notifications: { ...NOTIFICATIONS, ...(JSON.parse(notifications) as Partial<NotificationSettings>) },
      ways: this.#identities.ways(id),
      createdAt: created_at,
    };
  }

  #existing(id: string): StoredMember {
    const member = this.#read(id);
    if (member === undefined) throw new Refusal('not_found', `There is no member ${id}.`);
    return member;
  }
}
