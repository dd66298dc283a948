/** Webhooks and their deliveries. */
import type { WebhookStore } from '../contract/webhooks.ts';
import type { Parts } from './shared.ts';

export class SqliteWebhooks implements WebhookStore {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }
}
