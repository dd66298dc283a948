/** A client of each provider, made of what its owner entered and of what the provider tells about itself. */
import { importPKCS8, SignJWT } from 'jose';
import * as openid from 'openid-client';
import type { Seal } from '../accounts/seal.ts';
import { Refusal } from '../errors.ts';
import type { Outbound } from '../outbound/http.ts';
import type { StoredProvider } from '../store/contract/sign-in.ts';
import { endpointsOf, isOAuthPreset, manyTenants, SERVICES } from './presets.ts';

/** After this long a provider is asked again about its addresses. */
const FRESH_MS = 10 * 60_000;
const TIMEOUT_SECONDS = 10;
/** Documents of large providers, and their keys, have some ten kilobytes. */
const ANSWER_MAX_BYTES = 256 * 1024;
/** The only address whose many tenants the library knows; other clouds of theirs have them, too. */
const MICROSOFT = 'https://login.microsoftonline.com';

export type Credentials = Pick<StoredProvider, 'id' | 'preset' | 'issuer' | 'clientId' | 'secret' | 'teamId' | 'keyId'>;

export function issuerOf({ preset, issuer }: Pick<StoredProvider, 'preset' | 'issuer'>): string {
  const known = issuer ?? SERVICES[preset].issuer;
  if (known === null) throw new Error(`a provider of the kind ${preset} has no issuer`);
  return known;
}

interface Known {
  readonly of: string;
  readonly until: number;
  readonly client: Promise<openid.Configuration>;
}

export class Clients {
  readonly #outbound: Outbound;
  readonly #seal: Seal;
  /** No more than there are providers. */
  readonly #known = new Map<string, Known>();

  constructor(rooms: { readonly outbound: Outbound; readonly seal: Seal }) {
    this.#outbound = rooms.outbound;
    this.#seal = rooms.seal;
  }

  /** @throws Error of the library, of the network, or Refusal `unsafe_address`. */
  async of(provider: Credentials): Promise<openid.Configuration> {
    const of = JSON.stringify([
      issuerOf(provider),
      provider.clientId,
      provider.secret,
      provider.teamId,
      provider.keyId,
    ]);
    const known = this.#known.get(provider.id);
    if (known !== undefined && known.of === of && known.until > Date.now()) return known.client;
    const client = this.make(provider);
    this.#known.set(provider.id, { of, until: Date.now() + FRESH_MS, client });
    // One that could not be reached is asked again.
    client.catch(() => {
      if (this.#known.get(provider.id)?.client === client) this.forget(provider.id);
    });
    return client;
  }

  forget(id: string): void {
    this.#known.delete(id);
  }

  /** As `of`, and nothing that was known before is believed. */
  async make(provider: Credentials): Promise<openid.Configuration> {
    const issuer = issuerOf(provider);
    const isPlain = new URL(issuer).protocol === 'http:';
    // What is sent in the clear can be read and changed by anybody on the way, so only where the operator says it is safe.
    if (isPlain && !(await this.#outbound.isNamed(issuer))) {
      throw new Refusal('unsafe_address', `${issuer} is not encrypted; the issuer must begin with https://.`);
    }
    const secret = await this.#secretOf(provider);
    const client = isOAuthPreset(provider.preset)
      ? this.#plainClient(provider, issuer, secret)
      : await this.#openIdClient(provider, issuer, secret, isPlain);
    client[openid.customFetch] = this.#fetch;
    client.timeout = TIMEOUT_SECONDS;
    if (isPlain) openid.allowInsecureRequests(client);
    return client;
  }

  #plainClient({ preset, clientId }: Credentials, issuer: string, secret: string): openid.Configuration {
    if (!isOAuthPreset(preset)) throw new Error(`${preset} speaks OpenID Connect`);
    const { authorize, token } = endpointsOf(preset, issuer);
    const server = { issuer, authorization_endpoint: authorize, token_endpoint: token };
    return new openid.Configuration(server, clientId, undefined, openid.ClientSecretPost(secret));
  }

  async #openIdClient(
    { preset, clientId }: Credentials,
    issuer: string,
    secret: string,
    isPlain: boolean,
  ): Promise<openid.Configuration> {
    const home = manyTenants(preset, issuer);
    const options = { execute: isPlain ? [openid.allowInsecureRequests] : [], timeout: TIMEOUT_SECONDS };
    const found = await openid.discovery(
      new URL(home === undefined ? issuer : issuer.replace(home, MICROSOFT)),
      clientId,
      undefined,
      (as, client, body, headers) => (usesBasic(preset, as) ? basic : post)(secret)(as, client, body, headers),
      {
        ...options,
        [openid.customFetch]: (url, request) => this.#fetch(home ? url.replace(MICROSOFT, home) : url, request),
      },
    );
    // The connection proves the token well enough, and its signature proves it once more.
    openid.enableNonRepudiationChecks(found);
    return found;
  }

  /** @throws Refusal `provider_failed` where the server’s own secret has changed. */
  async #secretOf({ preset, secret, clientId, teamId, keyId }: Credentials): Promise<string> {
    const opened = this.#seal.open(secret);
    if (opened === undefined) {
      throw new Refusal('provider_failed', 'The provider’s secret cannot be read any more; enter it again.');
    }
    if (preset !== 'apple') return opened;
    // What Apple calls the secret is a token that its owner signs; it has to outlive what is known of the client.
    return new SignJWT()
      .setProtectedHeader({ alg: 'ES256', kid: keyId ?? '' })
      .setIssuer(teamId ?? '')
      .setSubject(clientId)
      .setAudience(SERVICES.apple.issuer ?? '')
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(await importPKCS8(opened, 'ES256'));
  }

  readonly #fetch: openid.CustomFetch = async (url, { method, headers, body }) => {
    const answer = await this.#outbound.send({
      url,
      method,
      headers,
      body: body instanceof URLSearchParams || typeof body === 'string' ? String(body) : '',
      timeoutMs: TIMEOUT_SECONDS * 1000,
      maxBytes: ANSWER_MAX_BYTES,
    });
    const isEmpty = answer.status === 204 || answer.status === 304;
    return new Response(isEmpty ? null : answer.body, {
      status: answer.status,
      headers: { 'content-type': answer.headers['content-type'] ?? '' },
    });
  };
}

const basic = openid.ClientSecretBasic;
const post = openid.ClientSecretPost;

/** All known services take the secret in the body; of others the standard’s own way is asked for first (RFC 6749, 2.3.1). */
function usesBasic(preset: StoredProvider['preset'], server: openid.ServerMetadata): boolean {
  const ways = server.token_endpoint_auth_methods_supported;
  return preset === 'oidc' && (ways === undefined || ways.includes('client_secret_basic'));
}
