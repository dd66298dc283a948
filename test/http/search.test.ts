/** Search over REST: what is found, how it is shown, and what is refused. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, changeRows, post, query } from '../helpers/api.ts';
import { startServer, type TestServer } from '../helpers/server.ts';

const SEARCH = '/api/v1/search';
let server: TestServer;
let url: string;
beforeAll(async () => {
  server = await startServer();
  url = server.url;
});
afterAll(() => server.stop());

const ask = (values: Record<string, string | number>, options = {}) => call(url, 'GET', query(SEARCH, values), options);
const snippets = async (q: string, thread: string): Promise<string[][]> =>
  (await ask({ q, thread })).json.items.map((item: { snippet: string[] }) => item.snippet);

test('a search gives comments newest first, each with its matches', async () => {
  const first = await post(url, '/found', 'A **red** apple, and a Redwood');
  await post(url, '/found', 'A green apple');
  const second = await post(url, '/found', 'red, red apple', { parent: first.id });
  await post(url, '/else', 'red apple');
  const { status, json, headers } = await ask({ q: 'red apple', thread: '/found' });
  expect([status, headers.get('cache-control'), json.next]).toEqual([200, 'no-store', null]);
  expect(json.items).toMatchObject([
    { comment: { id: second.id, parent: first.id }, snippet: ['', 'red', ', ', 'red', ' ', 'apple', ''] },
    { comment: { id: first.id }, snippet: ['A ', 'red', ' ', 'apple', ', and a Redwood'] },
  ]);
  expect(json.items[0].comment).not.toHaveProperty('body');
  const everywhere = (await ask({ q: 'red apple' })).json.items;
  expect(everywhere.map((item: { comment: { thread: string } }) => item.comment.thread)).toEqual([
    '/else',
    '/found',
    '/found',
  ]);
});

test('authors get their own Markdown and votes with what they find', async () => {
  const mine = await post(url, '/mine', 'my own words');
  await call(url, 'PUT', `/api/v1/comments/${(await post(url, '/mine', 'other words')).id}/vote`, {
    body: { value: 1 },
    token: mine.session.token,
  });
  const { json } = await ask({ q: 'words', thread: '/mine' }, { token: mine.session.token });
  expect(json.items).toMatchObject([{ comment: { myVote: 1 } }, { comment: { body: 'my own words', myVote: 0 } }]);
});

test('a snippet is the text around the first match, whatever its case and accents, and cut between words', async () => {
  await post(url, '/long', `${'before '.repeat(60)}the CAFÉ itself${' after'.repeat(60)}`);
  const [pieces = []] = await snippets('cafe', '/long');
  expect(pieces).toHaveLength(3);
  expect(pieces[0]).toMatch(/^…before (before )+the $/);
  expect(pieces[1]).toBe('CAFÉ');
  expect(pieces[2]).toMatch(/^ itself after( after)+…$/);
  for (const piece of [pieces[0], pieces[2]]) expect(piece?.length).toBeLessThan(105);
  await post(url, '/lines', '- one\n- two\n\n> three');
  expect(await snippets('two thr', '/lines')).toEqual([['one ', 'two', ' ', 'three', '']]);
  await post(url, '/cjk', '東京に住んでいます');
  expect(await snippets('東京', '/cjk')).toEqual([['', '東京', 'に住んでいます']]);
});

test('a spoiler can be found and is not given away', async () => {
  await post(url, '/spoiler', 'The butler: ||he did it|| all along');
  expect(await snippets('did', '/spoiler')).toEqual([['The butler: … all along']]);
  expect(await snippets('butler', '/spoiler')).toEqual([['The ', 'butler', ': … all along']]);
});

test('nothing found is an empty page, and nothing to look for is refused in a sentence', async () => {
  expect(await ask({ q: 'zzzz', thread: '/found' })).toMatchObject({ status: 200, json: { items: [], next: null } });
  expect(await ask({ q: 'x', thread: '/nobody' })).toMatchObject({ status: 200, json: { items: [], next: null } });
  for (const q of [' ', '…', '"', '👍', '* OR *'.replaceAll('OR', '-'), '\u200b']) {
    const { status, json } = await ask({ q });
    expect([status, json.code, json.detail], q).toEqual([
      400,
      'bad_request',
      'query/q holds no word to look for; it needs a letter or a digit.',
    ]);
  }
  expect((await ask({ q: 'x'.repeat(201) })).json.code).toBe('bad_request');
  expect((await ask({ q: 'x', site: 'nowhere' })).json.code).toBe('unknown_site');
  expect((await call(url, 'GET', SEARCH)).json.code).toBe('bad_request');
});

test('no text of a search reaches the database as anything but words', async () => {
  await post(url, '/syntax', 'plain words');
  for (const q of [
    '"plain',
    'plain"*',
    'words:plain',
    'plain OR zzz',
    'NEAR(plain words)',
    "plain' --",
    '^plain',
    '{plain}',
  ]) {
    expect((await ask({ q, thread: '/syntax' })).status, q).toBe(200);
  }
  for (const q of ['a '.repeat(100).trim(), '字'.repeat(200), 'x'.repeat(200)]) {
    expect(await ask({ q, thread: '/syntax' }), q).toMatchObject({ status: 200, json: { items: [] } });
  }
  expect((await ask({ q: 'plain OR zzz', thread: '/syntax' })).json.items).toEqual([]);
  expect((await ask({ q: 'NOT zzz', thread: '/syntax' })).json.items).toEqual([]);
  expect((await ask({ q: '"plain" -words', thread: '/syntax' })).json.items).toHaveLength(1);
});

test('a search pages by a cursor that belongs to it', async () => {
  for (let n = 0; n < 5; n += 1) await post(url, '/pages', `page number ${n}`);
  const given: string[] = [];
  for (let cursor: string | null = null; ; ) {
    const { json } = await ask({ q: 'Number page', thread: '/pages', limit: 2, ...(cursor ? { cursor } : {}) });
    given.push(...json.items.map((item: { snippet: string[] }) => item.snippet.join('')));
    cursor = json.next;
    if (cursor === null) break;
    for (const other of [{ q: 'number' }, { thread: '/found' }, { cursor: 'x' }]) {
      const answer = await ask({ q: 'Number page', thread: '/pages', cursor, ...other });
      expect(answer).toMatchObject({ status: 400, json: { code: 'bad_cursor' } });
    }
  }
  expect(given).toEqual([4, 3, 2, 1, 0].map(n => `page number ${n}`));
});

test('L4 what is edited, deleted or hidden is found no more, even where the index is behind', async () => {
  const { id, session } = await post(url, '/gone', 'secret one');
  const hidden = await post(url, '/gone', 'secret two');
  expect(await snippets('secret', '/gone')).toHaveLength(2);
  await call(url, 'PATCH', `/api/v1/comments/${id}`, { body: { body: 'harmless' }, token: session.token });
  expect(await snippets('secret', '/gone')).toHaveLength(1);
  expect(await snippets('harmless', '/gone')).toHaveLength(1);
  changeRows(server.dataDir, `UPDATE comments SET state = 'held', listed = 0 WHERE id = '${hidden.id}'`);
  expect(await snippets('secret', '/gone')).toEqual([]);
  await call(url, 'DELETE', `/api/v1/comments/${id}`, { token: session.token });
  expect(await snippets('harmless', '/gone')).toEqual([]);
  const row = await post(url, '/gone', 'secret three');
  expect(await snippets('secret', '/gone')).toHaveLength(1);
  // The index alone still has it: the row decides.
  changeRows(
    server.dataDir,
    `UPDATE comments SET state = 'rejected', listed = 0 WHERE id = '${row.id}';
     INSERT OR REPLACE INTO search (rowid, words)
     SELECT number, 'secret ' || char(57344) || thread_id FROM comments WHERE id = '${row.id}'`,
  );
  expect(await snippets('secret', '/gone')).toEqual([]);
});

test('search has a limit of its own, and pages of other origins have none of it', async () => {
  const limited = await startServer({ RATE_LIMITS: 'on' });
  const codes = [];
  for (let n = 0; n < 22; n += 1) codes.push((await call(limited.url, 'GET', query(SEARCH, { q: 'x' }))).status);
  expect(codes.filter(code => code === 200).length).toBeGreaterThanOrEqual(20);
  expect(codes).toContain(429);
  await limited.stop();
  expect((await ask({ q: 'x' }, { headers: { origin: 'https://evil.example' } })).json.code).toBe('origin_refused');
});

test('a page of long texts ends sooner, and the next one goes on where it ended', async () => {
  for (let n = 0; n < 15; n += 1) await post(url, '/long', `needle ${n} ${'word '.repeat(950)}`);
  const first = (await ask({ q: 'needle', thread: '/long', limit: 100 })).json;
  expect(first.items.length).toBeLessThan(15);
  const found = [...first.items];
  for (let { next } = first; next !== null; ) {
    const page = (await ask({ q: 'needle', thread: '/long', limit: 100, cursor: next })).json;
    found.push(...page.items);
    next = page.next;
  }
  expect(new Set(found.map(({ comment }) => comment.id)).size).toBe(15);
});
