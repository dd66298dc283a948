/** Writes down what webhooks are to be told, in the transaction of what they are told of. */
import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { DeliveryEvent, WebhookEvent } from '../../../protocol/admin/webhooks.ts';

/** A webhook, as far as it matters to who is told. */
interface Listener {
  readonly id: number;
  readonly site: string | null;
  readonly events: readonly string[];
}

export class Outbox {
  readonly #select;
  readonly #insert;
  /** Asked at each change, so in memory; undefined until it is asked again. */
  #listeners: readonly Listener[] | undefined;

  constructor(db: Database.Database) {
    this.#select = db.prepare<[], { id: number; site: string | null; events: string }>(
      'SELECT id, site, events FROM webhooks WHERE enabled = 1',
    );
    this.#insert = db.prepare<[string, number, DeliveryEvent, number | null, number, number]>(
      `INSERT INTO deliveries (id, webhook, event, comment, state, created_at, next_at)
       VALUES (?, ?, ?, ?, 'waiting', ?, ?)`,
    );
  }

  /** To be called inside a transaction, once the change itself is done. */
  tell(event: WebhookEvent, row: { readonly number: number; readonly site: string }, now: number): void {
    for (const { id, site, events } of this.#listening()) {
      if ((site === null || site === row.site) && events.includes(event)) this.add(id, event, row.number, now);
    }
  }

  /** @returns the delivery’s id, which receivers know it by. */
  add(webhook: number, event: DeliveryEvent, comment: number | null, now: number): string {
    const id = `msg_${randomUUID().replaceAll('-', '')}`;
    this.#insert.run(id, webhook, event, comment, now, now);
    return id;
  }

  /** The webhooks that are switched on. */
  enabled(): number[] {
    return this.#listening().map(({ id }) => id);
  }

  /** To be called when webhooks have changed, or a change of theirs may have been rolled back. */
  forget(): void {
    this.#listeners = undefined;
  }

  #listening(): readonly Listener[] {
    this.#listeners ??= this.#select.all().map(each => ({ ...each, events: JSON.parse(each.events) as string[] }));
    return this.#listeners;
  }
}
