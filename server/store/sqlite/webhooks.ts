/** Webhooks and the log of their deliveries. */
import type { ActorRef } from '../../../protocol/admin/shared.ts';
import type { WebhookEvent } from '../../../protocol/admin/webhooks.ts';
import { Refusal } from '../../errors.ts';
import type {
  Attempt,
  NewStoredWebhook,
  StoredDelivery,
  StoredWebhook,
  WebhookChange,
  WebhookStore,
} from '../contract/webhooks.ts';
import { type CommentRow, commentOf, SELECT_COMMENT } from './rows.ts';
import type { Parts } from './shared.ts';

/** Log entries that one transaction forgets. */
const PRUNE_BATCH = 500;

interface WebhookRow {
  readonly id: number;
  readonly site: string | null;
  readonly url: string;
  readonly secret: string;
  readonly events: string;
  readonly enabled: number;
  readonly created_at: number;
  readonly last: string | null;
}

interface DeliveryRow extends Omit<StoredDelivery, 'comment'> {
  readonly comment: number | null;
}

const SELECT_WEBHOOK = `
  SELECT id, site, url, secret, events, enabled, created_at,
         (SELECT json_object('at', d.tried_at, 'status', d.status, 'error', d.error) FROM deliveries d
          WHERE d.webhook = w.id AND d.tried_at IS NOT NULL ORDER BY d.tried_at DESC LIMIT 1) AS last
  FROM webhooks w`;

const SELECT_DELIVERY = `
  SELECT number, id, webhook, event, comment, state, attempts, created_at AS createdAt, tried_at AS triedAt,
         next_at AS nextAt, status, error, milliseconds
  FROM deliveries`;

export class SqliteWebhooks implements WebhookStore {
  readonly #parts: Parts;
  readonly #list;
  readonly #get;
  readonly #insert;
  readonly #update;
  readonly #delete;
  readonly #log;
  readonly #delivery;
  readonly #due;
  readonly #nextDue;
  readonly #settle;
  readonly #restart;
  readonly #prune;
  readonly #comment;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { db } = parts;
    this.#list = db.prepare<[], WebhookRow>(`${SELECT_WEBHOOK} ORDER BY id`);
    this.#get = db.prepare<[number], WebhookRow>(`${SELECT_WEBHOOK} WHERE id = ?`);
    this.#insert = db.prepare<[string | null, string, string, string, number]>(
      'INSERT INTO webhooks (site, url, secret, events, created_at) VALUES (?, ?, ?, ?, ?)',
    );
    this.#update = db.prepare<[string, string, number, number]>(
      'UPDATE webhooks SET url = ?, events = ?, enabled = ? WHERE id = ?',
    );
    this.#delete = db.prepare<[number]>('DELETE FROM webhooks WHERE id = ?');
    this.#log = db.prepare<[number, number, number], DeliveryRow>(
      `${SELECT_DELIVERY} WHERE webhook = ? AND number < ? ORDER BY number DESC LIMIT ?`,
    );
    this.#delivery = db.prepare<[string], DeliveryRow>(`${SELECT_DELIVERY} WHERE id = ?`);
    this.#due = db.prepare<[number, number], DeliveryRow>(
      `${SELECT_DELIVERY} WHERE state = 'waiting' AND webhook = ? AND next_at <= ? ORDER BY next_at, number LIMIT 1`,
    );
    this.#nextDue = db
      .prepare<[number], number | null>("SELECT MIN(next_at) FROM deliveries WHERE state = 'waiting' AND webhook = ?")
      .pluck();
    this.#settle = db.prepare(
      `UPDATE deliveries SET state = @state, attempts = attempts + 1, tried_at = @at, next_at = @nextAt,
                             status = @status, error = @error, milliseconds = @milliseconds WHERE number = @number`,
    );
    this.#restart = db.prepare<[number, number]>(
      "UPDATE deliveries SET state = 'waiting', attempts = 0, next_at = ? WHERE number = ?",
    );
    this.#prune = db.prepare<[number, number]>(
      'DELETE FROM deliveries WHERE number IN (SELECT number FROM deliveries WHERE created_at < ? LIMIT ?)',
    );
    this.#comment = db.prepare<[number], CommentRow>(`${SELECT_COMMENT} WHERE c.number = ?`);
  }

  async list(): Promise<readonly StoredWebhook[]> {
    return this.#list.all().map(webhookOf);
  }

  async get(id: number): Promise<StoredWebhook | undefined> {
    const row = this.#get.get(id);
    return row && webhookOf(row);
  }

  add({ site, url, secret, events }: NewStoredWebhook, by: ActorRef): Promise<StoredWebhook> {
    return this.#parts.run(() => {
      const now = Date.now();
      const { lastInsertRowid } = this.#insert.run(site, url, secret, JSON.stringify(events), now);
      const webhook = this.#existing(Number(lastInsertRowid));
      this.#record('webhook.create', webhook, by, [null, shown(webhook)], now);
      return webhook;
    });
  }

  change(id: number, change: WebhookChange, by: ActorRef): Promise<StoredWebhook> {
    return this.#parts.run(() => {
      const was = this.#existing(id);
      const { url = was.url, events = was.events, enabled = was.enabled } = change;
      this.#update.run(url, JSON.stringify(events), enabled ? 1 : 0, id);
      const webhook = this.#existing(id);
      this.#record('webhook.change', webhook, by, [shown(was), shown(webhook)], Date.now());
      return webhook;
    });
  }

  remove(id: number, by: ActorRef): Promise<void> {
    return this.#parts.run(() => {
      const was = this.#existing(id);
      this.#delete.run(id);
      this.#record('webhook.delete', was, by, [shown(was), null], Date.now());
    });
  }

  async deliveries(webhook: number, before: number | null, limit: number): Promise<readonly StoredDelivery[]> {
    return this.#log.all(webhook, before ?? Number.MAX_SAFE_INTEGER, limit).map(row => this.#deliveryOf(row));
  }

  addTest(webhook: number): Promise<StoredDelivery> {
    return this.#parts.run(() => {
      const id = this.#parts.changes.outbox.add(this.#existing(webhook).id, 'webhook.test', null, Date.now());
      return this.#deliveryOf(this.#delivery.get(id));
    });
  }

  resend(webhook: number, id: string): Promise<StoredDelivery> {
    return this.#parts.run(() => {
      const row = this.#delivery.get(id);
      if (row?.webhook !== webhook) throw new Refusal('not_found', `The webhook ${webhook} has no delivery ${id}.`);
      this.#restart.run(Date.now(), row.number);
      return this.#deliveryOf(this.#delivery.get(id));
    });
  }

  due(busy: ReadonlySet<number>): readonly StoredDelivery[] {
    const now = Date.now();
    const rows = this.#idle(busy).map(webhook => this.#due.get(webhook, now));
    return rows.filter(row => row !== undefined).map(row => this.#deliveryOf(row));
  }

  nextDue(busy: ReadonlySet<number>): number | undefined {
    const times = this.#idle(busy).map(webhook => this.#nextDue.get(webhook) ?? Number.POSITIVE_INFINITY);
    const soonest = Math.min(...times);
    return Number.isFinite(soonest) ? soonest : undefined;
  }

  settle({ number }: StoredDelivery, attempt: Attempt): Promise<void> {
    const state = attempt.error === null ? 'delivered' : attempt.nextAt === null ? 'failed' : 'waiting';
    return this.#parts.run(() => {
      this.#settle.run({ ...attempt, number, state });
    });
  }

  prune(before: number): Promise<boolean> {
    return this.#parts.run(() => this.#prune.run(before, PRUNE_BATCH).changes === PRUNE_BATCH);
  }

  #idle(busy: ReadonlySet<number>): number[] {
    return this.#parts.changes.outbox.enabled().filter(id => !busy.has(id));
  }

  #existing(id: number): StoredWebhook {
    const row = this.#get.get(id);
    if (row === undefined) throw new Refusal('not_found', `There is no webhook ${id}.`);
    return webhookOf(row);
  }

  #deliveryOf(row: DeliveryRow | undefined): StoredDelivery {
    if (row === undefined) throw new Error('a delivery vanished while it was written');
    const comment = row.comment === null ? undefined : this.#comment.get(row.comment);
    return { ...row, comment: comment ? commentOf(comment) : null };
  }

  #record(
    action: string,
    { id, site }: StoredWebhook,
    by: ActorRef,
    [before, after]: readonly [unknown, unknown],
    now: number,
  ): void {
    this.#parts.changes.outbox.forget();
    const target = { kind: 'webhook', id: String(id) };
    this.#parts.audit.add({ by, site, action, target, before, after, reason: null }, now);
  }
}

/** What the audit log tells of a webhook: of its address where it leads, and not what may be a secret in it. */
function shown({ site, url, events, enabled }: StoredWebhook) {
  const { origin } = new URL(url);
  return { site, origin, events: events as readonly WebhookEvent[], enabled };
}

function webhookOf({ events, enabled, created_at, last, ...row }: WebhookRow): StoredWebhook {
  const tried =
    last === null ? null : (JSON.parse(last) as { at: number; status: number | null; error: string | null });
  return {
    ...row,
    events: JSON.parse(events) as WebhookEvent[],
    enabled: enabled === 1,
    createdAt: created_at,
    last: tried && { at: tried.at, ok: tried.error === null, status: tried.status },
  };
}
