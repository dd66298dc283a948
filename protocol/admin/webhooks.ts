/** Webhooks: where the server tells other programs what happened. Signed as https://www.standardwebhooks.com says. */
import { type Static, Type } from 'typebox';
import { SiteKey } from '../comment.ts';
import { URL_MAX_UNITS } from '../limits.ts';
import { nullable, oneOf, page, pageFields, strict, Time } from './shared.ts';

export const WEBHOOK_EVENTS = [
  'comment.created',
  'comment.edited',
  'comment.deleted',
  'comment.approved',
  'comment.rejected',
  'comment.spam',
  'comment.held',
  'comment.flagged',
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];
const WebhookEventSchema = oneOf(WEBHOOK_EVENTS);

/** What a delivery may tell: an event, or nothing but that it arrives. */
export type DeliveryEvent = WebhookEvent | 'webhook.test';

export const Webhook = Type.Object({
  id: Type.Integer(),
  site: nullable(SiteKey),
  url: Type.String(),
  events: Type.Array(WebhookEventSchema),
  enabled: Type.Boolean(),
  createdAt: Time,
  /** Its last delivery. */
  last: nullable(Type.Object({ at: Time, ok: Type.Boolean(), status: nullable(Type.Integer()) })),
});
export type Webhook = Static<typeof Webhook>;
export const WebhookList = Type.Object({ items: Type.Array(Webhook), next: Type.Null() });
export const NewWebhookBody = Type.Object(
  {
    site: Type.Optional(nullable(SiteKey)),
    url: Type.String({ minLength: 1, maxLength: URL_MAX_UNITS }),
    events: Type.Array(WebhookEventSchema, { minItems: 1, uniqueItems: true }),
  },
  strict,
);
export type NewWebhookBody = Static<typeof NewWebhookBody>;
/** The secret is told here and never again. */
export const NewWebhook = Type.Intersect([Webhook, Type.Object({ secret: Type.String() })]);
export type NewWebhook = Static<typeof NewWebhook>;
export const WebhookPatch = Type.Object(
  {
    url: Type.Optional(NewWebhookBody.properties.url),
    events: Type.Optional(NewWebhookBody.properties.events),
    enabled: Type.Optional(Type.Boolean()),
  },
  strict,
);
export type WebhookPatch = Static<typeof WebhookPatch>;

export const Delivery = Type.Object({
  id: Type.String({ description: 'the same for each try, as `webhook-id`' }),
  webhook: Type.Integer(),
  event: oneOf<DeliveryEvent>([...WEBHOOK_EVENTS, 'webhook.test'], 'one of the events, or webhook.test'),
  state: Type.Union([Type.Literal('waiting'), Type.Literal('delivered'), Type.Literal('failed')]),
  attempts: Type.Integer(),
  createdAt: Time,
  triedAt: nullable(Time),
  nextAt: nullable(Time),
  status: nullable(Type.Integer({ description: 'the HTTP status of the last answer' })),
  error: nullable(Type.String({ description: 'why the last try failed' })),
  milliseconds: nullable(Type.Integer({ description: 'how long the last try took' })),
  payload: Type.Unknown(),
});
export type Delivery = Static<typeof Delivery>;
export const DeliveryQuery = Type.Object({ ...pageFields }, strict);
export const DeliveryPage = page(Delivery);
