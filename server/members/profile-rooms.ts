/** What the doors of the profile need, and have in common: who asks, and what they are answered. */
import type { FastifyRequest } from 'fastify';
import type { Profile } from '../../protocol/account.ts';
import type { Viewer } from '../../protocol/comment.ts';
import { type Accounts, type Identified, requireToken } from '../accounts/accounts.ts';
import type { Sites } from '../sites/sites.ts';
import type { Store } from '../store/store.ts';
import type { Visitors } from '../visitors.ts';
import type { Avatars } from './avatars.ts';
import type { Members } from './members.ts';
import type { MuteLists } from './mutes.ts';
import type { Profiles } from './profile.ts';
import type { Unseen } from './unseen.ts';
import type { WrittenLists } from './written.ts';

export interface ProfileRooms {
  readonly store: Store;
  readonly accounts: Accounts;
  readonly members: Members;
  readonly profiles: Profiles;
  readonly avatars: Avatars;
  readonly unseen: Unseen;
  readonly mutes: MuteLists;
  readonly written: WrittenLists;
  readonly sites: Sites;
  readonly visitors: Visitors;
}

/**
 * Whoever a request’s token is of; a page may only ask for a member of its own site.
 * @throws Refusal `sign_in_required`, `origin_refused` or as `Accounts.identify`.
 */
export async function speakerOf(
  request: FastifyRequest,
  { accounts, sites }: Pick<ProfileRooms, 'accounts' | 'sites'>,
): Promise<Identified> {
  const { origin } = request.headers;
  sites.admitAny(origin);
  const identified = await accounts.ofRequest(request);
  requireToken(identified.viewer);
  if (identified.viewer.site !== undefined) sites.admit(identified.viewer.site, origin);
  return identified;
}

/** @param address from where they ask. */
export async function ownProfile(viewer: Viewer, { store, profiles }: ProfileRooms, address: string): Promise<Profile> {
  const { website = null, email = null } = (await store.viewer(viewer.id)) ?? {};
  return profiles.own(viewer, { website, email }, address);
}
