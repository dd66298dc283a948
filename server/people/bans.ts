/** Who may not write: asked before anything of a reader’s is taken in, so it is answered from memory. */
import type { BanKind } from '../../protocol/admin/people.ts';
import type { Viewer } from '../../protocol/comment.ts';
import { skeletonsOf } from '../accounts/skeleton.ts';
import { Refusal } from '../errors.ts';
import { foldAddress, mailboxOf } from '../mail/address.ts';
import type { StoredBan } from '../store/contract/people.ts';
import type { Store } from '../store/store.ts';
import { Addresses } from './addresses.ts';
import { keysOf, type Network, readNetwork } from './networks.ts';

export interface Speaker {
  readonly viewer: Viewer;
  readonly site: string;
  readonly address: string;
  /** As they sign, where they do; else the name that they are known by. */
  readonly name?: string | undefined;
  /** As they typed it: what they gave before counts in any case. */
  readonly email?: string | null | undefined;
}

/** By kind and by what is compared. */
type Index = ReadonlyMap<string, readonly StoredBan[]>;

export class Bans {
  readonly #store: Store;
  readonly #addresses = new Addresses();
  readonly #listeners: (() => void)[] = [];
  #all: readonly StoredBan[] = [];
  #index: Index = new Map();
  /** Whether any mail address is banned: only then it matters which one somebody gave. */
  #hasEmails = false;
  /** The lengths of ranges that there are: an address is looked up once for each. */
  #lengths: readonly Pick<Network, 'kind' | 'bits'>[] = [];

  private constructor(store: Store) {
    this.#store = store;
  }

  static async open(store: Store): Promise<Bans> {
    const bans = new Bans(store);
    await bans.reload();
    return bans;
  }

  /** To be called after each change. */
  async reload(): Promise<void> {
    const all = await this.#store.people.bans();
    const index = new Map<string, StoredBan[]>();
    const lengths = new Map<string, Pick<Network, 'kind' | 'bits'>>();
    for (const ban of all) {
      const network = ban.kind === 'address' ? readNetwork(ban.value) : undefined;
      if (network) lengths.set(`${network.kind}/${network.bits}`, network);
      for (const key of keysFor(ban.kind, network?.key ?? ban.value)) {
        index.set(key, [...(index.get(key) ?? []), ban]);
      }
    }
    this.#all = all;
    this.#index = index;
    this.#hasEmails = all.some(({ kind }) => kind === 'email');
    this.#lengths = [...lengths.values()];
    for (const listener of this.#listeners) listener();
  }

  /** The listener hears of each change. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** All that have not ended, the oldest first. */
  all(): readonly StoredBan[] {
    return this.#all.filter(isOn);
  }

  /** What a person is banned by, on any site. */
  of(person: string): readonly StoredBan[] {
    return this.#all.filter(ban => ban.person === person && isOn(ban));
  }

  /** Whether a ban names this person on the site; what cards tell of them. */
  isBanned(viewer: string, site: string): boolean {
    return (this.#index.get(keyOf('user', viewer)) ?? []).some(ban => isOn(ban) && concerns(ban, site));
  }

  /**
   * @returns `shadow` for somebody who must not notice it.
   * @throws Refusal `banned` with the reason and the end.
   */
  async check(speaker: Speaker): Promise<'shadow' | undefined> {
    const bans = await this.#matching(speaker);
    if (bans.length === 0) return undefined;
    const open = bans.filter(ban => !ban.shadow);
    const [first, ...others] = open;
    if (first === undefined) return 'shadow';
    throw refused(others.reduce((last, ban) => (endOf(ban) > endOf(last) ? ban : last), first));
  }

  /** Whether nobody is to hear of them, whether they know it or not. */
  async silences(speaker: Speaker): Promise<boolean> {
    return (await this.#matching(speaker)).length > 0;
  }

  /** To be called when somebody wrote. */
  remember(person: string, address: string): void {
    this.#addresses.remember(person, address);
  }

  /** To be called when somebody is erased. */
  forget(person: string): void {
    this.#addresses.forget(person);
  }

  /** From where somebody wrote last; undefined where it is too long ago, or the server began anew since. */
  addressOf(person: string): string | undefined {
    return this.#addresses.of(person);
  }

  async #matching({ viewer, site, address, name = viewer.name, email }: Speaker): Promise<StoredBan[]> {
    // Whoever moderates is not banned, whatever their name or network.
    if (this.#all.length === 0 || viewer.role === 'moderator' || viewer.role === 'admin') return [];
    const keys = [keyOf('user', viewer.id)];
    const emails = this.#hasEmails ? [email, (await this.#store.viewer(viewer.id))?.email] : [];
    for (const each of new Set(emails)) if (each) keys.push(keyOf('email', each));
    if (name) keys.push(...keysFor('name', name));
    const within = this.#lengths.length > 0 ? keysOf(address) : undefined;
    for (const { kind, bits } of this.#lengths) {
      const key = within?.(kind, bits);
      if (key !== undefined) keys.push(keyOf('address', key));
    }
    return keys.flatMap(key => this.#index.get(key) ?? []).filter(ban => isOn(ban) && concerns(ban, site));
  }
}

/** By which a ban is found: a name by whatever looks like it. */
function keysFor(kind: BanKind, value: string): ReadonlySet<string> {
  return new Set(kind === 'name' ? skeletonsOf(value).map(skeleton => keyOf(kind, skeleton)) : [keyOf(kind, value)]);
}

function keyOf(kind: BanKind, value: string): string {
  // One mailbox is one person, whatever they put behind a ‘+’.
  return `${kind} ${kind === 'email' ? mailboxOf(foldEmail(value)) : value}`;
}

/** What is left of a mail address when the ways to write the same one do not count. */
export function foldEmail(email: string): string {
  return foldAddress(email) ?? email.normalize('NFKC').trim().toLowerCase().replace(/\.+$/, '');
}

function isOn({ until }: StoredBan): boolean {
  return until === null || until > Date.now();
}

function concerns({ site }: StoredBan, asked: string): boolean {
  return site === null || site === asked;
}

function endOf({ until }: StoredBan): number {
  return until ?? Number.POSITIVE_INFINITY;
}

function refused({ reason, until }: StoredBan): Refusal {
  const end = until === null ? '' : ` until ${inWords(until)}`;
  return new Refusal('banned', `You may not write here${end}${reason === null ? '.' : `: ${reason}`}`);
}

/** Such as ‘24 November 2026 at 09:00 UTC’. */
function inWords(at: number): string {
  const text = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(at);
  return `${text} UTC`;
}
