/** Two sites with one thing of every kind on each, and everybody who may come by: what the access matrix is made of. */
import type { Scope, StaffRole } from '../../protocol/admin/shared.ts';
import { SCOPE_SUBJECTS } from '../../protocol/admin/shared.ts';
import { changeRows, guest, post } from './api.ts';
import { startServer, type TestServer } from './server.ts';
import { jwt, makeSsoKey, signInSso } from './sso.ts';
import { type Actor, actor, makeKey, makeOwner, makeStaff, type SignedIn } from './staff.ts';

export const SITES = ['default', 'other'] as const;
export type SiteName = (typeof SITES)[number];
/** What stands in each text of the other site, and in no answer to those who have nothing to do with it. */
export const CANARY = 'canary-of-other';
const mark = (site: SiteName) => (site === 'other' ? CANARY : 'ordinary');
/** What people are called on a site. */
export const nameOn = mark;

export interface Who extends Actor {
  readonly name: string;
  readonly kind: 'nobody' | 'reader' | 'session' | 'key' | 'widget';
  readonly role: StaffRole | null;
  /** Null: all. */
  readonly sites: readonly string[] | null;
  readonly scopes: readonly Scope[] | null;
  readonly fresh: boolean;
}

export interface World {
  readonly server: TestServer;
  readonly owner: SignedIn;
  readonly everybody: readonly Who[];
  /** The id of a thing of this kind on a site; the same one until it was used up. */
  sample(kind: string, site: SiteName): Promise<string>;
  consume(kind: string, site: SiteName): void;
}

const SCOPES: readonly Scope[] = SCOPE_SUBJECTS.flatMap(subject => [`${subject}:read`, `${subject}:write`] as const);
/** What the tokens of the widget may. */
const WIDGET_SCOPES: readonly Scope[] = ['comments:write', 'threads:write', 'bans:write'];
const PAGE = 'https://blog.example';
export const PROVIDER_CLIENT = { clientId: 'a client', clientSecret: 'a secret' } as const;

export async function openWorld(): Promise<World> {
  const env = { ALLOWED_ORIGINS: PAGE, ALLOW_PRIVATE_TARGETS: '127.0.0.1' };
  const first = await startServer(env);
  changeRows(
    first.dataDir,
    `INSERT INTO sites (key, origins, settings, created_at)
     SELECT 'other', '["https://other.example"]', settings, created_at FROM sites WHERE key = 'default'`,
  );
  await first.stop();
  const server = await startServer({ ...env, DATA_DIR: first.dataDir });
  const owner = await makeOwner(server);
  const known = new Map<string, Promise<string>>();
  const key = (kind: string, site: SiteName) => `${kind} ${site}`;
  return {
    server,
    owner,
    everybody: await everybody(server, owner),
    sample: (kind, site) => {
      const made = known.get(key(kind, site)) ?? make(kind, site, { server, owner });
      known.set(key(kind, site), made);
      return made;
    },
    consume: (kind, site) => known.delete(key(kind, site)),
  };
}

async function everybody(server: TestServer, owner: SignedIn): Promise<Who[]> {
  const { url } = server;
  const session = async (role: StaffRole, sites: readonly SiteName[] | null, name: string): Promise<Who> => {
    const staff = await makeStaff(url, owner, { role, sites: sites && [...sites] });
    return { ...staff, name, kind: 'session', role, sites, scopes: null, fresh: true };
  };
  const stale = { ...(await session('owner', null, 'owner without a fresh proof')), fresh: false };
  changeRows(server.dataDir, `UPDATE sessions SET stepped_up_at = 0 WHERE staff_id = '${stale.id}'`);
  const moderator = await session('moderator', ['default'], 'moderator of default');
  const token = (await moderator.call('POST', '/session/widget', { site: 'default', origin: PAGE })).json.token;
  const reader = await guest(url, 'Reader');
  // The highest that a site’s own user can be.
  const key = await makeSsoKey(owner, 'default', { moderators: true });
  const { viewer, session: signedIn } = (await signInSso(url, 'default', jwt(key, { roles: ['moderator'] }))).json;
  if (viewer.role !== 'moderator') throw new Error('the member does not moderate');
  const keys: Who[] = [];
  for (const scope of SCOPES) {
    const made = await makeKey(url, owner, { scopes: [scope] });
    keys.push({
      ...made,
      name: `key with ${scope}`,
      kind: 'key',
      role: 'admin',
      sites: null,
      scopes: [scope],
      fresh: true,
    });
  }
  const limited = await makeKey(url, owner, { scopes: SCOPES, sites: ['default'] });
  const nobody = { kind: 'nobody', role: null, sites: null, scopes: null, fresh: false } as const;
  return [
    { ...actor(url, '', {}), ...nobody, name: 'nobody' },
    {
      ...actor(url, reader.id, { authorization: `Bearer ${reader.token}` }),
      ...nobody,
      kind: 'reader',
      name: 'a reader',
    },
    {
      ...actor(url, viewer.id, { authorization: `Bearer ${signedIn.token}` }),
      ...nobody,
      kind: 'reader',
      name: 'a member who moderates default',
    },
    moderator,
    await session('moderator', ['other'], 'moderator of other'),
    await session('admin', ['default'], 'admin of default'),
    await session('admin', null, 'admin'),
    { ...owner, name: 'owner', kind: 'session', role: 'owner', sites: null, scopes: null, fresh: true },
    stale,
    ...keys,
    { ...limited, name: 'key of default', kind: 'key', role: 'admin', sites: ['default'], scopes: SCOPES, fresh: true },
    {
      ...actor(url, moderator.id, { authorization: `Bearer ${token}`, origin: PAGE }),
      name: 'widget on default',
      kind: 'widget',
      role: 'moderator',
      sites: ['default'],
      scopes: WIDGET_SCOPES,
      fresh: false,
    },
  ];
}

type Maker = (site: SiteName, by: { server: TestServer; owner: SignedIn }) => Promise<string | number>;

/** By what stands before the parameter in the route’s address. */
const MAKERS: Readonly<Record<string, Maker>> = {
  sites: async site => site,
  comments: async (site, { server }) => (await comment(server.url, site)).id,
  users: async (site, { server }) => (await comment(server.url, site)).author.id,
  threads: async (site, { owner }) =>
    id(await owner.call('POST', '/threads', { site, key: `/${mark(site)}-${crypto.randomUUID()}` })),
  bans: async (site, { owner }) =>
    id(
      await owner.call('POST', '/bans', {
        site,
        kind: 'name',
        value: `${mark(site)} ${crypto.randomUUID().slice(0, 13)}`,
      }),
    ),
  rules: async (site, { owner }) => {
    const settings = { words: [mark(site)] };
    return id(await owner.call('POST', '/rules', { site, kind: 'words', settings, action: 'score', points: 0 }));
  },
  webhooks: async (site, { owner }) => {
    const body = { site, url: `http://127.0.0.1:9/${mark(site)}`, events: ['comment.edited'] };
    return id(await owner.call('POST', '/webhooks', body));
  },
  'api-keys': async (site, { owner }) =>
    id(await owner.call('POST', '/api-keys', { name: mark(site), scopes: ['stats:read'], sites: [site] })),
  team: async (site, { owner }) => {
    const email = `${crypto.randomUUID()}@example.com`;
    const answer = await owner.call('POST', '/team', {
      email,
      name: `Staff ${mark(site)}`,
      role: 'moderator',
      sites: [site],
    });
    return answer.json.member.id;
  },
  sessions: async () => 'none-such',
  passkeys: async () => 'none-such',
};

/** Things that belong to another: made for that one. */
const PARTS: Readonly<Record<string, (owner: SignedIn, whole: string) => Promise<string | number>>> = {
  notes: async (owner, user) => id(await owner.call('POST', `/users/${user}/notes`, { text: 'a note' })),
  'sso-keys': async (owner, site) => id(await owner.call('POST', `/sites/${site}/sso-keys`, { algorithm: 'HS256' })),
  providers: async (owner, site) => {
    const body = { preset: 'oidc', name: mark(site as SiteName), issuer: 'http://127.0.0.1:9', ...PROVIDER_CLIENT };
    return id(await owner.call('POST', `/sites/${site}/sign-in/providers`, body));
  },
  deliveries: async (owner, webhook) => id(await owner.call('POST', `/webhooks/${webhook}/test`)),
};

async function make(kind: string, site: SiteName, by: { server: TestServer; owner: SignedIn }): Promise<string> {
  const [whole, part] = kind.split('/');
  if (part !== undefined) {
    const maker = PARTS[part];
    if (maker === undefined) throw new Error(`no sample of ${part}: add one to test/helpers/world.ts`);
    return String(await maker(by.owner, whole ?? ''));
  }
  const maker = MAKERS[kind];
  if (maker === undefined) throw new Error(`no sample of ${kind}: add one to test/helpers/world.ts`);
  return String(await maker(site, by));
}

function id(answer: { status: number; text: string; json: { id?: string | number } }): string | number {
  if (answer.json?.id === undefined) throw new Error(`${answer.status} ${answer.text}`);
  return answer.json.id;
}

function comment(url: string, site: SiteName) {
  const thread = `/${mark(site)}-${crypto.randomUUID()}`;
  return post(url, thread, `${mark(site)} says this`, { site, author: { name: mark(site) } });
}
