/** Sends what is due: one delivery at a time to each webhook, so that it comes in order and a slow one delays no other. */
import type { Seal } from '../accounts/seal.ts';
import { messageOf } from '../errors.ts';
import type { Outbound } from '../outbound/http.ts';
import { signedHeaders } from '../outbound/signature.ts';
import { SYSTEM } from '../staff/staff.ts';
import type { Attempt, StoredDelivery } from '../store/contract/webhooks.ts';
import type { Store } from '../store/store.ts';
import { payloadOf } from './payload.ts';

/** Seconds between two tries of a delivery; after the last it has failed. */
const RETRY_SECONDS = [5, 30, 120, 600, 3_600, 21_600, 86_400];
const TIMEOUT_MS = 10_000;
/** Only its status matters. */
const ANSWER_MAX_BYTES = 1_024;
/** After a fault of our own, such as a full disk, a webhook rests for this long. */
const REST_MS = 10_000;
const LOG_DAYS = 30;
const PRUNE_EVERY_MS = 3_600_000;
/** `setTimeout` takes no more than 24 days; to look once in a while costs nothing. */
const SLEEP_MAX_MS = 3_600_000;
/** “Gone”: the receiver wants nothing more. */
const GONE = 410;

type Outcome = Omit<Attempt, 'at' | 'milliseconds'>;

export interface DispatcherRooms {
  readonly store: Store;
  readonly outbound: Outbound;
  readonly seal: Seal;
  readonly reportError: (error: unknown) => void;
}

export class Dispatcher {
  readonly #rooms: DispatcherRooms;
  /** Webhooks that something is being sent to. */
  readonly #busy = new Set<number>();
  readonly #running = new Set<Promise<void>>();
  readonly #stopping = new AbortController();
  readonly #pruner: NodeJS.Timeout;
  #timer: NodeJS.Timeout | undefined;
  #woken: NodeJS.Immediate | undefined;

  constructor(rooms: DispatcherRooms) {
    this.#rooms = rooms;
    this.#pruner = setInterval(() => void this.#prune().catch(rooms.reportError), PRUNE_EVERY_MS).unref();
  }

  /** Looks soon, and once for all commits of this turn of the event loop. */
  wake(): void {
    if (this.#stopping.signal.aborted) return;
    this.#woken ??= setImmediate(() => {
      this.#woken = undefined;
      try {
        this.#look();
      } catch (error) {
        this.#rooms.reportError(error);
      }
    });
  }

  /** Sends what is due, to those that nothing is being sent to. */
  #look(): void {
    clearTimeout(this.#timer);
    const { webhooks } = this.#rooms.store;
    for (const delivery of webhooks.due(this.#busy)) this.#start(delivery);
    const next = webhooks.nextDue(this.#busy);
    if (next === undefined) return;
    const wait = Math.min(Math.max(next - Date.now(), 1), SLEEP_MAX_MS);
    this.#timer = setTimeout(() => this.wake(), wait).unref();
  }

  /** What is being sent is cut off, and sent again after the next start. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    clearImmediate(this.#woken);
    clearInterval(this.#pruner);
    this.#stopping.abort();
    await Promise.allSettled(this.#running);
  }

  #start(delivery: StoredDelivery): void {
    const { webhook } = delivery;
    this.#busy.add(webhook);
    const free = () => {
      this.#busy.delete(webhook);
      this.wake();
    };
    const work = this.#deliver(delivery).then(free, (error: unknown) => {
      this.#rooms.reportError(error);
      setTimeout(free, REST_MS).unref();
    });
    this.#running.add(work);
    void work.finally(() => this.#running.delete(work));
  }

  async #deliver(delivery: StoredDelivery): Promise<void> {
    const at = Date.now();
    const started = performance.now();
    const outcome = await this.#try(delivery);
    if (this.#stopping.signal.aborted) return;
    const { webhooks } = this.#rooms.store;
    await webhooks.settle(delivery, { ...outcome, at, milliseconds: Math.round(performance.now() - started) });
    if (outcome.status === GONE) await webhooks.change(delivery.webhook, { enabled: false }, SYSTEM);
  }

  async #try(delivery: StoredDelivery): Promise<Outcome> {
    const { store, outbound, seal } = this.#rooms;
    const webhook = await store.webhooks.get(delivery.webhook);
    const secret = webhook && seal.open(webhook.secret);
    if (webhook === undefined || secret === undefined) {
      const error = 'The secret cannot be read: the server’s own has changed. Delete the webhook and make it anew.';
      return { status: null, error, nextAt: null };
    }
    const body = JSON.stringify(payloadOf(delivery));
    try {
      const { status } = await outbound.send({
        url: webhook.url,
        method: 'POST',
        headers: { 'content-type': 'application/json', ...signedHeaders(secret, delivery.id, body) },
        body,
        timeoutMs: TIMEOUT_MS,
        maxBytes: ANSWER_MAX_BYTES,
        signal: this.#stopping.signal,
      });
      if (status >= 200 && status < 300) return { status, error: null, nextAt: null };
      const redirect = status >= 300 && status < 400 ? '; redirects are not followed' : '';
      return { status, error: `It answered ${status}${redirect}.`, nextAt: status === GONE ? null : nextTry(delivery) };
    } catch (error) {
      return { status: null, error: messageOf(error), nextAt: nextTry(delivery) };
    }
  }

  async #prune(): Promise<void> {
    const before = Date.now() - LOG_DAYS * 86_400_000;
    while (!this.#stopping.signal.aborted && (await this.#rooms.store.webhooks.prune(before)));
  }
}

function nextTry({ attempts }: StoredDelivery): number | null {
  const seconds = RETRY_SECONDS[attempts];
  return seconds === undefined ? null : Date.now() + seconds * 1000;
}
