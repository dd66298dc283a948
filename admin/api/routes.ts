/** What each route of the admin API takes and answers, by the types that are made from its description. */
import type { AnswerOf, Method, PathOf, RequestOf } from '../../client/client.ts';
import type { Content } from '../../protocol/content.ts';

export const API = '/api/v1/admin';

type Whole<P extends string> = `${typeof API}${P}`;
type Below<P> = P extends `${typeof API}${infer Rest}` ? Rest : never;
/** A route’s path as the description has it, without what all of them begin with: `/comments/{id}`. */
export type Path<M extends Method> = Below<PathOf<M>>;

export type Options<M extends Method, P extends Path<M>> = Loose<RequestOf<M, Whole<P> & PathOf<M>>> & {
  readonly signal?: AbortSignal | undefined;
  /** For the sign-in itself: its refusal is its answer. */
  readonly open?: boolean;
};

/** In a query, what may be left out may be null or undefined too. */
type Loose<R> = { [K in keyof R]: K extends 'params' ? LooseParams<R[K]> : R[K] };
type LooseParams<P> = { [K in keyof P]: K extends 'query' ? LooseQuery<P[K]> : P[K] };
type LooseQuery<Q> = { [K in keyof Q]: undefined extends Q[K] ? Q[K] | null | undefined : Q[K] };

/** What the route answers; the description calls a content tree any array. */
export type Answer<M extends Method, P extends Path<M>> = Told<AnswerOf<M, Whole<P> & PathOf<M>>>;
type Told<T> = unknown extends T
  ? T
  : unknown[] extends T
    ? Content
    : T extends object
      ? { [K in keyof T]: Told<T[K]> }
      : T;
