/** Providers as those who run a site see them: entered, changed, tried out. Their secrets go in and never come out. */
import type { Preset } from '../../protocol/account.ts';
import type { NewProviderBody, Provider, ProviderCheck, ProviderPatch } from '../../protocol/admin/sign-in.ts';
import type { Seal } from '../accounts/seal.ts';
import { Refusal } from '../errors.ts';
import { etagOf, requireMatch } from '../etag.ts';
import type { Outbound } from '../outbound/http.ts';
import { actorOf, type Staff } from '../staff/staff.ts';
import type { AuditRecord } from '../store/contract/audit.ts';
import type { SignInStore, StoredProvider } from '../store/contract/sign-in.ts';
import type { Clients } from './clients.ts';
import { callbackOf } from './oauth-routes.ts';
import { SERVICES } from './presets.ts';
import { checkProvider } from './provider-check.ts';
import { checkedForm } from './provider-form.ts';

/** More buttons than anybody reads. */
const PROVIDERS_MAX = 20;

interface ProviderRooms {
  readonly store: SignInStore;
  readonly clients: Clients;
  readonly seal: Seal;
  readonly outbound: Outbound;
  /** Called when there are other providers than before. */
  readonly onChange: () => Promise<void>;
}

export class Providers {
  readonly #rooms: ProviderRooms;
  #added: Promise<unknown> = Promise.resolve();

  constructor(rooms: ProviderRooms) {
    this.#rooms = rooms;
  }

  async list(site: string, base: string): Promise<Provider[]> {
    return (await this.#stored(site)).map(each => providerView(each, base));
  }

  /** @throws Refusal `not_found`, for another site’s, too. */
  async get(site: string, id: string, base: string): Promise<Provider> {
    return providerView(await this.#own(site, id), base);
  }

  /** @throws Refusal `bad_request` or `unsafe_address` for what cannot work. */
  add(site: string, body: NewProviderBody, staff: Staff, base: string): Promise<Provider> {
    // One after the other: two at the same time would take the same id.
    const added = this.#added.then(() => this.#add(site, body, staff, base));
    this.#added = added.catch(() => {});
    return added;
  }

  async #add(site: string, body: NewProviderBody, staff: Staff, base: string): Promise<Provider> {
    const { store, seal, outbound, onChange } = this.#rooms;
    const there = await this.#stored(site);
    if (there.length >= PROVIDERS_MAX) {
      throw new Refusal(
        'bad_request',
        `The site has ${PROVIDERS_MAX} providers already; delete one that nobody needs.`,
      );
    }
    const { preset, clientId, clientSecret, enabled = true } = body;
    const form = {
      ...{ preset, clientId, clientSecret, enabled },
      name: body.name ?? SERVICES[preset].name,
      issuer: body.issuer ?? null,
      teamId: body.teamId ?? null,
      keyId: body.keyId ?? null,
    };
    const { clientSecret: _secret, ...shown } = await checkedForm(form, outbound);
    const id = freeId(site, preset, there);
    const stored = await store.addProvider(
      { ...shown, id, site, secret: seal.seal(clientSecret) },
      { ...recordOf(site, id, staff), action: 'provider.create', before: null, after: shown },
    );
    await onChange();
    return providerView(stored, base);
  }

  /** @throws Refusal as `add`, `not_found`, or `changed` where `ifMatch` names another version. */
  async change(
    { site, id }: { readonly site: string; readonly id: string },
    { clientSecret, ...patch }: ProviderPatch,
    { staff, ifMatch, base }: { readonly staff: Staff; readonly ifMatch: string | undefined; readonly base: string },
  ): Promise<Provider> {
    const { store, seal, outbound, clients, onChange } = this.#rooms;
    const was = await this.#own(site, id);
    requireMatch(ifMatch, providerTag(providerView(was, base)));
    const { clientSecret: _secret, ...entered } = await checkedForm(
      { ...shownOf(was), ...patch, clientSecret },
      outbound,
    );
    const secret = clientSecret === undefined ? was.secret : seal.seal(clientSecret);
    const after = { ...entered, ...(clientSecret === undefined ? {} : { secret: 'another one' }) };
    const { preset: _preset, ...change } = entered;
    const record = { ...recordOf(site, id, staff), action: 'provider.change', before: shownOf(was), after };
    const stored = await store.changeProvider(id, { ...change, secret }, record);
    clients.forget(id);
    await onChange();
    return providerView(stored, base);
  }

  /** @throws Refusal `not_found` */
  async remove(site: string, id: string, staff: Staff): Promise<void> {
    const was = await this.#own(site, id);
    const record = { ...recordOf(site, id, staff), action: 'provider.delete', before: shownOf(was), after: null };
    await this.#rooms.store.removeProvider(id, record);
    this.#rooms.clients.forget(id);
    await this.#rooms.onChange();
  }

  /** @throws Refusal `not_found` */
  async check(site: string, id: string, base: string): Promise<ProviderCheck> {
    return checkProvider(this.#rooms.clients, await this.#own(site, id), callbackOf(base, id));
  }

  async #stored(site: string): Promise<StoredProvider[]> {
    return (await this.#rooms.store.providers()).filter(each => each.site === site);
  }

  async #own(site: string, id: string): Promise<StoredProvider> {
    const found = (await this.#stored(site)).find(each => each.id === id);
    if (found) return found;
    throw new Refusal('not_found', `The site ‘${site}’ has no provider ${id.slice(0, 100)}.`);
  }
}

/** Told before there is one, too: its redirect address can be entered at the provider first. */
function freeId(site: string, preset: Preset, there: readonly StoredProvider[]): string {
  const taken = new Set(there.map(({ id }) => id));
  for (let n = 2, id = `${site}.${preset}`; ; n += 1) {
    if (!taken.has(id)) return id;
    id = `${site}.${preset}.${n}`;
  }
}

/** Of what can be edited. */
export function providerTag(provider: Provider): string {
  return etagOf(provider);
}

function providerView(provider: StoredProvider, base: string): Provider {
  return {
    id: provider.id,
    ...shownOf(provider),
    callback: callbackOf(base, provider.id),
    createdAt: new Date(provider.createdAt).toISOString(),
  };
}

function shownOf({ preset, name, issuer, clientId, teamId, keyId, enabled }: StoredProvider) {
  return { preset, name, issuer, clientId, teamId, keyId, enabled };
}

function recordOf(site: string, id: string, staff: Staff): Omit<AuditRecord, 'action' | 'before' | 'after'> {
  return { by: actorOf(staff), site, target: { kind: 'provider', id }, reason: null };
}
