/** Requests made from the OpenAPI document, right ones and wrong ones, at every route: answers are what the document says. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ERROR_TITLES } from '../../protocol/codes.ts';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { type Answer, call, post } from '../helpers/api.ts';
import { almost, checkerOf, type Examples, type Schema, type Schemas, valuesOf } from '../helpers/json-schema.ts';
import { ADMIN } from '../helpers/moderator.ts';
import { startServer, type TestServer, temporaryFolder } from '../helpers/server.ts';
import { ADMIN_API, actor, makeOwner, type SignedIn, signIn } from '../helpers/staff.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
console.warn(`SEED=${seed}`);

/** Requests for each route. */
const RUNS = 10;
/** Routes that hash a password each time. */
const THINKING = new Set([
  `POST ${ADMIN_API}/session`,
  `POST ${ADMIN_API}/session/step-up`,
  `PUT ${ADMIN_API}/session/password`,
]);
/** What each route answered. */
const reached = new Map<string, Set<number>>();

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}
interface Operation {
  readonly operationId: string;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { schema: Schema }>> }>>;
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Schemas };
}

/** The routes have to be known before tests are named, and before a server is there. */
async function describeApi(): Promise<Description> {
  const app = await buildApp(readConfig({ DATA_DIR: temporaryFolder(), LOG_LEVEL: 'silent' }));
  const description = (await app.inject('/openapi.json')).json<Description>();
  await app.close();
  return description;
}

const api = await describeApi();
const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
);
const schemas = api.components.schemas;

let server: TestServer;
let owner: SignedIn;
/** For the route that ends the session. */
let leaving: SignedIn;
/** What exists, made anew for each route, so that requests that are right meet something. */
let known: Examples = {};
/** What an id in a path is the id of, by what stands before it. */
let ids: Record<string, unknown> = {};
/** What was made of the sign-in of a site. */
let inSite: string[] = [];

beforeAll(async () => {
  server = await startServer({ ADMIN_TOKEN: ADMIN, ALLOW_PRIVATE_TARGETS: '127.0.0.1' });
  owner = await makeOwner(server);
  leaving = await signIn(server.url, owner.email);
  await makeThings();
});
afterAll(() => server?.stop());

/** Takes back what generated requests may have done to everybody. */
async function reset(): Promise<void> {
  const { call: ask } = actor(server.url, '', { authorization: `Bearer ${ADMIN}` });
  for (const path of ['/bans', '/rules']) {
    const { json } = await ask('GET', path);
    for (const { id } of json.items) await ask('DELETE', `${path}/${id}`);
  }
  await ask('PATCH', '/sites/default', { settings: { hold: 'none', slowMode: 0, closeAfter: 0, guests: true } });
}

let n = 0;
async function makeThings(): Promise<void> {
  n += 1;
  const thread = `/known-${n}`;
  const comment = () => post(server.url, thread, `a comment that exists, number ${n}`);
  const { id, author } = await comment().catch(() => reset().then(comment));
  const make = async (path: string, body?: unknown) =>
    (await actor(server.url, '', { authorization: `Bearer ${ADMIN}` }).call('POST', path, body)).json;
  const webhook = await make('/webhooks', { url: 'http://127.0.0.1:9/', events: ['comment.spam'] });
  const delivery = await make(`/webhooks/${webhook.id}/test`);
  const note = await make(`/users/${author.id}/notes`, { text: 'a note' });
  const ban = await make('/bans', { kind: 'name', value: `Name ${n}`, site: 'default' });
  // A site has no more than some of them.
  for (const path of inSite) await actor(server.url, '', { authorization: `Bearer ${ADMIN}` }).call('DELETE', path);
  const key = await make('/sites/default/sso-keys', { algorithm: 'HS256', name: 'known' });
  const provider = await make('/sites/default/sign-in/providers', {
    ...{ preset: 'github', clientId: 'known', clientSecret: 'a secret' },
  });
  inSite = [`/sites/default/sso-keys/${key.id}`, `/sites/default/sign-in/providers/${provider.id}`];
  ids = {
    comments: id,
    users: author.id,
    threads: 1,
    webhooks: webhook.id,
    bans: ban.id,
    team: owner.id,
    'sso-keys': key.id,
    providers: provider.id,
  };
  known = {
    delivery: [delivery.id],
    note: [note.id],
    ids: [[id]],
    parent: [id, null],
    comment: [id],
    author: [author.id],
    into: [1],
    site: ['default'],
    key: ['default', `/moved-${n}`],
    thread: [thread],
    emoji: ['👍'],
    url: ['http://127.0.0.1:9/', 'https://a.example/page'],
    body: ['said by nobody'],
  };
}

interface Request {
  readonly url: string;
  readonly body: unknown;
  readonly isOwner: boolean;
}

const mostly = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: usual }, { weight: 1, arbitrary: rare });

function requestsFor(path: string, { parameters = [], requestBody }: Operation): fc.Arbitrary<Request> {
  const part = (mine: readonly Parameter[], examples = known) => {
    const properties = Object.fromEntries(mine.map(({ name, schema }) => [name, schema]));
    const required = mine.filter(each => each.required === true).map(({ name }) => name);
    return valuesOf({ type: 'object', properties, required }, schemas, examples);
  };
  const inPath = parameters.filter(each => each.in === 'path').map(each => ({ ...each, required: true }));
  const inQuery = parameters.filter(each => each.in === 'query');
  const of = /\/([\w-]+)\/\{id\}/.exec(path)?.[1] ?? '';
  const params = part(inPath, of in ids ? { ...known, id: [ids[of]] } : known);
  // A cursor that nobody gave out is always refused, before anything else is looked at.
  const query = mostly(part(inQuery.filter(({ name }) => name !== 'cursor')), part(inQuery));
  const schema = Object.values(requestBody?.content ?? {})[0]?.schema;
  const body = schema === undefined ? fc.constant(undefined) : valuesOf(schema, schemas, known);
  return fc
    .record({
      path: params,
      query: mostly(query, almost(query)),
      body: mostly(body, almost(body)),
      isOwner: mostly(fc.constant(true), fc.constant(false)),
    })
    .map(each => ({ ...each, url: filled(path, each.path) + searchOf(each.query) }));
}

function filled(path: string, params: unknown): string {
  return path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(textOf((params as Record<string, unknown>)[name])),
  );
}

function searchOf(query: unknown): string {
  const pairs = Object.entries((query ?? {}) as object).flatMap(([name, value]) =>
    [value].flat().map(each => [name, textOf(each)]),
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}

/** An address holds whole characters alone. */
function textOf(value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.toWellFormed();
}

/** Whether the answer is one that the document promises. */
function faultOf(operation: Operation, { status, headers, text, json }: Answer): string | undefined {
  const type = headers.get('content-type') ?? '';
  if (status >= 500) return `${status} ${text}`;
  if (status >= 400) {
    if (!type.startsWith('application/problem+json')) return `an error of type ${type}: ${text}`;
    if (!(json.code in ERROR_TITLES) || json.status !== status) return `a problem that is none: ${text}`;
    return checkerOf({ $ref: '#/components/schemas/Problem' }, schemas)(json);
  }
  const documented = operation.responses[status];
  if (documented === undefined) return `${status} is not documented`;
  const content = documented.content?.['application/json'];
  if (content === undefined)
    return text !== '' && json !== undefined ? `a body that is not documented: ${text}` : undefined;
  return checkerOf(content.schema, schemas)(json);
}

describe('every route of the document', () => {
  test('is there, with an id of its own and a word on errors', () => {
    expect(operations.length).toBeGreaterThan(40);
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
    for (const { operation } of operations) {
      expect(operation.responses['default']?.content?.['application/problem+json']?.schema.$ref).toMatch(/Problem$/);
    }
  });

  for (const { method, path, operation } of operations) {
    test(`${method} ${path}`, async () => {
      const ofSession = operation.security?.every(each => 'session' in each) === true && operation.security.length > 0;
      const session = path === `${ADMIN_API}/session` && method === 'DELETE' ? leaving : owner;
      if (path.includes('{')) await makeThings();
      const statuses = new Set<number>();
      await fc.assert(
        fc.asyncProperty(requestsFor(path, operation), async ({ url, body, isOwner }) => {
          const answer = await call(server.url, method, url, {
            ...(body === undefined || method === 'GET' ? {} : { body: JSON.stringify(body) }),
            ...(isOwner && (ofSession ? { headers: session.headers } : { token: ADMIN })),
          });
          statuses.add(answer.status);
          const fault = faultOf(operation, answer);
          if (fault !== undefined) throw new Error(`${method} ${url}: ${fault}`);
        }),
        { seed, numRuns: THINKING.has(`${method} ${path}`) ? 3 : RUNS },
      );
      reached.set(`${method} ${path}`, statuses);
    });
  }

  test('most of them were reached with something right', () => {
    const right = [...reached].filter(([, statuses]) => [...statuses].some(status => status < 300));
    const wrong = [...reached].filter(([, statuses]) => [...statuses].some(status => status >= 400));
    expect(right.length / operations.length).toBeGreaterThan(0.6);
    expect(wrong.length / operations.length).toBeGreaterThan(0.8);
  });
});
