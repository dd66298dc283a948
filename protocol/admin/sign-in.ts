/** How readers of a site sign in, as its owner sets it up: providers, keys of the site’s own users, mail. */
import { type Static, Type } from 'typebox';
import { PRESETS } from '../account.ts';
import { SiteKey } from '../comment.ts';
import { EMAIL_MAX_UNITS, URL_MAX_UNITS } from '../limits.ts';
import { nullable, oneOf, strict, Time } from './shared.ts';

const Preset = oneOf(PRESETS);

/** A service that readers may sign in with. Its secret is never told. */
export const Provider = Type.Object({
  id: Type.String(),
  preset: Preset,
  name: Type.String({ description: 'on the button' }),
  issuer: nullable(
    Type.String({ description: 'the OpenID Connect issuer, or the Mastodon server; null where the preset knows it' }),
  ),
  clientId: Type.String(),
  /** What Apple calls them: the team and the key that sign the client’s secret. */
  teamId: nullable(Type.String()),
  keyId: nullable(Type.String()),
  enabled: Type.Boolean(),
  callback: Type.String({ description: 'the redirect address to be entered at the provider' }),
  createdAt: Time,
});
export type Provider = Static<typeof Provider>;
export const ProviderList = Type.Object({ items: Type.Array(Provider), next: Type.Null() });
const providerFields = {
  name: Type.String({ minLength: 1, maxLength: 40 }),
  issuer: Type.String({ maxLength: URL_MAX_UNITS }),
  clientId: Type.String({ minLength: 1, maxLength: 500 }),
  clientSecret: Type.String({ minLength: 1, maxLength: 5_000, description: 'for Apple the private key, in PEM' }),
  teamId: Type.String({ maxLength: 40 }),
  keyId: Type.String({ maxLength: 40 }),
  enabled: Type.Boolean(),
};
export const NewProviderBody = Type.Object(
  {
    ...Type.Partial(Type.Object(providerFields)).properties,
    preset: Preset,
    clientId: providerFields.clientId,
    clientSecret: providerFields.clientSecret,
  },
  strict,
);
export type NewProviderBody = Static<typeof NewProviderBody>;
export const ProviderPatch = Type.Partial(Type.Object(providerFields), strict);
export type ProviderPatch = Static<typeof ProviderPatch>;
export const ProviderParams = Type.Object({ key: SiteKey, id: Type.String({ minLength: 1, maxLength: 100 }) }, strict);
/** Whether the provider answers as it should, and what is wrong if not. */
export const ProviderCheck = Type.Object({ works: Type.Boolean(), mend: nullable(Type.String()) });
export type ProviderCheck = Static<typeof ProviderCheck>;

/** A key with which the site’s own program signs for its users. Several at a time, so that they can be changed in turn. */
export const SsoKey = Type.Object({
  id: Type.String({ description: 'the `kid` of the token’s header' }),
  algorithm: oneOf(['HS256', 'EdDSA', 'disqus']),
  name: Type.String(),
  moderators: Type.Boolean({ description: 'a token may say that its user moderates the site’s comments' }),
  createdAt: Time,
  lastUsedAt: nullable(Time),
});
export type SsoKey = Static<typeof SsoKey>;
export const SsoKeyList = Type.Object({ items: Type.Array(SsoKey), next: Type.Null() });
export const NewSsoKeyBody = Type.Object(
  {
    algorithm: oneOf(['HS256', 'EdDSA', 'disqus']),
    name: Type.Optional(Type.String({ maxLength: 100 })),
    publicKey: Type.Optional(
      Type.String({ maxLength: 2_000, description: 'for EdDSA: PEM or JWK; the private one stays with the site' }),
    ),
    secret: Type.Optional(
      Type.String({
        minLength: 32,
        maxLength: 500,
        description: 'for HS256 and disqus, one’s own; made here where it is left out',
      }),
    ),
    moderators: Type.Optional(Type.Boolean()),
  },
  strict,
);
export type NewSsoKeyBody = Static<typeof NewSsoKeyBody>;
/** The secret is told this once. */
export const NewSsoKey = Type.Intersect([SsoKey, Type.Object({ secret: nullable(Type.String()) })]);
export const SsoKeyParams = Type.Object({ ...ProviderParams.properties }, strict);

/** `GET /mail`: whether the server can send mail, and as whom. */
export const MailState = Type.Object({
  configured: Type.Boolean(),
  from: nullable(Type.String()),
  host: nullable(Type.String()),
});
export type MailState = Static<typeof MailState>;
export const MailTestBody = Type.Object({ to: Type.String({ minLength: 3, maxLength: EMAIL_MAX_UNITS }) }, strict);
/** What the mail server said, word for word but for secrets. */
export const MailTest = Type.Object({ sent: Type.Boolean(), answer: Type.String() });
export type MailTest = Static<typeof MailTest>;
