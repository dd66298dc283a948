/** What a site’s own token tells of a user, taken over as far as it can be shown. */
import { URL_MAX_UNITS } from '../../protocol/limits.ts';
import { Refusal } from '../errors.ts';
import { isMailAddress } from '../mail/address.ts';
import type { Newcomer } from '../store/contract/members.ts';

/** What was signed: any JSON object. */
export type Claims = Readonly<Record<string, unknown>>;

export type Profile = Pick<Newcomer, 'name' | 'email' | 'emailVerified' | 'avatar' | 'website' | 'role' | 'toldAt'>;

/** A token that was proved, and the user it is about. */
export interface Told {
  /** The key that signed it. */
  readonly key: string;
  /** What no other token of the key has. */
  readonly once: string;
  readonly subject: string;
  /** From when on it is refused for its age, milliseconds since 1970. */
  readonly expiresAt: number;
  readonly profile: Profile;
}

export interface Teller {
  /** Whether the key may say that somebody moderates. */
  readonly moderators: boolean;
  /** Whether an address is on one of the site’s origins. */
  readonly isOwnPage: (url: string) => boolean;
  /** When the token was made, milliseconds since 1970. */
  readonly issuedAt: number;
}

/**
 * A claim of the wrong type is refused, so that whoever writes the site’s program sees it. A value that cannot be shown
 * is left out: nobody should be unable to sign in for a strange name or a foreign picture.
 * @throws Refusal `bad_token`
 */
export function toldProfile(claims: Claims, { moderators, isOwnPage, issuedAt }: Teller): Profile {
  const email = textOf(claims, 'email')?.trim();
  const picture = claims['picture'] === undefined ? 'avatar' : 'picture';
  return {
    name: textOf(claims, 'name'),
    email: email !== undefined && isMailAddress(email) ? email : undefined,
    // What would fold into another address may be another’s.
    emailVerified: claims['email_verified'] === true && email?.normalize('NFKC') === email,
    avatar: claims[picture] === null ? null : avatarOf(textOf(claims, picture), isOwnPage),
    website: websiteOf(textOf(claims, 'website')),
    // The token’s word is the whole truth: a role that is no longer told is over.
    role: moderators && rolesOf(claims).includes('moderator') ? 'moderator' : 'member',
    toldAt: updatedAt(claims) ?? issuedAt,
  };
}

/** Absent and null are the same: many programs write null for what they do not know. */
export function textOf(claims: Claims, name: string): string | undefined {
  const value = claims[name] ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw badToken(`${name} must be text, in quotes`);
}

export function badToken(fault: string): Refusal {
  return new Refusal('bad_token', `The token of the site’s user cannot be used: ${fault}.`);
}

/** Other places would learn who reads what, and need not be pictures for ever. */
function avatarOf(text: string | undefined, isOwnPage: Teller['isOwnPage']): string | null | undefined {
  if (text === '') return null;
  const url = text === undefined ? undefined : addressOf(text, 'https:');
  return url !== undefined && isOwnPage(url) ? url : undefined;
}

function websiteOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : (addressOf(text, 'https:') ?? addressOf(text, 'http:'));
}

function addressOf(text: string, protocol: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isPlain = url.protocol === protocol && url.username === '' && url.password === '';
  return isPlain && url.href.length <= URL_MAX_UNITS ? url.href : undefined;
}

/** @throws Refusal `bad_token` */
function rolesOf(claims: Claims): readonly string[] {
  const roles = claims['roles'] ?? undefined;
  if (roles === undefined) return [textOf(claims, 'role') ?? ''];
  if (Array.isArray(roles) && roles.every(each => typeof each === 'string')) return roles;
  throw badToken('roles must be a list of texts, like ["moderator"]');
}

/** A time to come would keep every later change out, and so would milliseconds in place of seconds. */
function updatedAt({ updated_at: seconds }: Claims): number | undefined {
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return undefined;
  const at = Math.trunc(seconds * 1000);
  return at > 0 && at <= Date.now() ? at : undefined;
}
