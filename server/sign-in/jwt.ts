/** Tokens of a site’s own users as JWTs (RFC 7519): signed by a key of the site, for the site, for a few minutes. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { compactVerify, decodeProtectedHeader } from 'jose';
import { Refusal } from '../errors.ts';
import { jsonObject } from './json-object.ts';
import { badToken, type Claims, type Teller, type Told, toldProfile } from './told.ts';

/** A key as it checks: which algorithm is meant is said by the key, and never by the token. */
export interface SsoSecret {
  readonly id: string;
  readonly algorithm: 'HS256' | 'EdDSA' | 'disqus';
  readonly moderators: boolean;
  /** The secret as text, or the public key as a JWK. */
  readonly text: string;
}

/** `Ed25519` is the newer name of the same (RFC 9864). */
const ALGORITHMS = { HS256: ['HS256'], EdDSA: ['EdDSA', 'Ed25519'] } as const;
type JwtKey = SsoSecret & { readonly algorithm: keyof typeof ALGORITHMS };

const LIFE_MAX_S = 300;
/** By how much another clock may be ahead of ours. */
export const SKEW_S = 60;
const ID_MAX = 200;

export interface Reader {
  readonly site: string;
  readonly keys: readonly SsoSecret[];
  readonly isOwnPage: Teller['isOwnPage'];
}

/** @throws Refusal `bad_token` or `token_expired`, with a sentence for whoever writes the site’s program. */
export async function readJwt(token: string, { site, keys, isOwnPage }: Reader): Promise<Told> {
  const key = keyOf(headerOf(token), keys, site);
  const { payload } = await compactVerify(token, keyMaterial(key), {
    algorithms: [...ALGORITHMS[key.algorithm]],
  }).catch(() => {
    throw badToken(`the signature is not that of the key ${key.id}; check the secret, and sign with it as it stands`);
  });
  const claims = jsonObject(payload);
  if (claims === undefined) throw badToken('what is signed must be one JSON object in which no name stands twice');
  requireAudience(claims, site);
  const { issuedAt, expiresAt } = timesOf(claims);
  const profile = toldProfile(claims, { moderators: key.moderators, isOwnPage, issuedAt });
  return { key: key.id, once: idOf(claims, 'jti'), subject: idOf(claims, 'sub'), expiresAt, profile };
}

interface Header {
  readonly alg?: unknown;
  readonly kid?: unknown;
}

function headerOf(token: string): Header {
  if (!/^[\w-]+\.[\w-]+\.[\w-]*$/.test(token)) {
    throw badToken('it must be a signed JWT: three parts in base64url with a point between each two');
  }
  try {
    return decodeProtectedHeader(token);
  } catch {
    throw badToken('its header is not a JSON object in base64url');
  }
}

/** Keys come from the owner alone: `jwk`, `jku` and `x5u` of the header are not looked at. */
function keyOf({ alg, kid }: Header, keys: readonly SsoSecret[], site: string): JwtKey {
  const mine = keys.filter((each): each is JwtKey => each.algorithm !== 'disqus');
  if (kid === undefined && mine.length > 1) {
    throw badToken(`the site ‘${site}’ has several keys, so the header must name one as kid`);
  }
  const key = kid === undefined ? mine[0] : mine.find(({ id }) => id === kid);
  if (key === undefined) {
    throw badToken(
      mine.length === 0
        ? `the site ‘${site}’ has no key for JWTs; make one at /admin/sites`
        : `the header’s kid names no key of the site ‘${site}’; write its id as it stands at /admin/sites`,
    );
  }
  if (ALGORITHMS[key.algorithm].some(each => each === alg)) return key;
  throw badToken(`the key ${key.id} is for ${key.algorithm}, so the header’s alg must be ‘${key.algorithm}’`);
}

function keyMaterial({ algorithm, text }: JwtKey): Uint8Array | KeyObject {
  if (algorithm === 'HS256') return Buffer.from(text);
  return createPublicKey({ key: JSON.parse(text), format: 'jwk' });
}

function requireAudience({ aud }: Claims, site: string): void {
  const only = Array.isArray(aud) && aud.length === 1 ? aud[0] : aud;
  if (only !== site) throw badToken(`aud must be the key of the site, here ‘${site}’, and nothing else`);
}

function timesOf(claims: Claims): { readonly issuedAt: number; readonly expiresAt: number } {
  const now = Date.now() / 1000;
  const exp = secondsOf(claims, 'exp');
  const iat = secondsOf(claims, 'iat');
  const nbf = claims['nbf'] === undefined ? iat : secondsOf(claims, 'nbf');
  if (iat > now + SKEW_S) throw badToken('iat is still to come; set the clock of the server that signs');
  if (nbf > now + SKEW_S)
    throw badToken('nbf is still to come; leave it out, or set the clock of the server that signs');
  if (exp - iat > LIFE_MAX_S) throw badToken(`exp may be ${LIFE_MAX_S} seconds after iat at most`);
  if (exp <= now) {
    throw new Refusal('token_expired', 'The token’s exp is over; make a new one each time that the page is asked for.');
  }
  return { issuedAt: Math.trunc(iat * 1000), expiresAt: Math.trunc(exp * 1000) };
}

function secondsOf(claims: Claims, name: string): number {
  const value = claims[name];
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw badToken(`${name} must be there as a number, in seconds since 1970`);
}

function idOf(claims: Claims, name: 'sub' | 'jti'): string {
  const value = claims[name];
  if (typeof value === 'string' && value.trim() !== '' && value.length <= ID_MAX) return value;
  const what = name === 'sub' ? 'the user’s id, which never changes' : 'another random text in each token';
  throw badToken(`${name} must be there as text of 1 to ${ID_MAX} characters: ${what}`);
}
