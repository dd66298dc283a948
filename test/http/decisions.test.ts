/** Decisions over the admin API: what each answers, what it keeps, what can be taken back, many at once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DECISION_NOUNS, type DecisionNoun } from '../../protocol/admin/comments.ts';
import { BULK_MAX } from '../../protocol/limits.ts';
import { COMMENTS, call, changeRows, guest, openRows, post, query } from '../helpers/api.ts';
import { ADMIN, type ModeratedServer, startModerated } from '../helpers/moderator.ts';
import { until } from '../helpers/until.ts';

const DESK = '/api/v1/admin/comments';
let server: ModeratedServer;
let url: string;
beforeAll(async () => {
  server = await startModerated();
  url = server.url;
});
afterAll(() => server.stop());

const admin = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  call(url, method, `${DESK}/${path}`, { token: ADMIN, headers, ...(body === undefined ? {} : { body }) });
const asAuthor = (id: string, token: string) => call(url, 'GET', `${COMMENTS}/${id}`, { token });
const events = async (thread: string) =>
  (await call(url, 'GET', query('/api/v1/events', { thread, since: 0 }), { token: ADMIN })).json.events.length;
const records = async (target: string) =>
  (await call(url, 'GET', query('/api/v1/admin/audit', { target, limit: 100 }), { token: ADMIN })).json.items;

/** What each noun makes of a published comment. */
const BECOMES: Readonly<Record<DecisionNoun, object>> = {
  approval: { state: 'published' },
  rejection: { state: 'rejected' },
  spam: { state: 'spam' },
  pin: { state: 'published', pinned: true },
  feature: { state: 'published', featured: true },
  deletion: { state: 'deleted', content: [], author: { id: '', name: '' } },
};
const ACTIONS: Readonly<Record<DecisionNoun, string>> = {
  approval: 'comment.approve',
  rejection: 'comment.reject',
  spam: 'comment.spam',
  pin: 'comment.pin',
  feature: 'comment.feature',
  deletion: 'comment.delete',
};

test('each noun is given and taken back, with a body or without, and says the same when it comes again', async () => {
  for (const noun of DECISION_NOUNS) {
    const thread = `/${noun}`;
    const { id } = await post(url, thread, 'text');
    const given = await admin('PUT', `${id}/${noun}`, { reason: `why ${noun}` });
    expect(given).toMatchObject({ status: 200, json: { id, ...BECOMES[noun] } });
    expect(given.headers.get('etag')).toBe(`"v${given.json.version}"`);
    const count = await events(thread);
    expect(await admin('PUT', `${id}/${noun}`)).toMatchObject({ status: 200, text: given.text });
    const back = await admin('DELETE', `${id}/${noun}`);
    expect(back).toMatchObject({
      status: 200,
      json: { state: 'published', pinned: false, featured: false, decision: null, content: [['p', 'text']] },
    });
    expect(await admin('DELETE', `${id}/${noun}`)).toMatchObject({ status: 200, text: back.text });
    // An approval of what is public already is nothing that readers could see.
    expect(await events(thread)).toBe(noun === 'approval' ? count : count + 1);
    const [undone, done, ...others] = await records(id);
    expect(others).toEqual([]);
    expect(done).toMatchObject({
      action: ACTIONS[noun],
      by: { id: 'admin', via: 'operator' },
      site: 'default',
      target: { kind: 'comment', id },
      reason: `why ${noun}`,
      before: { state: 'published', pinned: false, featured: false },
    });
    expect(undone).toMatchObject({ action: `${ACTIONS[noun]}.undo`, before: done.after, after: done.before });
  }
});

test('a body that is not understood is refused, and decides nothing', async () => {
  const { id } = await post(url, '/bodies', 'x');
  for (const body of [{ why: 'x' }, { reason: 7 }, { message: 'x'.repeat(501) }, [], 'not json']) {
    expect((await admin('PUT', `${id}/rejection`, body)).status).toBe(400);
  }
  expect((await asAuthor(id, ADMIN)).json).toMatchObject({ state: 'published' });
  expect(await records(id)).toEqual([]);
});

test('the card tells who decided and why; the word to the author is the author’s, and goes with the decision', async () => {
  const { id, session } = await post(url, '/word', 'x');
  const { json } = await admin('PUT', `${id}/rejection`, { reason: 'canary-reason', message: ' Be \n kind ' });
  expect(json).toMatchObject({
    notice: 'Be kind',
    decision: { state: 'rejected', reason: 'canary-reason', by: { id: 'admin' }, undoable: true },
  });
  const author = await asAuthor(id, session.token);
  expect(author.json).toMatchObject({ state: 'rejected', notice: 'Be kind' });
  expect(author.text).not.toContain('canary');
  await admin('PUT', `${id}/approval`, { message: 'All right' });
  expect((await asAuthor(id, session.token)).json).toMatchObject({ state: 'published', notice: 'All right' });
  for (const token of [undefined, (await guest(url)).token]) {
    expect((await call(url, 'GET', `${COMMENTS}/${id}`, { token })).text).not.toContain('All right');
    expect((await call(url, 'GET', query(COMMENTS, { thread: '/word' }), { token })).text).not.toContain('All right');
  }
  await admin('DELETE', `${id}/approval`);
  expect((await asAuthor(id, session.token)).json).toMatchObject({ state: 'rejected', notice: 'Be kind' });
});

test('whoever read a held text approves no other: If-Match of an older version is refused', async () => {
  await server.set({ hold: 'all' });
  const { json } = await call(url, 'POST', COMMENTS, { body: { thread: '/hole', body: 'harmless' } });
  const { id, session } = json;
  const seen = (await admin('GET', id)).headers.get('etag') ?? '';
  await call(url, 'PATCH', `${COMMENTS}/${id}`, { body: { body: 'canary' }, token: session.token });
  await server.set({ hold: 'none' });
  for (const [method, path, body] of [
    ['PUT', `${id}/approval`, undefined],
    ['PUT', `${id}/deletion`, {}],
    ['DELETE', `${id}/spam`, undefined],
    ['PATCH', id, { body: 'mine' }],
    ['DELETE', id, undefined],
  ] as const) {
    const refused = await admin(method, path, body, { 'if-match': seen });
    expect(refused).toMatchObject({ status: 412, json: { code: 'changed', detail: expect.stringContaining('again') } });
  }
  expect((await admin('PUT', `${id}/approval`, undefined, { 'if-match': '"other"' })).status).toBe(412);
  expect(await call(url, 'GET', `${COMMENTS}/${id}`)).toMatchObject({ status: 404 });
  const now = (await admin('GET', id)).headers.get('etag') ?? '';
  expect((await admin('PUT', `${id}/approval`, undefined, { 'if-match': `${seen}, ${now}` })).status).toBe(200);
  expect((await admin('PUT', `${id}/spam`, {}, { 'if-match': '*' })).status).toBe(200);
});

test('L4 what a moderator deletes is in no answer to anybody, and comes back whole', async () => {
  const thread = '/deleted-by-moderator';
  const { id, session } = await post(url, thread, 'canary-text', { author: { name: 'canary-name' } });
  const reply = await post(url, thread, 'reply', { parent: id });
  const { token } = await guest(url);
  await call(url, 'PUT', `${COMMENTS}/${id}/vote`, { body: { value: 1 }, token });
  await call(url, 'PATCH', `${COMMENTS}/${id}`, { body: { body: 'canary-text two' }, token: session.token });
  await admin('PUT', `${id}/deletion`);
  for (const as of [undefined, token, session.token, ADMIN]) {
    for (const path of [
      query(COMMENTS, { thread, include: 'html' }),
      `${COMMENTS}/${id}`,
      `${COMMENTS}/${reply.id}/branch`,
      query('/api/v1/events', { thread, since: 0 }),
      query('/thread', { thread }),
      query('/api/v1/search', { q: 'canary' }),
    ]) {
      expect((await call(url, 'GET', path, { token: as })).text, path).not.toContain('canary-');
    }
  }
  for (const path of [id, `${id}/revisions`, `${id}/context`]) {
    expect((await admin('GET', path)).text, path).not.toContain('canary');
  }
  expect((await admin('GET', `${id}/revisions`)).json).toEqual({ items: [], next: null });
  expect((await call(url, 'GET', query(COMMENTS, { thread }), { token })).json.items).toMatchObject([
    { state: 'deleted', myVote: 0, upvotes: 0, replies: [{ id: reply.id }] },
  ]);
  expect((await admin('PUT', `${id}/approval`)).json.code).toBe('comment_deleted');
  await admin('DELETE', `${id}/deletion`);
  expect((await call(url, 'GET', query(COMMENTS, { thread }), { token })).json).toMatchObject({
    items: [
      { state: 'published', author: { name: 'canary-name' }, myVote: 1, upvotes: 1, replies: [{ id: reply.id }] },
    ],
    thread: { commentCount: 2 },
  });
  expect((await admin('GET', `${id}/revisions`)).json.items).toMatchObject([{ body: 'canary-text' }]);
});

test('L4 once its time is over a deletion is for good, and nothing of the text is left in the database', async () => {
  const { id, session } = await post(url, '/over', 'zqx-canary-text', { author: { name: 'Ann' } });
  await call(url, 'PATCH', `${COMMENTS}/${id}`, { body: { body: 'zqx-canary-two' }, token: session.token });
  await admin('PUT', `${id}/deletion`);
  const dump = () => {
    const db = openRows(server.dataDir);
    const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
    const text = tables.map(name => JSON.stringify(db.prepare(`SELECT * FROM "${name}"`).all())).join('\n');
    db.close();
    return text;
  };
  expect(dump()).toContain('zqx-canary');
  changeRows(server.dataDir, `UPDATE trash SET erase_at = 1; UPDATE jobs SET run_at = 1 WHERE kind = 'trash.erase'`);
  expect(await admin('DELETE', `${id}/deletion`)).toMatchObject({ status: 409, json: { code: 'undo_over' } });
  // The next commit wakes the jobs.
  await post(url, '/over', 'next');
  await until(() => !dump().includes('zqx-canary'), 'the trash was not emptied');
  expect(await admin('DELETE', `${id}/deletion`)).toMatchObject({ status: 409, json: { code: 'undo_over' } });
});

test('L4 a purge leaves nothing at once, whatever came before it', async () => {
  for (const before of ['', 'deletion', 'spam']) {
    const { id, session } = await post(url, '/purge', `wqx-canary-${before}`, { author: { name: 'wqx-canary' } });
    await call(url, 'PATCH', `${COMMENTS}/${id}`, { body: { body: `wqx-canary two ${before}` }, token: session.token });
    const { token } = await guest(url);
    await call(url, 'POST', `${COMMENTS}/${id}/flags`, { body: { reason: 'wqx-canary' }, token });
    if (before !== '') await admin('PUT', `${id}/${before}`);
    expect(await admin('DELETE', id)).toMatchObject({ status: 200, json: { id, state: 'deleted', flagCount: 0 } });
    expect((await admin('DELETE', id)).status).toBe(200);
    expect((await admin('DELETE', `${id}/deletion`)).json.code).toBe('undo_over');
    expect((await records(id)).filter((each: { action: string }) => each.action === 'comment.purge')).toHaveLength(1);
  }
  const db = openRows(server.dataDir);
  for (const table of ['comments', 'revisions', 'trash', 'flags', 'audit', 'jobs']) {
    expect(JSON.stringify(db.prepare(`SELECT * FROM ${table}`).all()), table).not.toContain('wqx-canary');
  }
  db.close();
});

test('a moderator’s edit is marked and keeps the earlier text, at both doors, and the author’s own next one is theirs', async () => {
  const { id, session } = await post(url, '/edits', 'first');
  const edited = await admin('PATCH', id, { body: 'second', reason: 'typo' });
  expect(edited).toMatchObject({ status: 200, json: { body: 'second', moderated: true, revisions: 1, version: 2 } });
  expect(edited.headers.get('etag')).toBe('"v2"');
  expect((await call(url, 'GET', `${COMMENTS}/${id}`)).json).toMatchObject({ moderated: true });
  await call(url, 'PATCH', `${COMMENTS}/${id}`, { body: { body: 'third' }, token: ADMIN });
  await call(url, 'PATCH', `${COMMENTS}/${id}`, { body: { body: 'fourth' }, token: session.token });
  expect((await call(url, 'GET', `${COMMENTS}/${id}`)).json).toMatchObject({ moderated: false });
  const { items } = (await admin('GET', `${id}/revisions`)).json;
  expect(items).toMatchObject([
    { version: 1, body: 'first', content: [['p', 'first']], until: expect.stringMatching(/Z$/) },
    { version: 2, body: 'second' },
    { version: 3, body: 'third' },
  ]);
  const told = await records(id);
  expect(told).toMatchObject([
    { action: 'comment.edit', by: { id: 'admin', via: 'widget' }, reason: null },
    { action: 'comment.edit', by: { id: 'admin', via: 'operator' }, reason: 'typo' },
  ]);
  expect(JSON.stringify(told)).not.toMatch(/first|second|third/);
  expect((await admin('PATCH', id, { body: '  ' })).json.code).toBe('body_empty');
  expect((await call(url, 'GET', `${DESK}/${id}/revisions`, { token: session.token })).json.code).toBe('not_allowed');
});

test('what a moderator deletes at the public door is a decision too: told in the log, and taken back', async () => {
  const { id } = await post(url, '/public-door', 'x');
  expect((await call(url, 'DELETE', `${COMMENTS}/${id}`, { token: ADMIN })).json).toMatchObject({ state: 'deleted' });
  expect(await records(id)).toMatchObject([{ action: 'comment.delete', by: { id: 'admin', via: 'widget' } }]);
  expect((await admin('DELETE', `${id}/deletion`)).json).toMatchObject({ state: 'published', body: 'x' });
});

test('reports wait until a decision answers them, and are told again where it is taken back', async () => {
  const { id } = await post(url, '/reports', 'x');
  const report = async (reason: string) =>
    call(url, 'POST', `${COMMENTS}/${id}/flags`, { body: { reason }, token: (await guest(url)).token });
  await report('spam');
  await report('spam');
  const flags = [{ reason: 'spam', count: 2 }];
  expect((await admin('GET', id)).json).toMatchObject({ flagCount: 2, flags });
  expect((await admin('PUT', `${id}/approval`)).json).toMatchObject({ flagCount: 0, flags: [], state: 'published' });
  await report('off-topic');
  expect((await admin('GET', id)).json).toMatchObject({ flagCount: 1, flags: [{ reason: 'off-topic', count: 1 }] });
  // The same noun again answers what has come since.
  expect((await admin('PUT', `${id}/approval`)).json).toMatchObject({ flagCount: 0, flags: [] });
  expect((await admin('DELETE', `${id}/approval`)).json).toMatchObject({ flagCount: 1 });
});

test('many at once: one result for each, in their order, whatever became of the others; again changes nothing', async () => {
  const [one, two, gone] = await Promise.all(['a', 'b', 'c'].map(text => post(url, '/bulk', text)));
  if (!one || !two || !gone) throw new Error('nothing was posted');
  await call(url, 'DELETE', `${COMMENTS}/${gone.id}`, { token: gone.session.token });
  const unknown = crypto.randomUUID();
  const ids = [two.id, unknown, gone.id, one.id];
  const results = [
    { id: two.id, status: 200, state: 'rejected' },
    { id: unknown, status: 404, code: 'unknown_comment', detail: expect.any(String) },
    { id: gone.id, status: 409, code: 'comment_deleted', detail: expect.any(String) },
    { id: one.id, status: 200, state: 'rejected' },
  ];
  const decide = (more: object) => admin('POST', 'bulk', { action: 'rejection', ids, ...more });
  expect(await decide({ reason: 'why', message: 'No' })).toMatchObject({ status: 200, json: { items: results } });
  const count = await events('/bulk');
  expect((await decide({})).json.items).toMatchObject(results);
  expect(await events('/bulk')).toBe(count);
  expect(await records(one.id)).toMatchObject([{ action: 'comment.reject', reason: 'why' }]);
  expect((await asAuthor(one.id, one.session.token)).json).toMatchObject({ notice: 'No' });
  expect((await decide({ undo: true })).json.items).toMatchObject([
    { status: 200, state: 'published' },
    { status: 404 },
    { status: 200, state: 'deleted' },
    { status: 200, state: 'published' },
  ]);
  for (const wrong of [{ ids: [] }, { ids: [one.id, one.id] }, { action: 'lock' }, { ids: ['x'] }]) {
    expect((await decide(wrong)).json.code).toBe('bad_request');
  }
});

test('many at once: what is another version than was read is not decided, the others are', async () => {
  await server.set({ hold: 'all' });
  const hold = async (body: string) =>
    (await call(url, 'POST', COMMENTS, { body: { thread: '/read-before', body } })).json;
  const [edited, read, any] = [await hold('harmless'), await hold('one'), await hold('two')];
  const ids = [edited.id, read.id, any.id];
  const versions = Object.fromEntries(
    await Promise.all([edited, read].map(async ({ id }) => [id, (await admin('GET', id)).json.version])),
  );
  await call(url, 'PATCH', `${COMMENTS}/${edited.id}`, { body: { body: 'canary' }, token: edited.session.token });
  await server.set({ hold: 'none' });
  const { json } = await admin('POST', 'bulk', { action: 'approval', ids, versions });
  expect(json.items).toEqual([
    { id: edited.id, status: 412, code: 'changed', detail: expect.stringContaining('again') },
    { id: read.id, status: 200, state: 'published', version: versions[read.id] + 1 },
    { id: any.id, status: 200, state: 'published', version: expect.any(Number) },
  ]);
  expect((await call(url, 'GET', `${COMMENTS}/${edited.id}`)).status).toBe(404);
  expect((await admin('GET', read.id)).json.version).toBe(json.items[1].version);
  // What came of one decision is what the next one is about.
  const next = { [read.id]: json.items[1].version };
  expect((await admin('POST', 'bulk', { action: 'spam', ids: [read.id], versions: next })).json.items).toMatchObject([
    { status: 200, state: 'spam' },
  ]);
  for (const wrong of [{ [edited.id]: '1' }, { [edited.id]: 0 }, { [crypto.randomUUID()]: 1 }, [1]]) {
    const refused = await admin('POST', 'bulk', { action: 'spam', ids: [edited.id], versions: wrong });
    expect(refused).toMatchObject({ status: 400, json: { code: 'bad_request' } });
  }
});

test('a thousand held comments are approved by one request, and every number is told once', async () => {
  const { id, author } = await post(url, '/thousand', 'first');
  changeRows(
    server.dataDir,
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${BULK_MAX})
     INSERT INTO comments (id, thread_id, depth, seq, author_id, author_name, body, body_hash, content, content_version,
                           state, listed, created_at)
     SELECT printf('00000000-0000-4000-8000-%012d', i), (SELECT thread_id FROM comments WHERE id = '${id}'), 0, 1,
            '${author.id}', 'Ann', 'x', 0, '[["p","x"]]', 1, 'held', 0, ${Date.now()} FROM n`,
  );
  const ids = Array.from({ length: BULK_MAX }, (_, n) => `00000000-0000-4000-8000-${String(n + 1).padStart(12, '0')}`);
  const { json } = await admin('POST', 'bulk', { action: 'approval', ids });
  expect(json.items.map((each: { id: string }) => each.id)).toEqual(ids);
  expect(json.items.every((each: { status: number; state: string }) => each.state === 'published')).toBe(true);
  const page = await call(url, 'GET', query(COMMENTS, { thread: '/thousand' }));
  expect(page.json.thread).toMatchObject({ commentCount: BULK_MAX + 1, seq: BULK_MAX + 1 });
  expect((await admin('POST', 'bulk', { action: 'approval', ids: [...ids, id] })).json.code).toBe('bad_request');
});
