/** Threads as moderators see them. */
import { type Static, Type } from 'typebox';
import { SiteKey, ThreadKey, ThreadState } from '../comment.ts';
import { nullable, page, pageFields, strict, Time } from './shared.ts';

export const AdminThread = Type.Object({
  id: Type.Integer(),
  site: SiteKey,
  key: Type.String(),
  title: nullable(Type.String()),
  url: nullable(Type.String()),
  state: ThreadState,
  commentCount: Type.Integer(),
  pending: Type.Integer({ description: 'comments that wait for a decision' }),
  createdAt: Time,
  lastCommentAt: nullable(Time),
  viewers: Type.Integer({ description: 'who watch it right now' }),
});
export type AdminThread = Static<typeof AdminThread>;

export const ThreadsQuery = Type.Object(
  {
    site: Type.Optional(SiteKey),
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'part of the title or key' })),
    state: Type.Optional(ThreadState),
    ...pageFields,
  },
  strict,
);
export type ThreadsQuery = Static<typeof ThreadsQuery>;
export const ThreadsPage = page(AdminThread);
export type ThreadsPage = Static<typeof ThreadsPage>;

/** To another key, and on request another site; no thread with that key may exist (else merge). */
export const MoveBody = Type.Object({ key: ThreadKey, site: Type.Optional(SiteKey) }, strict);
export type MoveBody = Static<typeof MoveBody>;
/** All comments of the thread go to another one of the same site; what was here is empty after it. */
export const MergeBody = Type.Object({ into: Type.Integer({ minimum: 1 }) }, strict);
/** For `POST /threads`: a thread that nobody wrote in, so that it can be closed before anybody does. */
export const NewThreadBody = Type.Object({ site: Type.Optional(SiteKey), key: ThreadKey }, strict);
export type NewThreadBody = Static<typeof NewThreadBody>;
