/** Bans as moderators make and lift them: alone, or of a person with all that they are known by. */
import type { BanKind, NewBanBody, UserBanBody } from '../../protocol/admin/people.ts';
import { EMAIL_MAX_UNITS, NAMELESS, REASON_MAX_UNITS } from '../../protocol/limits.ts';
import { looksLike } from '../accounts/skeleton.ts';
import { Refusal, unknownSite } from '../errors.ts';
import type { Sites } from '../sites/sites.ts';
import { actorOf, hasScope, mayOnSite, requireAllSites, requireSite, type Staff } from '../staff/staff.ts';
import type { NewBan, StoredBan, StoredPerson } from '../store/contract/people.ts';
import type { Store } from '../store/store.ts';
import { cleanName, cleanTitle } from '../text.ts';
import { inSteps } from '../turn.ts';
import { type Bans, foldEmail } from './bans.ts';
import { cleanNetwork, networkOf } from './networks.ts';
import { concerns } from './views.ts';

/** Comments that are looked up at a time. */
const LOOKED_UP = 100;

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
    if (email && person.email !== null) bans.push({ kind: 'email', value: foldEmail(person.email), ...terms });
    if (network !== undefined) bans.push({ kind: 'address', value: network, ...terms });
    const isNamed = !isNameless(person.name);
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
        if (isNameless(value)) {
          const told = `All who give no name are called ‘${NAMELESS}’, so this would ban them all; ban the person instead.`;
          throw new Refusal('bad_request', told);
        }
        return cleanName(value);
      case 'email': {
        const email = foldEmail(value);
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
      const some = await people.commentsOf(person, { sites, after, limit: LOOKED_UP });
      const last = some.at(-1);
      if (last === undefined) return rejected;
      after = last.number;
      const results = await inSteps(some, async ({ id }) => {
        try {
          await moderation.decide(id, 'rejection', true, act);
          return 1;
        } catch (error) {
          // One that its author deletes meanwhile is gone anyway.
          if (error instanceof Refusal) return 0;
          throw error;
        }
      });
      rejected += results.filter(Boolean).length;
    }
  }
}

function endOf(until: string): number {
  const end = Date.parse(until);
  if (Number.isNaN(end)) throw new Refusal('bad_request', `body/until is no time that there is: ${until}.`);
  if (end <= Date.now()) throw new Refusal('bad_request', 'body/until is over already; name a time to come.');
  return end;
}

/** Whether it is, as bans compare names, what all are called who give none. */
function isNameless(name: string): boolean {
  return looksLike(name, NAMELESS);
}

function isStaff(): Refusal {
  return new Refusal('not_allowed', 'This is somebody of the team; take their role away first.');
}
