/** Tries a provider out as far as that goes without anybody signing in, and says what to mend. */
import * as openid from 'openid-client';
import type { ProviderCheck } from '../../protocol/admin/sign-in.ts';
import { Refusal } from '../errors.ts';
import { type Clients, type Credentials, issuerOf } from './clients.ts';

const WORKS: ProviderCheck = { works: true, mend: null };

/** What providers call a code that they have never given: then they took who asks for their client. */
const NO_SUCH_CODE = ['invalid_grant', 'bad_verification_code'];
const NO_SUCH_CLIENT = ['invalid_client', 'unauthorized_client', 'incorrect_client_credentials', 'access_denied'];

export async function checkProvider(clients: Clients, provider: Credentials, callback: string): Promise<ProviderCheck> {
  let client: openid.Configuration;
  try {
    client = await clients.make(provider);
  } catch (error) {
    return broken(discoveryMend(error, issuerOf(provider)));
  }
  const { authorization_endpoint, token_endpoint } = client.serverMetadata();
  if (authorization_endpoint === undefined || token_endpoint === undefined) {
    return broken('The provider’s document names no address to sign in at; it must offer the authorization code flow.');
  }
  // Asked with a code that nobody was given, it tells whether it knows the client, its secret and its callback.
  const url = new URL(callback);
  url.search = String(new URLSearchParams({ code: 'a-code-to-try', iss: client.serverMetadata().issuer }));
  try {
    await openid.authorizationCodeGrant(client, url, { pkceCodeVerifier: openid.randomPKCECodeVerifier() });
  } catch (error) {
    return answerMend(error, callback);
  }
  return broken('The provider took a code that it had never given; it cannot be trusted with signing anybody in.');
}

function broken(mend: string): ProviderCheck {
  return { works: false, mend };
}

function discoveryMend(error: unknown, issuer: string): string {
  const refusal = [error, (error as Error).cause].find(each => each instanceof Refusal);
  if (refusal !== undefined) return refusal.message;
  const document = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  // What fails before an answer comes has no code of the library’s.
  if (!(error instanceof openid.ClientError) || error.code === undefined || error.code === 'OAUTH_TIMEOUT') {
    return `Nothing answers at ${document}. Look whether the issuer is written as the provider says, and whether this server can reach it.`;
  }
  const announced = error.code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED' ? issuerIn(error.cause) : undefined;
  if (announced !== undefined) {
    return `The provider calls itself ‘${announced}’; enter that as the issuer, to the letter.`;
  }
  return `At ${document} is no OpenID Connect document. Look whether the issuer is written as the provider says.`;
}

function issuerIn(cause: unknown): string | undefined {
  const { body } = (cause ?? {}) as { body?: { issuer?: unknown } };
  return typeof body?.issuer === 'string' ? body.issuer.slice(0, 200) : undefined;
}

function answerMend(error: unknown, callback: string): ProviderCheck {
  const code = codeOf(error);
  if (code === undefined) {
    return broken('The provider’s token address does not answer as it should; try again later.');
  }
  if (NO_SUCH_CODE.includes(code)) return WORKS;
  if (NO_SUCH_CLIENT.includes(code)) {
    return broken('The provider does not know this client id with this secret; copy both from it once more.');
  }
  if (code.includes('redirect_uri')) {
    return broken(`The provider does not know the redirect address; enter there ${callback}, to the letter.`);
  }
  return broken(`The provider answered ‘${code}’ when it was tried out; look that up in its documentation.`);
}

/** The error that a provider named, in the way of the standard or, as GitHub does, in an answer that says 200. */
function codeOf(error: unknown): string | undefined {
  const named = error instanceof openid.ResponseBodyError ? error.error : bodyOf(error)?.['error'];
  return typeof named === 'string' && /^[\w-]{1,60}$/.test(named) ? named : undefined;
}

function bodyOf(error: unknown): Record<string, unknown> | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    const { body } = (at.cause ?? {}) as { body?: unknown };
    if (typeof body === 'object' && body !== null) return body as Record<string, unknown>;
  }
  return undefined;
}
