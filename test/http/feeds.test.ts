/** The Atom feeds: of a thread and of a site, whole and well-formed whatever was written. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, post, query } from '../helpers/api.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { childrenOf, type Element, readXml, textIn } from '../helpers/markup.ts';
import { startServer, type TestServer } from '../helpers/server.ts';

let browser: Browser;
let blank: Page;
let server: TestServer;
let url: string;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startServer({ ALLOWED_ORIGINS: 'https://blog.example' })]);
  blank = await browser.newPage();
  url = server.url;
});
afterAll(() => Promise.all([browser.close(), server.stop()]));

const get = (values: Record<string, string> = {}, headers = {}) =>
  call(url, 'GET', query('/feed.atom', values), { headers });
const read = async (values: Record<string, string> = {}) => readXml(blank, (await get(values)).text);
const linkOf = (element: Element, rel: string) =>
  childrenOf(element, 'link').find(link => link.attributes['rel'] === rel)?.attributes['href'];

const NASTY = ']]></content><script>alert(1)</script>&amp;&#38;"\'<!-- \uffff\u{10ffff}\u{1f600}';

test('a feed of a thread holds its comments newest first, with author, time, text and place', async () => {
  const page = 'https://blog.example/post?a=1&b=2#top';
  const author = { name: 'Ann', website: 'https://ann.example' };
  const root = await post(url, '/post', 'Hello **you**', { title: 'A post', url: page, author });
  const reply = await post(url, '/post', 'second', { parent: root.id, author: { name: 'Ben' } });
  await call(url, 'PATCH', `${COMMENTS}/${root.id}`, { body: { body: 'Hello *you*' }, token: root.session.token });
  const answer = await get({ thread: '/post' });
  expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
  expect(answer.headers.get('cache-control')).toBe('no-cache');
  const feed = await readXml(blank, answer.text);
  expect(feed.attributes['xmlns']).toBe('http://www.w3.org/2005/Atom');
  const self = `${url}/feed.atom?site=default&thread=%2Fpost`;
  expect([textIn(feed, 'id'), textIn(feed, 'title'), linkOf(feed, 'self'), linkOf(feed, 'alternate')]).toEqual([
    self,
    'Comments: A post',
    self,
    page,
  ]);
  const [second, first] = childrenOf(feed, 'entry') as [Element, Element];
  const edited = (await call(url, 'GET', `${COMMENTS}/${root.id}`)).json.editedAt;
  expect(textIn(feed, 'updated')).toBe(edited);
  expect([textIn(first, 'id'), textIn(first, 'title'), textIn(first, 'published'), textIn(first, 'updated')]).toEqual([
    `urn:uuid:${root.id}`,
    'Ann on A post',
    root.createdAt,
    edited,
  ]);
  expect(linkOf(first, 'alternate')).toBe(`https://blog.example/post?a=1&b=2#comment-${root.id}`);
  expect(childrenOf(first, 'author')[0]?.children.map(each => each.text)).toEqual(['Ann', 'https://ann.example/']);
  expect(childrenOf(first, 'content')).toMatchObject([
    { attributes: { type: 'html' }, text: '<p>Hello <em>you</em></p>' },
  ]);
  expect(childrenOf(second, 'thr:in-reply-to')[0]?.attributes['ref']).toBe(`urn:uuid:${root.id}`);
  expect(textIn(second, 'id')).toBe(`urn:uuid:${reply.id}`);
});

test('a feed of the site holds all threads, and leads to our own page where the article is not on the site', async () => {
  const { id } = await post(url, '/elsewhere', 'third', { title: 'Else', url: 'https://evil.example/' });
  const feed = await read();
  expect(textIn(feed, 'title')).toBe(`Comments: ${new URL(url).host}`);
  const [newest] = childrenOf(feed, 'entry') as [Element];
  expect(textIn(newest, 'title')).toBe('Guest on Else');
  expect(linkOf(newest, 'alternate')).toBe(`${url}/thread?site=default&thread=%2Felsewhere#comment-${id}`);
  expect(childrenOf(feed, 'entry')).toHaveLength(3);
});

test('whatever was written, a feed is well-formed and its texts are what was written', async () => {
  const author = { name: '<b>Ann & "Co"' };
  await post(url, `/${NASTY.replace('\uffff', '')}`, `${NASTY} [a](https://a.example/?"<>&)`, { title: NASTY, author });
  const [entry] = childrenOf(await read(), 'entry') as [Element];
  expect(textIn(entry, 'title')).toBe(`<b>Ann & "Co" on ${NASTY.replace('\uffff', '\ufffd')}`);
  const content = textIn(entry, 'content') ?? '';
  expect(content).toContain('&#60;script&#62;alert(1)&#60;/script&#62;');
  expect(content).not.toMatch(/<(?!\/?(p|a)\b)/);
});

test('an empty feed is a feed, and what is not there is refused', async () => {
  const feed = await read({ thread: '/nobody' });
  expect(childrenOf(feed, 'entry')).toEqual([]);
  expect([textIn(feed, 'title'), textIn(feed, 'updated')]).toEqual(['Comments: /nobody', '1970-01-01T00:00:00.000Z']);
  expect(await get({ site: 'nowhere' })).toMatchObject({ status: 404, json: { code: 'unknown_site' } });
  expect((await get({ more: 'x' })).status).toBe(400);
});

test('who has a feed already gets 304 until something has changed', async () => {
  const etag = (await get({ thread: '/post' })).headers.get('etag') ?? '';
  expect(etag).toMatch(/^W\/"/);
  const again = await get({ thread: '/post' }, { 'if-none-match': etag });
  expect([again.status, again.text]).toEqual([304, '']);
  const { id, session } = await post(url, '/post', 'news');
  expect((await get({ thread: '/post' }, { 'if-none-match': etag })).status).toBe(200);
  await call(url, 'DELETE', `${COMMENTS}/${id}`, { token: session.token });
  expect((await get({ thread: '/post' })).text).not.toContain('news');
});

test('a feed holds 30 entries at most, and is addressed as its operator says', async () => {
  const named = await startServer({ PUBLIC_URL: 'https://comments.example' });
  await Promise.all(Array.from({ length: 33 }, (_, n) => post(named.url, '/many', `comment ${n}`)));
  const feed = await readXml(blank, (await call(named.url, 'GET', '/feed.atom?thread=/many')).text);
  expect(childrenOf(feed, 'entry')).toHaveLength(30);
  expect(linkOf(feed, 'self')).toBe('https://comments.example/feed.atom?site=default&thread=%2Fmany');
  await named.stop();
});

test('a feed, where nothing can be uncovered, does not tell a spoiler', async () => {
  await post(url, '/spoiled', 'In the end ||the butler|| did it');
  const { text } = await call(url, 'GET', '/feed.atom?thread=/spoiled');
  expect(text).toContain('In the end … did it');
  expect(text).not.toContain('butler');
});
