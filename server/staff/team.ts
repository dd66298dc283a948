/** The team: invited, changed and removed by those who may; nobody gives more than they have. */
import { randomUUID } from 'node:crypto';
import type { Static } from 'typebox';
import type { SiteScope, StaffRole } from '../../protocol/admin/shared.ts';
import type { InviteBody, StaffMember, StaffPatch } from '../../protocol/admin/staff.ts';
import { Refusal } from '../errors.ts';
import type { StaffStore, StoredStaff } from '../store/contract/staff.ts';
import { cleanName } from '../text.ts';
import { cleanEmail } from './email.ts';
import type { Passwords } from './passwords.ts';
import type { IsOver } from './revocations.ts';
import { hashOf, newSecret } from './secrets.ts';
import { actorOf, isWithin, outranks, type Staff, within } from './staff.ts';

const LINK_MS = 3 * 86_400_000;

export interface Link {
  readonly member: StaffMember;
  readonly token: string;
  readonly expiresAt: string;
}

export class Team {
  readonly #store: StaffStore;
  readonly #passwords: Passwords;
  readonly #revoke: (isOver: IsOver) => void;

  /** @param revoke tells those who hold connections open that somebody’s right is over. */
  constructor(store: StaffStore, passwords: Passwords, revoke: (isOver: IsOver) => void) {
    this.#store = store;
    this.#passwords = passwords;
    this.#revoke = revoke;
  }

  async list(by: Staff): Promise<StaffMember[]> {
    return (await this.#store.list()).filter(member => sharesSite(by, member)).map(memberOf);
  }

  /** @throws Refusal `not_allowed`, `already_exists`, `bad_request` or `bad_name`. */
  async invite({ email, name, role, sites }: Static<typeof InviteBody>, by: Staff): Promise<Link> {
    requireMayGive(by, role, sites);
    const staff = { id: randomUUID(), email: cleanEmail(email), name: cleanName(name), role, sites, password: null };
    const { token, hash, expiresAt } = newLink();
    const after = { name: staff.name, role, sites };
    const audit = auditOf(by, 'staff.invite', staff.id, null, after);
    const member = await this.#store.invite(staff, { hash, by: by.id, expiresAt }, audit);
    return { member: memberOf(member), token, expiresAt: new Date(expiresAt).toISOString() };
  }

  /** @throws Refusal `not_found`, `not_allowed` or `bad_name`. */
  async change(id: string, patch: Static<typeof StaffPatch>, by: Staff): Promise<StaffMember> {
    const member = await this.#managed(id, by);
    const role = patch.role ?? member.role;
    const sites = patch.sites === undefined ? member.sites : patch.sites;
    requireMayGive(by, role, sites);
    if (by.scopes !== null && !isWithin(sites, member.sites)) {
      throw new Refusal('not_allowed', 'An API key may take sites away, and give none; sign in at /admin/.');
    }
    const change = { name: patch.name === undefined ? member.name : cleanName(patch.name), role, sites };
    const before = { name: member.name, role: member.role, sites: member.sites };
    const changed = await this.#store.change(id, change, auditOf(by, 'staff.change', id, before, change));
    const isSameRight = member.role === role && JSON.stringify(member.sites) === JSON.stringify(sites);
    if (!isSameRight) this.#revoke(staff => staff.id === id || staff.maker === id);
    return memberOf(changed);
  }

  /** @throws Refusal `not_found` or `not_allowed`. */
  async remove(id: string, by: Staff): Promise<void> {
    const { name, role, sites } = await this.#managed(id, by);
    await this.#store.remove(id, auditOf(by, 'staff.remove', id, { name, role, sites }, null));
    this.#revoke(staff => staff.id === id || staff.maker === id);
  }

  /**
   * A new link for an invitation, or for somebody who cannot sign in any more.
   * @throws Refusal `not_found` or `not_allowed`.
   */
  async link(id: string, by: Staff): Promise<Link> {
    const member = await this.#managed(id, by);
    const { token, hash, expiresAt } = newLink();
    const link = { hash, staff: id, by: by.id, expiresAt };
    await this.#store.addLink(link, auditOf(by, 'staff.link', id, null, null));
    return {
      member: memberOf({ ...member, linkUntil: expiresAt }),
      token,
      expiresAt: new Date(expiresAt).toISOString(),
    };
  }

  /** @throws Refusal `link_over` */
  async accept(token: string, password: string): Promise<StoredStaff> {
    const hash = hashOf(token);
    // Before the slow work: a link that is over must not cost it.
    const invited = await this.#store.ofLink(hash);
    const hashed = invited === undefined ? '' : await this.#passwords.hash(password);
    const staff = await this.#store.accept(hash, hashed, ({ id, name }) => ({
      by: { id, name, via: 'session' },
      site: null,
      action: 'staff.accept',
      target: { kind: 'staff', id },
      before: null,
      after: null,
      reason: null,
    }));
    this.#revoke(({ id }) => id === staff.id);
    return staff;
  }

  /** Somebody whom `by` may manage: not above them, and not of sites that they do not have. */
  async #managed(id: string, by: Staff): Promise<StoredStaff> {
    const member = await this.#store.byId(id);
    if (member === undefined || !sharesSite(by, member))
      throw new Refusal('not_found', `There is nobody ${id} on the team.`);
    requireMayGive(by, member.role, member.sites);
    return member;
  }
}

/** Nobody can lift themselves or others above what they have: not by a role, nor by sites, nor past the scopes of a key. */
function requireMayGive(by: Staff, role: StaffRole, sites: SiteScope): void {
  if (!outranks(by.role, role)) throw new Refusal('not_allowed', 'Only owners may do this with an owner.');
  if (by.scopes !== null && role !== 'moderator') {
    throw new Refusal('not_allowed', 'An API key may manage moderators; for others, sign in at /admin/.');
  }
  if (!isWithin(sites, by.sites)) {
    throw new Refusal('not_allowed', 'This concerns sites that are not yours; name some of yours.');
  }
  if (sites?.length === 0) throw new Refusal('bad_request', 'body/sites must name a site, or be null for all.');
  if (role === 'owner' && sites !== null) {
    throw new Refusal('bad_request', 'body/sites must be null for an owner, who has all sites.');
  }
}

function sharesSite(by: Staff, { sites }: StoredStaff): boolean {
  const common = within(sites, by.sites);
  return common === null || common.length > 0;
}

function newLink(): { token: string; hash: string; expiresAt: number } {
  const token = newSecret();
  return { token, hash: hashOf(token), expiresAt: Date.now() + LINK_MS };
}

function auditOf(by: Staff, action: string, id: string, before: unknown, after: unknown) {
  return { by: actorOf(by), site: null, action, target: { kind: 'staff', id }, before, after, reason: null };
}

function memberOf(staff: StoredStaff): StaffMember {
  const { id, email, name, role, sites } = staff;
  return {
    id,
    email,
    name,
    role,
    sites,
    twoFactor: staff.totp !== null || staff.passkeys > 0,
    invited: staff.password === null,
    linkUntil: staff.linkUntil !== null && staff.linkUntil > Date.now() ? timeOf(staff.linkUntil) : null,
    createdAt: new Date(staff.createdAt).toISOString(),
    lastSeenAt: timeOf(staff.lastSeenAt),
  };
}

function timeOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
