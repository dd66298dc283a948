/** Everybody × every route of the admin API × a thing of one’s own site and of another’s, from the server’s own table of routes. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdminRoute } from '../../server/staff/guard.ts';
import { hasScope } from '../../server/staff/staff.ts';
import type { Answer } from '../helpers/api.ts';
import {
  CANARY,
  nameOn,
  openWorld,
  PROVIDER_CLIENT,
  SITES,
  type SiteName,
  type Who,
  type World,
} from '../helpers/world.ts';

const PREFIX = '/api/v1/admin';
let world: World;
let routes: readonly AdminRoute[];
beforeAll(async () => {
  world = await openWorld();
  routes = world.server.app.adminRoutes;
});
afterAll(() => world.server.stop());

const fresh = () => crypto.randomUUID();
const rule = (site: SiteName) => ({ site, kind: 'words', settings: { words: ['x'] }, action: 'score', points: 0 });
const PAGES = { default: 'https://blog.example', other: 'https://other.example' } as const;
type Body = (site: SiteName) => unknown;

/** What a request needs besides its address. A route that wants a body and has none here fails as it is refused. */
const BODIES: Readonly<Record<string, Body>> = {
  'PATCH /comments/:id': () => ({ body: `edited ${fresh()}` }),
  'POST /threads': site => ({ site, key: `/${fresh()}` }),
  'POST /threads/:id/move': () => ({ key: `/${fresh()}` }),
  'POST /sites/:key/threads/move': () => ({ from: `/${fresh()}/`, to: '/elsewhere/' }),
  'POST /bans': site => ({ site, kind: 'name', value: fresh() }),
  'PUT /users/:id/ban': site => ({ site }),
  'POST /users/:id/notes': () => ({ text: 'a note' }),
  'PUT /users/:id/role': () => ({ role: 'moderator' }),
  'DELETE /users/:id': site => ({ confirm: nameOn(site) }),
  'POST /rules': site => rule(site),
  'PATCH /rules/:id': () => ({ enabled: false }),
  'POST /rules/dry-run': site => ({ rule: rule(site) }),
  'PATCH /sites/:key': () => ({ settings: { editWindow: 60 } }),
  'POST /sites/:key/sso-keys': () => ({ algorithm: 'HS256' }),
  'POST /sites/:key/sign-in/providers': () => ({ preset: 'google', ...PROVIDER_CLIENT }),
  'PATCH /sites/:key/sign-in/providers/:id': () => ({ enabled: false }),
  'POST /sites': () => ({ key: fresh(), origins: ['https://new.example'] }),
  'POST /webhooks': site => ({ site, url: 'http://127.0.0.1:9/new', events: ['comment.edited'] }),
  'PATCH /webhooks/:id': () => ({ enabled: true }),
  'POST /team': site => ({ email: `${fresh()}@example.com`, name: 'New', role: 'moderator', sites: [site] }),
  'PATCH /team/:id': () => ({ name: 'Renamed' }),
  'POST /api-keys': site => ({ name: 'new', scopes: ['api-keys:read'], sites: [site] }),
  'POST /session/widget': site => ({ site, origin: PAGES[site] }),
  'POST /mail/test': () => ({ to: 'owner@example.com' }),
};
/** Bodies that name a thing. */
const NAMING: Readonly<Record<string, (sample: string) => unknown>> = {
  'POST /comments/bulk comments': id => ({ action: 'approval', ids: [id] }),
  'PUT /sites/:key/aliases threads': id => ({ key: `/${fresh()}`, thread: Number(id) }),
  'POST /threads/:id/merge threads': id => ({ into: Number(id) }),
};
const QUERIES: Readonly<Record<string, string>> = {
  'GET /sites/:key/check': 'url=https://blog.example/page',
  'DELETE /sites/:key/aliases': 'key=/no-such-alias',
};
/** Routes that concern the whole server, so only those with all sites may use them. */
const GLOBAL = new Set(['POST /sites']);
/** What others wrote is for admins alone. */
const OF_OTHERS = new Set(['DELETE /users/:id/notes/:note']);
/** Where a thing of another site is refused item by item. */
const BY_ITEM = new Set(['POST /comments/bulk']);
/** These use the thing up, or change what it is. */
const USES_UP = /^DELETE \/.*:\w+$|\/(move|merge|deletion)$/;
/** What those who may come in get where the request is not one that could succeed. */
const REACHED: Readonly<Record<string, number>> = {
  'GET /live': 400,
  // The sample has not signed in; test/http/profile.test.ts has members.
  'PUT /users/:id/role': 400,
  'DELETE /users/:id/role': 400,
  'DELETE /users/:id/sessions': 400,
  'DELETE /sites/:key/aliases': 404,
  // Under an address there are no passkeys; test/e2e/passkeys.test.ts has a name.
  'POST /session/passkey/options': 400,
  'POST /session/step-up/passkey/options': 400,
  'POST /passkeys/options': 400,
  'POST /set-up': 400,
  'POST /invite': 400,
  'POST /session': 400,
  'POST /session/passkey': 400,
  'POST /session/step-up': 400,
  'POST /session/step-up/passkey': 400,
  'PUT /session/password': 400,
  'PUT /session/totp': 400,
  'POST /session/recovery-codes': 404,
  'POST /passkeys': 400,
  'DELETE /passkeys/:id': 404,
  'DELETE /sessions/:id': 404,
};

const RANK = { moderator: 1, admin: 2, owner: 3 } as const;

/** What a route’s declaration promises somebody: `in`, or the code of the refusal, or that the thing is not for them. */
function expected({ access }: AdminRoute, who: Who, foreign: boolean, name: string): string {
  if (access === 'open') {
    if (who.kind === 'widget') return 'origin_refused';
    return who.kind === 'reader' && name === 'GET /session' ? 'not_allowed' : 'in';
  }
  if (who.kind === 'nobody') return 'sign_in_required';
  if (who.role === null) return 'not_allowed';
  if (access === 'widget') return who.kind === 'widget' ? 'in' : 'not_allowed';
  if (typeof access === 'string') {
    if (who.kind !== 'session') return 'not_allowed';
    if (access === 'own-fresh' && !who.fresh) return 'step_up_required';
    return foreign ? 'not theirs' : 'in';
  }
  if (RANK[who.role] < RANK[access.role]) return 'not_allowed';
  if (!hasScope(who, access.scope)) return 'not_allowed';
  if (access.people && who.scopes !== null) return 'not_allowed';
  if (access.stepUp && !who.fresh) return 'step_up_required';
  if (GLOBAL.has(name) && who.sites !== null) return 'not_allowed';
  if (foreign) return 'not theirs';
  return OF_OTHERS.has(name) && who.role === 'moderator' ? 'not_allowed' : 'in';
}

interface Sample {
  readonly path: string;
  readonly body: unknown;
  /** What it names, to be made anew once it is used up. */
  readonly used: readonly string[];
}

/** Whether a route’s query has a site. */
function takesSite({ method, url }: AdminRoute): boolean {
  const path = url.replace(/:(\w+)/g, '{$1}');
  const document = world.server.app.swagger() as {
    paths: Record<string, Record<string, { parameters?: { in: string; name: string }[] }>>;
  };
  const parameters = document.paths[path]?.[method.toLowerCase()]?.parameters ?? [];
  return parameters.some(each => each.in === 'query' && each.name === 'site');
}

async function sampleOf(route: AdminRoute, name: string, site: SiteName): Promise<Sample> {
  const steps = route.url.slice(PREFIX.length).split('/');
  const used: string[] = [];
  let whole = '';
  for (const [at, step] of steps.entries()) {
    if (!step.startsWith(':')) continue;
    const before = steps[at - 1] ?? '';
    const kind = whole === '' ? before : `${whole}/${before}`;
    whole = await world.sample(kind, site);
    used.push(kind);
    steps[at] = encodeURIComponent(whole);
  }
  const query = new URLSearchParams(QUERIES[name]);
  if (takesSite(route)) query.set('site', site);
  const naming = Object.keys(NAMING).find(each => each.startsWith(`${name} `));
  let body: unknown = BODIES[name]?.(site) ?? (REACHED[name] === 400 && route.method !== 'GET' ? {} : undefined);
  if (naming !== undefined) {
    const kind = naming.split(' ')[2] ?? '';
    // Not the same one as in the address.
    if (used.includes(kind)) world.consume(kind, site);
    body = NAMING[naming]?.(await world.sample(kind, site));
    if (used.includes(kind)) world.consume(kind, site);
  }
  return { path: steps.join('/') + (query.size > 0 ? `?${query}` : ''), body, used };
}

/** Whether what is asked for differs by site at all. */
function isSited(route: AdminRoute, name: string): boolean {
  const ofSites = route.url.includes(':') && !/\/(sessions|passkeys)\//.test(route.url);
  const inBody = JSON.stringify(BODIES[name]?.('default')?.valueOf()) ?? '';
  return (
    ofSites ||
    takesSite(route) ||
    inBody.includes('default') ||
    Object.keys(NAMING).some(each => each.startsWith(`${name} `))
  );
}

/** The code that the server refuses with, or `in`. */
function verdict({ status, json }: Answer, name: string): string {
  const wanted = REACHED[name];
  return status === wanted || (wanted === undefined && status < 300) ? 'in' : (json?.code ?? `${status}`);
}

/** Refused as what is not there, or as what is not allowed. */
function isNotTheirs({ status, json }: Answer, name: string): boolean {
  if (BY_ITEM.has(name)) return json.items.every((each: { status: number }) => each.status === 404);
  return status === 404 || json?.code === 'not_allowed';
}

/** Signs somebody out, so it comes last. */
const inOrder = () => routes.toSorted((a, b) => Number(ends(a)) - Number(ends(b)));
const ends = ({ method, url }: AdminRoute) => method === 'DELETE' && url === `${PREFIX}/session`;

const NAMES = [
  'nobody',
  'a reader',
  'a member who moderates default',
  // Before the moderator whose session it came from has signed out.
  'widget on default',
  'moderator of default',
  'moderator of other',
  'admin of default',
  'admin',
  'owner without a fresh proof',
  'key of default',
  'the keys with one scope each',
  'owner',
];

test.each(NAMES)('%s gets what the routes say, and nothing else', async name => {
  const concerned = world.everybody.filter(
    who => who.name === name || (name.startsWith('the keys') && who.scopes?.length === 1),
  );
  expect(concerned.length).toBeGreaterThan(0);
  const wrong: string[] = [];
  for (const who of concerned) for (const route of inOrder()) wrong.push(...(await tryRoute(who, route)));
  expect(wrong).toEqual([]);
});

async function tryRoute(who: Who, route: AdminRoute): Promise<string[]> {
  const name = `${route.method} ${route.url.slice(PREFIX.length)}`;
  const wrong: string[] = [];
  // For those with all sites no site is foreign; for tokens with one scope one site shows as much as two.
  const sites = isSited(route, name) && who.scopes?.length !== 1 ? SITES : (['default'] as const);
  for (const site of sites) {
    // A moderator of the other site has the default one as foreign.
    const foreign = who.sites !== null && !who.sites.includes(site) && isSited(route, name);
    const wanted = expected(route, who, foreign, name);
    const { path, body, used } = await sampleOf(route, name, site);
    const answer = await who.call(route.method, path, body);
    const got = verdict(answer, name);
    const isRight = wanted === 'not theirs' ? isNotTheirs(answer, name) : got === wanted;
    if (!isRight)
      wrong.push(
        `${who.name}: ${name} on ${site}: ${wanted} was wanted, got ${got} (${answer.status} ${answer.json?.detail})`,
      );
    const knowsOther = who.sites === null ? who.role !== null : who.sites.includes('other');
    if (!knowsOther && answer.text.includes(CANARY))
      wrong.push(`${who.name}: ${name} on ${site} tells of the other site`);
    if (got === 'in' && USES_UP.test(name)) for (const kind of used) world.consume(kind, site);
  }
  return wrong;
}

test('every route is in the table, and says who may use it', () => {
  expect(routes.length).toBeGreaterThan(40);
  for (const { method, url, access } of routes) {
    if (typeof access === 'string') continue;
    // Whatever changes something wants the right to; a dry run changes nothing.
    const wanted = method === 'GET' || url.endsWith('/dry-run') ? ':read' : ':write';
    expect(access.scope.endsWith(wanted), `${method} ${url} wants ${access.scope}`).toBe(true);
  }
  const known = new Set(routes.map(({ method, url }) => `${method} ${url.slice(PREFIX.length)}`));
  const named = [...Object.keys(BODIES), ...Object.keys(REACHED), ...Object.keys(QUERIES), ...GLOBAL];
  expect(named.filter(each => !known.has(each))).toEqual([]);
});
