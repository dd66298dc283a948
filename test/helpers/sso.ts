/** A site’s own program for tests: has keys, and signs tokens for its users. */
import { createHmac, randomUUID } from 'node:crypto';
import type { NewSsoKeyBody } from '../../protocol/admin/sign-in.ts';
import { type Answer, call } from './api.ts';
import type { Actor } from './staff.ts';

export const SSO = '/api/v1/session/sso';

export interface SiteKey {
  readonly site: string;
  readonly id: string;
  readonly secret: string;
}

/** Fails the test when that is refused. */
export async function makeSsoKey(by: Actor, site: string, body: Partial<NewSsoKeyBody> = {}): Promise<SiteKey> {
  const answer = await by.call('POST', `/sites/${site}/sso-keys`, { algorithm: 'HS256', ...body });
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
  return { site, id: answer.json.id, secret: answer.json.secret ?? body.secret ?? '' };
}

export const seconds = (from = 0) => Math.floor(Date.now() / 1000) + from;

/** All that a token needs; what is undefined in `changes` is left out. */
export function claimsFor(site: string, changes: object = {}): object {
  return { aud: site, iat: seconds(), exp: seconds(300), jti: randomUUID(), sub: randomUUID(), ...changes };
}

export function hmac(secret: string | Buffer, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url');
}

export const encode = (part: object | string) =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');

/** A JWT that is right but for what is changed. */
export function jwt({ site, id, secret }: SiteKey, changes: object = {}, header: object = {}): string {
  const signed = `${encode({ alg: 'HS256', kid: id, ...header })}.${encode(claimsFor(site, changes))}`;
  return `${signed}.${hmac(secret, signed)}`;
}

/** As Disqus’ own documentation makes one. */
export function disqusToken({ secret }: SiteKey, user: object | string, at: number | string = seconds()): string {
  const message = Buffer.from(typeof user === 'string' ? user : JSON.stringify(user)).toString('base64');
  return `${message} ${createHmac('sha1', secret).update(`${message} ${at}`).digest('hex')} ${at}`;
}

export function signInSso(url: string, site: string, token: string, more: object = {}): Promise<Answer> {
  return call(url, 'POST', SSO, { body: { site, token, ...more } });
}
