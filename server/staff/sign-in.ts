/** Signing in with a password, and proving again later who one is. */
import type { Static } from 'typebox';
import type { PasswordBody, SignInBody, StepUpBody } from '../../protocol/admin/staff.ts';
import { addressKey } from '../address.ts';
import { Refusal } from '../errors.ts';
import type { StaffStore, StoredStaff } from '../store/contract/staff.ts';
import { Attempts } from './attempts.ts';
import { foldEmail } from './email.ts';
import type { Passwords } from './passwords.ts';
import { actorOf, type Staff } from './staff.ts';
import type { Totp } from './totp.ts';

export interface Browser {
  readonly address: string;
  /** The mark it got when `staff` signed in with it before. */
  readonly device: (staff: string) => string | undefined;
}

export class SignIn {
  readonly #store: StaffStore;
  readonly #passwords: Passwords;
  readonly #totp: Totp;
  readonly #attempts = new Attempts();

  constructor(store: StaffStore, passwords: Passwords, totp: Totp) {
    this.#store = store;
    this.#passwords = passwords;
    this.#totp = totp;
  }

  /** @throws Refusal `bad_credentials`, `code_required`, `rate_limited` or `unavailable`. */
  async withPassword({ email, password, code }: Static<typeof SignInBody>, browser: Browser): Promise<StoredStaff> {
    const address = foldEmail(email);
    const staff = await this.#store.byEmail(address);
    const device = staff && browser.device(staff.id);
    // Strangers can lock each other out, and never a browser that has signed in before (OWASP, device cookies).
    const keys =
      device === undefined ? [`account ${address}`, `from ${addressKey(browser.address)}`] : [`device ${device}`];
    return this.#try(keys, async () => {
      const verdict = await this.#passwords.verify(password, staff?.password ?? null, device !== undefined);
      if (staff === undefined || verdict === 'wrong') {
        throw new Refusal('bad_credentials', 'The mail address or the password is wrong.');
      }
      if (staff.totp !== null) await this.#requireCode(staff, code);
      if (verdict === 'outdated') {
        await this.#store.setPassword(staff.id, await this.#passwords.hash(password, true), null);
      }
      return staff;
    });
  }

  /** @throws Refusal `bad_credentials`, `bad_request` without any proof, `rate_limited` or `unavailable`. */
  async prove({ id }: Staff, { password, code }: Static<typeof StepUpBody>): Promise<void> {
    const staff = await this.#existing(id);
    await this.#try([`again ${id}`], async () => {
      if (password !== undefined) {
        if ((await this.#passwords.verify(password, staff.password, true)) !== 'wrong') return;
        throw new Refusal('bad_credentials', 'The password is wrong.');
      }
      if (code === undefined) throw new Refusal('bad_request', 'Send a password, or a code of your code app.');
      await this.#requireCode(staff, code);
    });
  }

  /** @throws Refusal as `prove`. */
  async changePassword(staff: Staff, { current, password }: Static<typeof PasswordBody>): Promise<void> {
    await this.prove(staff, { password: current });
    await this.#store.setPassword(staff.id, await this.#passwords.hash(password, true), {
      by: actorOf(staff),
      site: null,
      action: 'staff.password',
      target: { kind: 'staff', id: staff.id },
      before: null,
      after: null,
      reason: null,
    });
  }

  /** Only what is wrong counts: not what was left out, nor what the server could not do. */
  async #try<T>(keys: readonly string[], proof: () => Promise<T>): Promise<T> {
    const release = this.#attempts.take(keys);
    try {
      const result = await proof();
      release();
      return result;
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'bad_credentials')) release();
      throw error;
    }
  }

  async #requireCode(staff: StoredStaff, code: string | undefined): Promise<void> {
    if (code === undefined || code.trim() === '') {
      throw new Refusal('code_required', 'Send the code of your code app too, or one of your recovery codes.');
    }
    if (!(await this.#totp.use(staff, code))) {
      throw new Refusal('bad_credentials', 'The code is wrong, or was used before; wait for the next one.');
    }
  }

  async #existing(id: string): Promise<StoredStaff> {
    const staff = await this.#store.byId(id);
    if (staff) return staff;
    throw new Refusal('sign_in_required', 'Sign in at /admin/.');
  }
}
