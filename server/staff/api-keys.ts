/** API keys: made by admins, never stronger than whoever made them, known again by a hash. */

import type { Static } from 'typebox';
import type { ApiKey, NewApiKeyBody } from '../../protocol/admin/staff.ts';
import { Refusal } from '../errors.ts';
import { Lru } from '../lru.ts';
import type { StaffStore, StoredApiKey, StoredStaff } from '../store/contract/staff.ts';
import type { IsOver } from './revocations.ts';
import { hashOf, newSecret, readable } from './secrets.ts';
import { actorOf, hasScope, isWithin, type Staff, within } from './staff.ts';

export const API_KEY_PREFIX = 'lck_';
const ID_LENGTH = 8;
/** When a key was last used is written down this often. */
const TOUCH_MS = 60_000;

export class ApiKeys {
  readonly #store: StaffStore;
  readonly #revoke: (isOver: IsOver) => void;
  /** When each key’s last use was written. */
  readonly #touched = new Lru<string, { readonly at: number }>(1_000);

  /** @param revoke tells those who hold connections open that a key was taken back. */
  constructor(store: StaffStore, revoke: (isOver: IsOver) => void) {
    this.#store = store;
    this.#revoke = revoke;
  }

  /** @throws Refusal `bad_token` or `token_expired`. */
  async identify(token: string): Promise<Staff> {
    const key = await this.#store.keys.find(hashOf(token));
    const right = key && rightOf(key, key.owner);
    if (key === undefined || right === undefined) {
      throw new Refusal('bad_token', 'This API key is not known here, or was taken back; make one at /admin/keys.');
    }
    if (key.expiresAt !== null && key.expiresAt <= Date.now()) {
      throw new Refusal('token_expired', 'This API key has expired; make one at /admin/keys.');
    }
    this.#touch(key.id);
    return right;
  }

  async list(by: Staff): Promise<ApiKey[]> {
    return (await this.#store.keys.list()).filter(key => isWithin(key.sites, by.sites)).map(view);
  }

  /** @throws Refusal `not_allowed` for what its maker does not have, `bad_request` for a time that is over. */
  async add(body: Static<typeof NewApiKeyBody>, by: Staff): Promise<ApiKey & { readonly key: string }> {
    const { name, scopes, sites = by.sites } = body;
    const missing = scopes.find(scope => !hasScope(by, scope));
    if (missing !== undefined) {
      throw new Refusal('not_allowed', `A key may not do more than its maker, who lacks the scope ${missing}.`);
    }
    if (!isWithin(sites, by.sites)) {
      throw new Refusal('not_allowed', 'A key may not be for more sites than its maker has; name some of yours.');
    }
    const expiresAt = expiry(body.expiresAt, by);
    const id = readable(ID_LENGTH);
    const key = `${API_KEY_PREFIX}${id}${newSecret()}`;
    const maker = await this.#makerOf(by);
    const stored = await this.#store.keys.add(
      { id, name, prefix: `${API_KEY_PREFIX}${id}`, scopes, sites, by: maker, expiresAt },
      hashOf(key),
      {
        by: actorOf(by),
        site: null,
        action: 'api-key.create',
        target: { kind: 'api-key', id },
        before: null,
        after: { name, scopes, sites, expiresAt },
        reason: null,
      },
    );
    return { ...view(stored), key };
  }

  /** @throws Refusal `not_found` */
  async remove(id: string, by: Staff): Promise<void> {
    const key = await this.#store.keys.byId(id);
    if (key === undefined || !isWithin(key.sites, by.sites)) throw unknownKey(id);
    const { name, scopes, sites } = key;
    const removed = await this.#store.keys.remove(id, {
      by: actorOf(by),
      site: null,
      action: 'api-key.delete',
      target: { kind: 'api-key', id },
      before: { name, scopes, sites },
      after: null,
      reason: null,
    });
    if (!removed) throw unknownKey(id);
    this.#revoke(staff => staff.via === 'api-key' && staff.id === id);
  }

  /** A key that made a key stands for the person behind it. */
  async #makerOf(by: Staff): Promise<StoredApiKey['by']> {
    if (by.via !== 'api-key') return { id: by.id, name: by.name };
    return (await this.#store.keys.byId(by.id))?.by ?? { id: by.id, name: by.name };
  }

  #touch(id: string): void {
    const now = Date.now();
    if (now - (this.#touched.get(id)?.at ?? 0) < TOUCH_MS) return;
    this.#touched.set(id, { at: now });
    // A key works as well where this could not be written.
    this.#store.keys.touch(id).catch(() => {});
  }
}

/** The operator is nobody’s row: keys made with ADMIN_TOKEN stay until they are taken back. */
const OPERATOR = 'admin';

/** What a key may: what it was given, and of that what its maker still has. Undefined: nothing. */
function rightOf(key: StoredApiKey, maker: StoredStaff | undefined): Staff | undefined {
  const isKept = key.by.id === OPERATOR || (maker !== undefined && maker.role !== 'moderator');
  if (!isKept) return undefined;
  const sites = maker === undefined ? key.sites : within(key.sites, maker.sites);
  const until = key.expiresAt === null ? {} : { until: key.expiresAt };
  const { id, name, scopes, by } = key;
  return { id, name, email: null, role: 'admin', sites, scopes, via: 'api-key', maker: by.id, ...until };
}

function expiry(value: string | null | undefined, by: Staff): number | null {
  const at = value === null || value === undefined ? null : Date.parse(value);
  if (at !== null && !(at > Date.now())) {
    throw new Refusal('bad_request', 'body/expiresAt must be a time that is still to come.');
  }
  if (by.until === undefined || (at !== null && at <= by.until)) return at;
  if (at === null) return by.until;
  throw new Refusal('not_allowed', 'A key may not outlive the key that makes it; give it an earlier expiresAt.');
}

function unknownKey(id: string): Refusal {
  return new Refusal('not_found', `There is no API key ${id}.`);
}

function view({ id, name, prefix, scopes, sites, createdAt, expiresAt, lastUsedAt, by }: StoredApiKey): ApiKey {
  return {
    id,
    name,
    prefix,
    scopes: [...scopes],
    sites,
    createdAt: new Date(createdAt).toISOString(),
    expiresAt: timeOf(expiresAt),
    lastUsedAt: timeOf(lastUsedAt),
    by: by.name,
  };
}

function timeOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
