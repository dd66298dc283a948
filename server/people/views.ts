/** People, bans and notes as moderators see them. */
import type { Ban, Note, Person } from '../../protocol/admin/people.ts';
import { mayOnSite, type Staff } from '../staff/staff.ts';
import type { StoredBan, StoredNote, StoredPerson } from '../store/contract/people.ts';

export function banView({ createdAt, until, person: _, ...ban }: StoredBan): Ban {
  return { ...ban, createdAt: time(createdAt), until: until === null ? null : time(until) };
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
    bans: bans.filter(ban => concerns(ban, staff)).map(banView),
  };
}

/** A ban on all sites is one on theirs, too. */
export function concerns({ site }: StoredBan, staff: Staff): boolean {
  return site === null || mayOnSite(staff, site);
}

function time(at: number): string {
  return new Date(at).toISOString();
}
