/** Bans as moderators make and lift them: alone, or of a person with all that they are known by. */
import type { BanKind, NewBanBody, UserBanBody } from '../../protocol/admin/people.ts';
import { EMAIL_MAX_UNITS, REASON_MAX_UNITS } from '../../protocol/limits.ts';
import { NAMELESS } from '../accounts/accounts.ts';
import { Refusal, unknownSite } from '../errors.ts';
import type { Sites } from '../sites/sites.ts';
import { actorOf, hasScope, mayOnSite, requireAllSites, requireSite, type Staff } from '../staff/staff.ts';
import type { NewBan, StoredBan, StoredPerson } from '../store/contract/people.ts';
import type { Store } from '../store/store.ts';
import { cleanName, cleanTitle } from '../text.ts';
import type { Bans } from './bans.ts';
import { cleanNetwork, networkOf } from './networks.ts';
import { concerns } from './views.ts';

/** Comments that are rejected in one transaction: others write between two. */
const REJECTED_AT_A_TIME = 100;

export interface BanRooms {
  readonly store: Store;
  readonly sites: Sites;
  readonly bans: Bans;
}

export class Banning {
  readonly #rooms: BanRooms;

  constructor(rooms: BanRooms) {
    this.#rooms = rooms;
  }

  async add({ kind, value, ...terms }: NewBanBody, staff: Staff): Promise<StoredBan> {
    const ban = { kind, value: await this.#clean(kind, value), ...this.#terms(terms, staff) };
    const added = await this.#rooms.store.people.addBan(ban, actorOf(staff));
    await this.#rooms.bans.reload();
    return added;
  }

  async remove(id: number, staff: Staff): Promise<void> {
    const ban = this.#rooms.bans.all().find(each => each.id === id);
    if (ban === undefined || !concerns(ban, staff))
      throw new Refusal('not_found', `There is no ban ${id}; it may have ended.`);
    if (ban.site === null) requireAllSites(staff);
    await this.#rooms.store.people.removeBan(id, actorOf(staff));
    await this.#rooms.bans.reload();
  }

  /** What was asked for and is not known is told; the rest of the ban works. */
  async banPerson(
    person: StoredPerson,
    { email, address, name, reject, ...body }: UserBanBody,
    staff: Staff,
  ): Promise<{ bans: readonly StoredBan[]; rejected: number; notKnown: string[] }> {
    await this.#refuseStaff(person.id);
    if (reject && !hasScope(staff, 'comments:write')) {
      throw new Refusal('not_allowed', 'To reject what they wrote, the key needs the scope comments:write.');
    }
    const terms = this.#terms(body, staff);
    const from = address ? this.#rooms.bans.addressOf(person.id) : undefined;
    const network = from === undefined ? undefined : networkOf(from);
    const bans: NewBan[] = [{ kind: 'user', value: person.id, ...terms }];
    if (email && person.email !== null) bans.push({ kind: 'email', value: person.email.toLowerCase(), ...terms });
    if (network !== undefined) bans.push({ kind: 'address', value: network, ...terms });
    // That is what all are called who give no name.
    const isNamed = person.name !== NAMELESS;
    if (name && isNamed) bans.push({ kind: 'name', value: person.name, ...terms });
    const banned = await this.#rooms.store.people.banPerson(person.id, bans, actorOf(staff));
    await this.#rooms.bans.reload();
    const rejected = reject ? await this.#rejectAll(person.id, terms, staff) : 0;
    const notKnown = [
      ...(email && person.email === null ? ['email'] : []),
      ...(address && network === undefined ? ['address'] : []),
      ...(name && !isNamed ? ['name'] : []),
    ];
    return { bans: banned, rejected, notKnown };
  }

  /** Lifts what is theirs to lift; a ban on all sites is not, for who has some. */
  async unbanPerson(id: string, staff: Staff): Promise<void> {
    const bans = this.#rooms.bans.of(id).filter(ban => concerns(ban, staff));
    if (bans.length > 0 && bans.every(({ site }) => site === null)) requireAllSites(staff);
    await this.#rooms.store.people.unbanPerson(id, staff.sites, actorOf(staff));
    await this.#rooms.bans.reload();
  }

  #terms({ site = null, reason, until = null, shadow = false }: Omit<UserBanBody, 'reject'>, staff: Staff) {
    if (site === null) requireAllSites(staff);
    else {
      requireSite(staff, site, () => unknownSite(site));
      this.#rooms.sites.get(site);
    }
    return { site, reason: cleanTitle(reason, REASON_MAX_UNITS), until: until === null ? null : endOf(until), shadow };
  }

  async #clean(kind: BanKind, value: string): Promise<string> {
    switch (kind) {
      case 'address':
        return cleanNetwork(value);
      case 'name':
        return cleanName(value);
      case 'email': {
        const email = value.trim().toLowerCase();
        if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > EMAIL_MAX_UNITS) {
          throw new Refusal('bad_request', 'body/value is no mail address.');
        }
        if (await this.#rooms.store.staff.byEmail(email)) throw isStaff();
        return email;
      }
      case 'user':
        await this.#refuseStaff(value);
        return value;
    }
  }

  async #refuseStaff(id: string): Promise<void> {
    const role = (await this.#rooms.store.viewer(id))?.role;
    const isOnTeam = (await this.#rooms.store.staff.byId(id)) !== undefined;
    if (isOnTeam || role === 'moderator' || role === 'admin') throw isStaff();
  }

  /** On the sites of the ban; each is a decision of its own, live and in the audit log. */
  async #rejectAll(person: string, { site, reason }: Pick<NewBan, 'site' | 'reason'>, staff: Staff): Promise<number> {
    const { people, moderation } = this.#rooms.store;
    const sites = site === null ? null : [site].filter(each => mayOnSite(staff, each));
    const act = { by: actorOf(staff), reason, message: null, versions: null };
    let rejected = 0;
    for (let after = 0; ; ) {
      const some = await people.commentsOf(person, { sites, after, limit: REJECTED_AT_A_TIME });
      const last = some.at(-1);
      if (last === undefined) return rejected;
      after = last.number;
      const results = await Promise.allSettled(some.map(({ id }) => moderation.decide(id, 'rejection', true, act)));
      for (const result of results) {
        // One that its author deletes meanwhile is gone anyway.
        if (result.status === 'rejected' && !(result.reason instanceof Refusal)) throw result.reason;
        if (result.status === 'fulfilled') rejected += 1;
      }
    }
  }
}

function endOf(until: string): number {
  const end = Date.parse(until);
  if (Number.isNaN(end)) throw new Refusal('bad_request', `body/until is no time that there is: ${until}.`);
  if (end <= Date.now()) throw new Refusal('bad_request', 'body/until is over already; name a time to come.');
  return end;
}

function isStaff(): Refusal {
  return new Refusal('not_allowed', 'This is somebody of the team; take their role away first.');
}
