/** What people keep about themselves, and what others are shown of it. */
import type { Profile, ProfilePatch, PublicProfile } from '../../protocol/account.ts';
import type { Viewer } from '../../protocol/comment.ts';
import { NAMELESS } from '../../protocol/limits.ts';
import { website } from '../accounts/accounts.ts';
import type { LookAlikes } from '../accounts/lookalikes.ts';
import { Refusal } from '../errors.ts';
import type { StoredMember } from '../store/contract/members.ts';
import type { RecordStore } from '../store/contract/records.ts';
import { cleanBio, cleanName } from '../text.ts';
import type { Members } from './members.ts';
import type { Unseen } from './unseen.ts';

const NOTIFIED = { replies: true, mentions: true };

export interface ProfileRooms {
  readonly members: Members;
  readonly records: RecordStore;
  readonly lookAlikes: LookAlikes;
  readonly unseen: Unseen;
}

export class Profiles {
  readonly #rooms: ProfileRooms;

  constructor(rooms: ProfileRooms) {
    this.#rooms = rooms;
  }

  /** A guest has one, too: of nothing but what they gave when they wrote. */
  async own(
    viewer: Viewer,
    stored: { readonly website: string | null; readonly email: string | null },
    address: string,
  ): Promise<Profile> {
    const { records } = this.#rooms;
    const member = await this.#memberOf(viewer);
    const shown = member && (await this.#ownView(viewer, member, address));
    const since = member?.createdAt ?? (await records.firstSeen(viewer.id)) ?? Date.now();
    return {
      viewer: shown ? { ...viewer, name: shown.name, avatar: shown.avatar } : viewer,
      website: shown ? shown.website : stored.website,
      bio: shown?.bio ?? '',
      email: member ? member.viewer.email : stored.email,
      emailVerified: member?.emailVerified ?? false,
      ways: [...(member?.ways ?? [])],
      notifications: member?.notifications ?? NOTIFIED,
      createdAt: new Date(since).toISOString(),
      commentCount: await records.publishedCount(viewer.id, null, true),
    };
  }

  /** @throws Refusal `bad_name`, `bad_request`, `banned`, or `sign_in_required` for who is no member. */
  async change(viewer: Viewer, patch: ProfilePatch, address: string): Promise<void> {
    const { members, unseen } = this.#rooms;
    const member = await this.requireMember(viewer);
    const shown = {
      name: patch.name === undefined ? undefined : await this.#name(patch.name, member),
      website: patch.website ? website(patch.website) : patch.website === '' ? null : patch.website,
      bio: patch.bio === undefined ? undefined : cleanBio(patch.bio),
    };
    const notifications = patch.notifications && { ...member.notifications, ...patch.notifications };
    const known = await this.#ownView(viewer, member, address);
    const isNew = (['name', 'website', 'bio'] as const).some(
      each => shown[each] !== undefined && shown[each] !== known[each],
    );
    if (isNew && (await unseen.takes(viewer, address, shown.name))) {
      unseen.keep(viewer.id, shown);
      await members.change(viewer.id, { notifications });
    } else {
      await members.change(viewer.id, { ...(isNew ? shown : {}), notifications });
    }
  }

  /**
   * Somebody as everybody on a site knows them, which begins with a comment that everybody can read.
   * @throws Refusal `not_found`
   */
  async of(id: string, site: string, asker: Viewer, address: string): Promise<PublicProfile> {
    const { members, records, unseen } = this.#rooms;
    const member = await members.find(id);
    const isHome = member !== undefined && member.site === site;
    const signed = await records.authorOn(id, site);
    const own = isHome && asker.id === id ? authorOf(member) : undefined;
    const author = signed ?? own;
    if (author === undefined) throw new Refusal('not_found', 'There is nobody with this id who has written here.');
    const { bio = isHome ? member.bio : '', ...alone } = own ? await unseen.of(asker, address) : {};
    const shown = { ...author, ...alone };
    return {
      author: { ...shown, name: shown.name || NAMELESS },
      bio,
      since: isHome ? new Date(member.createdAt).toISOString() : null,
      commentCount: await records.publishedCount(id, site, asker.id === id),
    };
  }

  /** @throws Refusal `sign_in_required`, or `not_allowed` for the team. */
  async requireMember(viewer: Viewer): Promise<StoredMember> {
    const member = await this.#memberOf(viewer);
    if (member) return member;
    if (viewer.role !== 'guest') {
      throw new Refusal(
        'not_allowed',
        'Whoever runs the place changes their name in the dashboard, and has no profile here.',
      );
    }
    throw new Refusal(
      'sign_in_required',
      'Guests have no profile to change; sign in, and your comments come with you.',
    );
  }

  /** What a member sees of themselves. */
  async #ownView(viewer: Viewer, { viewer: { name, website, avatar }, bio }: StoredMember, address: string) {
    return { name, website, avatar, bio, ...(await this.#rooms.unseen.of(viewer, address)) };
  }

  async #memberOf(viewer: Viewer): Promise<StoredMember | undefined> {
    return viewer.site === undefined ? undefined : this.#rooms.members.find(viewer.id);
  }

  /** @throws Refusal `bad_name` */
  async #name(text: string, { viewer, site, emailVerified }: StoredMember): Promise<string> {
    const name = cleanName(text);
    const email = emailVerified ? (viewer.email ?? undefined) : undefined;
    if (name !== viewer.name) await this.#rooms.lookAlikes.refuse(name, site, { id: viewer.id, email });
    return name;
  }
}

function authorOf({ viewer: { id, name, avatar, role, website } }: StoredMember) {
  return { id, name, avatar, role, website };
}
