/** Webhooks and the log of their deliveries. Each change of a webhook writes its audit record. */
import type { ActorRef } from '../../../protocol/admin/shared.ts';
import type { Delivery, DeliveryEvent, WebhookEvent } from '../../../protocol/admin/webhooks.ts';
import type { StoredComment } from '../values.ts';

export interface NewStoredWebhook {
  /** Null: all. */
  readonly site: string | null;
  readonly url: string;
  /** Sealed. */
  readonly secret: string;
  readonly events: readonly WebhookEvent[];
}

export interface StoredWebhook extends NewStoredWebhook {
  readonly id: number;
  readonly enabled: boolean;
  readonly createdAt: number;
  /** Its last try. */
  readonly last: { readonly at: number; readonly ok: boolean; readonly status: number | null } | null;
}

export interface WebhookChange {
  readonly url?: string | undefined;
  readonly events?: readonly WebhookEvent[] | undefined;
  readonly enabled?: boolean | undefined;
}

export interface StoredDelivery {
  /** In the order in which they were written down. */
  readonly number: number;
  readonly id: string;
  readonly webhook: number;
  readonly event: DeliveryEvent;
  readonly state: Delivery['state'];
  readonly attempts: number;
  readonly createdAt: number;
  readonly triedAt: number | null;
  readonly nextAt: number | null;
  readonly status: number | null;
  readonly error: string | null;
  readonly milliseconds: number | null;
  /** As it is now; null for a test. */
  readonly comment: StoredComment | null;
}

/** What became of a try. */
export interface Attempt {
  readonly at: number;
  readonly status: number | null;
  readonly error: string | null;
  readonly milliseconds: number;
  /** When to try again; null: not. */
  readonly nextAt: number | null;
}

export interface WebhookStore {
  /** The oldest first. */
  list(): Promise<readonly StoredWebhook[]>;
  get(id: number): Promise<StoredWebhook | undefined>;
  add(webhook: NewStoredWebhook, by: ActorRef): Promise<StoredWebhook>;
  /** @throws Refusal `not_found` */
  change(id: number, change: WebhookChange, by: ActorRef): Promise<StoredWebhook>;
  /** With its log. @throws Refusal `not_found` */
  remove(id: number, by: ActorRef): Promise<void>;

  /** The newest first; below the number `before` where that is given. */
  deliveries(webhook: number, before: number | null, limit: number): Promise<readonly StoredDelivery[]>;
  /** Writes down one that tells nothing but that it arrives. */
  addTest(webhook: number): Promise<StoredDelivery>;
  /** Tries once more from the beginning, under the same id. @throws Refusal `not_found` */
  resend(webhook: number, id: string): Promise<StoredDelivery>;

  /** The next delivery of a webhook that is switched on and not among `busy`, for each. */
  due(busy: ReadonlySet<number>): readonly StoredDelivery[];
  /** When the next one is due, as far as that is in the future. */
  nextDue(busy: ReadonlySet<number>): number | undefined;
  /** Writes down what became of a try. */
  settle(delivery: StoredDelivery, attempt: Attempt): Promise<void>;
  /** Forgets what was written down before, a bounded number at a time. @returns whether there may be more. */
  prune(before: number): Promise<boolean>;
}
