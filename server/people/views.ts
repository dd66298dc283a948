/** People, bans and notes as moderators see them. */
import type { Ban, Note, Person } from '../../protocol/admin/people.ts';
import { hasScope, mayOnSite, type Staff } from '../staff/staff.ts';
import type { StoredBan, StoredNote, StoredPerson } from '../store/contract/people.ts';

/** In place of what only those may know who may look at people. */
const MASKED = '…';

export function banView({ createdAt, until, person: _, ...ban }: StoredBan, staff: Staff): Ban {
  const isPrivate = ban.kind === 'email' || ban.kind === 'address';
  const value = isPrivate && !hasScope(staff, 'users:read') ? MASKED : ban.value;
  return { ...ban, value, createdAt: time(createdAt), until: until === null ? null : time(until) };
}

export function noteView({ id, text, by, createdAt }: StoredNote): Note {
  return { id, text, by, createdAt: time(createdAt) };
}

export function personView(
  { firstSeen, lastCommentAt, ...person }: StoredPerson,
  bans: readonly StoredBan[],
  staff: Staff,
): Person {
  return {
    ...person,
    firstSeen: time(firstSeen),
    lastCommentAt: lastCommentAt === null ? null : time(lastCommentAt),
    bans: bans.filter(ban => concerns(ban, staff)).map(ban => banView(ban, staff)),
  };
}

/** A ban on all sites is one on theirs, too. */
export function concerns({ site }: StoredBan, staff: Staff): boolean {
  return site === null || mayOnSite(staff, site);
}

function time(at: number): string {
  return new Date(at).toISOString();
}
