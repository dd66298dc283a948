/**
 * The services that people sign in with, as their documentation describes them: one real HTTP server, under whose paths
 * GitHub Enterprise, Discord, a Mastodon server, Microsoft and Apple answer. Whoever visits has said yes already.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, exportPKCS8, generateKeyPair, type JWK, jwtVerify, SignJWT } from 'jose';

export const SERVICE_CLIENT = { clientId: 'client-1', clientSecret: 'secret-1' } as const;
export const APPLE_TEAM = { teamId: 'TEAM123456', keyId: 'KEY1234567' } as const;

/** What the services tell of whoever signs in next. */
export interface Told {
  github: { user: unknown; emails: unknown };
  discord: unknown;
  mastodon: unknown;
  /** Claims of the token. */
  microsoft: Record<string, unknown>;
  apple: Record<string, unknown>;
}

export interface Services {
  readonly url: string;
  readonly told: Told;
  /** Apple’s private key for its client, as its owner downloads it. */
  readonly applePem: string;
  /** `METHOD /path` of all requests. */
  readonly requests: string[];
  close(): Promise<void>;
}

interface Given {
  readonly service: string;
  readonly challenge: string | null;
  readonly redirect: string;
  readonly nonce: string | null;
  used: boolean;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
}

interface Answered {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body: unknown;
}

const json = (body: unknown, status = 200): Answered => ({ status, body });

/** @param host what it calls itself: to browsers, `localhost` is another site than 127.0.0.1. */
export async function startServices(host = '127.0.0.1'): Promise<Services> {
  const [signing, apple] = await Promise.all([
    generateKeyPair('ES256', { extractable: true }),
    generateKeyPair('ES256', { extractable: true }),
  ]);
  const jwk: JWK = { ...(await exportJWK(signing.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://${host}:${(server.address() as AddressInfo).port}`;
  const told: Told = { github: { user: {}, emails: [] }, discord: {}, mastodon: {}, microsoft: {}, apple: {} };
  const requests: string[] = [];
  const double = new Double({ url, told, jwk, signing: signing.privateKey, apple: apple.publicKey });
  server.on('request', async (request, response) => {
    const at = new URL(request.url ?? '/', url);
    requests.push(`${request.method} ${at.pathname}`);
    const { method = 'GET', headers } = request;
    const body = new URLSearchParams(await textOf(request));
    const answer = await double.answer({ method, path: at.pathname, query: at.searchParams, body, headers });
    const isText = typeof answer.body === 'string';
    response.writeHead(answer.status, { 'content-type': isText ? 'text/html' : 'application/json', ...answer.headers });
    response.end(isText ? answer.body : JSON.stringify(answer.body));
  });
  return {
    url,
    told,
    requests,
    applePem: await exportPKCS8(apple.privateKey),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Parts {
  readonly url: string;
  readonly told: Told;
  readonly jwk: JWK;
  readonly signing: CryptoKey;
  readonly apple: CryptoKey;
}

class Double {
  readonly #parts: Parts;
  readonly #codes = new Map<string, Given>();
  #count = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  answer(asked: Asked): Answered | Promise<Answered> {
    const { told, jwk } = this.#parts;
    switch (`${asked.method} ${asked.path}`) {
      case 'GET /github/login/oauth/authorize':
        return this.#back('github', asked);
      case 'POST /github/login/oauth/access_token':
        return this.#github(asked);
      case 'GET /github/api/v3/user':
        return guarded(asked, told.github.user);
      case 'GET /github/api/v3/user/emails':
        return guarded(asked, told.github.emails);
      case 'GET /discord/oauth2/authorize':
        return this.#back('discord', asked);
      case 'POST /discord/api/oauth2/token':
        return this.#token('discord', asked);
      case 'GET /discord/api/users/@me':
        return guarded(asked, told.discord);
      case 'GET /mastodon/oauth/authorize':
        return this.#back('mastodon', asked);
      case 'POST /mastodon/oauth/token':
        return this.#token('mastodon', asked);
      case 'GET /mastodon/api/v1/accounts/verify_credentials':
        return guarded(asked, told.mastodon);
      case 'GET /common/v2.0/.well-known/openid-configuration':
        return json(this.#document('/{tenantid}/v2.0', '/common'));
      case 'GET /apple/.well-known/openid-configuration':
        return json(this.#document('/apple', '/apple'));
      case 'GET /common/authorize':
        return this.#back('microsoft', asked);
      case 'POST /common/token':
        return this.#microsoft(asked);
      case 'GET /apple/authorize':
        return this.#applePage(asked);
      case 'POST /apple/token':
        return this.#apple(asked);
      case 'GET /common/keys':
      case 'GET /apple/keys':
        return json({ keys: [jwk] });
    }
    return json({ error: 'not_found' }, 404);
  }

  #document(issuer: string, home: string) {
    const { url } = this.#parts;
    return {
      issuer: url + issuer,
      authorization_endpoint: `${url}${home}/authorize`,
      token_endpoint: `${url}${home}/token`,
      jwks_uri: `${url}${home}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['ES256'],
      token_endpoint_auth_methods_supported: ['client_secret_post'],
    };
  }

  #give(service: string, query: URLSearchParams): { code: string; state: string; redirect: string } {
    this.#count += 1;
    const code = `${service}-code-${this.#count}`;
    const redirect = query.get('redirect_uri') ?? '';
    const challenge = query.get('code_challenge');
    this.#codes.set(code, { service, redirect, challenge, nonce: query.get('nonce'), used: false });
    return { code, state: query.get('state') ?? '', redirect };
  }

  #back(service: string, { query }: Asked): Answered {
    const { redirect, ...answer } = this.#give(service, query);
    return { status: 302, headers: { location: `${redirect}?${new URLSearchParams(answer)}` }, body: '' };
  }

  /** Apple has the browser post its answer; with the name, the first time. */
  #applePage({ query }: Asked): Answered {
    if (query.get('response_mode') !== 'form_post') return json({ error: 'invalid_request' }, 400);
    const { code, state, redirect } = this.#give('apple', query);
    const user = '{&quot;name&quot;:{&quot;firstName&quot;:&quot;Anna&quot;,&quot;lastName&quot;:&quot;Apple&quot;}}';
    const fields = [`name="code" value="${code}"`, `name="state" value="${state}"`, `name="user" value="${user}"`];
    const form = `<form method="post" action="${redirect}">${fields.map(each => `<input ${each}>`).join('')}</form>`;
    return { status: 200, body: `<!doctype html>${form}<script>document.forms[0].submit()</script>` };
  }

  /** The given code, where everything about it is right: used once, with the verifier, and for the same address. */
  #take(service: string, body: URLSearchParams): Given | undefined {
    const given = this.#codes.get(body.get('code') ?? '');
    const shown = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url');
    const isRight =
      given?.service === service &&
      !given.used &&
      given.challenge === shown &&
      given.redirect === body.get('redirect_uri');
    if (!isRight) return undefined;
    given.used = true;
    return given;
  }

  /** GitHub says 200 whatever happens, and answers as a form to who does not ask for JSON. */
  #github({ body, headers }: Asked): Answered {
    if (!headers.accept?.includes('application/json')) return { status: 200, body: 'error=not_json' };
    if (!isClient(body)) return json({ error: 'incorrect_client_credentials' });
    if (this.#take('github', body) === undefined) return json({ error: 'bad_verification_code' });
    return json({ access_token: 'token', token_type: 'bearer', scope: 'read:user,user:email' });
  }

  #token(service: string, { body }: Asked): Answered {
    if (!isClient(body)) return json({ error: 'invalid_client' }, 401);
    if (this.#take(service, body) === undefined) return json({ error: 'invalid_grant' }, 400);
    return json({ access_token: 'token', token_type: 'Bearer', scope: 'identify email' });
  }

  async #microsoft({ body }: Asked): Promise<Answered> {
    if (!isClient(body)) return json({ error: 'invalid_client' }, 401);
    const given = this.#take('microsoft', body);
    if (given === undefined) return json({ error: 'invalid_grant' }, 400);
    const { iss = `${this.#parts.url}/${String(this.#parts.told.microsoft['tid'])}/v2.0`, ...claims } =
      this.#parts.told.microsoft;
    return json(await this.#tokens(given, { iss, ...claims }, SERVICE_CLIENT.clientId));
  }

  async #apple({ body }: Asked): Promise<Answered> {
    try {
      const { protectedHeader } = await jwtVerify(body.get('client_secret') ?? '', this.#parts.apple, {
        issuer: APPLE_TEAM.teamId,
        subject: SERVICE_CLIENT.clientId,
        audience: 'https://appleid.apple.com',
        requiredClaims: ['exp', 'iat'],
        algorithms: ['ES256'],
      });
      if (protectedHeader.kid !== APPLE_TEAM.keyId) throw new Error('another key');
    } catch {
      return json({ error: 'invalid_client' }, 400);
    }
    const given = this.#take('apple', body);
    if (given === undefined) return json({ error: 'invalid_grant' }, 400);
    const claims = { iss: `${this.#parts.url}/apple`, ...this.#parts.told.apple };
    return json(await this.#tokens(given, claims, SERVICE_CLIENT.clientId));
  }

  async #tokens({ nonce }: Given, claims: Record<string, unknown>, audience: string) {
    const token = await new SignJWT({ ...claims, nonce })
      .setProtectedHeader({ alg: 'ES256', kid: 'one' })
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime('10m')
      .sign(this.#parts.signing);
    return { access_token: 'token', token_type: 'Bearer', id_token: token };
  }
}

/** An API that wants its token, and, as GitHub’s does, to know who asks. */
function guarded({ headers }: Asked, body: unknown): Answered {
  if (headers.authorization !== 'Bearer token') return json({ message: 'Bad credentials' }, 401);
  return headers['user-agent'] ? json(body) : json({ message: 'no user agent' }, 403);
}

function isClient(body: URLSearchParams): boolean {
  return body.get('client_id') === SERVICE_CLIENT.clientId && body.get('client_secret') === SERVICE_CLIENT.clientSecret;
}

async function textOf(stream: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += chunk;
  return text;
}
