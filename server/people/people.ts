/** People as moderators look at them: found, seen with what was decided about them, and written notes about. */
import type { BanQuery, PeopleQuery, Person, PersonDetail } from '../../protocol/admin/people.ts';
import { PAGE_DEFAULT } from '../../protocol/limits.ts';
import { decodeNumber, encodeNumber } from '../cursor.ts';
import { Refusal } from '../errors.ts';
import { actorOf, hasRole, type Staff, sitesFor } from '../staff/staff.ts';
import type { PersonPosition, StoredBan, StoredNote, StoredPerson } from '../store/contract/people.ts';
import type { Store } from '../store/store.ts';
import type { Bans } from './bans.ts';
import { concerns, noteView, personView } from './views.ts';

/** Decisions about a person that are shown, and records among which they are looked for. */
const HISTORY_MAX = 100;

export class People {
  readonly #store: Store;
  readonly #bans: Bans;

  constructor(rooms: { readonly store: Store; readonly bans: Bans }) {
    this.#store = rooms.store;
    this.#bans = rooms.bans;
  }

  async list(
    { limit = PAGE_DEFAULT, cursor, site, q, banned }: PeopleQuery,
    staff: Staff,
  ): Promise<{ items: Person[]; next: string | null }> {
    const sites = sitesFor(staff, site);
    const list = ['people', sites, q ?? '', banned ?? ''];
    const after = cursor === undefined ? null : decodePosition(list, cursor);
    const ids = banned ? this.#bannedIds(staff, site) : undefined;
    const { items, next } = await this.#store.people.people({ sites, q, ids }, after, limit);
    return {
      items: items.map(person => personView(person, this.#bans.of(person.id), staff)),
      next: next && encodePosition(list, next),
    };
  }

  /** @throws Refusal `not_found`, also for who wrote on none of their sites. */
  async one(id: string, staff: Staff): Promise<StoredPerson> {
    const person = await this.#store.people.person(id, staff.sites);
    if (person) return person;
    throw new Refusal('not_found', `There is nobody with the id ${id.slice(0, 100)}.`);
  }

  async detail(id: string, staff: Staff): Promise<PersonDetail> {
    const person = await this.one(id, staff);
    const notes = await this.#store.people.notes(id, staff.sites);
    const member = await this.#store.members.member(id);
    const records = await this.#store.audit.list({ sites: staff.sites, target: id }, null, HISTORY_MAX);
    return {
      ...personView(person, this.#bans.of(id), staff),
      avatar: person.avatar,
      site: member?.site ?? null,
      ways: [...(member?.ways ?? [])],
      notes: notes.map(noteView),
      history: records
        .filter(({ target }) => target.kind === 'user')
        .map(({ at, by, action, reason }) => ({ at: new Date(at).toISOString(), by, action, reason })),
    };
  }

  /** A note of who has some sites is for those who have them, too: it stands by the first on which the person wrote. */
  async addNote(id: string, text: string, staff: Staff): Promise<StoredNote> {
    await this.one(id, staff);
    const clean = text.toWellFormed().trim();
    if (clean === '') throw new Refusal('bad_request', 'body/text is blank; write the note.');
    return this.#store.people.addNote(id, { site: await this.#siteOf(id, staff), text: clean }, actorOf(staff));
  }

  /** Their own; those of others are for admins to remove. */
  async removeNote(id: string, note: number, staff: Staff): Promise<void> {
    await this.one(id, staff);
    const known = (await this.#store.people.notes(id, staff.sites)).find(each => each.id === note);
    if (known && known.by.id !== staff.id && !hasRole(staff, 'admin')) {
      throw new Refusal('not_allowed', 'Only admins remove notes that others wrote.');
    }
    if (known === undefined) throw new Refusal('not_found', `There is no note ${note} about this person.`);
    await this.#store.people.removeNote(id, note, actorOf(staff));
  }

  bans({ limit = PAGE_DEFAULT, cursor, site, kind }: BanQuery, staff: Staff) {
    sitesFor(staff, site);
    const list = ['bans', site ?? '', kind ?? ''];
    const before = cursor === undefined ? Number.POSITIVE_INFINITY : decodeNumber(list, cursor);
    const isMeant = (ban: StoredBan) =>
      concerns(ban, staff) && (site === undefined || ban.site === site) && (kind === undefined || ban.kind === kind);
    const found = this.#bans
      .all()
      .filter(ban => ban.id < before && isMeant(ban))
      .toReversed();
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items, next: found.length > limit && last ? encodeNumber(list, last.id) : null };
  }

  #bannedIds(staff: Staff, site: string | undefined): string[] {
    const isMeant = (ban: StoredBan) =>
      ban.kind === 'user' && concerns(ban, staff) && (site === undefined || ban.site === null || ban.site === site);
    return [
      ...new Set(
        this.#bans
          .all()
          .filter(isMeant)
          .map(({ value }) => value),
      ),
    ];
  }

  async #siteOf(id: string, { sites }: Staff): Promise<string | null> {
    for (const site of sites ?? []) if (await this.#store.people.person(id, [site])) return site;
    return null;
  }
}

function encodePosition(list: unknown, { firstSeen, id }: PersonPosition): string {
  return `${encodeNumber(list, firstSeen)}.${Buffer.from(id).toString('base64url')}`;
}

function decodePosition(list: unknown, cursor: string): PersonPosition {
  const [at = '', id = ''] = cursor.split('.');
  return { firstSeen: decodeNumber(list, at), id: Buffer.from(id, 'base64url').toString() };
}
