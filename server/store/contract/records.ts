/** All that is stored about one person: shown, handed out, and erased. */
import type { StoredComment, StoredThread } from '../values.ts';
import type { AuditRecord } from './audit.ts';

/** Comments of one person, the newest first. */
export interface WrittenFilter {
  readonly person: string;
  /** Null: all. */
  readonly site: string | null;
  /** Only what is public; else all but what was deleted. */
  readonly published: boolean;
}

export interface WrittenComment {
  readonly comment: StoredComment;
  readonly thread: StoredThread;
}

type Row = Readonly<Record<string, unknown>>;

/** What is in rows of a few: lists that may be long are read in steps. */
export interface PersonRecord {
  readonly profile: Row;
  readonly identities: readonly Row[];
  readonly sessions: readonly Row[];
  /** Ids by which they wrote as guests before they signed in. */
  readonly guests: readonly string[];
  readonly mutes: readonly string[];
  readonly bans: readonly (Row & { readonly shadow: boolean })[];
  readonly notes: readonly Row[];
  /** What staff did about them. */
  readonly decisions: readonly Row[];
}

export const LONG_RECORDS = ['comments', 'votes', 'reactions', 'reports'] as const;
export type LongRecord = (typeof LONG_RECORDS)[number];

/** What an erased person had beside the rows. */
export interface Leaver {
  /** All ids that they wrote under. */
  readonly ids: readonly string[];
  /** What their mail address and name were, for looking through what is sealed. */
  readonly traces: readonly string[];
}

export interface RecordStore {
  /** @param before the number of the last one that was read; null begins. */
  written(filter: WrittenFilter, before: number | null, limit: number): Promise<readonly WrittenComment[]>;
  /** How many of them are public, or told to their author as public; at most 10,000 are looked at. */
  publishedCount(person: string, site: string | null, own: boolean): Promise<number>;
  /** As they signed the last comment of theirs that is public on a site, or on any; undefined where there is none. */
  authorOn(person: string, site: string | null): Promise<StoredComment['author'] | undefined>;
  /** Sites on which anything of theirs stands. */
  sitesOf(person: string): Promise<readonly string[]>;
  /** When somebody was first seen, milliseconds since 1970. */
  firstSeen(person: string): Promise<number | undefined>;

  /** @throws Refusal `not_found` for one of whom nothing is stored. */
  person(person: string): Promise<PersonRecord>;
  /**
   * A page of a long list, in the order of its keys.
   * @param after the `key` of the last row that was read.
   */
  page(
    list: LongRecord,
    person: string,
    after: readonly unknown[] | null,
    limit: number,
  ): Promise<readonly { readonly key: readonly unknown[]; readonly row: Row }[]>;

  /** Whoever would leave, and what they leave behind; undefined for one of whom nothing is stored. */
  leaver(person: string): Promise<Leaver | undefined>;
  /**
   * Takes away at once whatever says who somebody is or lets them in, and what they wrote in steps: the first ones with
   * it, a job does the rest. Their ids are good for nothing any more.
   */
  erase(person: string, at: number, audit?: AuditRecord): Promise<void>;
  /** The next step for one of the ids; true when nothing is left. */
  eraseStep(id: string): Promise<boolean>;
  isErased(id: string): Promise<boolean>;
  /** Of whom something is left, as after a crash. */
  unfinished(): Promise<readonly string[]>;
  /** Lets go of what the log of writes still holds of what was erased. */
  truncateLog(): Promise<void>;
  hasAvatar(path: string): Promise<boolean>;
}
