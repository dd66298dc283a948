/** What moderators look through: queues, filters, cards and what surrounds a comment. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdminComment, AdminCommentPage } from '../../protocol/admin/comments.ts';
import { COMMENTS, call, changeRows, guest, openRows, post, query } from '../helpers/api.ts';
import { ADMIN, type ModeratedServer, startModerated } from '../helpers/moderator.ts';

const DESK = '/api/v1/admin/comments';
const QUEUES = '/api/v1/admin/queues';
const NAMES = ['pending', 'reported', 'unmoderated', 'approved', 'rejected', 'spam'] as const;

let server: ModeratedServer;
let url: string;
/** Keys of moderators who have one of the two sites. */
let ofDefault: string;
let ofOther: string;

beforeAll(async () => {
  const first = await startModerated();
  await first.stop();
  changeRows(
    first.dataDir,
    `INSERT INTO sites (key, origins, settings, created_at) VALUES ('other', '["https://other.example"]', '{}', 0)`,
  );
  server = await startModerated({ DATA_DIR: first.dataDir, ALLOWED_ORIGINS: 'https://blog.example' });
  url = server.url;
  [ofDefault, ofOther] = [await key(['default']), await key(['other'])];
});
afterAll(() => server.stop());

async function key(sites: string[]): Promise<string> {
  const body = { name: `of ${sites}`, scopes: ['comments:write', 'stats:read'], sites };
  const { status, json, text } = await call(url, 'POST', '/api/v1/admin/api-keys', { body, token: ADMIN });
  if (status !== 201) throw new Error(`${status} ${text}`);
  return json.key;
}

const ask = (values: Record<string, string | number>, token = ADMIN) =>
  call(url, 'GET', query(DESK, values), { token });
const card = (id: string, token = ADMIN) => call(url, 'GET', `${DESK}/${id}`, { token });
const flag = async (id: string, reason: string) =>
  call(url, 'POST', `/api/v1/comments/${id}/flags`, { body: { reason }, token: (await guest(url)).token });

/** Posts where the site holds every comment. */
async function hold(thread: string, body: string): Promise<string> {
  const { status, json, text } = await call(url, 'POST', COMMENTS, { body: { site: 'other', thread, body } });
  if (status !== 202) throw new Error(`${status} ${text}`);
  return json.id;
}

async function page(values: Record<string, string | number>, token = ADMIN): Promise<AdminCommentPage> {
  const { status, json, text } = await ask(values, token);
  if (status !== 200) throw new Error(`${status} ${text}`);
  return json;
}

/** All pages of a list. */
async function all(values: Record<string, string | number>, token = ADMIN): Promise<AdminComment[]> {
  const items: AdminComment[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const got = await page({ ...values, ...(cursor ? { cursor } : {}) }, token);
    items.push(...got.items);
    cursor = got.next;
  }
  return items;
}

const bodies = (items: readonly AdminComment[]) => items.map(({ body }) => body);
const ids = (items: readonly AdminComment[]) => items.map(({ id }) => id);

/** The queues of a site in which a comment stands; each is counted as long as it is. */
async function queuesOf(id: string, site: string): Promise<string[]> {
  const counts = (await call(url, 'GET', query(QUEUES, { site }), { token: ADMIN })).json;
  const found: string[] = [];
  for (const queue of NAMES) {
    const items = await all({ queue, site });
    expect({ [queue]: counts[queue] }).toEqual({ [queue]: items.length });
    if (items.some(item => item.id === id)) found.push(queue);
  }
  return found;
}

test('a comment is in exactly the queues that its state says, whatever is decided', async () => {
  for (const site of ['default', 'other']) {
    const { id } = await post(url, '/queues', 'a text', { site });
    const { id: held } = await post(url, '/queues', 'another text', { site });
    expect(await queuesOf(id, site)).toEqual(['unmoderated']);
    expect((await flag(id, 'spam')).status).toBe(201);
    expect(await queuesOf(id, site)).toEqual(['reported', 'unmoderated']);
    const steps = [
      ['PUT', 'approval', 'approved'],
      ['PUT', 'rejection', 'rejected'],
      ['PUT', 'spam', 'spam'],
      ['PUT', 'approval', 'approved'],
    ] as const;
    for (const [method, noun, queue] of steps) {
      expect((await server.decide(method, id, noun)).status).toBe(200);
      expect(await queuesOf(id, site)).toEqual([queue]);
    }
    await flag(id, 'offensive');
    expect(await queuesOf(id, site)).toEqual(['reported', 'approved']);
    // What a rule held; taking back an approval that never was is another matter.
    changeRows(server.dataDir, `UPDATE comments SET state = 'held', listed = 0 WHERE id = '${held}'`);
    expect(await queuesOf(held, site)).toEqual(['pending']);
    changeRows(server.dataDir, `UPDATE comments SET state = 'spam', listed = 0, flag_count = 2 WHERE id = '${held}'`);
    expect(await queuesOf(held, site)).toEqual(['spam']);
    expect((await server.decide('PUT', id, 'deletion')).status).toBe(200);
    expect(await queuesOf(id, site)).toEqual([]);
    expect(await queuesOf(crypto.randomUUID(), site)).toEqual([]);
  }
});

test('what a rule approved counts as approved, and not what only talks about it', async () => {
  const [{ id }, { id: talk }] = [await post(url, '/by-rule', 'by a rule'), await post(url, '/by-rule', 'talk')];
  const reason = (action: string, detail: string) =>
    JSON.stringify([{ rule: 'known', name: null, action, points: 0, detail, matches: [detail] }]);
  const db = openRows(server.dataDir);
  const set = db.prepare('UPDATE comments SET reasons = ? WHERE id = ?');
  set.run(reason('approve', 'Known here.'), id);
  set.run(reason('score', '"action":"approve"'), talk);
  db.close();
  expect(await queuesOf(id, 'default')).toEqual(['approved']);
  expect(await queuesOf(talk, 'default')).toEqual(['unmoderated']);
  expect((await card(talk)).json.reasons).toMatchObject([{ action: 'score', matches: ['"action":"approve"'] }]);
});

test('a card tells all that a moderator needs, and who may read it', async () => {
  const token = (await guest(url, 'Ann')).token;
  const more = {
    author: { name: 'Ann', email: 'ann@example.org' },
    title: 'The page',
    url: 'https://blog.example/cards',
  };
  const first = await post(url, '/cards', 'the *first*', more, token);
  const second = await post(url, '/cards', 'the second', more, token);
  await server.decide('PUT', first.id, 'rejection');
  for (const reason of ['spam', 'offensive', 'spam']) await flag(second.id, reason);
  const answer = await card(second.id);
  expect(answer).toMatchObject({
    status: 200,
    json: {
      id: second.id,
      body: 'the second',
      site: 'default',
      thread: '/cards',
      state: 'published',
      reasons: [],
      flags: [
        { reason: 'spam', count: 2 },
        { reason: 'offensive', count: 1 },
      ],
      flagCount: 3,
      decision: null,
      shadowed: false,
      revisions: 0,
      threadTitle: 'The page',
      threadUrl: 'https://blog.example/cards',
      person: {
        id: first.author.id,
        email: 'ann@example.org',
        published: 1,
        rejected: 1,
        isNew: true,
        isBanned: false,
      },
    },
  });
  expect(answer.headers.get('etag')).toBe(`"v${answer.json.version}"`);
  expect((await card(first.id)).json).toMatchObject({
    state: 'rejected',
    decision: { state: 'rejected', by: { id: 'admin', via: 'operator' }, reason: null, undoable: true },
  });
  await server.decide('PUT', first.id, 'approval');
  expect((await card(second.id)).json.person).toMatchObject({ published: 2, rejected: 0, isNew: false });
  expect((await card(second.id, token)).status).toBe(403);
  expect((await call(url, 'GET', `${DESK}/${second.id}`)).status).toBe(401);
});

test('a card tells what its comment answers, as far as anything is left of it', async () => {
  const thread = '/answers';
  const root = await post(url, thread, `It *begins* here,\n\n${'and goes on '.repeat(40)}`, {
    author: { name: 'Ann' },
  });
  const reply = await post(url, thread, 'an answer', { parent: root.id });
  expect((await card(root.id)).json.inReplyTo).toBeNull();
  const { inReplyTo } = (await card(reply.id)).json;
  expect(inReplyTo).toMatchObject({ id: root.id, author: 'Ann' });
  expect(inReplyTo.excerpt).toMatch(/^It begins here, and goes on and/);
  expect(inReplyTo.excerpt).toHaveLength(200);
  // It is for moderators, so what is hidden is told, too; and in lists as on its own.
  await server.decide('PUT', root.id, 'rejection');
  const [listed] = await all({ thread, q: 'answer' });
  expect(listed?.inReplyTo).toEqual(inReplyTo);
  await call(url, 'DELETE', `/api/v1/comments/${root.id}`, { token: root.session.token });
  expect((await card(reply.id)).json.inReplyTo).toEqual({ id: root.id, author: '', excerpt: '' });
});

test('a card follows what is edited, who is banned and what only its author still sees', async () => {
  const { id, author } = await post(url, '/follows', 'first text');
  const admin = { token: ADMIN };
  await call(url, 'PATCH', `${DESK}/${id}`, { ...admin, body: { body: 'second text' } });
  const edited = (await card(id)).json;
  expect(edited).toMatchObject({ body: 'second text', revisions: 1, moderated: true, person: { isBanned: false } });
  expect(edited.version).toBeGreaterThan(1);
  const ban = await call(url, 'PUT', `/api/v1/admin/users/${author.id}/ban`, { ...admin, body: { site: 'default' } });
  expect(ban.status).toBeLessThan(300);
  expect((await card(id)).json.person.isBanned).toBe(true);
  changeRows(
    server.dataDir,
    `UPDATE comments SET state = 'spam', listed = 0, author_state = 'published' WHERE id = '${id}'`,
  );
  expect((await card(id)).json).toMatchObject({ state: 'spam', shadowed: true, decision: null });
});

test('a page elsewhere is not linked to, and figures of another site are not told', async () => {
  const { token } = await guest(url, 'Bob');
  await post(url, '/else', 'over there', { site: 'other' }, token);
  const { id } = await post(url, '/else', 'here', { title: 'Else', url: 'https://evil.example/else' }, token);
  expect((await card(id)).json).toMatchObject({
    threadTitle: 'Else',
    threadUrl: null,
    person: { published: 1, rejected: 0, isNew: true },
  });
});

test('L4 a deleted comment has neither text nor person on its card', async () => {
  const { id, author, session } = await post(url, '/gone', 'canary-text', {
    author: { name: 'canary-name', email: 'canary@example.org' },
  });
  await call(url, 'DELETE', `/api/v1/comments/${id}`, { token: session.token });
  expect(await all({ author: author.id })).toEqual([]);
  for (const { status, text } of [await card(id), await ask({ thread: '/gone', state: 'deleted' })]) {
    expect(status).toBe(200);
    expect(text).toContain(id);
    expect(text).not.toContain('canary');
  }
});

test('filters: thread, author, state, time and order', async () => {
  const { id: author, token } = await guest(url, 'Filter');
  const thread = '/filters';
  for (const text of ['one', 'two', 'three']) await post(url, thread, text, {}, token);
  await post(url, thread, 'four');
  const [two] = await all({ thread, q: 'two' });
  await server.decide('PUT', two?.id ?? '', 'spam');
  expect(bodies(await all({ thread }))).toEqual(['four', 'three', 'two', 'one']);
  expect(bodies(await all({ thread, order: 'oldest' }))).toEqual(['one', 'two', 'three', 'four']);
  expect(bodies(await all({ author }))).toEqual(['three', 'two', 'one']);
  expect(bodies(await all({ author, state: 'published', order: 'oldest' }))).toEqual(['one', 'three']);
  expect(bodies(await all({ thread, queue: 'spam' }))).toEqual(['two']);
  expect(bodies(await all({ thread, state: 'spam' }))).toEqual(['two']);
  expect(bodies(await all({ thread, queue: 'unmoderated', state: 'spam' }))).toEqual([]);
  expect(await all({ thread: '/nobody-wrote-here' })).toEqual([]);
  const [one, , three] = await all({ thread, order: 'oldest' });
  changeRows(server.dataDir, `UPDATE comments SET created_at = created_at - 86400000 WHERE id = '${one?.id}'`);
  const from = three?.createdAt ?? '';
  expect(bodies(await all({ thread, to: new Date(Date.parse(from) - 3_600_000).toISOString() }))).toEqual(['one']);
  expect(bodies(await all({ thread, from }))).not.toContain('one');
  expect(bodies(await all({ thread, from }))).toContain('three');
  for (const wrong of ['yesterday', '2026-11-23', '2026-13-23T09:00:00Z']) {
    expect((await ask({ thread, from: wrong })).json).toMatchObject({ status: 400, code: 'bad_request' });
  }
});

test('words are found without case and accents, in every state, and where a link goes', async () => {
  const thread = '/words';
  const texts = ['Crème brûlée, please', 'straße', 'see [this](https://casino.example/win)', 'b**old** move'];
  for (const text of texts) await post(url, thread, text, { author: { name: 'Zoë' } });
  const found = async (q: string, more: Record<string, string> = {}) => bodies(await all({ thread, q, ...more }));
  const check = async (more: Record<string, string> = {}) => {
    expect(await found('BRULEE creme', more)).toEqual([texts[0]]);
    expect(await found('strass', more)).toEqual([texts[1]]);
    expect(await found('bold', more)).toEqual([texts[3]]);
    expect(await found('brulee strasse', more)).toEqual([]);
    expect(await found('!?', more)).toEqual([]);
  };
  await check();
  await check({ queue: 'unmoderated' });
  for (const { id } of await all({ thread })) await server.decide('PUT', id, 'rejection');
  await check();
  await check({ queue: 'rejected' });
  expect(await found('casino', { queue: 'rejected' })).toEqual([texts[2]]);
  expect(await found('zoe', { state: 'rejected' })).toHaveLength(4);
  for (const { id } of await all({ thread })) await server.decide('PUT', id, 'approval');
  await check({ queue: 'approved' });
});

test('cursors go through a queue without a repeat or a gap while others write and decide', async () => {
  const site = 'other';
  const queue = 'pending';
  const thread = '/cursors';
  await call(url, 'PATCH', '/api/v1/admin/sites/other', { body: { settings: { hold: 'all' } }, token: ADMIN });
  const first: string[] = [];
  for (let n = 0; n < 40; n += 1) first.push(await hold(thread, `held ${n}`));
  for (const order of ['newest', 'oldest'] as const) {
    const seen: string[] = [];
    const decided: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const got: AdminCommentPage = await page({ site, queue, thread, order, limit: 7, ...(cursor ? { cursor } : {}) });
      seen.push(...ids(got.items));
      cursor = got.next;
      await hold(thread, `meanwhile ${seen.length} ${order}`);
      // One that was seen, and one that was not.
      for (const id of [seen.at(-1), first.find(each => !seen.includes(each) && !decided.includes(each))]) {
        if (id === undefined) continue;
        await server.decide('PUT', id, 'approval');
        decided.push(id);
      }
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(first.filter(id => !seen.includes(id) && !decided.includes(id))).toEqual([]);
    for (const id of decided) await server.decide('DELETE', id, 'approval');
  }
  const { next } = await page({ site, queue, limit: 7 });
  for (const other of [{ site, queue: 'spam' }, { site, queue, order: 'oldest' }, { queue }]) {
    expect((await ask({ ...other, cursor: next ?? '' })).json.code).toBe('bad_cursor');
  }
  expect((await ask({ queue, cursor: 'nonsense' })).json.code).toBe('bad_cursor');
});

test('what is said on a site that is not theirs is not there for them', async () => {
  const here = await post(url, '/theirs', 'here');
  const id = await hold('/theirs', 'there');
  for (const path of [`${DESK}/${id}`, `${DESK}/${id}/context`]) {
    const refused = await call(url, 'GET', path, { token: ofDefault });
    expect(refused).toMatchObject({ status: 404, json: { code: 'unknown_comment' } });
    expect((await call(url, 'GET', path, { token: ofOther })).status).toBe(200);
  }
  expect((await card(here.id, ofOther)).status).toBe(404);
  const mine = await all({}, ofDefault);
  expect(new Set(mine.map(({ site }) => site))).toEqual(new Set(['default']));
  expect(ids(mine)).toContain(here.id);
  expect(bodies(await all({ thread: '/theirs' }, ofDefault))).toEqual(['here']);
  expect(bodies(await all({ thread: '/theirs', q: 'there' }, ofDefault))).toEqual([]);
  for (const token of [ofDefault, ofOther]) {
    const { json } = await call(url, 'GET', QUEUES, { token });
    for (const queue of NAMES) expect(json[queue]).toBe((await all({ queue }, token)).length);
  }
  expect((await ask({ site: 'other' }, ofDefault)).status).toBe(403);
  expect((await ask({ site: 'nowhere' })).json.code).toBe('unknown_site');
  expect((await card(crypto.randomUUID())).json.code).toBe('unknown_comment');
});

test('context: those above, and neighbours of the same level', async () => {
  const thread = '/context';
  const roots: string[] = [];
  for (let n = 0; n < 9; n += 1) roots.push((await post(url, thread, `root ${n}`)).id);
  const reply = await post(url, thread, 'reply', { parent: roots[4] });
  const deep = await post(url, thread, 'deep', { parent: reply.id });
  const sibling = await post(url, thread, 'sibling', { parent: reply.id });
  await server.decide('PUT', roots[3] ?? '', 'spam');
  const around = async (id: string) => {
    const { json } = await call(url, 'GET', `${DESK}/${id}/context`, { token: ADMIN });
    return [json.above, json.before, json.after].map(bodies);
  };
  expect(await around(roots[4] ?? '')).toEqual([[], ['root 0', 'root 1', 'root 2'], ['root 5', 'root 6', 'root 7']]);
  expect(await around(deep.id)).toEqual([['root 4', 'reply'], [], ['sibling']]);
  expect(await around(sibling.id)).toEqual([['root 4', 'reply'], ['deep'], []]);
});

test('a page of long texts ends sooner, a long way is gone in several pages, and nothing is left out', async () => {
  const { id } = await post(url, '/long', 'needle');
  const long = 'hay '.repeat(4_900);
  const db = openRows(server.dataDir);
  db.exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120)
    INSERT INTO comments (id, thread_id, depth, seq, author_id, author_name, body, body_hash, content, content_version,
                          state, listed, created_at)
    SELECT printf('00000000-0000-4000-8000-%012d', i), thread_id, 0, 0, author_id, '', '${long}', 0, '[]', 1, 'held', 0, 0
    FROM comments, n WHERE id = '${id}';
    UPDATE comments SET state = 'held', listed = 0 WHERE id = '${id}'`);
  db.close();
  const few = await page({ thread: '/long', queue: 'pending', limit: 100 });
  expect(few.items.length).toBeGreaterThan(5);
  expect(few.items.length).toBeLessThan(20);
  expect((await all({ thread: '/long', queue: 'pending', limit: 100 })).length).toBe(121);
  const search = { thread: '/long', queue: 'pending', q: 'needle' };
  const none = await page(search);
  expect(none.items).toEqual([]);
  expect(none.next).not.toBeNull();
  expect(ids(await all(search))).toEqual([id]);
});
