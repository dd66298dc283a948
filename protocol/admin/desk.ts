/** The frames of the moderators’ desk, `GET /api/v1/admin/live`: that something changed, and who looks at what. */
import { type Static, Type } from 'typebox';
import { CommentState, SiteKey, Uuid } from '../comment.ts';
import { nullable, strict } from './shared.ts';

export const DESK_PATH = '/api/v1/admin/live';

/** What a moderator’s browser says: which card it looks at, so that two do not do one card. */
export const DeskClientFrame = Type.Object({ type: Type.Literal('look'), comment: nullable(Uuid) }, strict);
export type DeskClientFrame = Static<typeof DeskClientFrame>;

/** No texts: whoever is shown a card asks for it by REST, where what they may see is decided. */
export const DeskServerFrame = Type.Union([
  Type.Object({
    type: Type.Literal('welcome'),
    you: Type.String({ description: 'this connection, as `looking` names it' }),
  }),
  /** Comments that are new or have changed; ask for them, and for the counts, if they matter to what is shown. */
  Type.Object({
    type: Type.Literal('changed'),
    comments: Type.Array(
      Type.Object({ id: Uuid, site: SiteKey, state: CommentState, flagCount: Type.Integer(), version: Type.Integer() }),
    ),
  }),
  /** Everybody at the desk and the card that they look at. */
  Type.Object({
    type: Type.Literal('looking'),
    people: Type.Array(Type.Object({ connection: Type.String(), name: Type.String(), comment: nullable(Uuid) })),
  }),
]);
export type DeskServerFrame = Static<typeof DeskServerFrame>;
