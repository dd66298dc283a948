/** What admins do about a person as a whole: only those whose sites hold all of it. */
import { Refusal } from '../errors.ts';
import type { Members } from '../members/members.ts';
import { actorOf, isWithin, type Staff } from '../staff/staff.ts';
import type { AuditRecord } from '../store/contract/audit.ts';
import type { StoredMember } from '../store/contract/members.ts';
import type { Store } from '../store/store.ts';
import type { Erase } from './erase.ts';

export class PersonActs {
  readonly #store: Store;
  readonly #members: Members;
  readonly #erase: Erase;

  constructor(rooms: { readonly store: Store; readonly members: Members; readonly erase: Erase }) {
    this.#store = rooms.store;
    this.#members = rooms.members;
    this.#erase = rooms.erase;
  }

  /** @throws Refusal `not_found`, or `bad_request` for who is no member. */
  async setRole(id: string, role: 'member' | 'moderator', staff: Staff): Promise<void> {
    const { viewer, site } = await this.#member(id, staff);
    if (viewer.role === role) return;
    const change = { before: { role: viewer.role }, after: { role } };
    await this.#members.change(id, { role }, auditOf('user.role', id, site, staff, change));
  }

  /** @throws Refusal `not_found`, or `bad_request` for who is no member. */
  async signOut(id: string, staff: Staff): Promise<void> {
    const { site } = await this.#member(id, staff);
    await this.#members.endOthers(id, null, auditOf('user.sign-out', id, site, staff));
  }

  /** @throws Refusal `not_found`, `not_allowed`, or `bad_request` where `confirm` is not their name. */
  async erase(id: string, confirm: string, staff: Staff): Promise<void> {
    await this.requireWhole(id, staff);
    const site = staff.sites?.length === 1 ? (staff.sites[0] ?? null) : null;
    await this.#erase.person(id, confirm, auditOf('user.erase', id, site, staff));
  }

  /**
   * For what concerns all that somebody did, wherever that was.
   * @throws Refusal `not_found`, also for who is on none of their sites, or `not_allowed` for one who is on others, too.
   */
  async requireWhole(id: string, staff: Staff): Promise<void> {
    if ((await this.#store.staff.byId(id)) !== undefined) {
      throw new Refusal('not_allowed', 'This person is on the team; remove them from it first.');
    }
    const home = (await this.#members.find(id))?.site;
    const sites = [...(await this.#store.records.sitesOf(id)), ...(home === undefined ? [] : [home])];
    const isKnown = staff.sites === null || sites.some(site => staff.sites?.includes(site));
    if (!isKnown || (await this.#store.records.isErased(id))) throw unknown(id);
    if (isWithin(sites, staff.sites)) return;
    throw new Refusal(
      'not_allowed',
      'This person wrote on sites that are not yours, too; ask an admin of all sites for it.',
    );
  }

  async #member(id: string, staff: Staff): Promise<StoredMember> {
    const member = (await this.#store.records.isErased(id)) ? undefined : await this.#members.find(id);
    if (member !== undefined && isWithin([member.site], staff.sites)) return member;
    const isPerson = member === undefined && (await this.#store.people.person(id, staff.sites)) !== undefined;
    if (!isPerson) throw unknown(id);
    throw new Refusal('bad_request', 'This person has not signed in; only members have a role and sessions.');
  }
}

function auditOf(
  action: string,
  id: string,
  site: string | null,
  staff: Staff,
  { before = null, after = null }: { readonly before?: unknown; readonly after?: unknown } = {},
): AuditRecord {
  return { by: actorOf(staff), site, action, target: { kind: 'user', id }, before, after, reason: null };
}

function unknown(id: string): Refusal {
  return new Refusal('not_found', `There is nobody with the id ${id.slice(0, 100)}.`);
}
