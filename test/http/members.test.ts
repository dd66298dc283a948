/** Members: what becomes theirs that a guest wrote, how they are called, and on which site they may speak. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, changeRows, guest, post } from '../helpers/api.ts';
import { startMailbox } from '../helpers/mailbox.ts';
import { type Member, type MemberServer, SESSION, signInByMail, startMembers } from '../helpers/members.ts';
import { page } from '../helpers/rest.ts';
import { spawnServer, startServer, temporaryFolder } from '../helpers/server.ts';
import { jwt, makeSsoKey, type SiteKey, signInSso } from '../helpers/sso.ts';
import { until } from '../helpers/until.ts';

const OTHER = { site: 'other', page: 'https://other.example/post' };
let server: MemberServer;
let url: string;
let key: SiteKey;
beforeAll(async () => {
  server = await startMembers();
  url = server.url;
  await server.owner.call('POST', '/sites', { key: 'other', origins: ['https://other.example'] });
  key = await makeSsoKey(server.owner, 'default', { moderators: true });
});
afterAll(() => server.stop());

const set = (settings: object) => server.owner.call('PATCH', '/sites/default', { settings });
const read = async (id: string, token?: string) => (await call(url, 'GET', `${COMMENTS}/${id}`, { token })).json;
const vote = (id: string, value: number, token: string) =>
  call(url, 'PUT', `${COMMENTS}/${id}/vote`, { body: { value }, token });
const react = (id: string, emoji: string, token: string, method = 'PUT') =>
  call(url, method, `${COMMENTS}/${id}/reactions/${encodeURIComponent(emoji)}`, { token });
const flag = (id: string, token: string) =>
  call(url, 'POST', `${COMMENTS}/${id}/flags`, { body: { reason: 'bad' }, token });

/** As the site’s own program tells of a user. */
async function told(sub: string, claims: object): Promise<Member> {
  const answer = await signInSso(url, 'default', jwt(key, { sub, ...claims }));
  expect(answer.status, answer.text).toBe(200);
  const { viewer, session } = answer.json;
  return { id: viewer.id, token: session.token, refresh: '', answer };
}

test('what a guest wrote, voted and reported becomes the member’s, and the guest’s token is over', async () => {
  const visitor = await guest(url, 'Gus');
  const mine = await post(url, '/claim', 'as a guest', { author: { name: 'Gus' } }, visitor.token);
  const others = await post(url, '/claim', 'of another');
  await vote(others.id, 1, visitor.token);
  await react(others.id, '🎉', visitor.token);
  await flag(others.id, visitor.token);

  const member = await server.signIn('gus@example.com', { name: 'Gustav', guest: visitor.token });
  expect(await read(mine.id)).toMatchObject({ author: { id: member.id, name: 'Gustav', role: 'member' } });
  expect(await read(others.id, member.token)).toMatchObject({
    upvotes: 1,
    myVote: 1,
    myReactions: ['🎉'],
    reactions: { '🎉': 1 },
  });
  expect((await flag(others.id, member.token)).status).toBe(200);
  const edited = await call(url, 'PATCH', `${COMMENTS}/${mine.id}`, { body: { body: 'mine' }, token: member.token });
  expect(edited.status, edited.text).toBe(200);

  for (const [method, path, body] of [
    ['GET', SESSION, undefined],
    ['DELETE', `${COMMENTS}/${mine.id}`, undefined],
    ['POST', COMMENTS, { thread: '/claim', body: 'again' }],
  ] as const) {
    const refused = await call(url, method, path, { token: visitor.token, body });
    expect(refused, path).toMatchObject({ status: 401, json: { code: 'token_expired' } });
  }
  // Nobody else becomes the same guest.
  const late = await server.signIn(undefined, { guest: visitor.token });
  expect((await read(mine.id)).author.id).toBe(member.id);
  expect((await read(others.id, late.token)).myVote).toBe(0);
});

test('where guest and member judged the same, the member’s word stands, and all is counted once', async () => {
  const { id } = await post(url, '/conflict', 'x');
  const member = await server.signIn('judge@example.com');
  const visitor = await guest(url);
  await vote(id, -1, visitor.token);
  await vote(id, 1, member.token);
  for (const { token } of [visitor, member]) {
    await react(id, '👍', token);
    await flag(id, token);
  }
  expect(await read(id)).toMatchObject({ upvotes: 1, downvotes: 1, reactions: { '👍': 2 } });
  await server.signIn('judge@example.com', { guest: visitor.token });
  expect(await read(id, member.token)).toMatchObject({
    ...{ upvotes: 1, downvotes: 0, score: 1, myVote: 1, reactions: { '👍': 1 }, myReactions: ['👍'] },
  });
  const card = await server.owner.call('GET', `/comments/${id}`);
  expect(card.json).toMatchObject({ flagCount: 1, flags: [{ count: 1 }] });
});

test('what a guest wrote on another site stays a guest’s', async () => {
  const visitor = await guest(url, 'Two');
  const there = await post(url, '/two', 'there', { site: 'other', author: { name: 'Two' } }, visitor.token);
  const here = await post(url, '/two', 'here', { author: { name: 'Two' } }, visitor.token);
  const member = await server.signIn(undefined, { guest: visitor.token });
  expect((await read(here.id)).author.id).toBe(member.id);
  expect((await read(there.id)).author).toMatchObject({ id: visitor.id, role: 'guest', name: 'Two' });
});

test('a token that is none, another’s or no guest’s keeps nobody from signing in', async () => {
  const { token } = await server.signIn();
  for (const other of ['g1.x.y', 'nonsense', token, 'x'.repeat(4_000)]) {
    expect((await server.signIn(undefined, { guest: other })).answer.status).toBe(200);
  }
});

test('a ban and a note follow a guest who signs in', async () => {
  const visitor = await guest(url, 'Bad');
  await post(url, '/banned', 'x', {}, visitor.token);
  await server.owner.call('POST', `/users/${visitor.id}/notes`, { text: 'be careful' });
  expect((await server.owner.call('PUT', `/users/${visitor.id}/ban`, { reason: 'spam' })).status).toBe(200);
  const member = await server.signIn(undefined, { guest: visitor.token });
  const body = { thread: '/banned', body: randomUUID() };
  expect((await call(url, 'POST', COMMENTS, { body, token: member.token })).json.code).toBe('banned');
  expect((await server.owner.call('GET', `/users/${member.id}`)).json).toMatchObject({
    notes: [{ text: 'be careful' }],
    bans: [{ kind: 'user', value: member.id }],
  });
});

test('who signs in waits as long as the guest would have, and does not say the same once more', async () => {
  const visitor = await guest(url, 'Hasty');
  await post(url, '/hasty', 'Once is enough', {}, visitor.token);
  const member = await server.signIn(undefined, { guest: visitor.token });
  const again = (body: string) =>
    call(url, 'POST', COMMENTS, { body: { thread: '/hasty', body }, token: member.token });
  expect((await again('Once is enough')).json.code).toBe('duplicate');
  await set({ slowMode: 600 });
  const second = await again('And twice');
  await set({ slowMode: 0 });
  expect(second.json).toMatchObject({ code: 'slow_mode', status: 429 });
  expect((await again('And twice')).status).toBe(201);
});

test('comments are called by their author’s name of today; a guest’s keeps the one it was signed with', async () => {
  const sub = randomUUID();
  const visitor = await guest(url, 'Once');
  const signed = await post(url, '/names', 'as a guest', { author: { name: 'Once' } }, visitor.token);
  await post(url, '/names', 'renamed', { author: { name: 'Twice' } }, visitor.token);
  const before = await told(sub, { name: 'Before', updated_at: 1 });
  const own = await post(url, '/names', 'as a member', { author: { name: 'Somebody else' } }, before.token);
  expect(own.author).toMatchObject({ name: 'Before', role: 'member' });
  const names = async () => (await page(url, { thread: '/names' })).items.map(({ author }) => author.name);
  // The third answer at the latest is kept in memory.
  for (let n = 0; n < 3; n += 1) expect(await names()).toEqual(['Before', 'Twice', 'Once']);
  await told(sub, { name: 'After', updated_at: 2 });
  expect(await names()).toEqual(['After', 'Twice', 'Once']);
  expect((await read(signed.id)).author.name).toBe('Once');
  // What is told of a time before does not win.
  await told(sub, { name: 'Stale', updated_at: 1 });
  expect((await read(own.id)).author.name).toBe('After');
});

test('ways with the same verified address lead to one member; what nobody verified leads nowhere', async () => {
  const byMail = await server.signIn('one@example.com');
  const same = await told(randomUUID(), { email: 'One@Example.com', email_verified: true });
  expect(same.id).toBe(byMail.id);
  expect((await told(randomUUID(), { email: 'one@example.com' })).id).not.toBe(byMail.id);
  expect((await server.signIn('one@example.com', OTHER)).id).not.toBe(byMail.id);
});

test('an address makes nobody a moderator whose own token does not say so', async () => {
  const weak = await makeSsoKey(server.owner, 'default');
  const email = { email: 'boss@example.com', email_verified: true };
  const boss = await told('boss', { name: 'Boss', roles: ['moderator'], ...email });
  const answer = await signInSso(url, 'default', jwt(weak, { sub: 'thief', name: 'Thief', ...email }));
  expect(answer.json.viewer).toMatchObject({ name: 'Thief', role: 'member' });
  expect(answer.json.viewer.id).not.toBe(boss.id);
  // Nor does the next word about the moderator.
  await told('boss', { roles: ['moderator'] });
  const me = await call(url, 'GET', SESSION, { token: answer.json.session.token });
  expect(me.json.viewer.role).toBe('member');
});

test('the sign of the kelvin is no k: whoever receives mail there is somebody else', async () => {
  const byMail = await server.signIn('kim@example.com');
  const other = await told(randomUUID(), { email: '\u212aim@example.com', email_verified: true });
  expect(other.id).not.toBe(byMail.id);
});

test('a member speaks on their own site and reads on others like anybody', async () => {
  const member = await server.signIn(undefined, OTHER);
  const { id } = await post(url, '/home', 'here');
  const { token } = member;
  const writes = [
    call(url, 'POST', COMMENTS, { body: { thread: '/home', body: 'x' }, token }),
    vote(id, 1, token),
    vote(id, 0, token),
    react(id, '👍', token),
    react(id, '👍', token, 'DELETE'),
    flag(id, token),
    call(url, 'PATCH', `${COMMENTS}/${id}`, { body: { body: 'x' }, token }),
    call(url, 'DELETE', `${COMMENTS}/${id}`, { token }),
  ];
  for (const { status, json } of await Promise.all(writes)) {
    expect({ status, code: json.code }).toEqual({ status: 403, code: 'wrong_site' });
    expect(json.detail).toContain('other');
  }
  expect((await read(id, token)).id).toBe(id);
  expect((await call(url, 'GET', `${COMMENTS}?thread=/home`, { token })).json.items).toHaveLength(1);
  await post(url, '/home', 'at home', { site: 'other' }, token);
});

test('where guests may not write, all they can do is read and take back what they did', async () => {
  const visitor = await guest(url, 'Old');
  const mine = await post(url, '/members-only', 'before', {}, visitor.token);
  const others = await post(url, '/members-only', 'of another');
  await vote(others.id, 1, visitor.token);
  await set({ guests: false });
  try {
    const { token } = visitor;
    const body = { thread: '/members-only', body: 'now' };
    const writes = [
      call(url, 'POST', COMMENTS, { body }),
      call(url, 'POST', COMMENTS, { body, token }),
      vote(others.id, -1, token),
      react(others.id, '👍', token),
      flag(others.id, token),
    ];
    for (const { status, json } of await Promise.all(writes)) {
      expect({ status, code: json.code }).toEqual({ status: 401, code: 'sign_in_required' });
      expect(json.detail).toMatch(/Sign in/);
    }
    expect((await vote(others.id, 0, token)).status).toBe(200);
    expect((await call(url, 'DELETE', `${COMMENTS}/${mine.id}`, { token })).status).toBe(200);
    const list = (await call(url, 'GET', `${COMMENTS}?thread=/members-only`)).json;
    expect(list.settings).toMatchObject({ guests: false, signIn: true });
    const member = await server.signIn();
    await post(url, '/members-only', 'as a member', {}, member.token);
  } finally {
    await set({ guests: true });
  }
});

test('a member who moderates does so on their one site, on the page alone', async () => {
  const sub = randomUUID();
  const moderator = await told(sub, { name: 'Mo', roles: ['moderator'] });
  expect(moderator.answer.json.viewer).toMatchObject({ role: 'moderator', sites: ['default'], site: 'default' });
  const { token } = moderator;
  const held = await post(url, '/mod', 'x');
  await server.owner.call('PUT', `/comments/${held.id}/rejection`);
  expect((await read(held.id, token)).body).toBe('x');
  expect((await call(url, 'DELETE', `${COMMENTS}/${held.id}`, { token })).status).toBe(200);
  const there = await post(url, '/mod', 'x', { site: 'other' });
  expect((await call(url, 'DELETE', `${COMMENTS}/${there.id}`, { token })).json.code).toBe('wrong_site');
  for (const path of ['/comments', '/users', '/sites', '/session', '/bans', '/audit']) {
    const answer = await call(url, 'GET', `/api/v1/admin${path}`, { token });
    expect(answer.status === 403 || answer.json.staff === null, `${path}: ${answer.text}`).toBe(true);
  }
  // A role that is told no more is over, in sessions that began before as well.
  await told(sub, { name: 'Mo' });
  expect((await call(url, 'GET', SESSION, { token })).json.viewer).toMatchObject({ role: 'member' });
  const hidden = await post(url, '/mod', 'y');
  await server.owner.call('PUT', `/comments/${hidden.id}/rejection`);
  expect((await read(hidden.id, token)).code).toBe('unknown_comment');
});

test('all of a long past becomes the member’s, though the server is killed in the middle of it', async () => {
  const mailbox = await startMailbox();
  const env = {
    ...{ DATA_DIR: temporaryFolder(), SMTP_URL: `smtp://127.0.0.1:${mailbox.port}` },
    ...{ MAIL_FROM: 'comments@blog.example', ALLOWED_ORIGINS: 'http://localhost:1' },
  };
  const first = await spawnServer(env);
  const visitor = await guest(first.url);
  const count = 450;
  await Promise.all(
    Array.from({ length: count }, (_, n) => post(first.url, `/past/${n % 3}`, `text ${n}`, {}, visitor.token)),
  );
  const member = await signInByMail(first.url, mailbox, 'past@example.com', { guest: visitor.token });
  await first.end('SIGKILL');
  // As a minute later: nobody works on it any more.
  changeRows(env.DATA_DIR, 'UPDATE jobs SET run_at = 0');
  const second = await startServer(env);
  try {
    const owners = new Map<string, number>();
    const counted = async () => {
      owners.clear();
      for (const thread of ['/past/0', '/past/1', '/past/2']) {
        for (let next: string | null = ''; next !== null; ) {
          const some = await page(second.url, { thread, limit: 100, ...(next === '' ? {} : { cursor: next }) });
          for (const { author } of some.items) owners.set(author.id, (owners.get(author.id) ?? 0) + 1);
          next = some.next;
        }
      }
      return owners.get(member.id) === count;
    };
    await until(counted, () => `after the start: ${JSON.stringify([...owners])}`, 15_000);
    expect([...owners.keys()]).toEqual([member.id]);
  } finally {
    await second.stop();
    await mailbox.close();
  }
});
