/** Mentions and spoilers: what becomes a node of the tree, and what stays as it was written. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, post, query } from '../helpers/api.ts';
import { startServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;
let url: string;
const ids: Record<string, string> = {};
beforeAll(async () => {
  server = await startServer();
  url = server.url;
  for (const name of ['Ann', 'Ann Lee', 'Zoë (x).*', 'ΟΔΟΣ', '李']) {
    ids[name] = (await post(url, '/people', `I am ${name}`, { author: { name } })).author.id;
  }
});
afterAll(() => server.stop());

const contentOf = async (body: string, thread = '/people') => (await post(url, thread, body)).content;
const mention = (name: string, said = `@${name}`) => ['mention', { id: ids[name] }, said];

test.each([
  ['@Ann hello', () => [mention('Ann'), ' hello']],
  ['hi @ANN!', () => ['hi ', mention('Ann', '@ANN'), '!']],
  ['(@Ann Lee)', () => ['(', mention('Ann Lee'), ')']],
  ['@ann leeds', () => [mention('Ann', '@ann'), ' leeds']],
  ['@Zoë (x).* @οδος', () => [mention('Zoë (x).*'), ' ', mention('ΟΔΟΣ', '@οδος')]],
  ['@李 さん', () => [mention('李'), ' さん']],
  ['**@Ann** ||@Ann||', () => [['strong', mention('Ann')], ' ', ['spoiler', mention('Ann')]]],
  ['@Ann@Ann', () => ['@Ann@Ann']],
] as const)('%j mentions', async (body, nodes) => {
  expect(await contentOf(body)).toEqual([['p', ...nodes()]]);
});

test.each(['@Anna', '@Ann_', 'x@Ann', '@@Ann', '@Nobody', '@ Ann', '@'])('%j mentions nobody', async body => {
  expect(await contentOf(body)).toEqual([['p', body]]);
});

test('in code, links and addresses an @ means itself', async () => {
  expect(await contentOf('`@Ann` [@Ann](https://a.example) ann@ann.example')).toEqual([
    [
      'p',
      ['code', '@Ann'],
      ' ',
      ['a', { href: 'https://a.example' }, '@Ann'],
      ' ',
      ['a', { href: 'mailto:ann@ann.example' }, 'ann@ann.example'],
    ],
  ]);
  expect(await contentOf('```\n@Ann\n```')).toEqual([['pre', '@Ann']]);
});

test('only people of the thread are mentioned, also by an edit, and of two with a name the last who wrote', async () => {
  expect(await contentOf('@Ann', '/elsewhere')).toEqual([['p', '@Ann']]);
  const first = await post(url, '/two', 'one', { author: { name: 'Bo' } });
  const second = await post(url, '/two', 'two', { author: { name: 'bo' } });
  const { id, content, session } = await post(url, '/two', '@BO', { author: { name: 'Cy' } });
  expect(content).toEqual([['p', ['mention', { id: second.author.id }, '@BO']]]);
  await post(url, '/two', 'again', {}, first.session.token);
  const edited = await call(url, 'PATCH', `${COMMENTS}/${id}`, { body: { body: '> @bo' }, token: session.token });
  expect(edited.json.content).toEqual([['blockquote', ['p', ['mention', { id: first.author.id }, '@bo']]]]);
});

test('mentions and spoilers are spans in HTML, and their words are escaped', async () => {
  const { id } = await post(url, '/html', 'x', { author: { name: '<b>"Eve' } });
  await post(url, '/html', '@<b>"Eve ||<i>||', { parent: id });
  const { json } = await call(url, 'GET', query(COMMENTS, { thread: '/html', include: 'html' }));
  expect(json.items[0].replies[0].html).toBe(
    '<p><span class="mention">@&#60;b&#62;&#34;Eve</span> <span class="spoiler">&#60;i&#62;</span></p>',
  );
});

test.each<[string, unknown[]]>([
  ['||text||', [['spoiler', 'text']]],
  ['so ||it **is** `c||d`||!', ['so ', ['spoiler', 'it ', ['strong', 'is'], ' ', ['code', 'c||d']], '!']],
  ['a||b||c', ['a', ['spoiler', 'b'], 'c']],
  ['||one\ntwo||', [['spoiler', 'one', ['br'], 'two']]],
  ['||a||b||', [['spoiler', 'a'], 'b||']],
  ['||https://a.example/x||', [['spoiler', ['a', { href: 'https://a.example/x' }, 'https://a.example/x']]]],
  ['||see ann@a.example||', [['spoiler', 'see ', ['a', { href: 'mailto:ann@a.example' }, 'ann@a.example']]]],
  ['*||a||*', [['em', ['spoiler', 'a']]]],
])('%j hides', async (body, nodes) => {
  expect(await contentOf(body, '/spoilers')).toEqual([['p', ...nodes]]);
});

test.each(['a || b || c', '| a || b |', '|||x|||', '||||', '|| ||', 'x||y', '||open', '|a|', '|| a ||'])(
  '%j hides nothing',
  async body => {
    expect(await contentOf(body, '/spoilers')).toEqual([['p', body]]);
  },
);

test('a spoiler ends with its paragraph, and may be escaped', async () => {
  expect(await contentOf('||a\n\nb||', '/spoilers')).toEqual([
    ['p', '||a'],
    ['p', 'b||'],
  ]);
  expect(await contentOf('\\||a||', '/spoilers')).toEqual([['p', '||a||']]);
});
