/** Names that could be taken for those of whoever moderates a site: refused where somebody chooses one, marked elsewhere. */
import { NAME_MAX_GRAPHEMES, NAMELESS } from '../../protocol/limits.ts';
import { Refusal } from '../errors.ts';
import type { MemberStore } from '../store/contract/members.ts';
import type { Moderator, StaffStore } from '../store/contract/staff.ts';
import { fitName } from '../text.ts';
import { skeletonsOf } from './skeleton.ts';

/** Follows a name that somebody else vouches for, and that is taken: a number is what people know from elsewhere. */
const MARK = ' 2';

/** What nobody is called who does not moderate. Not a site’s own name: it is often that of its owner, who may be a guest there. */
const OFFICES = [
  ...[
    'Admin',
    'Administrator',
    'Administrador',
    'Administrateur',
    'Administratorin',
    'Amministratore',
    'Администратор',
  ],
  ...['Moderator', 'Moderador', 'Modérateur', 'Moderatorin', 'Moderatore', 'Модератор'],
  ...['Site admin', 'Site owner', 'The admin', 'The moderators', 'Moderation team', 'Admin team'],
  ...['管理员', '管理員', '版主', '管理人', 'モデレーター', '관리자', 'مشرف', 'مدير الموقع'],
];
let offices: ReadonlySet<string> | undefined;

type Reserved = ReadonlyMap<string, readonly Moderator[]>;

/** Whoever has the name, by what proves that it is theirs. */
export interface Bearer {
  readonly id?: string | undefined;
  /** An address that they were seen to receive mail at. */
  readonly email?: string | undefined;
}

export class LookAlikes {
  readonly #staff: Pick<StaffStore, 'moderators'>;
  readonly #members: Pick<MemberStore, 'moderators'>;
  /** The lists that `#reserved` was made of. */
  #lists: readonly (readonly Moderator[])[] = [];
  #reserved: Reserved = new Map();

  constructor(store: {
    readonly staff: Pick<StaffStore, 'moderators'>;
    readonly members: Pick<MemberStore, 'moderators'>;
  }) {
    this.#staff = store.staff;
    this.#members = store.members;
  }

  /** @throws Refusal `bad_name` for one that could be taken for a moderator’s of the site. */
  async refuse(name: string, site: string, bearer: Bearer = {}): Promise<void> {
    if (!(await this.isTaken(name, site, bearer))) return;
    throw new Refusal('bad_name', `The name ‘${name}’ looks like that of somebody who moderates here; choose another.`);
  }

  /** The name, with a mark where it could be taken for a moderator’s: nobody should be unable to sign in for their name. */
  async marked(name: string, site: string, bearer: Bearer = {}): Promise<string> {
    if (!(await this.isTaken(name, site, bearer))) return name;
    return (fitName(name, NAME_MAX_GRAPHEMES - MARK.length) ?? name) + MARK;
  }

  async isTaken(name: string, site: string, { id, email }: Bearer = {}): Promise<boolean> {
    const reserved = await this.#current();
    const skeletons = skeletonsOf(name);
    const isHere = ({ sites }: Moderator) => sites === null || sites.includes(site);
    const isBearer = (each: Moderator) =>
      each.id === id || (email !== undefined && each.email?.toLowerCase() === email.toLowerCase());
    if (skeletons.some(isOffice)) return !this.#lists.flat().some(each => isHere(each) && isBearer(each));
    const alike = skeletons.flatMap(skeleton => reserved.get(skeleton) ?? []);
    return alike.some(each => isHere(each) && !isBearer(each));
  }

  /** The store gives the same lists until somebody’s name or right changes. */
  async #current(): Promise<Reserved> {
    const lists = await Promise.all([this.#staff.moderators(), this.#members.moderators()]);
    if (lists.every((list, n) => list === this.#lists[n])) return this.#reserved;
    const reserved = new Map<string, Moderator[]>();
    for (const moderator of lists.flat()) {
      // It is nobody’s: guests without a name could not write any more.
      if (moderator.name === NAMELESS) continue;
      for (const skeleton of new Set(skeletonsOf(moderator.name))) {
        reserved.set(skeleton, [...(reserved.get(skeleton) ?? []), moderator]);
      }
    }
    this.#lists = lists;
    this.#reserved = reserved;
    return reserved;
  }
}

function isOffice(skeleton: string): boolean {
  offices ??= new Set(OFFICES.flatMap(skeletonsOf));
  return offices.has(skeleton);
}
