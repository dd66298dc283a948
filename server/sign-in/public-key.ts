/** The public key of a site’s own program, as its owner gives it. */
import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { NewSsoKeyBody } from '../../protocol/admin/sign-in.ts';
import { Refusal } from '../errors.ts';

/**
 * An Ed25519 key as a JWK that holds nothing else.
 * @throws Refusal `bad_request`, also for a private key: that is nobody’s business here.
 */
export function publicJwk({ publicKey, secret }: NewSsoKeyBody): string {
  if (secret !== undefined || publicKey === undefined) {
    throw new Refusal(
      'bad_request',
      'EdDSA wants body/publicKey and no secret: the private key stays with your program.',
    );
  }
  const key = readPublicKey(publicKey.trim());
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new Refusal('bad_request', 'body/publicKey must be an Ed25519 key; other kinds cannot sign with EdDSA here.');
  }
  const { crv, kty, x } = key.export({ format: 'jwk' });
  return JSON.stringify({ kty, crv, x });
}

function readPublicKey(text: string): KeyObject {
  const jwk = text.startsWith('{') ? (parsed(text) as JsonWebKey | undefined) : undefined;
  if (/PRIVATE KEY/.test(text) || jwk?.d !== undefined) {
    throw new Refusal(
      'bad_request',
      'body/publicKey holds a private key. Keep it to your program, and send the public one.',
    );
  }
  try {
    return createPublicKey(jwk === undefined ? text : { key: jwk, format: 'jwk' });
  } catch {
    throw new Refusal('bad_request', 'body/publicKey is neither a PEM (‘BEGIN PUBLIC KEY’) nor a JWK of a public key.');
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
