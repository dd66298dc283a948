/** Passkeys (WebAuthn): an authenticator proves in one step what somebody has and who they are. */
import { isIP } from 'node:net';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Static } from 'typebox';
import type { Passkey, PasskeyRegistration } from '../../protocol/admin/staff.ts';
import { Refusal } from '../errors.ts';
import type { Passkeys as Store, StoredPasskey, StoredStaff } from '../store/contract/staff.ts';
import { Challenges } from './challenges.ts';
import { actorOf, type Staff } from './staff.ts';

const NAME = 'Live Comments';
/** EdDSA, ES256, RS256: what authenticators speak. Said aloud, because the library would else ask Node for what is experimental. */
const ALGORITHMS = [-8, -7, -257];

/** Loaded when a passkey is first used: it would make every start of the server slower. */
const library = () => import('@simplewebauthn/server');

export class Passkeys {
  readonly #store: Store;
  readonly #challenges = new Challenges();

  constructor(store: Store) {
    this.#store = store;
  }

  async list(staff: string): Promise<Passkey[]> {
    return (await this.#store.list(staff)).map(view);
  }

  /** What the browser’s `navigator.credentials.create` takes. */
  async beginRegistration(staff: Staff, origin: string): Promise<unknown> {
    const known = await this.#store.list(staff.id);
    const { generateRegistrationOptions } = await library();
    return generateRegistrationOptions({
      rpName: NAME,
      rpID: nameOf(origin),
      userName: staff.email ?? staff.id,
      userDisplayName: staff.name,
      userID: new Uint8Array(Buffer.from(staff.id)),
      challenge: this.#challenges.make(staff.id),
      excludeCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] })),
      supportedAlgorithmIDs: ALGORITHMS,
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
  }

  /** @throws Refusal `bad_credentials` or `already_exists`. */
  async register(staff: Staff, body: Static<typeof PasskeyRegistration>, origin: string): Promise<Passkey> {
    const response = body.response as RegistrationResponseJSON;
    const { verified, registrationInfo } = await checked(async () =>
      (await library()).verifyRegistrationResponse({
        response,
        expectedChallenge: challenge => this.#challenges.use(challenge, staff.id),
        expectedOrigin: origin,
        expectedRPID: nameOf(origin),
        supportedAlgorithmIDs: ALGORITHMS,
      }),
    );
    if (!verified) throw refused();
    const { id, publicKey, counter } = registrationInfo.credential;
    const key = {
      id,
      staff: staff.id,
      name: body.name,
      publicKey: Buffer.from(publicKey).toString('base64url'),
      counter,
      transports: transportsOf(response),
    };
    const after = { name: body.name };
    return view(await this.#store.add(key, { ...auditOf(staff, 'staff.passkey-add'), before: null, after }));
  }

  /** @throws Refusal `not_found` */
  async remove(staff: Staff, id: string): Promise<void> {
    const key = (await this.#store.list(staff.id)).find(each => each.id === id);
    const audit = { ...auditOf(staff, 'staff.passkey-remove'), before: { name: key?.name }, after: null };
    if (key && (await this.#store.remove(id, staff.id, audit))) return;
    throw new Refusal('not_found', 'You have no such passkey.');
  }

  /**
   * What the browser’s `navigator.credentials.get` takes.
   * @param staff whose proof it is to be; null: whoever signs in.
   */
  async beginProof(staff: string | null, origin: string): Promise<unknown> {
    const known = staff === null ? [] : await this.#store.list(staff);
    const { generateAuthenticationOptions } = await library();
    return generateAuthenticationOptions({
      rpID: nameOf(origin),
      challenge: this.#challenges.make(staff),
      allowCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] })),
      userVerification: 'required',
    });
  }

  /** @throws Refusal `bad_credentials` */
  async prove(value: unknown, staff: string | null, origin: string): Promise<StoredStaff> {
    const response = value as AuthenticationResponseJSON;
    const id = (value as { readonly id?: unknown } | null)?.id;
    const key = typeof id === 'string' ? await this.#store.find(id) : undefined;
    if (key === undefined || (staff !== null && key.staff !== staff)) throw refused();
    const { verified, authenticationInfo } = await checked(async () =>
      (await library()).verifyAuthenticationResponse({
        response,
        expectedChallenge: challenge => this.#challenges.use(challenge, staff),
        expectedOrigin: origin,
        expectedRPID: nameOf(origin),
        credential: {
          id: key.id,
          publicKey: new Uint8Array(Buffer.from(key.publicKey, 'base64url')),
          counter: key.counter,
        },
      }),
    );
    if (!verified) throw refused();
    await this.#store.used(key.id, authenticationInfo.newCounter);
    return key.owner;
  }
}

/** @throws Refusal `bad_request`: browsers have passkeys for names alone. */
function nameOf(origin: string): string {
  const { hostname } = new URL(origin);
  if (isIP(hostname.replace(/^\[|\]$/g, '')) === 0) return hostname;
  throw new Refusal(
    'bad_request',
    'Passkeys need a name in place of an address; open http://localhost, or your own name over https.',
  );
}

/** The library throws for whatever is not as it should be, also for what is no answer of an authenticator at all. */
async function checked<T>(verify: () => Promise<T>): Promise<T> {
  try {
    return await verify();
  } catch (error) {
    throw refused(error);
  }
}

function refused(cause?: unknown): Refusal {
  return new Refusal('bad_credentials', 'The passkey was not accepted; begin again, or sign in with your password.', {
    cause,
  });
}

function transportsOf({ response }: RegistrationResponseJSON): string[] {
  const { transports } = response;
  return Array.isArray(transports) ? transports.filter(each => typeof each === 'string').slice(0, 10) : [];
}

function auditOf(staff: Staff, action: string) {
  return { by: actorOf(staff), site: null, action, target: { kind: 'staff', id: staff.id }, reason: null };
}

function view({ id, name, createdAt, lastUsedAt }: StoredPasskey): Passkey {
  return {
    id,
    name,
    createdAt: new Date(createdAt).toISOString(),
    lastUsedAt: lastUsedAt === null ? null : new Date(lastUsedAt).toISOString(),
  };
}
