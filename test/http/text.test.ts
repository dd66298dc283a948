/** What text is stored as: the Unicode rules, for comments and for names. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, guest, post } from '../helpers/api.ts';
import { startServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;
let url: string;
beforeAll(async () => {
  server = await startServer();
  url = server.url;
});
afterAll(() => server.stop());

const FAMILY = '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}';
const SCOTLAND = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}';

const BODIES: [string, string, string][] = [
  ['composes accents', 'e\u0301', '\u00e9'],
  ['makes one kind of line end', 'a\r\nb\rc', 'a\nb\nc'],
  ['drops leading empty lines and trailing blanks', ' \n\n a \n\n', ' a'],
  ['drops control characters', 'a\u0000b\u0007c\u009fd\u001be', 'abcde'],
  ['keeps tabs', 'a\tb', 'a\tb'],
  ['drops line and paragraph separators and the byte order mark', 'a\u2028b\u2029c\ufeff', 'abc'],
  ['drops stray tag characters', `a\u{e0041}\u{e0042}b`, 'ab'],
  ['keeps a flag made of tags', `x ${SCOTLAND}`, `x ${SCOTLAND}`],
  ['mends lone surrogates', 'a\ud800b\udc00c', 'a\ufffdb\ufffdc'],
  ['keeps emoji families', FAMILY, FAMILY],
  ['drops zero-width characters that join nothing', 'a \u200d\u200bb\u2060c\u00ad', 'a bc'],
  [
    'keeps the joiners of scripts that need them',
    '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645',
    '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645',
  ],
  ['keeps bidirectional controls, which the page isolates', 'a \u202eb\u202c', 'a \u202eb\u202c'],
  ['lets four marks pile up', `a${'\u0316'.repeat(1000)}b`, `a${'\u0316'.repeat(4)}b`],
  ['keeps every script', '日本語 العربية हिन्दी ไทย', '日本語 العربية हिन्दी ไทย'],
];

const NAMES: [string, string, string][] = [
  ['trims and joins blanks', '  Ann \n\t Lee  ', 'Ann Lee'],
  ['folds compatible forms', 'Ａｎｎ ﬁ', 'Ann fi'],
  ['drops bidirectional controls', '\u202eAnn\u202c\u2066x\u2069', 'Annx'],
  ['drops zero-width characters', 'A\u200bd\u200da\u2060li\u00adne', 'Adaline'],
  ['lets four marks pile up', `A${'\u0316'.repeat(50)}`, `A${'\u0316'.repeat(4)}`],
  ['keeps letters of all scripts', 'Ωmega 山田 حسن', 'Ωmega 山田 حسن'],
  ['takes 40 characters', 'x'.repeat(40), 'x'.repeat(40)],
  ['takes an emoji', '\u{1f600}', '\u{1f600}'],
];

test.each(BODIES)('31 a comment %s', async (_rule, written, stored) => {
  expect((await post(url, '/text', `${written}`)).body).toBe(stored);
});

test.each(NAMES)('31 a name %s', async (_rule, written, shown) => {
  expect((await post(url, '/text', 'named', { author: { name: written } })).author.name).toBe(shown);
  const { token } = await guest(url, written);
  expect((await call(url, 'GET', '/api/v1/session', { token })).json.viewer.name).toBe(shown);
});

test.each(['\u200b', '\u202e\u2066', '!!!', '\u3164', '\u115f\u1160', '\u0301', 'x'.repeat(41), 'é'.repeat(41)])(
  'the name %j cannot be used',
  async name => {
    const refused = await call(url, 'POST', COMMENTS, { body: { thread: '/names', body: 'x', author: { name } } });
    expect(refused).toMatchObject({ status: 400, json: { code: 'bad_name' } });
    const asked = await call(url, 'POST', '/api/v1/session/guest', { body: { name } });
    expect(asked.json.code).toBe('bad_name');
  },
);

test.each(['', ' \n\t ', '\u200b\u200d', '\u0000', '\u202e', '\u0301\u0302', '\u2800', '\u3164\u115f'])(
  'the comment %j is empty',
  async body => {
    const refused = await call(url, 'POST', COMMENTS, { body: { thread: '/empty', body } });
    expect(refused).toMatchObject({ status: 400, json: { code: 'body_empty' } });
  },
);

test('length is counted in characters that a reader sees, and bounded in bytes', async () => {
  const outcome = async (body: string) => {
    const { status, json } = await call(url, 'POST', COMMENTS, { body: { thread: '/length', body } });
    return status === 201 ? 201 : json.code;
  };
  expect(await outcome('x'.repeat(5000))).toBe(201);
  expect(await outcome('x'.repeat(5001))).toBe('body_too_long');
  expect(await outcome('\u{1f600}'.repeat(5000))).toBe(201);
  expect(await outcome(FAMILY.repeat(800))).toBe(201);
  expect(await outcome(FAMILY.repeat(801))).toBe('body_too_long');
  expect(await outcome('あ'.repeat(5000))).toBe(201);
});
