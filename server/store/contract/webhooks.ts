/** Webhooks and the log of their deliveries. */

// biome-ignore lint/suspicious/noEmptyInterface: filled by its room
export interface WebhookStore {}
