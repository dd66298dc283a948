/** What Markdown becomes: every construct of the content tree, and nothing else. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, post } from '../helpers/api.ts';
import { startServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;
let url: string;
beforeAll(async () => {
  server = await startServer();
  url = server.url;
});
afterAll(() => server.stop());

const contentOf = async (body: string) => (await post(url, '/markdown', body)).content;
const link = (href: string, ...text: unknown[]) => ['a', { href }, ...text];

const CONSTRUCTS: [string, unknown[]][] = [
  ['plain', [['p', 'plain']]],
  ['one\ntwo', [['p', 'one', ['br'], 'two']]],
  [
    'one\n\ntwo',
    [
      ['p', 'one'],
      ['p', 'two'],
    ],
  ],
  ['*em* _em_', [['p', ['em', 'em'], ' ', ['em', 'em']]]],
  ['**strong** ~~gone~~', [['p', ['strong', 'strong'], ' ', ['del', 'gone']]]],
  ['***both***', [['p', ['em', ['strong', 'both']]]]],
  ['`a < b` and ``x`y``', [['p', ['code', 'a < b'], ' and ', ['code', 'x`y']]]],
  ['```js\nlet x;\n\ny\n```', [['pre', 'let x;\n\ny']]],
  ['```\nnot closed *x*', [['pre', 'not closed *x*']]],
  ['    indented', [['pre', 'indented']]],
  [
    '> said\n> more\n\nanswer',
    [
      ['blockquote', ['p', 'said', ['br'], 'more']],
      ['p', 'answer'],
    ],
  ],
  ['- a\n- b\n  - c', [['ul', ['li', 'a'], ['li', 'b', ['ul', ['li', 'c']]]]]],
  ['1. a\n2. b', [['ol', ['li', 'a'], ['li', 'b']]]],
  ['\\*not em\\*', [['p', '*not em*']]],
  ['&amp; &lt;b&gt; &copy;', [['p', '& <b> ©']]],
];

const LINKS: [string, unknown[]][] = [
  ['[text](https://a.example/x?y=1#z)', [link('https://a.example/x?y=1#z', 'text')]],
  ['[**b**](http://a.example "title")', [link('http://a.example', ['strong', 'b'])]],
  ['[mail](mailto:a@a.example)', [link('mailto:a@a.example', 'mail')]],
  ['<https://a.example>', [link('https://a.example', 'https://a.example')]],
  ['see https://a.example/x.', ['see ', link('https://a.example/x', 'https://a.example/x'), '.']],
  ['ann@example.com', [link('mailto:ann@example.com', 'ann@example.com')]],
  ['![cat](https://a.example/cat.png)', [link('https://a.example/cat.png', 'cat')]],
  ['![](https://a.example/cat.png)', [link('https://a.example/cat.png', 'https://a.example/cat.png')]],
  ['[![cat](https://a.example/cat.png)](https://b.example)', [link('https://b.example', 'cat')]],
  ['`https://a.example`', [['code', 'https://a.example']]],
];

/** What looks like a construct that has no node stays as it was written. */
const TEXT = [
  '# heading',
  '---',
  '| a | b |',
  '<b>bold</b>',
  '<script>alert(1)</script>',
  '<!-- x -->',
  '<img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '[x][ref]',
  '//evil.example',
  'ftp://evil.example/x',
  'javascript:alert(1)',
  'data:text/html,x',
];

/** None of these may become a link. */
const BAD_LINKS = [
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](&#x6A;avascript:alert(1))',
  '[x](java&Tab;script:alert(1))',
  '[x](java&NewLine;script:alert(1))',
  '[x](<java\tscript:alert(1)>)',
  '[x](\u0001javascript:alert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](data:image/png;base64,AAAA)',
  '[x](file:///etc/passwd)',
  '[x](ftp://evil.example)',
  '[x](blob:x)',
  '[x](view-source:x)',
  '[x](//evil.example)',
  '[x](\\\\evil.example)',
  '[x](/relative)',
  '[x]()',
  '![x]()',
  '[x](<>)',
  '[x](#hash)',
  '[x](style:x)',
  '![x](javascript:alert(1))',
  '![x](data:image/svg+xml,<svg onload=alert(1)>)',
  '<javascript:alert(1)>',
  '<ftp://evil.example>',
  '[x](%6Aavascript:alert(1))',
];

test.each(CONSTRUCTS)('%j', async (body, content) => {
  expect(await contentOf(body)).toEqual(content);
});

test.each(LINKS)('%j is a link', async (body, nodes) => {
  expect(await contentOf(body)).toEqual([['p', ...nodes]]);
});

test.each(TEXT)('%j is text', async body => {
  expect(await contentOf(body)).toEqual([['p', body]]);
});

test.each(BAD_LINKS)('%j is no link', async body => {
  const content = JSON.stringify(await contentOf(body));
  expect(content).not.toContain('"a"');
  expect(content).not.toContain('href');
});

test.each(['> ', '- ', '1. ', '> - '])('%jnested without end is drawn at a limit and loses no text', async mark => {
  const content = await contentOf(`${mark.repeat(30)}deepest\n\nafter`);
  expect(content).toHaveLength(2);
  expect(content[1]).toEqual(['p', 'after']);
  expect(JSON.stringify(content)).toContain('deepest');
  expect(JSON.stringify(content).split('[').length).toBeLessThan(20);
});

test('what follows a list that is too deep stands where it belongs', async () => {
  const [list, ...rest] = await contentOf(`${'- '.repeat(9)}deep\n- second`);
  expect(rest).toEqual([]);
  expect(list).toHaveLength(3);
  expect(list?.[2]).toEqual(['li', 'second']);
});

test('emphasis without end loses no text', async () => {
  const content = JSON.stringify(await contentOf(`${'*a **b '.repeat(30)}core${'** *'.repeat(30)}`));
  expect(content).toContain('core');
});

test('the rules for text hold for what entities bring forth', async () => {
  expect(await contentOf('a&#8203;b&#x316;&#x316;&#x316;&#x316;&#x316;&#x316;&#8232;c')).toEqual([
    ['p', `ab${'\u0316'.repeat(4)}c`],
  ]);
});

test('a comment holds 20 links and not one more', async () => {
  const links = (count: number) => Array.from({ length: count }, (_, n) => `https://a.example/${n}`).join(' ');
  expect(JSON.stringify(await contentOf(links(20))).match(/href/g)).toHaveLength(20);
  const bodies = [links(21), '![x](https://a.example) '.repeat(21), `- ${'[x](https://a.example) '.repeat(21)}`];
  for (const body of bodies) {
    const refused = await call(url, 'POST', COMMENTS, { body: { thread: '/markdown', body } });
    expect(refused).toMatchObject({ status: 400, json: { code: 'too_many_links' } });
  }
});

test('Markdown without visible text is an empty comment', async () => {
  for (const body of ['*', '-', '> ', '```\n```', '[](https://a.example)', '&nbsp;', '&#8203;']) {
    const refused = await call(url, 'POST', COMMENTS, { body: { thread: '/markdown', body } });
    expect(refused.json, body).toMatchObject({ code: 'body_empty' });
  }
});
