/** Comments as moderators see them: queues, cards, decisions one by one and in bulk. */
import { type Static, Type } from 'typebox';
import { Body, CommentSchema, CommentState, SiteKey, ThreadKey, Uuid } from '../comment.ts';
import { ContentSchema } from '../content.ts';
import { BULK_MAX, REASON_MAX_UNITS, SEARCH_MAX_UNITS } from '../limits.ts';
import { ActorRef, nullable, oneOf, page, pageFields, strict, Time, TimeInput } from './shared.ts';

/**
 * `pending` waits for a decision · `reported` was reported since the last one · `unmoderated` is public and nobody
 * has looked at it · `approved`, `rejected`, `spam` were decided so, by a person or a rule.
 */
export const Queue = Type.Union([
  Type.Literal('pending'),
  Type.Literal('reported'),
  Type.Literal('unmoderated'),
  Type.Literal('approved'),
  Type.Literal('rejected'),
  Type.Literal('spam'),
]);
export type Queue = Static<typeof Queue>;

/** Why a rule had a word on a comment. */
export const Reason = Type.Object({
  rule: Type.String({ description: 'the kind of the rule: links, words, first …' }),
  name: nullable(Type.String({ description: 'what the owner calls the rule' })),
  action: Type.Union([
    Type.Literal('approve'),
    Type.Literal('hold'),
    Type.Literal('reject'),
    Type.Literal('spam'),
    Type.Literal('score'),
  ]),
  points: Type.Integer({ description: 'what it added to the score; 0 where it decided by itself' }),
  detail: Type.String({ description: 'in words, in English, with the figures that mattered' }),
  matches: Type.Array(Type.String(), { description: 'the pieces of the text that it found' }),
});
export type Reason = Static<typeof Reason>;

/** A comment as a moderator sees it. */
export const AdminComment = Type.Intersect([
  CommentSchema,
  Type.Object({
    version: Type.Integer({ description: 'raised by each change of the text or the state; the ETag is made of it' }),
    reasons: Type.Array(Reason),
    score: Type.Integer({ description: 'votes for it less votes against it' }),
    flags: Type.Array(Type.Object({ reason: Type.String(), count: Type.Integer() })),
    flagCount: Type.Integer({ description: 'reports since the last decision' }),
    decision: nullable(
      Type.Object({
        state: CommentState,
        by: ActorRef,
        at: Time,
        reason: nullable(Type.String()),
        undoable: Type.Boolean(),
      }),
    ),
    shadowed: Type.Boolean({ description: 'its author is shown it as published' }),
    revisions: Type.Integer({ description: 'how many earlier texts there are' }),
    inReplyTo: nullable(
      Type.Object({
        id: Uuid,
        author: Type.String({ description: 'the name; empty where the comment was deleted' }),
        excerpt: Type.String({ description: 'how its text begins, on one line' }),
      }),
    ),
    threadTitle: nullable(Type.String()),
    threadUrl: nullable(Type.String({ description: 'only where it is on one of the site’s origins' })),
    person: Type.Object({
      id: Type.String(),
      email: nullable(Type.String({ description: 'null also for who lacks the scope users:read' })),
      published: Type.Integer(),
      rejected: Type.Integer({ description: 'rejected or spam' }),
      isNew: Type.Boolean({ description: 'nothing of theirs was published before' }),
      isBanned: Type.Boolean(),
    }),
  }),
]);
export type AdminComment = Static<typeof AdminComment>;

export const AdminCommentQuery = Type.Object(
  {
    queue: Type.Optional(Queue),
    site: Type.Optional(SiteKey),
    thread: Type.Optional(ThreadKey),
    author: Type.Optional(Type.String({ maxLength: 200, description: 'a viewer’s id' })),
    state: Type.Optional(CommentState),
    q: Type.Optional(Type.String({ minLength: 1, maxLength: SEARCH_MAX_UNITS, description: 'words that it holds' })),
    from: Type.Optional(TimeInput),
    to: Type.Optional(TimeInput),
    order: Type.Optional(Type.Union([Type.Literal('newest'), Type.Literal('oldest')])),
    ...pageFields,
  },
  strict,
);
export type AdminCommentQuery = Static<typeof AdminCommentQuery>;
export const AdminCommentPage = page(AdminComment);
export type AdminCommentPage = Static<typeof AdminCommentPage>;

/** How many are in each queue; counted up to 1,000. */
export const QueueCountsQuery = Type.Object({ site: Type.Optional(SiteKey) }, strict);
export const QueueCounts = Type.Object({
  pending: Type.Integer(),
  reported: Type.Integer(),
  unmoderated: Type.Integer(),
  approved: Type.Integer(),
  rejected: Type.Integer(),
  spam: Type.Integer(),
});
export type QueueCounts = Static<typeof QueueCounts>;

/** What surrounds a comment: those above it, the root first, and what was said right before and after it. */
export const CommentContext = Type.Object({
  above: Type.Array(AdminComment),
  before: Type.Array(AdminComment),
  after: Type.Array(AdminComment),
});
export type CommentContext = Static<typeof CommentContext>;

export const Revision = Type.Object({
  version: Type.Integer(),
  body: Type.String(),
  content: ContentSchema,
  until: Time,
});
export type Revision = Static<typeof Revision>;
export const RevisionList = Type.Object({ items: Type.Array(Revision), next: Type.Null() });

/** The nouns that a moderator gives to a comment by `PUT` and takes back by `DELETE`. */
export const DECISION_NOUNS = ['approval', 'rejection', 'spam', 'pin', 'feature', 'deletion'] as const;
export type DecisionNoun = (typeof DECISION_NOUNS)[number];

export const DecisionBody = Type.Object(
  {
    reason: Type.Optional(Type.String({ maxLength: REASON_MAX_UNITS, description: 'for moderators' })),
    message: Type.Optional(Type.String({ maxLength: REASON_MAX_UNITS, description: 'a word to the author' })),
  },
  strict,
);
export type DecisionBody = Static<typeof DecisionBody>;

export const ModeratorEditBody = Type.Object({ body: Body, reason: DecisionBody.properties.reason }, strict);

export const BulkBody = Type.Object(
  {
    action: oneOf(DECISION_NOUNS),
    undo: Type.Optional(Type.Boolean({ description: 'take the noun back instead of giving it' })),
    ids: Type.Array(Uuid, { minItems: 1, maxItems: BULK_MAX, uniqueItems: true }),
    versions: Type.Optional(
      Type.Record(Type.String(), Type.Integer({ minimum: 1 }), {
        maxProperties: BULK_MAX,
        description: 'by id, the versions that were looked at; a comment that is another one by now is not decided',
        examples: [{ '0190163d-8694-739b-aea5-966c26f8ad91': 1 }],
      }),
    ),
    reason: DecisionBody.properties.reason,
    message: DecisionBody.properties.message,
  },
  strict,
);
export type BulkBody = Static<typeof BulkBody>;

/** One result for each id, in the order in which they were given. */
export const BulkResult = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Uuid,
      status: Type.Integer({ description: 'what the single request would have answered' }),
      code: Type.Optional(Type.String({ description: 'the error code, where it was refused' })),
      detail: Type.Optional(Type.String()),
      state: Type.Optional(CommentState),
      version: Type.Optional(Type.Integer({ description: 'what it is now, where it was decided' })),
    }),
  ),
});
export type BulkResult = Static<typeof BulkResult>;
