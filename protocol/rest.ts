/** The requests and answers of the REST API under `/api/v1`. */
import { type Static, Type } from 'typebox';
import {
  Author,
  authorFields,
  Body,
  CommentSchema,
  postFields,
  ReaderSettings,
  Session,
  SiteKey,
  Sort,
  Thread,
  ThreadKey,
  Uuid,
  Viewer,
  Vote,
} from './comment.ts';
import { ContentSchema } from './content.ts';
import { LiveEvent } from './events.ts';
import {
  COUNTS_MAX,
  NAME_MAX_UNITS,
  PAGE_DEFAULT,
  PAGE_MAX,
  REACTION_MAX_UNITS,
  REASON_MAX_UNITS,
  SEARCH_MAX_UNITS,
} from './limits.ts';

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
  retryAfter: Type.Optional(Type.Integer({ description: 'seconds after which trying again makes sense' })),
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
  settings: ReaderSettings,
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

/** Asked for when one begins to write; sent back with the post as `form`. */
export const FormQuery = Type.Object({ site: Site, thread: ThreadKey }, strict);
export const Form = Type.Object({
  token: Type.String(),
  expiresAt: Type.String({ format: 'date-time' }),
  challenge: Type.Union([
    Type.Object({
      bits: Type.Integer(),
      salt: Type.String({ description: 'SHA-256 of salt, a dot and the solution must begin with so many zero bits' }),
    }),
    Type.Null(),
  ]),
});
export type Form = Static<typeof Form>;

export const PatchBody = Type.Object({ body: Body }, strict);
export const CommentParams = Type.Object({ id: Uuid }, strict);
export const CommentQuery = Type.Object({ include: Type.Optional(Type.Literal('html')) }, strict);

export const VoteBody = Type.Object({ value: Vote }, strict);
export const ReactionParams = Type.Object(
  { id: Uuid, emoji: Type.String({ minLength: 1, maxLength: REACTION_MAX_UNITS }) },
  strict,
);
/** Known words are `spam`, `offensive` and `off-topic`; any other text is a reason in the reporter's own words. */
export const FlagBody = Type.Object({ reason: Type.String({ minLength: 1, maxLength: REASON_MAX_UNITS }) }, strict);
export const Flag = Type.Object({ comment: Uuid, reason: Type.String() });
export type Flag = Static<typeof Flag>;

/** What a text would look like: from the same parser as the comment itself. */
export const PreviewBody = Type.Object({ site: Site, thread: Type.Optional(ThreadKey), body: Body }, strict);
export const Preview = Type.Object({ content: ContentSchema });

export const SearchQuery = Type.Object(
  {
    site: Site,
    thread: Type.Optional(ThreadKey),
    q: Type.String({ minLength: 1, maxLength: SEARCH_MAX_UNITS }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: PAGE_MAX, default: PAGE_DEFAULT })),
    cursor: Type.Optional(Type.String({ maxLength: 200 })),
  },
  strict,
);
/** The comment, and the place in its text: in `snippet` every second piece is a match, beginning with the second. */
export const Found = Type.Object({ comment: CommentSchema, snippet: Type.Array(Type.String()) });
export type Found = Static<typeof Found>;
export const SearchPage = Type.Object({ items: Type.Array(Found), next: Type.Union([Type.String(), Type.Null()]) });
export type SearchPage = Static<typeof SearchPage>;

export const RecentQuery = Type.Object(
  { site: Site, limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 10 })) },
  strict,
);
export const Recent = Type.Object({
  items: Type.Array(
    Type.Object({
      comment: CommentSchema,
      thread: Type.Object({
        key: Type.String(),
        title: Type.Union([Type.String(), Type.Null()]),
        url: Type.Union([Type.String(), Type.Null()], { description: 'only where it is on one of the site’s origins' }),
      }),
    }),
  ),
});
export type Recent = Static<typeof Recent>;

export const ParticipantsQuery = Type.Object({ site: Site, thread: ThreadKey }, strict);
/** Those who wrote in a thread lately, the last one first. */
export const Participants = Type.Object({ items: Type.Array(Author) });
export type Participants = Static<typeof Participants>;

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
