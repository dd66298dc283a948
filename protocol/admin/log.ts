/** What was done, by whom, and how the place fares: audit and statistics. */
import { type Static, Type } from 'typebox';
import { SiteKey } from '../comment.ts';
import { ActorRef, nullable, page, pageFields, strict, Time, TimeInput } from './shared.ts';

/** Never a comment’s text: what was erased must be gone. */
export const AuditEntry = Type.Object({
  id: Type.Integer(),
  at: Time,
  by: ActorRef,
  site: nullable(SiteKey),
  action: Type.String({ description: 'subject and verb, like comment.reject, user.ban or api-key.create' }),
  target: Type.Object({ kind: Type.String(), id: Type.String() }),
  before: Type.Unknown(),
  after: Type.Unknown(),
  reason: nullable(Type.String()),
});
export type AuditEntry = Static<typeof AuditEntry>;
const filters = {
  site: Type.Optional(SiteKey),
  actor: Type.Optional(Type.String({ maxLength: 200 })),
  action: Type.Optional(Type.String({ maxLength: 100, description: 'an action, or the beginning of one' })),
  target: Type.Optional(Type.String({ maxLength: 200, description: 'the id of what was acted on' })),
  from: Type.Optional(TimeInput),
  to: Type.Optional(TimeInput),
};
export const AuditQuery = Type.Object({ ...filters, ...pageFields }, strict);
export const AuditPage = page(AuditEntry);
export const AuditExportQuery = Type.Object(
  { ...filters, format: Type.Optional(Type.Union([Type.Literal('csv'), Type.Literal('ndjson')])) },
  strict,
);

export const StatsQuery = Type.Object(
  { site: Type.Optional(SiteKey), days: Type.Optional(Type.Integer({ minimum: 1, maximum: 365, default: 30 })) },
  strict,
);
export const Stats = Type.Object({
  /** One for each day, the oldest first, days without anything too; days are UTC’s. */
  days: Type.Array(
    Type.Object({
      day: Type.String({ format: 'date' }),
      published: Type.Integer(),
      held: Type.Integer(),
      rejected: Type.Integer(),
      spam: Type.Integer(),
      decisions: Type.Integer({ description: 'by people' }),
    }),
  ),
  totals: Type.Object({
    comments: Type.Integer(),
    people: Type.Integer({ description: 'who wrote in that time' }),
    decisions: Type.Integer(),
    flags: Type.Integer(),
  }),
  /** Seconds from when a held comment came in to a person’s decision. */
  timeToDecision: Type.Object({ median: nullable(Type.Number()), p90: nullable(Type.Number()) }),
  topThreads: Type.Array(
    Type.Object({
      id: Type.Integer(),
      site: SiteKey,
      key: Type.String(),
      title: nullable(Type.String()),
      comments: Type.Integer(),
    }),
  ),
  topModerators: Type.Array(Type.Object({ by: ActorRef, decisions: Type.Integer() })),
  viewers: Type.Integer({ description: 'who watch a thread right now' }),
});
export type Stats = Static<typeof Stats>;
