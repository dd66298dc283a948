/** What an owner enters about a provider, and what cannot work of it. */
import { importPKCS8 } from 'jose';
import type { Preset } from '../../protocol/account.ts';
import { Refusal } from '../errors.ts';
import type { Outbound } from '../outbound/http.ts';
import { cleanTitle } from '../text.ts';
import { SERVICES } from './presets.ts';

const NAME_MAX = 40;

export interface Entered {
  readonly preset: Preset;
  readonly name: string;
  readonly issuer: string | null;
  readonly clientId: string;
  /** As it was entered; undefined: the one there is stays. */
  readonly clientSecret: string | undefined;
  readonly teamId: string | null;
  readonly keyId: string | null;
  readonly enabled: boolean;
}

/**
 * The form as it is kept.
 * @throws Refusal `bad_request` or `unsafe_address`, with the mend.
 */
export async function checkedForm(entered: Entered, outbound: Outbound): Promise<Entered> {
  const { preset, clientSecret, teamId, keyId } = entered;
  const issuer = await checkedIssuer(preset, (entered.issuer ?? '').trim(), outbound);
  if (preset === 'apple') {
    if (!teamId || !keyId) throw missing('teamId and body/keyId', 'Apple’s developer pages show both');
    if (clientSecret !== undefined) await requireAppleKey(clientSecret);
  }
  return { ...entered, issuer, name: cleanTitle(entered.name, NAME_MAX) ?? SERVICES[preset].name };
}

async function checkedIssuer(preset: Preset, typed: string, outbound: Outbound): Promise<string | null> {
  if (typed === '') {
    if (SERVICES[preset].issuer !== null) return null;
    const isMastodon = preset === 'mastodon';
    throw missing(
      'issuer',
      isMastodon ? 'the address of the server, like https://mastodon.social' : 'ask your provider',
    );
  }
  const whole = preset === 'mastodon' && !typed.includes('://') ? `https://${typed}` : typed;
  // People copy the address of the document, too.
  const issuer = whole.replace(/\/\.well-known\/openid-configuration\/?$/, '');
  await outbound.check(issuer);
  const url = new URL(issuer);
  if (url.search !== '' || url.hash !== '') {
    throw new Refusal('bad_request', 'body/issuer must be an address without ? and #.');
  }
  if (url.protocol === 'http:' && !(await outbound.isNamed(issuer))) {
    throw new Refusal('bad_request', 'body/issuer must begin with https://, or others could read what is sent there.');
  }
  // Of services whose addresses are known, the rest is put behind it.
  return SERVICES[preset].openId ? issuer : issuer.replace(/\/+$/, '');
}

async function requireAppleKey(pem: string): Promise<void> {
  try {
    await importPKCS8(pem.trim(), 'ES256');
  } catch (error) {
    const mend =
      'body/clientSecret must be the private key that Apple gave you, the whole .p8 file from -----BEGIN on.';
    throw new Refusal('bad_request', mend, { cause: error });
  }
}

function missing(field: string, what: string): Refusal {
  return new Refusal('bad_request', `body/${field} is missing: ${what}.`);
}
