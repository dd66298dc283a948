/** What is known of the services that readers sign in with: where they are, what they are asked for, how far they are believed. */
import type { Preset } from '../../protocol/account.ts';

interface Service {
  /** On the button, until the owner writes another. */
  readonly name: string;
  /** Who vouches; null where the owner has to say it, as everybody may run such a service. */
  readonly issuer: string | null;
  readonly scope: string;
  /** OpenID Connect services tell their addresses in a document, and who somebody is in a signed token. */
  readonly openId: boolean;
  /** Whether `email_verified` means what it says. */
  readonly vouchesForMail: boolean;
}

const OPEN_ID = { scope: 'openid profile email', openId: true, vouchesForMail: true } as const;

export const SERVICES: Readonly<Record<Preset, Service>> = {
  google: { ...OPEN_ID, name: 'Google', issuer: 'https://accounts.google.com' },
  gitlab: { ...OPEN_ID, name: 'GitLab', issuer: 'https://gitlab.com' },
  // Whoever runs a tenant there writes any address into the profiles of its users (‘nOAuth’), and nobody has checked it.
  microsoft: {
    ...OPEN_ID,
    name: 'Microsoft',
    issuer: 'https://login.microsoftonline.com/common/v2.0',
    vouchesForMail: false,
  },
  apple: { ...OPEN_ID, name: 'Apple', issuer: 'https://appleid.apple.com', scope: 'openid name email' },
  oidc: { ...OPEN_ID, name: 'OpenID', issuer: null },
  github: {
    name: 'GitHub',
    issuer: 'https://github.com',
    scope: 'read:user user:email',
    openId: false,
    vouchesForMail: true,
  },
  discord: {
    name: 'Discord',
    issuer: 'https://discord.com',
    scope: 'identify email',
    openId: false,
    vouchesForMail: true,
  },
  mastodon: { name: 'Mastodon', issuer: null, scope: 'read:accounts', openId: false, vouchesForMail: false },
};

export type OAuthPreset = 'github' | 'discord' | 'mastodon';

export interface Endpoints {
  readonly authorize: string;
  readonly token: string;
  /** Where one learns who somebody is. */
  readonly api: string;
}

/** The addresses of services without a document that tells them; under an issuer of one’s own they are those of GitHub Enterprise. */
export function endpointsOf(preset: OAuthPreset, issuer: string): Endpoints {
  switch (preset) {
    case 'github':
      return {
        authorize: `${issuer}/login/oauth/authorize`,
        token: `${issuer}/login/oauth/access_token`,
        api: issuer === SERVICES.github.issuer ? 'https://api.github.com' : `${issuer}/api/v3`,
      };
    case 'discord':
      return { authorize: `${issuer}/oauth2/authorize`, token: `${issuer}/api/oauth2/token`, api: `${issuer}/api` };
    case 'mastodon':
      return { authorize: `${issuer}/oauth/authorize`, token: `${issuer}/oauth/token`, api: `${issuer}/api/v1` };
  }
}

export function isOAuthPreset(preset: Preset): preset is OAuthPreset {
  return !SERVICES[preset].openId;
}

/** Microsoft’s names for ‘whichever tenant’: then the issuer is known only with the token. */
const MANY_TENANTS = /^(https?:\/\/[^/]+)\/(common|organizations|consumers)\/v2\.0\/?$/;

/** The server of an issuer that stands for many tenants; undefined for one that stands for itself. */
export function manyTenants(preset: Preset, issuer: string): string | undefined {
  return preset === 'microsoft' ? MANY_TENANTS.exec(issuer)?.[1] : undefined;
}
