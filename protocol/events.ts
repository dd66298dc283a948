/** Events: the numbered changes of a thread, as they travel in `events` frames, in SSE and in `GET /events`. */
import { type Static, Type } from 'typebox';
import { CommentSchema, Thread } from './comment.ts';

export const EventType = Type.Union([
  Type.Literal('comment.created'),
  Type.Literal('comment.updated'),
  Type.Literal('comment.removed'),
  Type.Literal('comment.voted'),
  Type.Literal('comment.reacted'),
  Type.Literal('thread.updated'),
]);
export type EventType = Static<typeof EventType>;

/**
 * An event carries the row as it is *now*, not as it was then: replay never shows erased text. Every count in it is a
 * state and not a difference, so applying an event twice, or after a newer page was loaded, changes nothing.
 */
export const CommentEvent = Type.Object({
  seq: Type.Integer({ minimum: 1 }),
  type: Type.Union([
    Type.Literal('comment.created'),
    Type.Literal('comment.updated'),
    Type.Literal('comment.removed'),
    Type.Literal('comment.voted'),
    Type.Literal('comment.reacted'),
  ]),
  comment: CommentSchema,
  commentCount: Type.Integer({ description: 'published comments of the thread' }),
  replyCounts: Type.Record(Type.String(), Type.Integer(), {
    description: 'replyCount of the ancestors that this event may have changed, by id',
  }),
});
export type CommentEvent = Static<typeof CommentEvent>;

export const ThreadEvent = Type.Object({
  seq: Type.Integer({ minimum: 1 }),
  type: Type.Literal('thread.updated'),
  thread: Thread,
});
export type ThreadEvent = Static<typeof ThreadEvent>;

/** What a viewer gets in place of an event that they may not see: its number alone (rule L1). */
export const HiddenEvent = Type.Object({ seq: Type.Integer({ minimum: 1 }), type: Type.Literal('hidden') });
export type HiddenEvent = Static<typeof HiddenEvent>;

export const LiveEvent = Type.Union([CommentEvent, ThreadEvent, HiddenEvent]);
export type LiveEvent = CommentEvent | ThreadEvent | HiddenEvent;
