/** Webhooks as those who run the place see them: set up, changed, tried out. */
import type { Static } from 'typebox';
import type { Delivery, NewWebhook, NewWebhookBody, Webhook, WebhookPatch } from '../../protocol/admin/webhooks.ts';
import { PAGE_DEFAULT } from '../../protocol/limits.ts';
import type { Seal } from '../accounts/seal.ts';
import { Refusal } from '../errors.ts';
import { etagOf, requireMatch } from '../etag.ts';
import type { Outbound } from '../outbound/http.ts';
import { newSigningSecret } from '../outbound/signature.ts';
import type { Sites } from '../sites/sites.ts';
import { actorOf, mayOnSite, requireAllSites, requireSite, type Staff } from '../staff/staff.ts';
import type { StoredDelivery, StoredWebhook } from '../store/contract/webhooks.ts';
import type { Store } from '../store/store.ts';
import { payloadOf } from './payload.ts';

/** Each may have one delivery under way, so all of them bound what the server sends at a time. */
const WEBHOOKS_MAX = 50;

export interface WebhookRooms {
  readonly store: Store;
  readonly sites: Sites;
  readonly outbound: Outbound;
  readonly seal: Seal;
}

export class Webhooks {
  readonly #rooms: WebhookRooms;

  constructor(rooms: WebhookRooms) {
    this.#rooms = rooms;
  }

  async list(staff: Staff): Promise<Webhook[]> {
    const webhooks = await this.#rooms.store.webhooks.list();
    return webhooks.filter(each => mayHave(staff, each)).map(webhookView);
  }

  async get(id: number, staff: Staff): Promise<Webhook> {
    return webhookView(await this.#own(id, staff));
  }

  /** @throws Refusal `unsafe_address`, `unknown_site`, `not_allowed`, or `bad_request` where there are too many. */
  async create(
    { site = null, url, events }: Static<typeof NewWebhookBody>,
    staff: Staff,
  ): Promise<Static<typeof NewWebhook>> {
    const { store, sites, outbound, seal } = this.#rooms;
    if (site === null) requireAllSites(staff);
    else requireSite(staff, sites.get(site).key, () => notYours(site));
    await outbound.check(url);
    if ((await store.webhooks.list()).length >= WEBHOOKS_MAX) {
      throw new Refusal('bad_request', `There are ${WEBHOOKS_MAX} webhooks already; delete one that nobody needs.`);
    }
    const secret = newSigningSecret();
    const webhook = await store.webhooks.add({ site, url, events, secret: seal.seal(secret) }, actorOf(staff));
    return { ...webhookView(webhook), secret };
  }

  /** @throws Refusal `not_found`, `unsafe_address`, or `changed` where `ifMatch` names another version. */
  async change(
    id: number,
    patch: Static<typeof WebhookPatch>,
    { staff, ifMatch }: { readonly staff: Staff; readonly ifMatch: string | undefined },
  ): Promise<Webhook> {
    await this.#own(id, staff);
    if (patch.url !== undefined) await this.#rooms.outbound.check(patch.url);
    requireMatch(ifMatch, webhookTag(await this.get(id, staff)));
    return webhookView(await this.#rooms.store.webhooks.change(id, patch, actorOf(staff)));
  }

  async remove(id: number, staff: Staff): Promise<void> {
    await this.#own(id, staff);
    await this.#rooms.store.webhooks.remove(id, actorOf(staff));
  }

  async test(id: number, staff: Staff): Promise<Delivery> {
    await this.#own(id, staff);
    return deliveryView(await this.#rooms.store.webhooks.addTest(id));
  }

  /** The newest first. */
  async deliveries(
    id: number,
    { limit = PAGE_DEFAULT, cursor }: { readonly limit?: number | undefined; readonly cursor?: string | undefined },
    staff: Staff,
  ): Promise<{ items: Delivery[]; next: string | null }> {
    await this.#own(id, staff);
    const before = cursor === undefined ? null : decodeCursor(id, cursor);
    const found = await this.#rooms.store.webhooks.deliveries(id, before, limit + 1);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const next = found.length > limit && last ? Buffer.from(`d${id}.${last.number}`).toString('base64url') : null;
    return { items: items.map(deliveryView), next };
  }

  async resend(id: number, delivery: string, staff: Staff): Promise<Delivery> {
    await this.#own(id, staff);
    return deliveryView(await this.#rooms.store.webhooks.resend(id, delivery));
  }

  /** @throws Refusal `not_found` for one that is not theirs, too. */
  async #own(id: number, staff: Staff): Promise<StoredWebhook> {
    const webhook = await this.#rooms.store.webhooks.get(id);
    if (webhook && mayHave(staff, webhook)) return webhook;
    throw new Refusal('not_found', `There is no webhook ${id}.`);
  }
}

/** What tells of all sites is for those who have all. */
function mayHave(staff: Staff, { site }: StoredWebhook): boolean {
  return site === null ? staff.sites === null : mayOnSite(staff, site);
}

function notYours(site: string): Refusal {
  return new Refusal('not_allowed', `The site ‘${site}’ is not one of yours.`);
}

/** Of what can be edited: its last delivery is no new version. */
export function webhookTag({ last: _last, ...webhook }: Webhook): string {
  return etagOf(webhook);
}

function webhookView({ secret: _secret, events, createdAt, last, ...webhook }: StoredWebhook): Webhook {
  return {
    ...webhook,
    events: [...events],
    createdAt: timeOf(createdAt),
    last: last && { ...last, at: timeOf(last.at) },
  };
}

function deliveryView(delivery: StoredDelivery): Delivery {
  const { number: _number, comment: _comment, createdAt, triedAt, nextAt, ...rest } = delivery;
  return {
    ...rest,
    createdAt: timeOf(createdAt),
    triedAt: triedAt === null ? null : timeOf(triedAt),
    nextAt: nextAt === null ? null : timeOf(nextAt),
    payload: payloadOf(delivery),
  };
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** @throws Refusal `bad_cursor` */
function decodeCursor(webhook: number, cursor: string): number {
  const [, of, number] = /^d(\d+)\.(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (Number(of) === webhook) return Number(number);
  throw new Refusal('bad_cursor', 'The cursor is not from this list; start again without a cursor.');
}
