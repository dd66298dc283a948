/** Ways to sign in, sessions, and what people keep about themselves: requests and answers under `/api/v1`. */
import { type Static, Type } from 'typebox';
import { Author, CommentSchema, SiteKey, Uuid, Viewer } from './comment.ts';
import { BIO_MAX_UNITS, EMAIL_MAX_UNITS, NAME_MAX_UNITS, PAGE_DEFAULT, PAGE_MAX, URL_MAX_UNITS } from './limits.ts';

const strict = { additionalProperties: false };
const nullable = <T extends Parameters<typeof Type.Array>[0]>(schema: T) => Type.Union([schema, Type.Null()]);
const Time = Type.String({ format: 'date-time' });

/** Known services; `oidc` is any other OpenID Connect issuer. */
export const PRESETS = ['google', 'github', 'gitlab', 'microsoft', 'apple', 'discord', 'mastodon', 'oidc'] as const;
export type Preset = (typeof PRESETS)[number];
export const Preset = Type.Unsafe<Preset>(Type.String({ enum: [...PRESETS] }));

/** `GET /session/ways`: how one may speak on a site. */
export const WaysQuery = Type.Object({ site: Type.Optional(SiteKey) }, strict);
export const Ways = Type.Object({
  guests: Type.Boolean({ description: 'one may write without an account' }),
  mail: Type.Boolean({ description: 'a link by mail signs in' }),
  providers: Type.Array(Type.Object({ id: Type.String(), preset: Preset, name: Type.String() })),
  sso: Type.Boolean({ description: 'the site’s own users are known by a token of the page' }),
});
export type Ways = Static<typeof Ways>;

/**
 * What a browser keeps secret and proves later: SHA-256 of it goes with the request (`challenge`, base64url), the secret
 * itself (`verifier`, 43–128 characters as RFC 7636 §4.1 has them) with whatever ends the sign-in.
 */
export const Challenge = Type.String({
  pattern: '^[A-Za-z0-9_-]{43}$',
  description: 'SHA-256 of the verifier, base64url',
});
export const Verifier = Type.String({
  pattern: '^[A-Za-z0-9._~-]{43,128}$',
  description: 'what the challenge was made of',
});
/** A retry with the same one gets the same answer; without it, or with another, a token, link or code works once. */
const Attempt = Type.Optional(Uuid);
/** The token of the guest that this browser was, whose comments become the member’s. */
const GuestToken = Type.Optional(Type.String({ maxLength: 4_096, description: 'whose comments become the member’s' }));
const PageUrl = Type.String({
  minLength: 1,
  maxLength: URL_MAX_UNITS,
  description: 'the page, on one of the site’s origins',
});

/** A session of a member. On a server of the same site the refresh token may be kept in a cookie instead of being told. */
export const MemberSession = Type.Object({
  token: Type.String({ description: 'short-lived; sent as ‘Authorization: Bearer’ or in an `auth` frame' }),
  expiresAt: Time,
  refresh: Type.Optional(
    Type.String({
      description:
        'gets the next token at POST /session/refresh, once; absent where a cookie holds it, or the page’s own token renews',
    }),
  ),
});
export type MemberSession = Static<typeof MemberSession>;
export const SignedIn = Type.Object({ viewer: Viewer, session: MemberSession });
export type SignedIn = Static<typeof SignedIn>;

/** `cookie: true` asks for the refresh token to be kept in a cookie, which works only where page and server are one site. */
const cookie = Type.Optional(
  Type.Boolean({ description: 'keep the refresh token in a cookie; for pages of the server’s own site' }),
);
export const RefreshBody = Type.Object(
  { site: Type.Optional(SiteKey), refresh: Type.Optional(Type.String({ maxLength: 500 })), attempt: Attempt },
  strict,
);

/** `DELETE /session`: the site whose cookie is meant, where no token says it. */
export const SignOutQuery = Type.Object({ site: Type.Optional(SiteKey) }, strict);

/** `POST /session/mail`: send a link. Answered alike whether the address is known or not. */
export const MailLinkBody = Type.Object(
  {
    site: Type.Optional(SiteKey),
    email: Type.String({ minLength: 3, maxLength: EMAIL_MAX_UNITS }),
    name: Type.Optional(Type.String({ maxLength: NAME_MAX_UNITS, description: 'for one who is new here' })),
    url: PageUrl,
    lang: Type.Optional(Type.String({ maxLength: 35, description: 'in which the mail is written' })),
    challenge: Challenge,
  },
  strict,
);
export const MailLinkSent = Type.Object({ request: Type.String(), expiresAt: Time });
export type MailLinkSent = Static<typeof MailLinkSent>;
/** `POST /session/mail/confirm`: with the link’s token, or the six digits of the same mail and the request they belong to. */
export const MailConfirmBody = Type.Object(
  {
    token: Type.Optional(Type.String({ maxLength: 500 })),
    request: Type.Optional(Type.String({ maxLength: 100 })),
    code: Type.Optional(Type.String({ pattern: '^[0-9]{6}$', description: 'six digits' })),
    verifier: Verifier,
    attempt: Attempt,
    guest: GuestToken,
    cookie,
  },
  strict,
);

/** `GET /session/oauth/{provider}`: opened in a popup, or in place of the page; leads to the provider. */
export const OAuthParams = Type.Object({ provider: Type.String({ minLength: 1, maxLength: 100 }) }, strict);
export const OAuthQuery = Type.Object(
  {
    challenge: Challenge,
    url: PageUrl,
    mode: Type.Union([Type.Literal('popup'), Type.Literal('page')], {
      description: 'the result goes to the window that opened the popup, or into the page’s address behind #lc-code=',
    }),
  },
  strict,
);
/** `POST /session/code`: the one-time code that came back from a provider. */
export const CodeBody = Type.Object(
  {
    code: Type.String({ minLength: 20, maxLength: 200 }),
    verifier: Verifier,
    attempt: Attempt,
    guest: GuestToken,
    cookie,
  },
  strict,
);
/** What the popup posts to the window that opened it. */
export interface PopupMessage {
  readonly type: 'live-comments:signed-in';
  /** Null where it did not work out; `reason` says why. */
  readonly code: string | null;
  readonly reason?: string;
}

/** `POST /session/sso`: a token of the site’s own user, a JWT or Disqus’ form of it. */
export const SsoBody = Type.Object(
  {
    site: Type.Optional(SiteKey),
    token: Type.String({ minLength: 1, maxLength: 4_096 }),
    attempt: Attempt,
    guest: GuestToken,
  },
  strict,
);

export const NotificationSettings = Type.Object({
  replies: Type.Boolean({ description: 'a mail when somebody answers' }),
  mentions: Type.Boolean({ description: 'a mail when somebody names them' }),
});
export type NotificationSettings = Static<typeof NotificationSettings>;

/** `GET /profile`: what the viewer behind the token is to themselves. */
export const Profile = Type.Object({
  viewer: Viewer,
  website: nullable(Type.String()),
  bio: Type.String(),
  email: nullable(Type.String()),
  emailVerified: Type.Boolean(),
  /** `mail`, `sso`, or the name of a provider. */
  ways: Type.Array(Type.String()),
  notifications: NotificationSettings,
  createdAt: Time,
  commentCount: Type.Integer({ description: 'published' }),
});
export type Profile = Static<typeof Profile>;
export const ProfilePatch = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: NAME_MAX_UNITS })),
    website: Type.Optional(nullable(Type.String({ maxLength: URL_MAX_UNITS }))),
    bio: Type.Optional(Type.String({ maxLength: BIO_MAX_UNITS })),
    notifications: Type.Optional(Type.Partial(NotificationSettings, strict)),
  },
  strict,
);
export type ProfilePatch = Static<typeof ProfilePatch>;
/** `DELETE /profile` takes it literally: the viewer’s own name. */
export const EraseBody = Type.Object({ confirm: Type.String({ maxLength: NAME_MAX_UNITS }) }, strict);

const paging = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: PAGE_MAX, default: PAGE_DEFAULT })),
  cursor: Type.Optional(Type.String({ maxLength: 300 })),
};
/** One’s own comments, in every state that one is told of, or another’s published ones; each with where it stands. */
export const WrittenQuery = Type.Object({ site: Type.Optional(SiteKey), ...paging }, strict);
export const Written = Type.Object({
  comment: CommentSchema,
  thread: Type.Object({ key: Type.String(), title: nullable(Type.String()), url: nullable(Type.String()) }),
});
export const WrittenPage = Type.Object({ items: Type.Array(Written), next: nullable(Type.String()) });
export type WrittenPage = Static<typeof WrittenPage>;

export const OwnSession = Type.Object({
  id: Type.String(),
  current: Type.Boolean(),
  way: Type.String({ description: '`mail`, `sso`, or the name of a provider' }),
  device: Type.String(),
  createdAt: Time,
  lastUsedAt: Time,
});
export type OwnSession = Static<typeof OwnSession>;
export const OwnSessionList = Type.Object({ items: Type.Array(OwnSession), next: Type.Null() });

/** Whom one does not want to read; known to oneself alone. */
export const MuteList = Type.Object({ items: Type.Array(Author), next: Type.Null() });
export type MuteList = Static<typeof MuteList>;

/** `GET /viewers/{id}`: who somebody is to everybody else on a site. */
export const PublicProfile = Type.Object({
  author: Author,
  bio: Type.String(),
  /** When they were first seen; null for guests. */
  since: nullable(Time),
  commentCount: Type.Integer(),
});
export type PublicProfile = Static<typeof PublicProfile>;
export const ViewerQuery = Type.Object({ site: Type.Optional(SiteKey) }, strict);
export const SessionIdParams = Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) }, strict);
