/** What all admin requests and answers have in common: who acts, what their key may do, how lists page. */
import { type Static, type TSchema, Type } from 'typebox';
import { SiteKey, Uuid } from '../comment.ts';
import { PAGE_DEFAULT, PAGE_MAX } from '../limits.ts';

export const strict = { additionalProperties: false };

/** One of some words; `description` is what a refusal says is wanted. */
export function oneOf<T extends string>(words: readonly T[], description: string = words.join(', ')) {
  return Type.Unsafe<T>(Type.String({ enum: [...words], description }));
}

/** Owners may all; admins all but change owners; moderators decide on what was said and who says it. */
export const StaffRole = Type.Union([Type.Literal('owner'), Type.Literal('admin'), Type.Literal('moderator')]);
export type StaffRole = Static<typeof StaffRole>;

/** What an API key may be limited to: `read` looks, `write` looks and changes. */
export const SCOPE_SUBJECTS = [
  'comments',
  'threads',
  'users',
  'bans',
  'rules',
  'sites',
  'team',
  'api-keys',
  'webhooks',
  'audit',
  'stats',
  'sign-in',
  'mail',
] as const;
export type ScopeSubject = (typeof SCOPE_SUBJECTS)[number];
export type Scope = `${ScopeSubject}:${'read' | 'write'}`;
export const Scope = oneOf(
  SCOPE_SUBJECTS.flatMap(subject => [`${subject}:read`, `${subject}:write`] as const),
  'a subject and what may be done, like comments:read or comments:write',
);

/** Sites by their keys; null stands for all, those that are still to come too. */
export const SiteScope = Type.Union([Type.Array(SiteKey, { maxItems: 1000, uniqueItems: true }), Type.Null()]);
export type SiteScope = Static<typeof SiteScope>;

/** Whoever did something, as logs and cards name them. */
export const ActorRef = Type.Object({
  id: Type.String(),
  name: Type.String(),
  via: Type.Union(
    [
      Type.Literal('session'),
      Type.Literal('api-key'),
      Type.Literal('operator'),
      Type.Literal('widget'),
      Type.Literal('rule'),
      Type.Literal('system'),
    ],
    { description: 'the dashboard, an API key, ADMIN_TOKEN, the widget on a page, a rule, or the server by itself' },
  ),
});
export type ActorRef = Static<typeof ActorRef>;

export const limitField = Type.Optional(Type.Integer({ minimum: 1, maximum: PAGE_MAX, default: PAGE_DEFAULT }));
export const cursorField = Type.Optional(Type.String({ maxLength: 300 }));
export const pageFields = { limit: limitField, cursor: cursorField };

/** A list that pages by cursor. */
export const page = <T extends TSchema>(item: T) =>
  Type.Object({ items: Type.Array(item), next: Type.Union([Type.String(), Type.Null()]) });

export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
export const Time = Type.String({ format: 'date-time' });
/** A time that a client gives: RFC 3339, with its offset. */
export const TimeInput = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})$',
  description: 'a time with its offset, like 2026-11-23T09:00:00Z',
});
export const IdParams = Type.Object({ id: Uuid }, strict);
/** Viewers have ids of several kinds: UUIDs, and in time those of other systems. */
export const ViewerIdParams = Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) }, strict);
export const NumberParams = Type.Object({ id: Type.Integer({ minimum: 1 }) }, strict);
