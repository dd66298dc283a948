/** Whoever acts on the admin API: what they are, and what they may do. */
import type { ActorRef, Scope, SiteScope, StaffRole } from '../../protocol/admin/shared.ts';
import type { Viewer } from '../../protocol/comment.ts';
import { Refusal } from '../errors.ts';

export interface Staff {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: StaffRole;
  /** Null: all. */
  readonly sites: SiteScope;
  /** What an API key is limited to; null: all that the role may. */
  readonly scopes: readonly Scope[] | null;
  readonly via: 'session' | 'api-key' | 'operator' | 'widget';
  /** The dashboard session; undefined for whoever brought a token. */
  readonly session?: { readonly id: string; readonly steppedUpAt: number };
  /** Whoever made an API key: it ends with them. */
  readonly maker?: string;
  /** When the right ends by itself. */
  readonly until?: number;
}

const RANK: Readonly<Record<StaffRole, number>> = { moderator: 1, admin: 2, owner: 3 };

export function hasRole(staff: Staff, least: StaffRole): boolean {
  return RANK[staff.role] >= RANK[least];
}

/** How long a proof of who they are counts for what is dangerous. */
const STEP_UP_MS = 10 * 60_000;

/** Whether they proved lately who they are. Keys have no such moment: their scopes say it all. */
export function isFresh({ session }: Staff): boolean {
  return session === undefined || Date.now() - session.steppedUpAt < STEP_UP_MS;
}

/** Whether all of `sites` are among `others`; null stands for all there are. */
export function isWithin(sites: SiteScope, others: SiteScope): boolean {
  return others === null || (sites?.every(site => others.includes(site)) ?? false);
}

/** What two have in common. */
export function within(sites: SiteScope, others: SiteScope): SiteScope {
  if (sites === null) return others;
  return others === null ? sites : sites.filter(site => others.includes(site));
}

/** Whether one’s rank is at least the other’s. */
export function outranks(role: StaffRole, other: StaffRole): boolean {
  return RANK[role] >= RANK[other];
}

/** `write` holds `read`. */
export function hasScope({ scopes }: Pick<Staff, 'scopes'>, scope: Scope): boolean {
  return scopes === null || scopes.includes(scope) || scopes.includes(scope.replace(':read', ':write') as Scope);
}

export function mayOnSite({ sites }: Pick<Staff, 'sites'>, site: string): boolean {
  return sites === null || sites.includes(site);
}

/**
 * What belongs to a site that is not theirs is not there for them.
 * @param missing the refusal that an unknown one would get.
 */
export function requireSite(staff: Staff, site: string, missing: () => Refusal): void {
  if (!mayOnSite(staff, site)) throw missing();
}

/**
 * The sites that a list is about: the one that was asked for, or all of theirs; null: all there are.
 * @throws Refusal `not_allowed` for one that is not theirs.
 */
export function sitesFor(staff: Staff, asked: string | undefined): SiteScope {
  if (asked === undefined) return staff.sites;
  if (!mayOnSite(staff, asked)) throw new Refusal('not_allowed', `The site ‘${asked}’ is not one of yours.`);
  return [asked];
}

/**
 * For what concerns the whole server, such as a ban on all sites.
 * @throws Refusal `not_allowed`
 */
export function requireAllSites(staff: Staff): void {
  if (staff.sites === null) return;
  throw new Refusal('not_allowed', 'This concerns all sites, and you have some of them; name one of yours.');
}

export function actorOf({ id, name, via }: Staff): ActorRef {
  return { id, name, via };
}

/** The same person as the public API sees them; a key moderates there where it may write comments. */
export function viewerOf(staff: Staff): Viewer {
  const { id, name, sites, via } = staff;
  if (via === 'api-key' && !hasScope(staff, 'comments:write')) return { id, name, role: 'guest' };
  const role = staff.role === 'moderator' || via === 'api-key' ? 'moderator' : 'admin';
  return { id, name, role, ...(sites === null ? {} : { sites: [...sites] }) };
}

/** What a rule or the server by itself is called in logs. */
export const SYSTEM: ActorRef = { id: 'system', name: 'Live Comments', via: 'system' };
