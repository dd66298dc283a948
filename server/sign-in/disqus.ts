/** Tokens in Disqus’ form, for those who come from there: the user in base64, an HMAC, and when it was made. */
import { createHmac } from 'node:crypto';
import { equal } from '../accounts/token.ts';
import { Refusal } from '../errors.ts';
import { jsonObject } from './json-object.ts';
import { type Reader, SKEW_S, type SsoSecret } from './jwt.ts';
import { badToken, type Claims, type Told, toldProfile } from './told.ts';

const FORM = /^([\w+/=-]+) ([\da-f]{40}) (\d{1,12})$/i;
const AGE_MAX_S = 300;
const ID_MAX = 200;

/** Whether a token is of this form and not a JWT. */
export function isDisqus(token: string): boolean {
  return token.includes(' ');
}

/** @throws Refusal `bad_token`, `token_expired`, or `bad_request` for the token of nobody. */
export function readDisqus(token: string, { site, keys, isOwnPage }: Reader): Told {
  const [, message = '', signature = '', seconds = ''] = FORM.exec(token) ?? [];
  if (message === '') throw badToken('it must be base64, HMAC-SHA1 in hexadecimal digits, and seconds since 1970');
  const hmac = signature.toLowerCase();
  const key = signerOf(`${message} ${seconds}`, hmac, { site, keys });
  const made = Number(seconds);
  const now = Date.now() / 1000;
  if (made > now + SKEW_S) throw badToken('its time is still to come; set the clock of the server that signs');
  if (now - made >= AGE_MAX_S) {
    throw new Refusal(
      'token_expired',
      'The token is older than five minutes; make one each time that the page is asked for.',
    );
  }
  const user = jsonObject(Buffer.from(message, 'base64'));
  if (user === undefined) throw badToken('what is signed must be one JSON object in base64');
  if (Object.keys(user).length === 0) {
    throw new Refusal('bad_request', 'The token says that nobody is signed in; leave it out then.');
  }
  const { id, username: name, email, avatar, url: website } = user;
  const claims = { name, email, avatar: avatar === '' ? undefined : avatar, website };
  const profile = toldProfile(claims, { moderators: false, isOwnPage, issuedAt: made * 1000 });
  return { key: key.id, once: hmac, subject: subjectOf(id), expiresAt: (made + AGE_MAX_S) * 1000, profile };
}

/** Nothing in the token says which key it was. */
function signerOf(message: string, hmac: string, { site, keys }: Pick<Reader, 'site' | 'keys'>): SsoSecret {
  const mine = keys.filter(({ algorithm }) => algorithm === 'disqus');
  if (mine.length === 0) throw badToken(`the site ‘${site}’ has no key of the kind disqus; make one at /admin/sites`);
  const signer = mine.find(({ text }) => equal(hmac, createHmac('sha1', text).update(message).digest('hex')));
  if (signer) return signer;
  throw badToken('its HMAC is not that of the site’s secret over the base64, a space and the time');
}

/** Text or a number, as Disqus takes it. */
function subjectOf(id: Claims[string]): string {
  const text = typeof id === 'number' && Number.isSafeInteger(id) ? String(id) : id;
  if (typeof text === 'string' && text.trim() !== '' && text.length <= ID_MAX) return text;
  throw badToken(`id must be there as text of 1 to ${ID_MAX} characters: the user’s id, which never changes`);
}
