/** Who somebody is to a provider: an issuer and a subject, and what it tells of them. */
import * as openid from 'openid-client';
import { Refusal } from '../errors.ts';
import { foldAddress } from '../mail/address.ts';
import { fitName } from '../text.ts';
import { type Credentials, issuerOf } from './clients.ts';
import { endpointsOf, isOAuthPreset, type OAuthPreset, SERVICES } from './presets.ts';

/** What somebody is known by at a provider, and never their address: that can be given to another. */
export interface Vouched {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string | undefined;
  readonly email: string | undefined;
  readonly emailVerified: boolean;
}

type Json = Readonly<Record<string, unknown>>;
type Tokens = Awaited<ReturnType<typeof openid.authorizationCodeGrant>>;

/** More than the 255 of OpenID Connect, since some providers take more. */
const SUBJECT_MAX = 500;

/**
 * @param told a name that came beside the tokens, as Apple’s does, the first time only.
 * @throws Refusal `provider_failed`, or an Error of the library.
 */
export async function vouchedBy(
  provider: Credentials,
  client: openid.Configuration,
  tokens: Tokens,
  told: string | undefined,
): Promise<Vouched> {
  const { preset } = provider;
  if (isOAuthPreset(preset)) return ofService(preset, issuerOf(provider), client, tokens.access_token);
  const claims = tokens.claims();
  if (claims === undefined) throw failed('it sent no id_token; its scope must hold openid');
  const more = await userInfo(client, tokens, claims);
  const service = SERVICES[preset];
  // Apple writes its booleans in quotes now and then.
  const isTrue = (value: unknown) => value === true || (preset === 'apple' && value === 'true');
  // An address and whether it was seen to work are of one source.
  const source = typeof claims['email'] === 'string' ? claims : more;
  const email = emailOf(source['email']);
  return {
    issuer: claims.iss,
    subject: subjectOf(claims.sub),
    name: firstName(told, claims['name'], more['name'], claims['preferred_username'], more['preferred_username']),
    email,
    emailVerified: email !== undefined && service.vouchesForMail && isTrue(source['email_verified']),
  };
}

/** Many providers put into the token who somebody is, and tell the rest where it is asked for. */
async function userInfo(client: openid.Configuration, tokens: Tokens, claims: openid.IDToken): Promise<Json> {
  const isKnown = typeof claims['name'] === 'string' && typeof claims['email'] === 'string';
  if (isKnown || client.serverMetadata().userinfo_endpoint === undefined) return {};
  return openid.fetchUserInfo(client, tokens.access_token, claims.sub);
}

function ofService(preset: OAuthPreset, issuer: string, client: openid.Configuration, token: string): Promise<Vouched> {
  const { api } = endpointsOf(preset, issuer);
  const ask = (path: string) => read(client, token, `${api}${path}`);
  switch (preset) {
    case 'github':
      return ofGitHub(issuer, ask);
    case 'discord':
      return ofDiscord(issuer, ask);
    case 'mastodon':
      return ofMastodon(issuer, ask);
  }
}

type Ask = (path: string) => Promise<unknown>;

async function ofGitHub(issuer: string, ask: Ask): Promise<Vouched> {
  const user = object(await ask('/user'));
  const addresses = await ask('/user/emails');
  // Beside the one that is used there may be others, old ones among them.
  const primary = Array.isArray(addresses) ? addresses.map(object).find(each => each['primary'] === true) : undefined;
  const email = emailOf(primary?.['email']);
  return {
    issuer,
    subject: subjectOf(user['id']),
    name: firstName(user['name'], user['login']),
    email,
    emailVerified: email !== undefined && primary?.['verified'] === true,
  };
}

async function ofDiscord(issuer: string, ask: Ask): Promise<Vouched> {
  const user = object(await ask('/users/@me'));
  const email = emailOf(user['email']);
  return {
    issuer,
    subject: subjectOf(user['id']),
    name: firstName(user['global_name'], user['username']),
    email,
    emailVerified: email !== undefined && user['verified'] === true,
  };
}

async function ofMastodon(issuer: string, ask: Ask): Promise<Vouched> {
  const account = object(await ask('/accounts/verify_credentials'));
  return {
    issuer,
    subject: subjectOf(account['id']),
    name: firstName(account['display_name'], account['username']),
    email: undefined,
    emailVerified: false,
  };
}

async function read(client: openid.Configuration, token: string, url: string): Promise<unknown> {
  const headers = new Headers({ accept: 'application/json' });
  const answer = await openid.fetchProtectedResource(client, token, new URL(url), 'GET', null, headers);
  if (!answer.ok) throw failed(`it answered ${answer.status} when it was asked who signs in`);
  return answer.json();
}

/**
 * A service that answers without an id would make one member of all who come from it (CVE-2026-42560).
 * @throws Refusal `provider_failed`
 */
function subjectOf(id: unknown): string {
  const text = typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? String(id) : id;
  if (typeof text === 'string' && text.trim() !== '' && text.length <= SUBJECT_MAX) return text;
  throw failed('it did not say who signs in');
}

function firstName(...names: readonly unknown[]): string | undefined {
  for (const name of names) {
    const fit = typeof name === 'string' ? fitName(name) : undefined;
    if (fit !== undefined) return fit;
  }
  return undefined;
}

/** What folds into another address may be another’s, and is left out. */
function emailOf(value: unknown): string | undefined {
  // Before capital letters become small ones: the sign of the kelvin would become a k.
  if (typeof value !== 'string' || value.normalize('NFKC') !== value) return undefined;
  const folded = foldAddress(value);
  return folded === value.toLowerCase() ? folded : undefined;
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function failed(how: string): Refusal {
  return new Refusal('provider_failed', `The provider did not confirm the sign-in: ${how}.`);
}
