/** /thread: a thread as a page of its own, or as a part of another, for readers and for search engines. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, changeRows, post, query } from '../helpers/api.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { type Item, readMicrodata } from '../helpers/markup.ts';
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

const page = async (values: Record<string, string>) => (await call(url, 'GET', query('/thread', values))).text;

test('/thread shows a thread without JavaScript, and nothing in it can become markup', async () => {
  const title = '</title></script><script>alert(1)</script>"\'<img src=x onerror=alert(1)>&amp;';
  const thread = '/"><script>x</script>';
  const author = { name: '<b onclick=x>Ann', website: 'https://a.example/"onmouseover="x' };
  const { id } = await post(url, thread, 'Hello **you** <script>alert(1)</script>', {
    title,
    author,
    url: 'https://a.example/?"><script>',
  });
  await post(url, thread, 'an answer', { parent: id });
  const answer = await call(url, 'GET', query('/thread', { thread }));
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(answer.text).toContain('Hello <strong>you</strong> &#60;script&#62;alert(1)&#60;/script&#62;');
  expect(answer.text).toContain('an answer');
  expect(answer.text).not.toMatch(/<script|<img|<b onclick|onmouseover="|javascript:/);
  expect(answer.text.match(/<title>(.*)<\/title>/)?.[1]).toContain('&#60;/title&#62;');
});

test('/thread never links to anything but a web page', async () => {
  await post(url, '/js', 'x', { title: 'T', url: 'javascript:alert(1)' });
  expect(await page({ thread: '/js' })).not.toContain('javascript');
  const { id } = await post(url, '/row', 'x', { title: 'T' });
  changeRows(
    server.dataDir,
    `UPDATE comments SET content = '[["a",{"href":"javascript:alert(1)"},"y"],["script","z"]]' WHERE id = '${id}'`,
  );
  expect(await page({ thread: '/row' })).not.toMatch(/javascript|<script/);
});

test('/thread leads through every page, and into long conversations', async () => {
  await Promise.all(Array.from({ length: 60 }, (_, n) => post(url, '/long', `comment ${n}.`)));
  const first = await page({ thread: '/long' });
  const next = /<a rel="next" href="([^"]+)"/.exec(first)?.[1]?.replaceAll('&#38;', '&') ?? '';
  const second = (await call(url, 'GET', next)).text;
  expect(second).not.toContain('rel="next"');
  for (let n = 0; n < 60; n += 1) expect(first.includes(`comment ${n}.`)).not.toBe(second.includes(`comment ${n}.`));

  const root = await post(url, '/deep', 'root');
  for (let n = 0; n < 5; n += 1) await post(url, '/deep', `answer ${n}.`, { parent: root.id });
  const more =
    /<a href="([^"]+)">More replies/.exec(await page({ thread: '/deep' }))?.[1]?.replaceAll('&#38;', '&') ?? '';
  expect((await call(url, 'GET', more)).text).toMatch(/answer 3\.[\s\S]*answer 4\./);
});

test('/thread is empty where nobody wrote, and refuses what is not there', async () => {
  expect(await page({ thread: '/nobody' })).toContain('No comments yet');
  expect((await call(url, 'GET', query('/thread', { thread: '/x', site: 'nowhere' }))).json.code).toBe('unknown_site');
  expect((await call(url, 'GET', '/thread')).status).toBe(400);
  expect((await call(url, 'GET', query('/thread', { thread: '/x', cursor: 'x' }))).json.code).toBe('bad_cursor');
});

const POSTING = 'https://schema.org/DiscussionForumPosting';
const COMMENT = 'https://schema.org/Comment';
const person = (name: string) => [{ type: 'https://schema.org/Person', properties: { name: [name] } }];

/** A thread with a reply, a vote, an edit and a tombstone. */
async function conversation(thread: string) {
  const article = `https://blog.example${thread}`;
  const root = await post(url, thread, 'Hello **you**', { title: 'A post', url: article, author: { name: 'Ann' } });
  const reply = await post(url, thread, 'an answer', { parent: root.id, author: { name: 'Ben' } });
  const gone = await post(url, thread, 'gone');
  await post(url, thread, 'stays', { parent: gone.id });
  await call(url, 'DELETE', `${COMMENTS}/${gone.id}`, { token: gone.session.token });
  await call(url, 'PUT', `${COMMENTS}/${root.id}/vote`, { body: { value: 1 }, token: reply.session.token });
  await call(url, 'PATCH', `${COMMENTS}/${reply.id}`, { body: { body: 'an edit' }, token: reply.session.token });
  const edited = (await call(url, 'GET', `${COMMENTS}/${reply.id}`)).json.editedAt;
  return { article, root, reply, gone, edited };
}

test('/thread says in the words of schema.org what its parts are', async () => {
  const { article, root, reply, gone, edited } = await conversation('/schema');
  const { items } = await readMicrodata(blank, await page({ thread: '/schema' }));
  expect(items).toMatchObject([
    {
      type: POSTING,
      properties: {
        headline: ['A post'],
        url: [article],
        datePublished: [root.createdAt],
        author: [{ type: 'https://schema.org/Organization', properties: { name: ['blog.example'] } }],
        commentCount: ['3'],
      },
    },
  ]);
  const [first, second] = (items[0]?.properties['comment'] ?? []) as readonly Item[];
  expect(first).toEqual({
    type: COMMENT,
    properties: {
      url: [`${article}#comment-${root.id}`],
      author: person('Ann'),
      datePublished: [root.createdAt],
      upvoteCount: ['1'],
      commentCount: ['1'],
      text: ['Hello you'],
      comment: [
        {
          type: COMMENT,
          properties: {
            url: [`${article}#comment-${reply.id}`],
            author: person('Ben'),
            datePublished: [reply.createdAt],
            dateModified: [edited],
            text: ['an edit'],
          },
        },
      ],
    },
  });
  expect(second).toMatchObject({
    properties: {
      url: [`${article}#comment-${gone.id}`],
      creativeWorkStatus: ['Deleted'],
      comment: [{ type: COMMENT }],
    },
  });
  expect(second?.properties).not.toHaveProperty('author');
});

test('a fragment of /thread is the section alone, for pages of the site to include', async () => {
  await conversation('/fragment');
  const whole = await page({ thread: '/fragment' });
  const fragment = await page({ thread: '/fragment', fragment: '1' });
  expect(fragment).toMatch(/^<section itemscope[\s\S]*<\/section>$/);
  expect(fragment).not.toMatch(/<(!doctype|html|head|style|title|main|h1)\b/i);
  const [inWhole, inFragment] = [await readMicrodata(blank, whole), await readMicrodata(blank, fragment)];
  expect(inFragment.items).toEqual(inWhole.items);
  for (const [, link = ''] of fragment.matchAll(/href="([^"]*)"/g)) expect(link).toMatch(/^https?:\/\//);
  expect((await call(url, 'GET', query('/thread', { thread: '/fragment', fragment: '2' }))).status).toBe(400);
  const asked = async (origin: string) =>
    (await call(url, 'GET', query('/thread', { thread: '/fragment', fragment: '1' }), { headers: { origin } })).headers;
  expect((await asked('https://blog.example')).get('access-control-allow-origin')).toBe('https://blog.example');
  expect((await asked('https://evil.example')).get('access-control-allow-origin')).toBeNull();
});

test('no text of a thread becomes markup of its page, its fragment or its data', async () => {
  const nasty = '"><script>alert(1)</script><img src=x onerror=alert(1)>\' itemprop="x" ]]>';
  const author = { name: '"><svg onload=x>' };
  const { id } = await post(url, nasty, `${nasty} ||${nasty}|| @${author.name}`, { title: nasty, author });
  await post(url, nasty, `@${author.name}`, { parent: id, author });
  for (const more of [{}, { fragment: '1' }]) {
    const { items, elements } = await readMicrodata(blank, await page({ thread: nasty, ...more }));
    for (const element of ['script', 'img', 'svg']) expect(elements).not.toContain(element);
    expect(items).toHaveLength(1);
    expect(Object.keys(items[0]?.properties ?? {}).sort()).toEqual(
      ['author', 'comment', 'commentCount', 'datePublished', 'headline', 'text', 'url'].sort(),
    );
    expect(items[0]?.properties['headline']).toEqual([nasty]);
  }
});

test('/thread names the feed of its thread, and answers 304 to who has it', async () => {
  await post(url, '/a b&c', 'x', { title: '"T"' });
  const answer = await call(url, 'GET', query('/thread', { thread: '/a b&c' }));
  const feed = /<link rel="alternate" type="application\/atom\+xml"[^>]* href="([^"]+)"/.exec(answer.text)?.[1];
  const address = feed?.replaceAll('&#38;', '&') ?? '';
  expect(new URL(address, url).searchParams.get('thread')).toBe('/a b&c');
  expect((await call(url, 'GET', address)).status).toBe(200);
  const etag = answer.headers.get('etag') ?? '';
  const again = await call(url, 'GET', query('/thread', { thread: '/a b&c' }), { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
});
