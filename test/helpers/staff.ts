/** Staff for tests, made by the API alone: the owner by the set-up link, others by invitation, API keys. */
import { type ApiClient, createClient } from '../../client/client.ts';
import type { Scope, SiteScope, StaffRole } from '../../protocol/admin/shared.ts';
import { type Answer, call } from './api.ts';
import type { TestServer } from './server.ts';

export const ADMIN_API = '/api/v1/admin';
export const PASSWORD = 'a long enough password';

/** Somebody who acts on the admin API: with a cookie, as the dashboard does, or with a token. */
export interface Actor {
  readonly id: string;
  /** What makes a request theirs. */
  readonly headers: Record<string, string>;
  /** `path` without `/api/v1/admin`. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** The typed client, for requests that are right. */
  readonly api: ApiClient;
}

export interface SignedIn extends Actor {
  readonly email: string;
  /** `name=value`, as a browser sends it. */
  readonly cookie: string;
}

export interface Key extends Actor {
  /** The key itself, as `Authorization: Bearer` takes it. */
  readonly token: string;
}

/** The first owner; for a server that has none. */
export async function makeOwner(server: TestServer, email = 'owner@example.com'): Promise<SignedIn> {
  const link = await server.app.setUpLink(server.url);
  if (link === undefined) throw new Error('there is an owner already');
  const token = new URL(link).hash.slice(1);
  return signedIn(server.url, email, '/set-up', { token, email, name: 'Olga Owner', password: PASSWORD });
}

/** Signs in as somebody who has a password. */
export function signIn(url: string, email: string, password = PASSWORD): Promise<SignedIn> {
  return signedIn(url, email, '/session', { email, password });
}

let invited = 0;

/** Invites somebody as `by`, and accepts for them. */
export async function makeStaff(
  url: string,
  by: Actor,
  { role, sites = null, name }: { role: StaffRole; sites?: SiteScope; name?: string },
): Promise<SignedIn> {
  invited += 1;
  const email = `${role}-${invited}@example.com`;
  const answer = await by.call('POST', '/team', { email, name: name ?? `${role} ${invited}`, role, sites });
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
  return accept(url, email, answer.json.link);
}

/** Opens an invitation or a link for a new password. */
export function accept(url: string, email: string, link: string, password = PASSWORD): Promise<SignedIn> {
  return signedIn(url, email, '/invite', { token: new URL(link).hash.slice(1), password });
}

export async function makeKey(
  url: string,
  by: Actor,
  options: { scopes: readonly Scope[]; sites?: SiteScope; name?: string; expiresAt?: string },
): Promise<Key> {
  const answer = await by.call('POST', '/api-keys', { name: 'a key', ...options });
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
  const { id, key } = answer.json;
  return { ...actor(url, id, { authorization: `Bearer ${key}` }), token: key };
}

export function actor(url: string, id: string, headers: Record<string, string>): Actor {
  const api = createClient({ server: url });
  api.use({
    onRequest({ request }) {
      for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
    },
  });
  return {
    id,
    headers,
    api,
    call: (method, path, body, more = {}) =>
      call(url, method, `${ADMIN_API}${path}`, { body, headers: { ...headers, ...more } }),
  };
}

/** What the typed client was answered; fails the test when that was a refusal. */
export function dataOf<T>({ data, error }: { data?: T; error?: { code: string; detail: string } }): T {
  if (error !== undefined) throw new Error(`${error.code}: ${error.detail}`);
  return data as T;
}

async function signedIn(url: string, email: string, path: string, body: object): Promise<SignedIn> {
  const answer = await call(url, 'POST', `${ADMIN_API}${path}`, { body, headers: { origin: url } });
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  const cookie = cookieOf(answer);
  return { ...actor(url, answer.json.staff.id, { cookie, origin: url }), email, cookie };
}

/** The session cookie that an answer sets. */
export function cookieOf(answer: Answer): string {
  const set = answer.headers.getSetCookie().find(each => each.startsWith('__Host-live-comments='));
  return set?.split(';')[0] ?? '';
}
