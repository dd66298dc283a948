/** Keys with which a site’s own program signs for its users: made, listed, taken back, and opened to check. */
import type { Static } from 'typebox';
import type { NewSsoKey, NewSsoKeyBody, SsoKey } from '../../protocol/admin/sign-in.ts';
import type { Seal } from '../accounts/seal.ts';
import { Refusal } from '../errors.ts';
import { Lru } from '../lru.ts';
import { newSecret, readable } from '../staff/secrets.ts';
import { actorOf, hasScope, type Staff } from '../staff/staff.ts';
import type { AuditRecord } from '../store/contract/audit.ts';
import type { SignInStore, StoredSsoKey } from '../store/contract/sign-in.ts';
import { cleanTitle } from '../text.ts';
import type { SsoSecret } from './jwt.ts';
import { publicJwk } from './public-key.ts';

const ID_LENGTH = 10;
const NAME_MAX = 100;
/** Enough to roll them; in Disqus’ form each one is tried. */
const KEYS_MAX = 20;
/** When a key was last used is written down this often. */
const TOUCH_MS = 60_000;

interface SsoKeyRooms {
  readonly store: SignInStore;
  readonly seal: Seal;
  /** Called when there are other keys than before. */
  readonly onChange: () => Promise<void>;
}

export class SsoKeys {
  readonly #rooms: SsoKeyRooms;
  readonly #touched = new Lru<string, { readonly at: number }>(1_000);

  constructor(rooms: SsoKeyRooms) {
    this.#rooms = rooms;
  }

  /** A site’s keys as they check tokens; without those that another server’s secret sealed. */
  async of(site: string): Promise<SsoSecret[]> {
    return (await this.#rooms.store.ssoKeys(site)).flatMap(({ id, algorithm, moderators, key }) => {
      const text = algorithm === 'EdDSA' ? key : this.#rooms.seal.open(key);
      return text === undefined ? [] : [{ id, algorithm, moderators, text }];
    });
  }

  async list(site: string): Promise<SsoKey[]> {
    return (await this.#rooms.store.ssoKeys(site)).map(view);
  }

  /** @throws Refusal `bad_request` for a key that cannot be used, `not_allowed` for what its maker does not have. */
  async add(site: string, body: NewSsoKeyBody, by: Staff): Promise<Static<typeof NewSsoKey>> {
    const { store, seal, onChange } = this.#rooms;
    const { algorithm, moderators = false } = body;
    if (moderators && !hasScope(by, 'comments:write')) {
      throw new Refusal(
        'not_allowed',
        'A key that names moderators is made by who may moderate: the scope comments:write is missing.',
      );
    }
    if ((await this.#rooms.store.ssoKeys(site)).length >= KEYS_MAX) {
      throw new Refusal('bad_request', `The site has ${KEYS_MAX} keys already; remove one that is not used any more.`);
    }
    const publicKey = algorithm === 'EdDSA' ? publicJwk(body) : undefined;
    const secret = publicKey === undefined ? secretOf(body) : undefined;
    const name = cleanTitle(body.name, NAME_MAX) ?? '';
    const key = publicKey ?? seal.seal(secret ?? '');
    const id = readable(ID_LENGTH);
    const shown = { algorithm, name, moderators };
    const stored = await store.addSsoKey(
      { id, site, key, ...shown },
      { ...recordOf(site, id, by), action: 'sso-key.create', before: null, after: shown },
    );
    await onChange();
    return { ...view(stored), secret: body.secret === undefined && secret !== undefined ? secret : null };
  }

  /** @throws Refusal `not_found`, for another site’s, too. */
  async remove(site: string, id: string, by: Staff): Promise<void> {
    const key = (await this.#rooms.store.ssoKeys(site)).find(each => each.id === id);
    if (key === undefined) throw new Refusal('not_found', `The site ‘${site}’ has no key ${id}.`);
    const { algorithm, name, moderators } = key;
    const record = { ...recordOf(site, id, by), action: 'sso-key.delete', before: { algorithm, name, moderators } };
    await this.#rooms.store.removeSsoKey(id, { ...record, after: null });
    await this.#rooms.onChange();
  }

  /** Notes that a key was used; it works as well where that could not be written. */
  touch(id: string): void {
    const now = Date.now();
    if (now - (this.#touched.get(id)?.at ?? 0) < TOUCH_MS) return;
    this.#touched.set(id, { at: now });
    this.#rooms.store.touchSsoKey(id).catch(() => {});
  }
}

function recordOf(site: string, id: string, by: Staff): Omit<AuditRecord, 'action' | 'before' | 'after'> {
  return { by: actorOf(by), site, target: { kind: 'sso-key', id }, reason: null };
}

function view({ id, algorithm, name, moderators, createdAt, lastUsedAt }: StoredSsoKey): SsoKey {
  const timeOf = (at: number) => new Date(at).toISOString();
  return {
    id,
    algorithm,
    name,
    moderators,
    createdAt: timeOf(createdAt),
    lastUsedAt: lastUsedAt === null ? null : timeOf(lastUsedAt),
  };
}

/** One’s own or a new one; its text is the key, byte for byte. */
function secretOf({ algorithm, secret, publicKey }: NewSsoKeyBody): string {
  if (publicKey !== undefined) {
    throw new Refusal('bad_request', `body/publicKey is for EdDSA; ${algorithm} has a secret that both sides know.`);
  }
  if (secret === undefined) return newSecret();
  // As a secret, a public key would be one that everybody knows.
  if (/-----BEGIN|"kty"/.test(secret)) {
    throw new Refusal('bad_request', `body/secret holds a key of another kind; ${algorithm} wants a random text.`);
  }
  return secret;
}
