/** Who runs the place: signing in, the team, API keys. */
import { type Static, Type } from 'typebox';
import { EMAIL_MAX_UNITS, NAME_MAX_UNITS, SITE_KEY_MAX_UNITS } from '../limits.ts';
import { nullable, Scope, SiteScope, StaffRole, strict, Time, TimeInput } from './shared.ts';

const Email = Type.String({ minLength: 3, maxLength: EMAIL_MAX_UNITS, description: 'a mail address' });
const Name = Type.String({ minLength: 1, maxLength: NAME_MAX_UNITS });
/** Long enough is what counts (NIST SP 800-63B-4: 15 where it is the only factor; 12 with a second one at hand). */
const Password = Type.String({ minLength: 12, maxLength: 256 });
const OneTimeToken = Type.String({ minLength: 20, maxLength: 200 });

export const StaffMember = Type.Object({
  id: Type.String(),
  email: Type.String(),
  name: Type.String(),
  role: StaffRole,
  sites: SiteScope,
  twoFactor: Type.Boolean({ description: 'has a code app or a passkey' }),
  /** Invited and not yet accepted. */
  invited: Type.Boolean(),
  /** When the link that was made for them ends; null: none works. */
  linkUntil: nullable(Time),
  createdAt: Time,
  lastSeenAt: nullable(Time),
});
export type StaffMember = Static<typeof StaffMember>;

/** `GET /api/v1/admin/session`: who am I, here, and how far may I go. */
export const StaffSession = Type.Object({
  staff: nullable(
    Type.Object({
      id: Type.String(),
      email: nullable(Type.String()),
      name: Type.String(),
      role: StaffRole,
      sites: SiteScope,
      scopes: Type.Union([Type.Array(Scope), Type.Null()]),
      totp: Type.Boolean(),
      passkeys: Type.Integer(),
      steppedUp: Type.Boolean({ description: 'proved who they are within the last minutes' }),
    }),
  ),
  /** No owner exists yet: the set-up link has to be opened. */
  needsSetUp: Type.Boolean(),
});
export type StaffSession = Static<typeof StaffSession>;

export const SetUpBody = Type.Object({ token: OneTimeToken, email: Email, name: Name, password: Password }, strict);
export const SignInBody = Type.Object(
  {
    email: Email,
    password: Type.String({ maxLength: 256 }),
    code: Type.Optional(Type.String({ maxLength: 40, description: 'from the code app, or one of the recovery codes' })),
  },
  strict,
);
/** `code_required` (401) answers a right password where a code is wanted too. */
export const StepUpBody = Type.Object(
  { password: Type.Optional(Type.String({ maxLength: 256 })), code: Type.Optional(Type.String({ maxLength: 40 })) },
  strict,
);
export const PasswordBody = Type.Object({ current: Type.String({ maxLength: 256 }), password: Password }, strict);

export const TotpSetUp = Type.Object({
  secret: Type.String(),
  uri: Type.String(),
  qr: Type.String({ description: 'the path of an SVG of one unit a module' }),
  size: Type.Integer(),
});
export type TotpSetUp = Static<typeof TotpSetUp>;
export const TotpBody = Type.Object({ code: Type.String({ minLength: 6, maxLength: 10 }) }, strict);
export const RecoveryCodes = Type.Object({ codes: Type.Array(Type.String()) });

export const Passkey = Type.Object({
  id: Type.String(),
  name: Type.String(),
  createdAt: Time,
  lastUsedAt: nullable(Time),
});
export type Passkey = Static<typeof Passkey>;
export const PasskeyList = Type.Object({ items: Type.Array(Passkey), next: Type.Null() });
/** What the browser’s own WebAuthn calls take and give; checked by the library. */
export const PasskeyOptions = Type.Object({ options: Type.Unknown() });
export const PasskeyRegistration = Type.Object({ name: Name, response: Type.Unknown() }, strict);
export const PasskeyAssertion = Type.Object({ response: Type.Unknown() }, strict);

export const SessionInfo = Type.Object({
  id: Type.String(),
  current: Type.Boolean(),
  device: Type.String({ description: 'the browser and system, as they name themselves' }),
  createdAt: Time,
  lastSeenAt: Time,
});
export type SessionInfo = Static<typeof SessionInfo>;
export const SessionList = Type.Object({ items: Type.Array(SessionInfo), next: Type.Null() });

export const StaffList = Type.Object({ items: Type.Array(StaffMember), next: Type.Null() });
export const InviteBody = Type.Object({ email: Email, name: Name, role: StaffRole, sites: SiteScope }, strict);
export type InviteBody = Static<typeof InviteBody>;
/** The link to hand over; it is shown once, works once, and for three days. */
export const Invited = Type.Object({ member: StaffMember, link: Type.String(), expiresAt: Time });
export type Invited = Static<typeof Invited>;
export const StaffPatch = Type.Object(
  { name: Type.Optional(Name), role: Type.Optional(StaffRole), sites: Type.Optional(SiteScope) },
  strict,
);
export type StaffPatch = Static<typeof StaffPatch>;
export const AcceptBody = Type.Object({ token: OneTimeToken, password: Password }, strict);

export const ApiKey = Type.Object({
  id: Type.String(),
  name: Type.String(),
  prefix: Type.String({ description: 'how the key begins, to know it again' }),
  scopes: Type.Array(Scope),
  sites: SiteScope,
  createdAt: Time,
  expiresAt: nullable(Time),
  lastUsedAt: nullable(Time),
  by: Type.String({ description: 'the name of whoever made it' }),
});
export type ApiKey = Static<typeof ApiKey>;
export const ApiKeyList = Type.Object({ items: Type.Array(ApiKey), next: Type.Null() });
export const NewApiKeyBody = Type.Object(
  {
    name: Name,
    scopes: Type.Array(Scope, { minItems: 1, uniqueItems: true }),
    sites: Type.Optional(SiteScope),
    expiresAt: Type.Optional(nullable(TimeInput)),
  },
  strict,
);
export type NewApiKeyBody = Static<typeof NewApiKeyBody>;
/** The key itself is told here and never again. */
export const NewApiKey = Type.Intersect([ApiKey, Type.Object({ key: Type.String() })]);
export type NewApiKey = Static<typeof NewApiKey>;

/** A token for the widget on a page: moderates one site, for a quarter of an hour, and signs nobody in here. */
export const WidgetTokenBody = Type.Object(
  { site: Type.String({ maxLength: SITE_KEY_MAX_UNITS }), origin: Type.String({ maxLength: 300 }) },
  strict,
);
export const WidgetToken = Type.Object({ token: Type.String(), expiresAt: Time });
export type WidgetToken = Static<typeof WidgetToken>;
