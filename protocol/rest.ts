/** The requests and answers of the REST API under `/api/v1`. */
import { type Static, Type } from 'typebox';
import {
  authorFields,
  Body,
  CommentSchema,
  postFields,
  Session,
  SiteKey,
  SiteSettings,
  Sort,
  Thread,
  ThreadKey,
  Uuid,
  Viewer,
} from './comment.ts';
import { LiveEvent } from './events.ts';
import { COUNTS_MAX, NAME_MAX_UNITS, PAGE_DEFAULT, PAGE_MAX } from './limits.ts';

const strict = { additionalProperties: false };
const Site = Type.Optional(SiteKey);

/** RFC 9457 problem details, with the stable `code`. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Type.String(),
  instance: Type.Optional(Type.String()),
});
export type Problem = Static<typeof Problem>;

export const ListQuery = Type.Object(
  {
    site: Site,
    thread: ThreadKey,
    sort: Type.Optional(Sort),
    parent: Type.Optional(Uuid),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: PAGE_MAX, default: PAGE_DEFAULT })),
    cursor: Type.Optional(Type.String({ maxLength: 200 })),
    include: Type.Optional(Type.Literal('html')),
  },
  strict,
);

export const CommentPage = Type.Object({
  thread: Thread,
  settings: SiteSettings,
  items: Type.Array(CommentSchema),
  next: Type.Union([Type.String(), Type.Null()]),
});
export type CommentPage = Static<typeof CommentPage>;

export const PostBody = Type.Object(
  {
    id: Type.Optional(Uuid),
    site: Site,
    ...postFields,
    author: Type.Optional(Type.Object(authorFields, strict)),
  },
  strict,
);
export type PostBody = Static<typeof PostBody>;

/** The comment, and beside its own fields the session of a guest who had none. */
export const Posted = Type.Intersect([CommentSchema, Type.Object({ session: Type.Optional(Session) })]);
export type Posted = Static<typeof Posted>;

export const PatchBody = Type.Object({ body: Body }, strict);
export const CommentParams = Type.Object({ id: Uuid }, strict);
export const CommentQuery = Type.Object({ include: Type.Optional(Type.Literal('html')) }, strict);

export const CountsQuery = Type.Object(
  {
    site: Site,
    thread: Type.Union([ThreadKey, Type.Array(ThreadKey, { minItems: 1, maxItems: COUNTS_MAX })]),
  },
  strict,
);
export const Counts = Type.Record(Type.String(), Type.Integer());

export const EventsQuery = Type.Object(
  {
    site: Site,
    thread: ThreadKey,
    since: Type.Optional(Type.Integer({ minimum: 0, default: 0 })),
    epoch: Type.Optional(Type.String({ maxLength: 100 })),
  },
  strict,
);
/** In place of `events`, `reset: true` tells the client to load the thread anew and go on from `seq`. */
export const EventsPage = Type.Object({
  epoch: Type.String(),
  seq: Type.Integer(),
  events: Type.Array(LiveEvent),
  more: Type.Boolean(),
  reset: Type.Optional(Type.Boolean()),
});
export type EventsPage = Static<typeof EventsPage>;

export const GuestBody = Type.Object({ name: Type.Optional(Type.String({ maxLength: NAME_MAX_UNITS })) }, strict);
/** Who am I; `session` comes with a new or a renewed token. */
export const Me = Type.Object({ viewer: Viewer, session: Type.Optional(Session) });
export type Me = Static<typeof Me>;
/** The answer of `POST /session/guest`. */
export const NewSession = Type.Object({ viewer: Viewer, session: Session });
export type NewSession = Static<typeof NewSession>;
