/** People, notes about them, and bans. */
import type { BanKind, PersonCounts } from '../../../protocol/admin/people.ts';
import type { ActorRef, SiteScope } from '../../../protocol/admin/shared.ts';
import type { StoredViewer } from '../values.ts';

export interface NewBan {
  /** Null: all. */
  readonly site: string | null;
  readonly kind: BanKind;
  /** In the one form in which it is compared; a name as it was given. */
  readonly value: string;
  readonly reason: string | null;
  readonly shadow: boolean;
  /** Milliseconds since 1970; null: for ever. */
  readonly until: number | null;
}

export interface StoredBan extends NewBan {
  readonly id: number;
  /** Who was banned by it, among other things; null where it stands alone. */
  readonly person: string | null;
  readonly by: ActorRef;
  readonly createdAt: number;
}

export interface StoredNote {
  readonly id: number;
  /** Null: for all who may see the person. */
  readonly site: string | null;
  readonly text: string;
  readonly by: ActorRef;
  readonly createdAt: number;
}

export interface StoredPerson extends StoredViewer {
  readonly firstSeen: number;
  readonly lastCommentAt: number | null;
  readonly counts: PersonCounts;
  /** Reports of what they wrote. */
  readonly flagged: number;
}

/** Where a list of people goes on. */
export interface PersonPosition {
  readonly firstSeen: number;
  readonly id: string;
}

export interface PeopleFilter {
  /** Null: all; else those who wrote on one of these. */
  readonly sites: SiteScope;
  /** Part of a name or mail address. */
  readonly q: string | undefined;
  /** Only these. */
  readonly ids: readonly string[] | undefined;
}

export interface PeopleStore {
  /** All that have not ended. */
  bans(): Promise<readonly StoredBan[]>;
  addBan(ban: NewBan, by: ActorRef): Promise<StoredBan>;
  /** Rejects with `not_found` for one that is not there. */
  removeBan(id: number, by: ActorRef): Promise<void>;
  /** In place of whatever that person was banned by on that site; the same again changes nothing. */
  banPerson(person: string, bans: readonly NewBan[], by: ActorRef): Promise<readonly StoredBan[]>;
  /** Lifts all that a person was banned by on these sites. */
  unbanPerson(person: string, sites: SiteScope, by: ActorRef): Promise<void>;

  /** The newest first. The search looks at a bounded number of people: `next` may come with a short page, or an empty one. */
  people(
    filter: PeopleFilter,
    after: PersonPosition | null,
    limit: number,
  ): Promise<{ readonly items: readonly StoredPerson[]; readonly next: PersonPosition | null }>;
  /** Undefined for who wrote on none of the sites. */
  person(id: string, sites: SiteScope): Promise<StoredPerson | undefined>;
  /** Their comments of these states, the oldest first, above `after`. */
  commentsOf(
    person: string,
    query: { readonly sites: SiteScope; readonly after: number; readonly limit: number },
  ): Promise<readonly { readonly number: number; readonly id: string }[]>;

  notes(person: string, sites: SiteScope): Promise<readonly StoredNote[]>;
  addNote(
    person: string,
    note: { readonly site: string | null; readonly text: string },
    by: ActorRef,
  ): Promise<StoredNote>;
  /** `not_found` where there is none. */
  removeNote(person: string, id: number, by: ActorRef): Promise<void>;
}
