/** What a comment, a thread and a viewer look like to everyone outside the server. */
import { type Static, Type } from 'typebox';
import { ContentSchema } from './content.ts';
import {
  BODY_MAX_BYTES,
  CLOSE_AFTER_MAX,
  EDIT_WINDOW_MAX,
  EMAIL_MAX_UNITS,
  NAME_MAX_UNITS,
  REACTION_MAX_UNITS,
  REACTIONS_MAX,
  RETENTION_MAX,
  SITE_KEY_MAX_UNITS,
  SLOW_MODE_MAX,
  THREAD_KEY_MAX_UNITS,
  TITLE_MAX_UNITS,
  URL_MAX_UNITS,
} from './limits.ts';

/** A UUID of any version, lower or upper case (RFC 9562). */
export const Uuid = Type.String({
  pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  description: 'a UUID',
});

export const SiteKey = Type.String({
  pattern: `^[a-z0-9][a-z0-9-]{0,${SITE_KEY_MAX_UNITS - 1}}$`,
  description: 'a site’s key: lower-case letters, digits and hyphens',
});

export const THREAD_KEY_PATTERN = '^[^\\u0000-\\u001f\\u007f]*$';
export const ThreadKey = Type.String({
  minLength: 1,
  maxLength: THREAD_KEY_MAX_UNITS,
  pattern: THREAD_KEY_PATTERN,
  description: 'a thread’s key, chosen by the page: by default the path of its canonical URL',
});

/** UTF-16 units are never more than UTF-8 bytes, so this bound never refuses what the exact one allows. */
export const Body = Type.String({
  maxLength: BODY_MAX_BYTES,
  description: 'the comment as written, in Markdown',
});

export const authorFields = {
  name: Type.Optional(Type.String({ maxLength: NAME_MAX_UNITS })),
  email: Type.Optional(Type.String({ maxLength: EMAIL_MAX_UNITS, description: 'never shown' })),
  website: Type.Optional(Type.String({ maxLength: URL_MAX_UNITS })),
};
const AuthorInput = Type.Object(authorFields);
export type AuthorInput = Static<typeof AuthorInput>;

export const Role = Type.Union([
  Type.Literal('guest'),
  Type.Literal('member'),
  Type.Literal('moderator'),
  Type.Literal('admin'),
]);
export type Role = Static<typeof Role>;

export const Author = Type.Object({
  id: Type.String({ description: 'empty when the comment was deleted' }),
  name: Type.String(),
  avatar: Type.Union([Type.String(), Type.Null()]),
  role: Role,
  website: Type.Union([Type.String(), Type.Null()]),
});
export type Author = Static<typeof Author>;

export const CommentState = Type.Union([
  Type.Literal('published'),
  Type.Literal('held'),
  Type.Literal('rejected'),
  Type.Literal('spam'),
  Type.Literal('deleted'),
]);
export type CommentState = Static<typeof CommentState>;

/** For, none, against. */
export const Vote = Type.Union([Type.Literal(1), Type.Literal(0), Type.Literal(-1)]);
export type Vote = Static<typeof Vote>;

/** Written out by hand because it holds itself. */
export interface Comment {
  /** The UUID that the client chose, or the server's where it chose none. */
  id: string;
  site: string;
  thread: string;
  /** The id of the comment that this one answers. */
  parent: string | null;
  /** 0 for a comment that answers none. */
  depth: number;
  /** The number of the event that created it. */
  seq: number;
  author: Author;
  /** The Markdown as written; only for its author and moderators. */
  body?: string;
  content: ContentTree;
  state: CommentState;
  createdAt: string;
  editedAt: string | null;
  /** Votes for it less votes against it. */
  score: number;
  upvotes: number;
  downvotes: number;
  /** The viewer's own; in live frames, which many readers share, always 0. */
  myVote: Vote;
  /** How many viewers reacted, by emoji. */
  reactions: Record<string, number>;
  /** The viewer's own; in live frames always empty. */
  myReactions: string[];
  /** Direct replies that everyone can see a place for: published, or deleted with replies of their own. */
  replyCount: number;
  /** The first of them, oldest first. */
  replies: Comment[];
  /** Where the list of replies goes on (`cursor` of `GET /comments?parent=`); null at the end. */
  repliesNext: string | null;
  pinned: boolean;
  /** A moderator holds it up as worth reading. */
  featured: boolean;
  /** True where a moderator changed the text last, and not its author. */
  moderated: boolean;
  /** A moderator’s word to the author; only for these two. */
  notice?: string;
  /** The content tree as an HTML string; only with `include=html`. */
  html?: string;
}
type ContentTree = Static<typeof ContentSchema>;

export const CommentSchema = Type.Unsafe<Comment>(
  Type.Object({
    id: Uuid,
    site: SiteKey,
    thread: Type.String(),
    parent: Type.Union([Uuid, Type.Null()]),
    depth: Type.Integer({ minimum: 0 }),
    seq: Type.Integer({ minimum: 1 }),
    author: Author,
    body: Type.Optional(Type.String()),
    content: ContentSchema,
    state: CommentState,
    createdAt: Type.String({ format: 'date-time' }),
    editedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    score: Type.Integer(),
    upvotes: Type.Integer({ minimum: 0 }),
    downvotes: Type.Integer({ minimum: 0 }),
    myVote: Vote,
    reactions: Type.Record(Type.String(), Type.Integer()),
    myReactions: Type.Array(Type.String()),
    replyCount: Type.Integer({ minimum: 0 }),
    replies: Type.Array(Type.Unsafe<Comment>({ type: 'object', description: 'a comment' })),
    repliesNext: Type.Union([Type.String(), Type.Null()]),
    pinned: Type.Boolean(),
    featured: Type.Boolean(),
    moderated: Type.Boolean(),
    notice: Type.Optional(Type.String()),
    html: Type.Optional(Type.String()),
  }),
);

export const ThreadState = Type.Union([Type.Literal('open'), Type.Literal('locked')]);
export type ThreadState = Static<typeof ThreadState>;

export const Thread = Type.Object({
  site: SiteKey,
  key: Type.String(),
  title: Type.Union([Type.String(), Type.Null()]),
  url: Type.Union([Type.String(), Type.Null()]),
  state: ThreadState,
  commentCount: Type.Integer({ minimum: 0, description: 'published comments' }),
  epoch: Type.String({ description: 'the id of the event log; another one means: load anew' }),
  seq: Type.Integer({ minimum: 0, description: 'the number of the newest event' }),
});
export type Thread = Static<typeof Thread>;

/** What shows that a person filled a form: the token that was given out for it, and what was asked with it. */
export const FormProof = Type.Object({
  token: Type.String({ maxLength: 1000, description: 'from GET /form' }),
  solution: Type.Optional(Type.Integer({ minimum: 0, description: 'of the proof of work that came with the token' })),
  website2: Type.Optional(Type.String({ maxLength: 2000, description: 'a field that people do not see' })),
});
export type FormProof = Static<typeof FormProof>;

/** What a post says besides where it goes and who signs it, the same in a frame and in a request. */
export const postFields = {
  thread: ThreadKey,
  parent: Type.Optional(Type.Union([Uuid, Type.Null()])),
  body: Body,
  title: Type.Optional(Type.String({ maxLength: TITLE_MAX_UNITS, description: 'the page’s title' })),
  url: Type.Optional(Type.String({ maxLength: URL_MAX_UNITS, description: 'the page’s address' })),
  form: Type.Optional(FormProof),
};

export const Sort = Type.Union([Type.Literal('newest'), Type.Literal('oldest'), Type.Literal('best')]);
export type Sort = Static<typeof Sort>;

/** An emoji, alone or with what changes its look: it stands in addresses, and nothing in it may be unseen or turn words around. */
const REACTION =
  '^(?=.*[\\p{Extended_Pictographic}\\p{Regional_Indicator}\\u20e3])[^\\s\\u0000-\\u001f\\u007f-\\u009f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069/\\\\]+$';

/** What an owner decides, and readers' browsers need to know. */
const readerSettings = {
  sort: Sort,
  editWindow: Type.Integer({
    minimum: 0,
    maximum: EDIT_WINDOW_MAX,
    description: 'seconds in which an author may edit a comment',
  }),
  votes: Type.Union([Type.Literal('updown'), Type.Literal('up'), Type.Literal('off')], {
    description: 'for and against, only for, or none',
  }),
  reactions: Type.Array(
    Type.String({ minLength: 1, maxLength: REACTION_MAX_UNITS, pattern: REACTION, description: 'an emoji' }),
    {
      maxItems: REACTIONS_MAX,
      uniqueItems: true,
      description: 'the emoji one may react with; none switches reactions off',
    },
  ),
  presence: Type.Union([Type.Literal('names'), Type.Literal('number'), Type.Literal('off')], {
    description: 'tell who types by name, only how many are here and that someone types, or nothing',
  }),
  images: Type.Boolean({ description: 'links to pictures may be shown in place, after a click' }),
  guests: Type.Boolean({ description: 'one may write without an account' }),
  slowMode: Type.Integer({
    minimum: 0,
    maximum: SLOW_MODE_MAX,
    description: 'seconds between two comments of one viewer in a thread; 0 is off',
  }),
};

export const ReaderSettings = Type.Object({
  ...readerSettings,
  signIn: Type.Boolean({ description: 'there is a way to sign in: see GET /session/ways' }),
});
export type ReaderSettings = Static<typeof ReaderSettings>;

/** All that an owner decides about a site. */
export const SiteSettings = Type.Object({
  ...readerSettings,
  closeAfter: Type.Integer({
    minimum: 0,
    maximum: CLOSE_AFTER_MAX,
    description: 'days after its first comment in which a thread is open; 0 never closes one',
  }),
  hold: Type.Union([Type.Literal('none'), Type.Literal('first'), Type.Literal('all')], {
    description: 'hold back nothing, whoever has no published comment on the site yet, or everyone but moderators',
  }),
  name: Type.String({
    maxLength: TITLE_MAX_UNITS,
    description: 'what mails call the site; empty: the host of the page',
  }),
  lang: Type.String({
    maxLength: 35,
    pattern: '^([a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*)?$',
    description: 'a language tag like de or pt-BR, for mails and for pages that do not say theirs; empty: English',
  }),
  mailSignIn: Type.Boolean({ description: 'a link by mail signs in, where the server can send mail' }),
  forgetEmails: Type.Integer({
    minimum: 0,
    maximum: RETENTION_MAX,
    description: 'days after their last comment in which a guest’s mail address is forgotten; 0 keeps it',
  }),
  eraseRefused: Type.Integer({
    minimum: 0,
    maximum: RETENTION_MAX,
    description: 'days after which what was rejected, or is spam, is erased; 0 keeps it',
  }),
});
export type SiteSettings = Static<typeof SiteSettings>;

/** Whoever speaks. A viewer without a token is a guest with an empty id. */
export const Viewer = Type.Object({
  id: Type.String(),
  name: Type.String(),
  role: Role,
  sites: Type.Optional(Type.Array(SiteKey, { description: 'the sites that they moderate; all where it is left out' })),
  site: Type.Optional(
    Type.String({ description: 'of a member: the site they belong to, and the only one they may write on' }),
  ),
  avatar: Type.Optional(Type.Union([Type.String(), Type.Null()])),
});
export type Viewer = Static<typeof Viewer>;

/** The secret that proves later who wrote a comment; sent as `Authorization: Bearer` or in an `auth` frame. */
export const Session = Type.Object({ token: Type.String() });
export type Session = Static<typeof Session>;
