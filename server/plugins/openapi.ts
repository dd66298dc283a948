/** The OpenAPI document, made from the schemas that the routes check with, and a page that shows it. */
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance, FastifySchema, RouteOptions } from 'fastify';
import { Problem } from '../../protocol/rest.ts';
import type { RouteAccess } from '../staff/guard.ts';
import { nameSchemas } from './schema-names.ts';

const WRITES = ['POST', 'PUT', 'PATCH', 'DELETE'];

const TAGS = {
  comments: 'Reading and writing comments',
  session: 'Who speaks, and signing in',
  feedback: 'Votes and reactions',
  live: 'What changes, as it changes; docs/protocol.md describes the WebSocket',
  moderation: 'Reports, queues, decisions',
  people: 'Who wrote; notes and bans',
  profile: 'What people keep about themselves; docs/profiles.md',
  threads: 'Locks, moves, merges',
  rules: 'What judges comments before anybody sees them',
  sites: 'Sites, their origins and settings',
  team: 'Who runs the place',
  account: 'One’s own password, code app, passkeys and sessions',
  mail: 'Whether mail can be sent',
  'sign-in': 'How readers sign in: providers, and keys of the site’s own users',
  'api-keys': 'Keys for programs',
  webhooks: 'Telling other programs what happened; docs/webhooks.md says how to check the signature',
  audit: 'Who did what',
  stats: 'How the place fares',
};

/** What an answer is called that has no description of its own. */
const STATUS_WORDS: Readonly<Record<string, string>> = {
  200: 'Here it is',
  201: 'It was made',
  202: 'It was taken, and the rest follows',
};

/** Swagger UI sets styles on elements by script, which a policy does not see, and shows its icons as data. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** To be registered before all routes. */
export async function openapi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Live Comments',
        version: '1',
        description:
          'Readers’ browsers use what stands under /api/v1; the dashboard and your own programs what stands under /api/v1/admin. Errors are problem documents (RFC 9457) with a stable `code`.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
      components: {
        securitySchemes: {
          token: {
            type: 'http',
            scheme: 'bearer',
            description: 'A reader’s token, from POST /api/v1/session/guest, or an API key.',
          },
          apiKey: { type: 'http', scheme: 'bearer', description: 'An API key with the scope that is named.' },
          session: { type: 'apiKey', in: 'cookie', name: '__Host-live-comments', description: 'Signed in at /admin/.' },
        },
      },
    },
    transform: ({ schema, url, route }) => ({ schema: documented(schema, route), url }),
    transformObject: document => ('openapiObject' in document ? nameSchemas(document.openapiObject) : {}),
  });
}

/** Everything that is the same for all routes: what it is called, who may, how it fails. */
function documented(schema: FastifySchema | undefined, route: RouteOptions): FastifySchema {
  if (schema === undefined || schema.hide === true || !route.url.startsWith('/api/')) return { hide: true };
  const method = [route.method].flat()[0] ?? 'GET';
  const access = route.config?.access;
  const headers = access === undefined || !WRITES.includes(method) ? undefined : writeHeaders(schema, method);
  return {
    ...schema,
    operationId: operationId(method, route.url),
    description: [schema.description, wordsOf(access)].filter(each => each).join(' '),
    security: securityOf(access, route.url),
    ...(headers ? { headers } : {}),
    response: { ...described(schema.response ?? NOTHING), default: PROBLEM },
  };
}

const PROBLEM = {
  description: 'Why it was refused',
  content: { 'application/problem+json': { schema: Problem } },
};

/** What a route answers that says nothing of its answer. */
const NOTHING = { 204: { type: 'null', description: 'Done' } };

function described(response: object): object {
  const answers = Object.entries(response).map(([status, schema]: [string, object]) => {
    const description = 'description' in schema ? schema.description : STATUS_WORDS[status];
    return [status, { ...schema, 'x-response-description': description }];
  });
  return Object.fromEntries(answers);
}

/** `GET /api/v1/admin/webhooks/:id` is `getAdminWebhooksId`. */
export function operationId(method: string, url: string): string {
  const words = url.replace('/api/v1/', '').split(/[^a-z\d]+/i);
  return [method.toLowerCase(), ...words.map(word => word.charAt(0).toUpperCase() + word.slice(1))].join('');
}

function wordsOf(access: RouteAccess | undefined): string {
  if (access === undefined) return '';
  if (access === 'open') return 'For everybody.';
  if (access === 'own') return 'For whoever is signed in.';
  if (access === 'own-fresh') return 'For whoever is signed in, shortly after a fresh proof of who they are.';
  if (access === 'widget') return 'For the token of a moderator on a page.';
  const fresh = access.stepUp ? ' In a session, only shortly after a fresh proof of who you are.' : '';
  const keys = access.people ? 'not for API keys' : `keys need the scope \`${access.scope}\``;
  return `For ${access.role === 'owner' ? 'owners' : `${access.role}s and above`}; ${keys}.${fresh}`;
}

type Security = Record<string, string[]>[];

function securityOf(access: RouteAccess | undefined, url: string): Security {
  if (access === 'open' || url === '/api/v1/session/guest') return [];
  if (access === 'own' || access === 'own-fresh') return [{ session: [] }];
  if (access === 'widget') return [{ token: [] }];
  return access === undefined ? [{}, { token: [] }] : [{ apiKey: [access.scope] }, { session: [] }];
}

function writeHeaders(schema: FastifySchema, method: string): object {
  const own = (schema.headers ?? {}) as { readonly properties?: object };
  const ifMatch = {
    type: 'string',
    description: 'the ETag of what you have seen; another version is refused with 412',
  };
  return {
    type: 'object',
    properties: {
      'idempotency-key': {
        type: 'string',
        maxLength: 200,
        description: 'the same key within a day gets the first answer again, and nothing is done twice',
      },
      ...(method === 'PATCH' || method === 'PUT' ? { 'if-match': ifMatch } : {}),
      ...own.properties,
    },
  };
}

/** `/openapi.json`, and `/docs` to read it in a browser. */
export async function openapiPages(app: FastifyInstance): Promise<void> {
  // It never changes while the server runs, and is long.
  let text: string | undefined;
  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
    text ??= JSON.stringify(app.swagger());
    return reply.type('application/json; charset=utf-8').send(text);
  });
  // Without the bar at the top, which would bring a style sheet within the page, and a logo that is not ours.
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: PAGE_POLICY,
    uiConfig: { layout: 'BaseLayout', docExpansion: 'none', deepLinking: true, filter: true, tryItOutEnabled: false },
    theme: { title: 'Live Comments: API' },
  });
}
