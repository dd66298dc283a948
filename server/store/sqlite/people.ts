/** People with what they wrote, found in bounded steps; their bans and notes stand in tables of their own. */
import type { PersonCounts } from '../../../protocol/admin/people.ts';
import type { ActorRef, SiteScope } from '../../../protocol/admin/shared.ts';
import type { CommentState, Role } from '../../../protocol/comment.ts';
import type {
  NewBan,
  PeopleFilter,
  PeopleStore,
  PersonPosition,
  StoredBan,
  StoredNote,
  StoredPerson,
} from '../contract/people.ts';
import { foldText } from '../fold.ts';
import { AUTHORED } from './authored.ts';
import { BanRows } from './bans.ts';
import { NoteRows } from './notes.ts';
import type { Parts } from './shared.ts';

/** People that are read at a time, and that one request looks at. */
const STEP = 200;
const LOOKED_AT = 2_000;
/** Comments of one person that are counted: in a list, and when they are looked at alone. */
const COUNTED_IN_LIST = 1_000;
const COUNTED = 10_000;

interface PersonRow {
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly email: string | null;
  readonly website: string | null;
  readonly avatar: string | null;
  readonly created_at: number;
}

interface Written {
  readonly [name: string]: unknown;
  readonly id: string;
  /** JSON; null: all. */
  readonly sites: string | null;
  readonly max: number;
}

interface WrittenRow {
  readonly state: CommentState;
  readonly count: number;
  readonly last: number;
  readonly flagged: number;
}

const COLUMNS = 'SELECT id, role, name, email, website, avatar, created_at FROM viewers';
/** Those who were erased may still be about to go, and of them all one row stays. */
const HERE = "id <> 'erased' AND NOT EXISTS (SELECT 1 FROM erased e WHERE e.viewer = viewers.id)";
const ON_SITES = `(@sites IS NULL OR (SELECT s.key FROM threads t, sites s WHERE t.id = c.thread_id AND s.id = t.site_id)
                   IN (SELECT value FROM json_each(@sites)))`;
export class SqlitePeople implements PeopleStore {
  readonly #parts: Parts;
  readonly #bans: BanRows;
  readonly #notes: NoteRows;
  readonly #before;
  readonly #one;
  readonly #written;
  readonly #commentsOf;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { db } = parts;
    this.#bans = new BanRows(parts);
    this.#notes = new NoteRows(parts);
    this.#before = db.prepare<[number, string, number], PersonRow>(
      `${COLUMNS} WHERE (created_at, id) < (?, ?) AND ${HERE} ORDER BY created_at DESC, id DESC LIMIT ?`,
    );
    this.#one = db.prepare<[string], PersonRow>(`${COLUMNS} WHERE id = ? AND ${HERE}`);
    // By thread first: whose site it is, is asked once for each and not for every comment.
    this.#written = db.prepare<[Written], WrittenRow>(
      `SELECT c.* FROM (SELECT thread_id, state, COUNT(*) AS count, MAX(created_at) AS last,
                               SUM((SELECT COUNT(*) FROM flags f WHERE f.comment = number)) AS flagged
                        FROM (SELECT number, thread_id, state, created_at FROM ${AUTHORED} WHERE author_id = @id
                              ORDER BY number DESC LIMIT @max)
                        GROUP BY thread_id, state) c
       WHERE ${ON_SITES}`,
    );
    this.#commentsOf = db.prepare<
      [{ id: string; sites: string | null; after: number; limit: number }],
      { number: number; id: string }
    >(
      `SELECT c.number, c.id FROM ${AUTHORED} c
       WHERE c.author_id = @id AND c.number > @after AND c.state IN ('published', 'held') AND ${ON_SITES}
       ORDER BY c.number LIMIT @limit`,
    );
  }

  async bans(): Promise<readonly StoredBan[]> {
    return this.#bans.current(Date.now());
  }

  addBan(ban: NewBan, by: ActorRef): Promise<StoredBan> {
    return this.#parts.run(() => this.#bans.add(ban, by, Date.now()));
  }

  removeBan(id: number, by: ActorRef): Promise<void> {
    return this.#parts.run(() => this.#bans.remove(id, by, Date.now()));
  }

  banPerson(person: string, bans: readonly NewBan[], by: ActorRef): Promise<readonly StoredBan[]> {
    return this.#parts.run(() => this.#bans.banPerson(person, bans, by, Date.now()));
  }

  unbanPerson(person: string, sites: SiteScope, by: ActorRef): Promise<void> {
    return this.#parts.run(() => this.#bans.unbanPerson(person, sites, by, Date.now()));
  }

  async notes(person: string, sites: SiteScope): Promise<readonly StoredNote[]> {
    return this.#notes.of(person, sites);
  }

  addNote(person: string, note: { site: string | null; text: string }, by: ActorRef): Promise<StoredNote> {
    return this.#parts.run(() => this.#notes.add(person, note.site, note.text, by, Date.now()));
  }

  removeNote(person: string, id: number, by: ActorRef): Promise<void> {
    return this.#parts.run(() => this.#notes.remove(person, id, by, Date.now()));
  }

  async person(id: string, sites: SiteScope): Promise<StoredPerson | undefined> {
    const row = this.#one.get(id);
    return row && this.#personOf(row, sites, COUNTED);
  }

  async people(
    filter: PeopleFilter,
    after: PersonPosition | null,
    limit: number,
  ): Promise<{ items: readonly StoredPerson[]; next: PersonPosition | null }> {
    const words = filter.q === undefined ? '' : foldText(filter.q);
    const items: StoredPerson[] = [];
    let looked = 0;
    let last: PersonRow | undefined;
    const isId = filter.q !== undefined && this.#one.get(filter.q) !== undefined;
    const ids = isId ? [filter.q as string].filter(id => filter.ids?.includes(id) ?? true) : filter.ids;
    for (const row of ids ? this.#someOf(ids, after) : this.#allAfter(after)) {
      if (items.length === limit || looked === LOOKED_AT) return { items, next: last ? positionOf(last) : null };
      looked += 1;
      last = row;
      const person = matches(row, filter.q, words) && this.#personOf(row, filter.sites, COUNTED_IN_LIST);
      if (person) items.push(person);
    }
    return { items, next: null };
  }

  async commentsOf(
    person: string,
    { sites, after, limit }: { sites: SiteScope; after: number; limit: number },
  ): Promise<readonly { number: number; id: string }[]> {
    return this.#commentsOf.all({ id: person, sites: listOf(sites), after, limit });
  }

  *#allAfter(after: PersonPosition | null): Generator<PersonRow> {
    let { firstSeen, id } = after ?? { firstSeen: Number.MAX_SAFE_INTEGER, id: '' };
    for (;;) {
      const rows = this.#before.all(firstSeen, id, STEP);
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined || rows.length < STEP) return;
      ({ firstSeen, id } = positionOf(last));
    }
  }

  *#someOf(ids: readonly string[], after: PersonPosition | null): Generator<PersonRow> {
    const rows = ids.map(id => this.#one.get(id)).filter(row => row !== undefined);
    const isBelow = (row: PersonRow, { firstSeen, id }: PersonPosition) =>
      row.created_at < firstSeen || (row.created_at === firstSeen && row.id < id);
    const sorted = rows.sort((a, b) => (isBelow(a, positionOf(b)) ? 1 : -1));
    yield* after === null ? sorted : sorted.filter(row => isBelow(row, after));
  }

  /** Whoever runs all sites sees those too who wrote nothing; others, who wrote on theirs. */
  #personOf({ created_at, ...row }: PersonRow, sites: SiteScope, max: number): StoredPerson | undefined {
    const written = this.#written.all({ id: row.id, sites: listOf(sites), max });
    if (written.length === 0 && sites !== null) return undefined;
    const counts: PersonCounts = { published: 0, held: 0, rejected: 0, spam: 0, deleted: 0 };
    for (const { state, count } of written) counts[state] += count;
    return {
      ...row,
      firstSeen: created_at,
      lastCommentAt: written.length === 0 ? null : Math.max(...written.map(({ last }) => last)),
      counts,
      flagged: written.reduce((sum, { flagged }) => sum + flagged, 0),
    };
  }
}

function listOf(sites: SiteScope): string | null {
  return sites === null ? null : JSON.stringify(sites);
}

function positionOf({ created_at, id }: PersonRow): PersonPosition {
  return { firstSeen: created_at, id };
}

function matches(row: PersonRow, q: string | undefined, words: string): boolean {
  if (q === undefined || row.id === q) return true;
  return foldText(row.name).includes(words) || (row.email !== null && foldText(row.email).includes(words));
}
