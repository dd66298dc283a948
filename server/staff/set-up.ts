/** The first owner: made by whoever opens the link that the program prints, while there is none. */
import { randomUUID } from 'node:crypto';
import type { Static } from 'typebox';
import type { SetUpBody } from '../../protocol/admin/staff.ts';
import { equal } from '../accounts/token.ts';
import { Refusal } from '../errors.ts';
import type { StaffStore, StoredStaff } from '../store/contract/staff.ts';
import { cleanName } from '../text.ts';
import { cleanEmail } from './email.ts';
import type { Passwords } from './passwords.ts';
import { hashOf, newSecret } from './secrets.ts';

export class SetUp {
  readonly #store: StaffStore;
  readonly #passwords: Passwords;
  /** Of the newest link; a start forgets the links of earlier ones. */
  #hash: string | undefined;

  constructor(store: StaffStore, passwords: Passwords) {
    this.#store = store;
    this.#passwords = passwords;
  }

  async isNeeded(): Promise<boolean> {
    return !(await this.#store.hasOwner());
  }

  /** A link that makes an owner, once; undefined where there is one. The part after # is in no log of a server or proxy. */
  async link(url: string): Promise<string | undefined> {
    if (!(await this.isNeeded())) return undefined;
    const token = newSecret();
    this.#hash = hashOf(token);
    return `${url}/admin/set-up#${token}`;
  }

  /** @throws Refusal `link_over`, `bad_name` or `bad_request`. */
  async use({ token, email, name, password }: Static<typeof SetUpBody>): Promise<StoredStaff> {
    if (this.#hash === undefined || !equal(hashOf(token), this.#hash)) {
      throw new Refusal('link_over', 'This set-up link is over; start the server again, which prints a new one.');
    }
    const staff = {
      id: randomUUID(),
      email: cleanEmail(email),
      name: cleanName(name),
      role: 'owner' as const,
      sites: null,
      password: await this.#passwords.hash(password),
    };
    const made = await this.#store.setUp(staff, {
      by: { id: staff.id, name: staff.name, via: 'session' },
      site: null,
      action: 'staff.set-up',
      target: { kind: 'staff', id: staff.id },
      before: null,
      after: { name: staff.name, role: staff.role },
      reason: null,
    });
    this.#hash = undefined;
    return made;
  }
}
