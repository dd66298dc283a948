/** 36 What belongs to one site is out of reach of all who have rights on another: over every public route and every frame. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CLIENT_FRAMES, type ClientFrame } from '../../protocol/frames.ts';
import { type Answer, COMMENTS, call, guest, openRows, post, query } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { startServer, type TestServer } from '../helpers/server.ts';
import { jwt, makeSsoKey, type SiteKey, signInSso } from '../helpers/sso.ts';
import { makeOwner, makeStaff } from '../helpers/staff.ts';

const HOME = 'default';
const OTHER = 'other';
const PAGE = 'https://blog.example';
const THREAD = '/theirs';
/** Stands in all that is hidden on the other site. */
const CANARY = 'canary-of-other';

interface Actor {
  readonly name: string;
  readonly token: string;
  readonly headers?: Record<string, string>;
}

let server: TestServer;
let url: string;
let theirs: SiteKey;
/** Whose home is the other site: what they may shows that the requests are right. */
let local: Actor;
let foreigners: Actor[];
let stranger: Actor;
const ids = { shown: '', held: '', rejected: '' };

beforeAll(async () => {
  server = await startServer({ ALLOWED_ORIGINS: PAGE });
  url = server.url;
  const owner = await makeOwner(server);
  // Even from a page that may use both.
  await owner.call('POST', '/sites', { key: OTHER, origins: [PAGE] });
  const [ours, others] = [
    await makeSsoKey(owner, HOME, { moderators: true }),
    await makeSsoKey(owner, OTHER, { moderators: true }),
  ];
  theirs = others;
  const member = async (key: SiteKey, name: string, roles: string[] = []): Promise<Actor> => {
    const { status, json, text } = await signInSso(url, key.site, jwt(key, { name, roles }));
    if (status !== 200) throw new Error(text);
    return { name, token: json.session.token };
  };
  local = await member(theirs, 'Lou Local', ['moderator']);
  const staff = await makeStaff(url, owner, { role: 'moderator', sites: [HOME] });
  const widget = (await staff.call('POST', '/session/widget', { site: HOME, origin: PAGE })).json.token;
  foreigners = [
    await member(ours, 'a member of this site'),
    await member(ours, 'a member who moderates this site', ['moderator']),
    { name: 'a moderator’s widget token for this site', token: widget, headers: { origin: PAGE } },
  ];
  stranger = { name: 'a guest who wrote on this site', token: (await guest(url)).token };
  await post(url, '/ours', 'At home', {}, stranger.token);

  ids.shown = (await say('Seen by all')).id;
  ids.rejected = (await say(`${CANARY} rejected`)).id;
  await owner.call('PUT', `/comments/${ids.rejected}/rejection`, { reason: CANARY });
  await owner.call('PATCH', `/sites/${OTHER}`, { settings: { hold: 'all' } });
  ids.held = (await say(`${CANARY} held`)).id;
  await owner.call('PATCH', `/sites/${OTHER}`, { settings: { hold: 'none' } });
});
afterAll(() => server.stop());

async function say(body: string): Promise<{ id: string }> {
  const { status, json, text } = await call(url, 'POST', COMMENTS, { body: { site: OTHER, thread: THREAD, body } });
  if (status > 202) throw new Error(text);
  return json;
}

type Kind = 'reads' | 'says' | 'changes';
interface Sample {
  /** Reading is anybody’s, and a guest may say something on any site; what others made is changed by those who may. */
  readonly kind: Kind;
  readonly path: (comment: string) => string;
  readonly body?: () => unknown;
}

const at = { site: OTHER, thread: THREAD };
const one = (comment: string) => `${COMMENTS}/${comment}`;
const reads = (path: string, more: Record<string, string> = at): Sample => ({
  kind: 'reads',
  path: () => query(`/api/v1${path}`, more),
});

/** Every public route that has to do with what stands on a site; one that is missing here fails the test below. */
const SAMPLES: Readonly<Record<string, Sample>> = {
  'GET /comments': reads('/comments'),
  'GET /counts': reads('/counts'),
  'GET /form': reads('/form'),
  'GET /recent': reads('/recent', { site: OTHER }),
  'GET /participants': reads('/participants'),
  'GET /search': reads('/search', { site: OTHER, q: CANARY }),
  'GET /events': reads('/events', { ...at, since: '0' }),
  'GET /session/ways': reads('/session/ways', { site: OTHER }),
  'GET /comments/{id}': { kind: 'reads', path: one },
  'GET /comments/{id}/branch': { kind: 'reads', path: comment => `${one(comment)}/branch` },
  'POST /preview': { kind: 'reads', path: () => '/api/v1/preview', body: () => ({ ...at, body: '@Lou' }) },
  'POST /comments': { kind: 'says', path: () => COMMENTS, body: () => ({ ...at, body: `new ${crypto.randomUUID()}` }) },
  'PUT /comments/{id}/vote': { kind: 'says', path: id => `${one(id)}/vote`, body: () => ({ value: 1 }) },
  'PUT /comments/{id}/reactions/{emoji}': {
    kind: 'says',
    path: id => `${one(id)}/reactions/${encodeURIComponent('🎉')}`,
  },
  'DELETE /comments/{id}/reactions/{emoji}': {
    kind: 'says',
    path: id => `${one(id)}/reactions/${encodeURIComponent('🎉')}`,
  },
  'POST /comments/{id}/flags': { kind: 'says', path: id => `${one(id)}/flags`, body: () => ({ reason: 'spam' }) },
  'PATCH /comments/{id}': { kind: 'changes', path: one, body: () => ({ body: `edited ${crypto.randomUUID()}` }) },
  'DELETE /comments/{id}': { kind: 'changes', path: one },
};
/** About the token’s own person, or a way to become one: tests of their own show to which site they belong. */
const OWN = /^\/(session|profile|mutes|viewers)(\/|$)/;

const ask = ({ token, headers = {} }: Actor, route: string, { path, body }: Sample, comment: string): Promise<Answer> =>
  call(url, route.split(' ')[0] ?? '', path(comment), { token, headers, ...(body ? { body: body() } : {}) });

/** All that there is on the other site. */
function rows(): string {
  const db = openRows(server.dataDir);
  const theirs = `(SELECT number FROM comments WHERE thread_id IN
    (SELECT id FROM threads WHERE site_id = (SELECT id FROM sites WHERE key = '${OTHER}')))`;
  const tables = {
    comments: `SELECT id, state, body, version, flag_count, upvotes, downvotes, reactions FROM comments WHERE number IN ${theirs}`,
    votes: `SELECT * FROM votes WHERE comment IN ${theirs}`,
    reactions: `SELECT * FROM reactions WHERE comment IN ${theirs}`,
    flags: `SELECT * FROM flags WHERE comment IN ${theirs}`,
    threads: `SELECT key, title, state, seq FROM threads WHERE site_id = (SELECT id FROM sites WHERE key = '${OTHER}')`,
    sites: `SELECT * FROM sites WHERE key = '${OTHER}'`,
    members: `SELECT m.id, v.name, v.role FROM members m JOIN viewers v ON v.id = m.id WHERE m.site = '${OTHER}'`,
  };
  const all = Object.entries(tables).map(([name, sql]) => [name, db.prepare(sql).all()]);
  db.close();
  return JSON.stringify(all);
}

test('36 every public route has a sample here, and does what it is for where somebody is at home', async () => {
  const { paths } = (await call(url, 'GET', '/openapi.json')).json as {
    paths: Record<string, Record<string, unknown>>;
  };
  const routes = Object.entries(paths)
    .filter(([path]) => path.startsWith('/api/v1/') && !path.startsWith('/api/v1/admin'))
    .flatMap(([path, methods]) => Object.keys(methods).map(method => `${method.toUpperCase()} ${path.slice(7)}`));
  const missing = routes.filter(route => !(route in SAMPLES) && !OWN.test(route.split(' ')[1] ?? ''));
  expect(missing).toEqual([]);
  for (const route of Object.keys(SAMPLES)) expect(routes).toContain(route);
  const { id } = await say('for those who are at home');
  for (const [route, sample] of Object.entries(SAMPLES)) {
    const { status, text } = await ask(local, route, sample, id);
    expect(status, `${route}: ${text}`).toBeLessThan(300);
  }
});

test('36 whoever has rights on one site changes nothing on another, says nothing there, and sees what everybody sees', async () => {
  const before = rows();
  const wrong: string[] = [];
  for (const actor of foreigners) {
    for (const [route, sample] of Object.entries(SAMPLES)) {
      for (const comment of new Set([ids.shown, ids.held, ids.rejected])) {
        const { status, text, json } = await ask(actor, route, sample, comment);
        const told = `${actor.name}: ${route} ${comment}: ${status} ${json?.code}`;
        if (text.includes(CANARY) && sample.kind !== 'says') wrong.push(`${told} tells what is hidden`);
        const isByComment = sample.path('') !== sample.path('x');
        const isHidden = isByComment && comment !== ids.shown;
        if (isHidden ? status !== 404 : sample.kind === 'reads' ? status !== 200 : ![403, 404].includes(status)) {
          wrong.push(told);
        }
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(rows()).toBe(before);
});

test('36 a guest, who is at home nowhere, takes part everywhere, and changes nothing that others made', async () => {
  for (const [route, sample] of Object.entries(SAMPLES)) {
    for (const comment of [ids.held, ids.rejected]) {
      const { status, text } = await ask(stranger, route, sample, comment);
      expect(text, route).not.toContain(CANARY);
      if (sample.path('') !== sample.path('x')) expect(status, route).toBe(404);
    }
    if (sample.kind === 'changes') expect((await ask(stranger, route, sample, ids.shown)).json.code).toBe('not_yours');
  }
});

/** Each frame that a client can send, aimed at the other site, and the answer that shows that it was heard. */
const FRAMES: { readonly [T in ClientFrame['type']]: (actor: Actor) => { frame: object; answers: readonly string[] } } =
  {
    auth: ({ token }) => ({ frame: { token }, answers: ['session'] }),
    subscribe: () => ({ frame: { ...at, since: 0 }, answers: ['subscribed'] }),
    post: () => ({ frame: { ...at, id: crypto.randomUUID(), body: 'from elsewhere' }, answers: ['error'] }),
    typing: () => ({ frame: at, answers: ['error'] }),
    unsubscribe: () => ({ frame: at, answers: [] }),
    ping: () => ({ frame: {}, answers: ['pong'] }),
  };

test('36 no frame gets what is hidden on another site, or says anything there', async () => {
  expect(Object.keys(FRAMES).toSorted()).toEqual(Object.keys(CLIENT_FRAMES).toSorted());
  const watcher = await LiveClient.open(url);
  await watcher.subscribe(THREAD, {}, OTHER);
  const before = rows();
  for (const actor of foreigners) {
    const client = await LiveClient.open(url, { headers: actor.headers ?? {} });
    for (const [type, make] of Object.entries(FRAMES)) {
      const { frame, answers } = make(actor);
      client.send({ type, ...frame });
      for (const answer of answers) await client.next(answer as 'error');
      // Whatever comes of it has come before the answer to this.
      client.send({ type: 'ping' });
      await client.next('pong');
    }
    const told = JSON.stringify(client.frames);
    expect(told, actor.name).not.toContain(CANARY);
    expect(told, actor.name).not.toContain('"type":"ack"');
    const events = client.frames.flatMap(each => (each.type === 'events' ? each.events : []));
    expect(events.filter(each => each.type === 'hidden').length, actor.name).toBeGreaterThan(0);
    await client.close();
  }
  expect(rows()).toBe(before);
  expect(watcher.frames.flatMap(each => (each.type === 'presence' ? each.typing : []))).toEqual([]);
  await watcher.close();
});

test('36 what is held while they watch is a number to them, and a comment to those who are at home', async () => {
  const [home, away] = [await LiveClient.open(url), await LiveClient.open(url)];
  home.send({ type: 'auth', token: local.token });
  await home.next('session');
  away.send({ type: 'auth', token: foreigners[1]?.token });
  await away.next('session');
  for (const each of [home, away]) await each.subscribe(THREAD, {}, OTHER);
  const owner = (await call(url, 'PUT', `${COMMENTS}/${ids.shown}/vote`, { body: { value: 0 }, token: local.token }))
    .status;
  expect(owner).toBe(200);
  await call(url, 'DELETE', `${COMMENTS}/${ids.shown}`, { token: local.token });
  expect(await home.next('events', ({ events }) => events.some(each => each.type === 'comment.removed'))).toBeDefined();
  const told = await away.next('events', ({ events }) => events.some(each => each.type === 'comment.removed'));
  expect(JSON.stringify(told)).not.toContain('Seen by all');
  for (const each of [home, away]) await each.close();
});
