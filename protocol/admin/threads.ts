/** Threads as moderators see them. */
import { type Static, Type } from 'typebox';
import { SiteKey, THREAD_KEY_PATTERN, ThreadKey, ThreadState } from '../comment.ts';
import { THREAD_KEY_MAX_UNITS } from '../limits.ts';
import { limitField, nullable, page, pageFields, strict, Time } from './shared.ts';

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

/** To another key, and on request another site; nobody may have written there (else merge). The old key becomes an alias. */
export const MoveBody = Type.Object({ key: ThreadKey, site: Type.Optional(SiteKey) }, strict);
export type MoveBody = Static<typeof MoveBody>;
/** All comments of the thread go to another one of the same site, whose alias its key becomes. */
export const MergeBody = Type.Object({ into: Type.Integer({ minimum: 1 }) }, strict);
/**
 * For `POST /sites/{key}/threads/move`: every thread whose key begins with `from` gets one that begins with `to`. Its old
 * key becomes an alias, so the same the other way round takes it back.
 */
export const PrefixMoveBody = Type.Object(
  {
    from: ThreadKey,
    to: Type.String({
      maxLength: THREAD_KEY_MAX_UNITS,
      pattern: THREAD_KEY_PATTERN,
      description: 'text on one line, or empty',
    }),
    dryRun: Type.Optional(Type.Boolean({ description: 'tell what would happen, and change nothing' })),
    merge: Type.Optional(Type.Boolean({ description: 'where a thread is in the way, put the comments into that one' })),
  },
  strict,
);
export type PrefixMoveBody = Static<typeof PrefixMoveBody>;
export const PrefixMoveResult = Type.Object({
  moved: Type.Integer({ description: 'threads that were moved, or would be' }),
  merged: Type.Integer({ description: 'threads whose comments went into another one' }),
  conflicts: Type.Array(Type.String(), {
    description: 'keys of threads that stay, the first 100: somebody wrote where they should go',
  }),
  conflictCount: Type.Integer(),
  examples: Type.Array(Type.Object({ from: Type.String(), to: Type.String() }), { description: 'the first ten' }),
});
export type PrefixMoveResult = Static<typeof PrefixMoveResult>;

/** Old keys of threads: pages that still have one go on with the thread. */
export const Alias = Type.Object({
  key: Type.String(),
  thread: Type.Object({ id: Type.Integer(), key: Type.String() }),
  createdAt: Time,
});
export type Alias = Static<typeof Alias>;
/** Its cursor holds a key. */
export const AliasesQuery = Type.Object(
  { limit: limitField, cursor: Type.Optional(Type.String({ maxLength: 2_100 })) },
  strict,
);
export const AliasesPage = page(Alias);
export type AliasesPage = Static<typeof AliasesPage>;
export const AliasBody = Type.Object(
  { key: ThreadKey, thread: Type.Integer({ minimum: 1, description: 'the thread’s id' }) },
  strict,
);
export const AliasQuery = Type.Object({ key: ThreadKey }, strict);

/** For `POST /threads`: a thread that nobody wrote in, so that it can be closed before anybody does. */
export const NewThreadBody = Type.Object({ site: Type.Optional(SiteKey), key: ThreadKey }, strict);
export type NewThreadBody = Static<typeof NewThreadBody>;
