/** Bans: of whom, from where, for how long, on which sites; what those who are banned are told, and what they can still do. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Comment } from '../../protocol/comment.ts';
import { COMMENTS, call, guest, post, query } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { startServer, type TestServer } from '../helpers/server.ts';
import { type Actor, actor, makeKey, makeOwner, makeStaff, type SignedIn } from '../helpers/staff.ts';
import { until } from '../helpers/until.ts';

let server: TestServer;
let url: string;
let owner: SignedIn;
let moderator: SignedIn;
beforeAll(async () => {
  server = await startServer({ TRUST_PROXY: '127.0.0.1' });
  url = server.url;
  owner = await makeOwner(server);
  await owner.call('POST', '/sites', { key: 'blog' });
  moderator = await makeStaff(url, owner, { role: 'moderator', sites: ['blog'] });
});
afterAll(() => server.stop());

let texts = 0;
interface Try {
  readonly token?: string;
  readonly from?: string;
  readonly author?: object;
  readonly site?: string;
}

/** Tries to post; gives the code of the refusal, or the state of the comment. */
async function attempt({ token, from, author, site = 'default' }: Try): Promise<string> {
  texts += 1;
  const body = { site, thread: '/bans', body: `text ${texts}`, ...(author ? { author } : {}) };
  const headers = from === undefined ? {} : { 'x-forwarded-for': from };
  const { json } = await call(url, 'POST', COMMENTS, { body, token, headers });
  return json.code ?? json.state;
}

/** Somebody who has written, so that moderators know them. */
async function person(name: string, more: { email?: string; from?: string; site?: string } = {}) {
  const { id, token } = await guest(url, name);
  const author = { name, ...(more.email ? { email: more.email } : {}) };
  const given = { token, author, ...(more.from ? { from: more.from } : {}), ...(more.site ? { site: more.site } : {}) };
  if ((await attempt(given)) !== 'published') throw new Error(`${name} could not write`);
  return { id, token };
}

const lift = async (id: number) => expect((await owner.call('DELETE', `/bans/${id}`)).status).toBe(204);

describe('what is banned', () => {
  const rows = [
    {
      kind: 'email',
      value: 'Spam@Example.com',
      hits: { author: { email: 'sPAM@example.COM' } },
      misses: { author: { email: 'ham@example.com' } },
    },
    {
      kind: 'email',
      value: 'ｂad@evil.example.',
      hits: { author: { email: 'bad@evil.example' } },
      misses: { author: { email: 'bad@evil.example.org' } },
    },
    {
      kind: 'email',
      value: 'bad@evil.example',
      hits: { author: { email: 'ｂad@evil.example.' } },
      misses: { author: { email: 'good@evil.example' } },
    },
    { kind: 'address', value: '203.0.113.7', hits: { from: '203.0.113.7' }, misses: { from: '203.0.113.8' } },
    { kind: 'address', value: '203.0.113.77/24', hits: { from: '203.0.113.200' }, misses: { from: '203.0.114.1' } },
    {
      kind: 'address',
      value: '::ffff:198.51.100.0/120',
      hits: { from: '198.51.100.9' },
      misses: { from: '198.51.101.9' },
    },
    {
      kind: 'address',
      value: '2001:DB8:0:1::5/64',
      hits: { from: '2001:db8:0:1:ffff::1' },
      misses: { from: '2001:db8:0:2::1' },
    },
    { kind: 'address', value: '192.0.0.0/10', hits: { from: '192.63.255.255' }, misses: { from: '192.64.0.0' } },
    {
      kind: 'name',
      value: 'José  M.',
      hits: { author: { name: 'JOSE m' } },
      misses: { author: { name: 'Jose Martin' } },
    },
  ] as const;

  test.each(rows)('$kind $value', async ({ kind, value, hits, misses }) => {
    const made = await owner.call('POST', '/bans', { kind, value });
    expect(made).toMatchObject({
      status: 201,
      json: { kind, site: null, until: null, shadow: false, by: { id: owner.id } },
    });
    expect([await attempt(hits), await attempt(misses)]).toEqual(['banned', 'published']);
    await lift(made.json.id);
    expect(await attempt(hits)).toBe('published');
  });

  test('addresses and ranges are shown in one form', async () => {
    const shown = async (value: string) => {
      const { json } = await owner.call('POST', '/bans', { kind: 'address', value });
      await lift(json.id);
      return json.value;
    };
    expect(await shown('203.0.113.77/24')).toBe('203.0.113.0/24');
    expect(await shown('::ffff:198.51.100.7')).toBe('198.51.100.7');
    expect(await shown('2001:DB8:0:0:0::1/64')).toBe('2001:db8::/64');
  });

  test.each([
    ['address', '0.0.0.0/7', 'too wide'],
    ['address', '::/15', 'too wide'],
    ['address', '::ffff:0.0.0.0/96', 'too wide'],
    ['address', '203.0.113.0/33', '/32'],
    ['address', '203.0.113', 'no address'],
    ['address', '0x7f.1', 'no address'],
    ['address', 'example.com', 'no address'],
    ['email', 'nobody', 'no mail address'],
    ['name', '★★', 'letter'],
    ['name', 'G u é s t', 'give no name'],
  ])('%s %s is refused, with the mend', async (kind, value, word) => {
    const refused = await owner.call('POST', '/bans', { kind, value });
    expect(refused).toMatchObject({
      status: 400,
      json: { detail: expect.stringContaining(word) },
    });
  });
});

test('who is banned is told why and until when, and may still read and delete', async () => {
  const { id, token } = await person('Timed');
  const mine = await post(url, '/bans', 'mine to delete', {}, token);
  const end = new Date(Date.now() + 3_600_000);
  const answer = await owner.call('PUT', `/users/${id}/ban`, { until: end.toISOString(), reason: 'Cool down first.' });
  expect(answer.json).toMatchObject({
    rejected: 0,
    notKnown: [],
    bans: [{ kind: 'user', value: id, until: end.toISOString() }],
  });
  const refused = await call(url, 'POST', COMMENTS, { body: { thread: '/bans', body: 'again' }, token });
  expect(refused).toMatchObject({ status: 403, json: { code: 'banned' } });
  expect(refused.json.detail).toMatch(
    /^You may not write here until \d+ \w+ 20\d\d at \d\d:\d\d UTC: Cool down first\.$/,
  );
  const others = await post(url, '/bans', 'of somebody else');
  const asked = [
    call(url, 'PATCH', `${COMMENTS}/${mine.id}`, { body: { body: 'edited' }, token }),
    call(url, 'PUT', `${COMMENTS}/${others.id}/vote`, { body: { value: 1 }, token }),
    call(url, 'PUT', `${COMMENTS}/${others.id}/reactions/${encodeURIComponent('🎉')}`, { token }),
    call(url, 'POST', `${COMMENTS}/${others.id}/flags`, { body: { reason: 'spam' }, token }),
  ];
  for (const { json } of await Promise.all(asked)) expect(json.code).toBe('banned');
  expect((await call(url, 'DELETE', `${COMMENTS}/${mine.id}`, { token })).json.state).toBe('deleted');
  expect((await call(url, 'GET', query(COMMENTS, { thread: '/bans' }), { token })).status).toBe(200);
  // L3: what was taken in before is answered as it was.
  const before = { id: mine.id, thread: '/bans', body: 'mine to delete' };
  expect((await call(url, 'POST', COMMENTS, { body: before, token })).status).toBe(200);
});

test('a timeout ends by itself', async () => {
  const { id, token } = await person('Short');
  await owner.call('PUT', `/users/${id}/ban`, { until: new Date(Date.now() + 1_500).toISOString() });
  expect(await attempt({ token })).toBe('banned');
  await until(async () => (await attempt({ token })) === 'published', 'the timeout did not end');
  expect((await owner.call('GET', `/users/${id}`)).json.bans).toEqual([]);
  const over = await owner.call('PUT', `/users/${id}/ban`, { until: '2020-01-01T00:00:00Z' });
  expect(over).toMatchObject({ status: 400, json: { detail: expect.stringContaining('over already') } });
});

test('a ban works at once on a socket that is open: no post, and nobody hears of the typing', async () => {
  const { id, token } = await person('Socket');
  const clients = [await LiveClient.open(url), await LiveClient.open(url)] as const;
  const [banned, reader] = clients;
  banned.send({ type: 'auth', token });
  await banned.next('session');
  for (const client of clients) await client.subscribe('/socket');
  await banned.post('/socket', 'before', { author: undefined });
  await owner.call('PUT', `/users/${id}/ban`, {});
  banned.send({ type: 'post', id: crypto.randomUUID(), site: 'default', thread: '/socket', body: 'after' });
  expect(await banned.next('error')).toMatchObject({ code: 'banned' });
  banned.send({ type: 'typing', site: 'default', thread: '/socket' });
  banned.send({ type: 'ping' });
  await banned.next('pong');
  reader.send({ type: 'typing', site: 'default', thread: '/socket' });
  expect((await reader.next('presence', ({ typing }) => typing.length > 0)).typing).toEqual(['']);
  await Promise.all(clients.map(client => client.close()));
});

test('a person with their mail, network and name; what is not known is told; all of it is lifted at once', async () => {
  const { id, token } = await person('Whole Person', { email: 'whole@example.com', from: '2001:db8:9:9::1' });
  const put = () => owner.call('PUT', `/users/${id}/ban`, { email: true, address: true, name: true, reason: 'spam' });
  const { json } = await put();
  expect(json.bans.map((ban: { kind: string; value: string }) => [ban.kind, ban.value])).toEqual([
    ['user', id],
    ['email', 'whole@example.com'],
    ['address', '2001:db8:9:9::/64'],
    ['name', 'Whole Person'],
  ]);
  expect((await put()).json.bans).toEqual(json.bans);
  const tries = [
    { token },
    { author: { email: 'WHOLE@example.com' } },
    { from: '2001:db8:9:9:1::2' },
    { author: { name: 'wholeperson' } },
  ];
  for (const each of tries) expect(await attempt(each)).toBe('banned');
  expect((await owner.call('DELETE', `/users/${id}/ban`)).status).toBe(204);
  expect((await owner.call('DELETE', `/users/${id}/ban`)).status).toBe(204);
  for (const each of tries) expect(await attempt(each)).toBe('published');
  const audit = (await owner.call('GET', query('/audit', { target: id }))).json.items;
  expect(audit.map((each: { action: string }) => each.action)).toEqual(['user.unban', 'user.ban']);
  expect(JSON.stringify(audit)).not.toMatch(/whole@|2001:db8:9:9/);
  expect(audit[1]).toMatchObject({
    reason: 'spam',
    after: [{ kind: 'user', value: id, shadow: false }, { value: 'w…@example.com' }, {}, {}],
  });

  const unknown = await person('No Mail');
  const partly = await owner.call('PUT', `/users/${unknown.id}/ban`, { email: true });
  expect(partly.json).toMatchObject({ notKnown: ['email'], bans: [{ kind: 'user' }] });
  // Nobody who gives no name is banned with one who gave none.
  const nameless = await post(url, '/bans', 'by nobody in particular');
  const alone = await owner.call('PUT', `/users/${nameless.author.id}/ban`, { name: true });
  expect(alone.json).toMatchObject({ notKnown: ['name'], bans: [{ kind: 'user' }] });
  expect(await attempt({})).toBe('published');
});

test('a ban of a mail address or name holds for votes and reports, and a mail address is not left behind for another', async () => {
  const change = async (shadow: boolean) => {
    const mail = `${shadow ? 'shadow' : 'open'}@evil.example`;
    const { token } = await person('Changes Mail', { email: mail });
    await owner.call('POST', '/bans', { kind: 'email', value: mail, shadow });
    return token;
  };
  const token = await change(false);
  const others = await post(url, '/bans', 'something to vote for');
  for (const author of [{ email: 'new@evil.example' }, {}]) expect(await attempt({ token, author })).toBe('banned');
  const asked = [
    call(url, 'PUT', `${COMMENTS}/${others.id}/vote`, { body: { value: 1 }, token }),
    call(url, 'PUT', `${COMMENTS}/${others.id}/reactions/${encodeURIComponent('🎉')}`, { token }),
    call(url, 'POST', `${COMMENTS}/${others.id}/flags`, { body: { reason: 'spam' }, token }),
  ];
  for (const { json } of await Promise.all(asked)) expect(json.code).toBe('banned');

  const named = await person('Votes By Name');
  await owner.call('POST', '/bans', { kind: 'name', value: 'votes by name' });
  const voted = await call(url, 'PUT', `${COMMENTS}/${others.id}/vote`, { body: { value: 1 }, token: named.token });
  expect(voted.json.code).toBe('banned');

  const shade = await change(true);
  for (const author of [{ email: 'new2@evil.example' }, {}]) {
    const body = { thread: '/bans', body: `canary of ${JSON.stringify(author)}`, author };
    expect((await call(url, 'POST', COMMENTS, { body, token: shade })).json.state).toBe('published');
  }
  expect((await call(url, 'GET', query(COMMENTS, { thread: '/bans', limit: 100 }))).text).not.toContain('canary of');
});

test('who may not look at people learns neither mail addresses nor networks from cards and bans', async () => {
  const page = 'https://page.example';
  await owner.call('POST', '/sites', { key: 'page', origins: [page] });
  const { id } = await person('Has Mail', { email: 'canary-mail@example.com', from: '203.0.113.66', site: 'page' });
  const { token } = (await owner.call('POST', '/session/widget', { site: 'page', origin: page })).json;
  const widget = actor(url, owner.id, { authorization: `Bearer ${token}`, origin: page });
  const key = await makeKey(url, owner, { scopes: ['comments:read', 'bans:write'] });
  const insider = await makeKey(url, owner, { scopes: ['comments:read', 'bans:write', 'users:read'] });
  const ask = async (as: Actor) => {
    const answers = [
      await as.call('GET', '/comments?site=page'),
      await as.call('PUT', `/users/${id}/ban`, { site: 'page', email: true, address: true }),
      await as.call('GET', '/bans?site=page'),
    ];
    const [list, banned, bans] = answers;
    const comment = list?.json.items[0].id;
    answers.push(await as.call('GET', `/comments/${comment}`), await as.call('GET', `/comments/${comment}/context`));
    for (const { status } of answers) expect(status).toBe(200);
    const values = (each: { json: { [key: string]: { value: string }[] } } | undefined, name: string) =>
      each?.json[name]?.map(({ value }) => value).sort();
    expect(values(bans, 'items')).toEqual(values(banned, 'bans'));
    return { text: answers.map(({ text }) => text).join(), values: values(bans, 'items') };
  };
  for (const as of [widget, key]) {
    const { text, values } = await ask(as);
    expect(text).not.toMatch(/canary-mail|203\.0\.113/);
    expect(values).toEqual([id, '…', '…'].sort());
  }
  for (const as of [owner, insider]) {
    const { text, values } = await ask(as);
    expect(text).toContain('"email":"canary-mail@example.com"');
    expect(values).toEqual([id, 'canary-mail@example.com', '203.0.113.66'].sort());
  }
});

test('all of theirs is rejected with the ban, live, on the sites of the ban', async () => {
  const { id, token } = await guest(url, 'Flood');
  for (let n = 0; n < 130; n += 1) await post(url, '/flood', `flood ${n}`, {}, token);
  await post(url, '/flood', 'elsewhere', { site: 'blog' }, token);
  const reader = await LiveClient.open(url);
  await reader.subscribe('/flood');
  const { json } = await owner.call('PUT', `/users/${id}/ban`, { site: 'default', reject: true, reason: 'flood' });
  expect(json).toMatchObject({ rejected: 130, bans: [{ site: 'default' }] });
  for (let removed = 0; removed < 130; ) {
    const { events } = await reader.next('events');
    for (const event of events) expect(event.type).toBe('comment.removed');
    removed += events.length;
  }
  expect((await call(url, 'GET', query(COMMENTS, { thread: '/flood' }))).json).toMatchObject({
    items: [],
    thread: { commentCount: 0 },
  });
  expect((await owner.call('GET', `/users/${id}`)).json.counts).toMatchObject({ rejected: 130, published: 1 });
  expect(await attempt({ token, site: 'blog' })).toBe('published');
  expect(
    (await owner.call('PUT', `/users/${id}/ban`, { site: 'default', reject: true, reason: 'flood' })).json.rejected,
  ).toBe(0);
  const key = await makeKey(url, owner, { scopes: ['bans:write'] });
  expect((await key.call('PUT', `/users/${id}/ban`, { reject: true })).json.detail).toContain('comments:write');
  await reader.close();
});

test('under a shadow ban everything seems to work, and nobody else sees any of it; the audit log does', async () => {
  const { id, token } = await person('Shade');
  const before = await post(url, '/shadow', 'before', {}, token);
  const others = await post(url, '/shadow', 'others');
  await owner.call('PUT', `/users/${id}/ban`, { shadow: true });
  const mine = (await call(url, 'POST', COMMENTS, { body: { thread: '/shadow', body: 'canary-shadow' }, token })).json;
  expect(mine.state).toBe('published');
  expect(await call(url, 'PATCH', `${COMMENTS}/${before.id}`, { body: { body: 'canary-edit' }, token })).toMatchObject({
    status: 200,
    json: { state: 'published', body: 'canary-edit' },
  });
  expect((await call(url, 'PUT', `${COMMENTS}/${others.id}/vote`, { body: { value: 1 }, token })).json.myVote).toBe(1);
  expect((await call(url, 'POST', `${COMMENTS}/${others.id}/flags`, { body: { reason: 'spam' }, token })).status).toBe(
    201,
  );
  const list = async (as?: string) =>
    (await call(url, 'GET', query(COMMENTS, { thread: '/shadow' }), { token: as })).text;
  expect(await list()).not.toContain('canary');
  expect(await list(token)).toContain('canary-shadow');
  expect(JSON.parse(await list()).items).toMatchObject([{ id: others.id, upvotes: 0 }]);
  const card = (await owner.call('GET', `/comments/${mine.id}`)).json;
  expect(card).toMatchObject({ state: 'spam', shadowed: true, person: { isBanned: true } });
  const [record] = (await owner.call('GET', query('/audit', { target: id, action: 'user.ban' }))).json.items;
  expect(record.after).toEqual([{ kind: 'user', value: id, shadow: true, until: null }]);
});

test('under a shadow ban votes, reactions and reports look as they do to others, until one counts again', async () => {
  const [cheer, hooray] = ['❤️', '🎉'];
  const { id, token } = await person('Shadow Voter');
  const fellow = await guest(url, 'Fellow');
  const target = await post(url, '/shadow-votes', 'worth a vote');
  const at = `${COMMENTS}/${target.id}`;
  const feel = (as: string) => ({
    vote: async (value: number) => (await call(url, 'PUT', `${at}/vote`, { body: { value }, token: as })).json,
    react: async (method: string, emoji = '') =>
      (await call(url, method, `${at}/reactions/${encodeURIComponent(emoji)}`, { token: as })).json,
    flag: async () => (await call(url, 'POST', `${at}/flags`, { body: { reason: 'spam' }, token: as })).status,
  });
  const told = ({ score, upvotes, downvotes, myVote, reactions, myReactions }: Comment) => ({
    ...{ score, upvotes, downvotes, myVote, reactions, myReactions },
  });
  const one = async (as?: string) => (await call(url, 'GET', at, { token: as })).json;
  const first = async (path: string, as: string): Promise<Comment> => {
    const [item] = (await call(url, 'GET', path, { token: as })).json.items;
    return item.comment ?? item;
  };
  const places = [
    query(COMMENTS, { thread: '/shadow-votes' }),
    `${at}/branch`,
    query('/api/v1/search', { q: 'worth a vote', thread: '/shadow-votes' }),
  ];
  /** What each answer says, and each door after it, as after a reload. */
  const same = async (answer: Comment, expected: object) => {
    expect(told(answer)).toEqual(expected);
    expect(told(await one(token))).toEqual(expected);
    for (const place of places) expect(told(await first(place, token))).toEqual(expected);
  };
  const me = feel(token);
  // Before the ban it counts.
  await me.vote(1);
  await me.react('PUT', cheer);
  const counted = { score: 1, upvotes: 1, downvotes: 0, reactions: { [cheer]: 1 } };
  await owner.call('PUT', `/users/${id}/ban`, { shadow: true });
  await same(await me.vote(-1), {
    ...{ score: -1, upvotes: 0, downvotes: 1, myVote: -1 },
    ...{ reactions: { [cheer]: 1 }, myReactions: [cheer] },
  });
  const both = { reactions: { [cheer]: 1, [hooray]: 1 }, myReactions: [cheer, hooray] };
  await same(await me.react('PUT', hooray), { score: -1, upvotes: 0, downvotes: 1, myVote: -1, ...both });
  await same(await me.vote(0), { score: 0, upvotes: 0, downvotes: 0, myVote: 0, ...both });
  await same(await me.react('DELETE', cheer), {
    ...{ score: 0, upvotes: 0, downvotes: 0, myVote: 0 },
    ...{ reactions: { [hooray]: 1 }, myReactions: [hooray] },
  });
  expect([await me.flag(), await me.flag()]).toEqual([201, 200]);
  // Nobody else sees any of it.
  const nothing = { ...counted, myVote: 0, myReactions: [] };
  for (const as of [fellow.token, undefined]) expect(told(await one(as))).toEqual(nothing);
  expect(told(await first(places[0] ?? '', fellow.token))).toEqual(nothing);
  expect((await owner.call('GET', `/comments/${target.id}`)).json).toMatchObject({ flagCount: 0, upvotes: 1 });
  // What others refuse is refused to them, too.
  const { id: thread } = (await owner.call('GET', query('/threads', { q: '/shadow-votes' }))).json.items[0];
  await owner.call('PUT', `/threads/${thread}/lock`);
  const closed = await Promise.all([me.vote(1), feel(fellow.token).vote(1), me.react('PUT', cheer)]);
  expect(closed.map(({ code }) => code)).toEqual(Array(3).fill('thread_locked'));
  await owner.call('DELETE', `/threads/${thread}/lock`);
  await owner.call('DELETE', `/users/${id}/ban`);
  await same(await me.vote(1), { ...counted, myVote: 1, myReactions: [cheer] });
});

test('nobody of the team is banned, neither by id and mail nor by their name or network', async () => {
  for (const [kind, value] of [
    ['user', moderator.id],
    ['email', moderator.email.toUpperCase()],
  ]) {
    expect((await owner.call('POST', '/bans', { kind, value })).json.code).toBe('not_allowed');
  }
  const { json } = await owner.call('POST', '/bans', { kind: 'address', value: '192.0.2.1' });
  const key = await makeKey(url, owner, { scopes: ['comments:write'] });
  expect([await attempt({ token: key.token, from: '192.0.2.1' }), await attempt({ from: '192.0.2.1' })]).toEqual([
    'published',
    'banned',
  ]);
  await lift(json.id);
});

test('moderators ban on their sites; what concerns all sites or others is not theirs to do', async () => {
  const { id, token } = await person('Two Sites', { site: 'blog' });
  const stranger = await person('Stranger');
  expect((await moderator.call('PUT', `/users/${id}/ban`, {})).json.detail).toContain('name one of yours');
  expect((await moderator.call('PUT', `/users/${id}/ban`, { site: 'default' })).json.code).toBe('unknown_site');
  expect((await moderator.call('PUT', `/users/${stranger.id}/ban`, { site: 'blog' })).json.code).toBe('not_found');
  expect((await moderator.call('PUT', `/users/${id}/ban`, { site: 'blog' })).status).toBe(200);
  expect([await attempt({ token, site: 'blog' }), await attempt({ token })]).toEqual(['banned', 'published']);
  const elsewhere = (await owner.call('POST', '/bans', { kind: 'name', value: 'Elsewhere', site: 'default' })).json;
  const everywhere = (await owner.call('POST', '/bans', { kind: 'name', value: 'Everywhere' })).json;
  expect((await moderator.call('DELETE', `/bans/${elsewhere.id}`)).json.code).toBe('not_found');
  expect((await moderator.call('DELETE', `/bans/${everywhere.id}`)).json.code).toBe('not_allowed');
  const seen = (await moderator.call('GET', '/bans?limit=100')).json.items;
  expect(seen.map((ban: { id: number }) => ban.id)).not.toContain(elsewhere.id);
  expect(seen.map((ban: { id: number }) => ban.id)).toContain(everywhere.id);
  await owner.call('PUT', `/users/${id}/ban`, { site: 'default' });
  expect((await moderator.call('DELETE', `/users/${id}/ban`)).status).toBe(204);
  expect([await attempt({ token, site: 'blog' }), await attempt({ token })]).toEqual(['published', 'banned']);
});

test('bans are listed by kind and site and page to the end; they are there after a restart', async () => {
  for (let n = 0; n < 5; n += 1)
    await owner.call('POST', '/bans', { kind: 'name', value: `Listed ${n}`, site: 'blog' });
  const values: string[] = [];
  let page = (await owner.call('GET', '/bans?site=blog&kind=name&limit=2')).json;
  for (;;) {
    values.push(...page.items.map((ban: { value: string }) => ban.value));
    if (page.next === null) break;
    page = (await owner.call('GET', query('/bans', { site: 'blog', kind: 'name', limit: 2, cursor: page.next }))).json;
  }
  expect(values).toEqual([4, 3, 2, 1, 0].map(n => `Listed ${n}`));
  const { id } = (await owner.call('POST', '/bans', { kind: 'name', value: 'listed 4', site: 'blog', reason: 'again' }))
    .json;
  const same = (await owner.call('GET', '/bans?site=blog&kind=name&limit=100')).json.items;
  expect(same.find((ban: { id: number }) => ban.id === id)).toMatchObject({ reason: 'again' });
  await server.stop();
  server = await startServer({ TRUST_PROXY: '127.0.0.1', DATA_DIR: server.dataDir, PORT: new URL(url).port });
  expect(await attempt({ author: { name: 'LISTED 3' }, site: 'blog' })).toBe('banned');
});
