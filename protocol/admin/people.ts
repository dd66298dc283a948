/** People as moderators see them: what they wrote, notes about them, bans. */
import { type Static, Type } from 'typebox';
import { Role, SiteKey } from '../comment.ts';
import { REASON_MAX_UNITS } from '../limits.ts';
import { ActorRef, nullable, page, pageFields, strict, Time, TimeInput } from './shared.ts';

/** What a ban goes by; `address` takes one address or a range like 203.0.113.0/24. */
export const BanKind = Type.Union([
  Type.Literal('user'),
  Type.Literal('email'),
  Type.Literal('address'),
  Type.Literal('name'),
]);
export type BanKind = Static<typeof BanKind>;

export const Ban = Type.Object({
  id: Type.Integer(),
  site: nullable(SiteKey),
  kind: BanKind,
  value: Type.String({ description: 'of a mail address or network ‘…’ for who lacks the scope users:read' }),
  reason: nullable(Type.String({ description: 'told to whoever is banned' })),
  shadow: Type.Boolean({ description: 'whoever is banned is not told, and sees what they write as if it were public' }),
  by: ActorRef,
  createdAt: Time,
  until: nullable(Time),
});
export type Ban = Static<typeof Ban>;

const banFields = {
  site: Type.Optional(nullable(SiteKey)),
  reason: Type.Optional(Type.String({ maxLength: REASON_MAX_UNITS })),
  until: Type.Optional(nullable(TimeInput)),
  shadow: Type.Optional(Type.Boolean()),
};
export const NewBanBody = Type.Object(
  { kind: BanKind, value: Type.String({ minLength: 1, maxLength: 254 }), ...banFields },
  strict,
);
export type NewBanBody = Static<typeof NewBanBody>;
export const BanQuery = Type.Object(
  { site: Type.Optional(SiteKey), kind: Type.Optional(BanKind), ...pageFields },
  strict,
);
export type BanQuery = Static<typeof BanQuery>;
export const BanPage = page(Ban);

/** `PUT /users/{id}/ban`: the person, and on request their mail address and the address of their last comment. */
export const UserBanBody = Type.Object(
  {
    ...banFields,
    email: Type.Optional(Type.Boolean({ description: 'ban their mail address too' })),
    address: Type.Optional(
      Type.Boolean({ description: 'ban the network of their last comment too, where the server still knows it' }),
    ),
    name: Type.Optional(Type.Boolean({ description: 'ban their name too' })),
    reject: Type.Optional(Type.Boolean({ description: 'reject all that they wrote' })),
  },
  strict,
);
export type UserBanBody = Static<typeof UserBanBody>;

export const Note = Type.Object({ id: Type.Integer(), text: Type.String(), by: ActorRef, createdAt: Time });
export type Note = Static<typeof Note>;
export const NoteBody = Type.Object({ text: Type.String({ minLength: 1, maxLength: 5_000 }) }, strict);

export const PersonCounts = Type.Object({
  published: Type.Integer(),
  held: Type.Integer(),
  rejected: Type.Integer(),
  spam: Type.Integer(),
  deleted: Type.Integer(),
});
export type PersonCounts = Static<typeof PersonCounts>;

export const Person = Type.Object({
  id: Type.String(),
  name: Type.String(),
  role: Role,
  email: nullable(Type.String()),
  website: nullable(Type.String()),
  firstSeen: Time,
  lastCommentAt: nullable(Time),
  counts: PersonCounts,
  flagged: Type.Integer({ description: 'reports that others made of what they wrote' }),
  bans: Type.Array(Ban),
});
export type Person = Static<typeof Person>;

/** With what they signed in with, notes, and what was decided about them, the newest first. */
export const PersonDetail = Type.Intersect([
  Person,
  Type.Object({
    avatar: nullable(Type.String()),
    site: nullable(SiteKey),
    ways: Type.Array(Type.String({ description: '`mail`, `sso`, or the name of a provider; none for guests' })),
    notes: Type.Array(Note),
    history: Type.Array(
      Type.Object({ at: Time, by: ActorRef, action: Type.String(), reason: nullable(Type.String()) }),
    ),
  }),
]);
export type PersonDetail = Static<typeof PersonDetail>;

export const PeopleQuery = Type.Object(
  {
    site: Type.Optional(SiteKey),
    q: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: 'part of a name or mail address, or an id' }),
    ),
    banned: Type.Optional(Type.Literal('true')),
    ...pageFields,
  },
  strict,
);
export type PeopleQuery = Static<typeof PeopleQuery>;
export const PeoplePage = page(Person);
export const UserBanResult = Type.Object({
  bans: Type.Array(Ban),
  rejected: Type.Integer({ description: 'how many comments were rejected with it' }),
  notKnown: Type.Array(
    Type.String({ description: 'what was asked for and the server does not know: email, address, name' }),
  ),
});
