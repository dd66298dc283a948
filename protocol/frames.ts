/** The frames of the live socket, subprotocol `live-comments.v1`: JSON text, told apart by `type`, unknown fields ignored. */
import { type Static, Type } from 'typebox';
import type { ErrorCode } from './codes.ts';
import { authorFields, type Comment, postFields, SiteKey, ThreadKey, Uuid, type Viewer } from './comment.ts';
import type { LiveEvent } from './events.ts';

const Place = { site: SiteKey, thread: ThreadKey };

export const AuthFrame = Type.Object({ type: Type.Literal('auth'), token: Type.String({ maxLength: 4_096 }) });
export const SubscribeFrame = Type.Object({
  type: Type.Literal('subscribe'),
  ...Place,
  since: Type.Optional(Type.Integer({ minimum: 0 })),
  epoch: Type.Optional(Type.String({ maxLength: 100 })),
  /** False: watch without being counted as here, as a counter on a front page does. */
  present: Type.Optional(Type.Boolean()),
});
export const UnsubscribeFrame = Type.Object({ type: Type.Literal('unsubscribe'), ...Place });
export const PostFrame = Type.Object({
  type: Type.Literal('post'),
  id: Uuid,
  site: SiteKey,
  ...postFields,
  author: Type.Optional(Type.Object(authorFields)),
});
export const TypingFrame = Type.Object({ type: Type.Literal('typing'), ...Place });
/** Asks for `pong`: a browser cannot see protocol pings, and this is how a page finds that its link is dead. */
export const PingFrame = Type.Object({ type: Type.Literal('ping') });

/** Every frame a client may send, by its `type`. */
export const CLIENT_FRAMES = {
  auth: AuthFrame,
  subscribe: SubscribeFrame,
  unsubscribe: UnsubscribeFrame,
  post: PostFrame,
  typing: TypingFrame,
  ping: PingFrame,
} as const;

export type ClientFrame = {
  [T in keyof typeof CLIENT_FRAMES]: Static<(typeof CLIENT_FRAMES)[T]>;
}[keyof typeof CLIENT_FRAMES];
export type PostFrame = Static<typeof PostFrame>;
export type SubscribeFrame = Static<typeof SubscribeFrame>;

/** Every frame the server sends. The server writes them itself, so types are enough. */
export type ServerFrame =
  | { type: 'welcome'; protocol: number }
  | { type: 'session'; viewer: Viewer; session?: { token: string } }
  | { type: 'subscribed'; site: string; thread: string; epoch: string; seq: number; viewers: number }
  | { type: 'events'; site: string; thread: string; events: LiveEvent[] }
  | { type: 'reset'; site: string; thread: string; epoch: string; seq: number }
  | { type: 'presence'; site: string; thread: string; viewers: number; typing: string[] }
  | { type: 'ack'; id: string; comment: Comment; session?: { token: string } }
  | {
      type: 'error';
      id?: string;
      site?: string;
      thread?: string;
      code: ErrorCode;
      message: string;
      retryAfter?: number;
    }
  | { type: 'pong' };
