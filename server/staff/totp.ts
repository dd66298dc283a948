/** Codes of an app as second factor (RFC 6238), and the recovery codes for whoever lost it. */
import { generateSecret, generateURI, verifySync } from 'otplib';
import { encode } from 'uqr';
import { Seal } from '../accounts/seal.ts';
import { Refusal } from '../errors.ts';
import { Lru } from '../lru.ts';
import type { StaffStore, StoredStaff } from '../store/contract/staff.ts';
import { hashOf, readable } from './secrets.ts';
import { actorOf, type Staff } from './staff.ts';

const ISSUER = 'Live Comments';
/** Clocks go wrong, and typing takes a while: one code before and after counts, too. */
const TOLERANCE_SECONDS = 30;
/** How long a code app that is being set up waits for its first code. */
const PENDING_MS = 15 * 60_000;
const PENDING_MAX = 1_000;
const RECOVERY_CODES = 10;
const RECOVERY_LENGTH = 16;

export class Totp {
  readonly #store: StaffStore;
  readonly #seal: Seal;
  /** Secrets that were shown and not proved yet, by person. */
  readonly #pending = new Lru<string, { readonly secret: string; readonly until: number }>(PENDING_MAX);

  constructor(store: StaffStore, secret: string) {
    this.#store = store;
    this.#seal = new Seal(secret, 'totp');
  }

  /** Begins the set-up; what was there before stays until a code proves the new one. */
  begin({ id, email }: Staff): { secret: string; uri: string; qr: string; size: number } {
    const secret = generateSecret();
    this.#pending.set(id, { secret, until: Date.now() + PENDING_MS });
    const uri = generateURI({ issuer: ISSUER, label: email ?? id, secret });
    return { secret, uri, ...qrOf(uri) };
  }

  /**
   * @returns the recovery codes, told this once.
   * @throws Refusal `bad_credentials` for a wrong code, `link_over` where none was begun.
   */
  async enable(staff: Staff, code: string): Promise<string[]> {
    const pending = this.#pending.get(staff.id);
    if (pending === undefined || pending.until < Date.now()) {
      throw new Refusal('link_over', 'The QR code is too old; begin again for a new one.');
    }
    const step = stepOf(pending.secret, code);
    if (step === undefined) {
      throw new Refusal('bad_credentials', 'The code is wrong; check that the clock of your phone is right.');
    }
    const codes = newCodes();
    const totp = { sealed: this.#seal.seal(pending.secret), step, codes: codes.map(codeHash) };
    await this.#store.setTotp(staff.id, totp, auditOf(staff, 'staff.totp-on'));
    this.#pending.set(staff.id, { secret: '', until: 0 });
    return codes;
  }

  async disable(staff: Staff): Promise<void> {
    await this.#store.setTotp(staff.id, null, auditOf(staff, 'staff.totp-off'));
  }

  /** @throws Refusal `not_found` without a code app. */
  async renewCodes(staff: Staff): Promise<string[]> {
    if ((await this.#store.byId(staff.id))?.totp === null) {
      throw new Refusal('not_found', 'There is no code app; recovery codes come with one.');
    }
    const codes = newCodes();
    await this.#store.setRecoveryCodes(staff.id, codes.map(codeHash), auditOf(staff, 'staff.recovery-codes'));
    return codes;
  }

  /** Uses a code up, of the app or for recovery; false for one that is wrong or was used. */
  async use({ id, totp }: StoredStaff, code: string): Promise<boolean> {
    const secret = totp === null ? undefined : this.#seal.open(totp);
    const step = secret === undefined ? undefined : stepOf(secret, code);
    if (step !== undefined) return this.#store.spendTotpStep(id, step);
    return totp !== null && this.#store.spendRecoveryCode(id, codeHash(code));
  }
}

/** The time step whose code it is. */
function stepOf(secret: string, code: string): number | undefined {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const result = verifySync({ secret, token, epochTolerance: TOLERANCE_SECONDS });
  return result.valid && 'timeStep' in result ? result.timeStep : undefined;
}

/** Eighty bits each, in groups of four. */
function newCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => readable(RECOVERY_LENGTH).replace(/(.{4})(?=.)/g, '$1-'));
}

/** However it was typed. */
function codeHash(code: string): string {
  return hashOf(code.toLowerCase().replace(/[^0-9a-z]/g, ''));
}

/** The dark modules as one path, each a square of one unit. */
function qrOf(text: string): { qr: string; size: number } {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { qr: squares.join(''), size };
}

function auditOf(staff: Staff, action: string) {
  const target = { kind: 'staff', id: staff.id };
  return { by: actorOf(staff), site: null, action, target, before: null, after: null, reason: null };
}
