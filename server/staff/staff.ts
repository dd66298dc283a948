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
}

const RANK: Readonly<Record<StaffRole, number>> = { moderator: 1, admin: 2, owner: 3 };

export function hasRole(staff: Staff, least: StaffRole): boolean {
  return RANK[staff.role] >= RANK[least];
}

/** `write` holds `read`. */
export function hasScope({ scopes }: Staff, scope: Scope): boolean {
  return scopes === null || scopes.includes(scope) || scopes.includes(scope.replace(':read', ':write') as Scope);
}

export function mayOnSite({ sites }: Staff, site: string): boolean {
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

/** The same person as the public API sees them. */
export function viewerOf({ id, name, role, sites }: Staff): Viewer {
  return {
    id,
    name,
    role: role === 'moderator' ? 'moderator' : 'admin',
    ...(sites === null ? {} : { sites: [...sites] }),
  };
}

/** What a rule or the server by itself is called in logs. */
export const SYSTEM: ActorRef = { id: 'system', name: 'Live Comments', via: 'system' };
