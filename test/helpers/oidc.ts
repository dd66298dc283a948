/** A real OpenID Connect provider on loopback (npm’s oidc-provider), with a proxy before it that can change what it says. */
import { once } from 'node:events';
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, decodeJwt, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { Provider } from 'oidc-provider';

export interface Account {
  readonly name?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
}

export interface OidcOptions {
  readonly redirects: readonly string[];
  readonly accounts: Readonly<Record<string, Account>>;
}

export const CLIENT = { clientId: 'live-comments', clientSecret: 'a secret that only two know' } as const;

export interface Oidc {
  readonly issuer: string;
  /** The bodies of all requests for tokens. */
  readonly tokenRequests: URLSearchParams[];
  /** The queries of all requests to sign in. */
  readonly visits: URLSearchParams[];
  /** Changes the id_token on its way, and signs it as the provider would; null: nothing is changed. */
  tamper: ((claims: JWTPayload) => JWTPayload) | null;
  /** Changes the signature alone. */
  forge: boolean;
  /** Answers nothing but this status. */
  down: number | null;
  close(): Promise<void>;
}

export async function startOidc({ redirects, accounts }: OidcOptions): Promise<Oidc> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const front = createServer();
  await once(front.listen(0, '127.0.0.1'), 'listening');
  const issuer = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [...redirects],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: 'one' }] },
    cookies: { keys: ['only for tests'] },
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, ...accounts[sub] }) }),
    // People are asked who they are, and not once more what may be told of them.
    loadExistingGrant: async ({ oidc: { client, session, provider: own } }) => {
      const grant = new own.Grant({ clientId: client?.clientId ?? '', accountId: session?.accountId ?? '' });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
  });
  const inner = createServer((request, response) => void answer(provider, accounts, request, response));
  await once(inner.listen(0, '127.0.0.1'), 'listening');
  const { port } = inner.address() as AddressInfo;

  const oidc: Oidc = {
    issuer,
    tokenRequests: [],
    visits: [],
    tamper: null,
    forge: false,
    down: null,
    close: async () => {
      for (const server of [front, inner]) {
        server.closeAllConnections();
        server.close();
        await once(server, 'close');
      }
    },
  };
  front.on('request', (request, response) => void between(oidc, { port, key: privateKey }, request, response));
  return oidc;
}

/** The provider’s own page: who do you want to be? */
async function answer(
  provider: Provider,
  accounts: OidcOptions['accounts'],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, uid, as] = /^\/interaction\/([^/]+)(?:\/as\/(.+))?$/.exec(request.url ?? '') ?? [];
  if (uid === undefined) return void provider.callback()(request, response);
  if (as !== undefined) {
    const result = as === 'nobody' ? { error: 'access_denied', error_description: 'no' } : { login: { accountId: as } };
    return void (await provider.interactionFinished(request, response, result));
  }
  response.writeHead(200, { 'content-type': 'text/html' });
  const names = [...Object.keys(accounts), 'nobody'];
  response.end(names.map(name => `<p><a href="/interaction/${uid}/as/${name}">${name}</a></p>`).join(''));
}

/** Passes everything on, and keeps what the tests ask for. */
async function between(
  oidc: Oidc,
  { port, key }: { readonly port: number; readonly key: CryptoKey },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await textOf(request);
  const url = new URL(request.url ?? '/', oidc.issuer);
  if (url.pathname === '/auth') oidc.visits.push(url.searchParams);
  if (url.pathname === '/token') oidc.tokenRequests.push(new URLSearchParams(body));
  if (oidc.down !== null) return void response.writeHead(oidc.down).end('down');
  const onward = ask({ port, host: '127.0.0.1', path: request.url, method: request.method, headers: request.headers });
  onward.end(body);
  const [answered] = (await once(onward, 'response')) as [IncomingMessage];
  let text = await textOf(answered);
  if (url.pathname === '/token') text = await changed(oidc, key, text);
  const { 'content-length': _length, 'transfer-encoding': _coding, ...headers } = answered.headers;
  response.writeHead(answered.statusCode ?? 502, headers).end(text);
}

async function changed({ tamper, forge }: Oidc, key: CryptoKey, text: string): Promise<string> {
  const json = JSON.parse(text) as { id_token?: string };
  if (json.id_token === undefined) return text;
  const own = forge ? (await generateKeyPair('ES256')).privateKey : key;
  if (tamper === null && !forge) return text;
  const claims = (tamper ?? (each => each))(decodeJwt(json.id_token));
  const token = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'one' }).sign(own);
  return JSON.stringify({ ...json, id_token: token });
}

async function textOf(stream: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += chunk;
  return text;
}
