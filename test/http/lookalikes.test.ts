/** Names that could be taken for a moderator’s: refused to guests and in profiles, marked where somebody else vouches. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, guest } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { type MemberServer, startMembers } from '../helpers/members.ts';
import { jwt, makeSsoKey, signInSso } from '../helpers/sso.ts';
import { makeStaff } from '../helpers/staff.ts';

let server: MemberServer;
let url: string;
beforeAll(async () => {
  server = await startMembers();
  url = server.url;
  await server.owner.call('POST', '/sites', { key: 'other' });
  await makeStaff(url, server.owner, { role: 'moderator', sites: ['default'], name: 'Isabel Moore' });
});
afterAll(() => server.stop());

const as = (name: string, site = 'default') =>
  call(url, 'POST', COMMENTS, {
    body: { site, thread: '/names', body: `as ${name} ${crypto.randomUUID()}`, author: { name } },
  });

/** What looks like each letter of ‘Isabel Moore’, chosen by eye and not out of the table. */
const LIKE: Readonly<Record<string, readonly string[]>> = {
  I: ['I', 'l', '1', 'Ⅰ', 'І', 'Ι', 'Ӏ', '𝐈', 'Ｉ', '|', 'ӏ', 'i'],
  s: ['s', 'ѕ', 'ｓ', 'ꜱ', '𝗌', 'S', 'ś', 'Ѕ'],
  a: ['a', 'а', 'ɑ', 'α', 'ａ', '𝖺', 'á', 'ạ', 'А', 'Α'],
  b: ['b', 'ｂ', '𝐛', 'Ь', 'Ƅ', 'В', 'Β'],
  e: ['e', 'е', 'ｅ', 'ℯ', 'é', 'ё', 'Е', 'Ε', 'ę'],
  l: ['l', '1', 'I', 'ⅼ', 'ӏ', 'ｌ', '|', 'ł', 'Ɩ'],
  ' ': [' ', '\u00a0', '  ', '_', '.', '-', '\u3000', '·', ''],
  M: ['M', 'М', 'Μ', 'Ｍ', '𝐌', 'Ⅿ', 'm', 'rn'],
  o: ['o', 'о', 'ο', '0', 'ｏ', 'ö', 'օ', 'О', 'σ', 'ø'],
  r: ['r', 'ｒ', 'г', '𝗋', 'R', 'ř'],
};

test('32. of 200 look-alikes of a moderator’s name none is accepted without a mark', async () => {
  const accepted: string[] = [];
  let tried = 0;
  for (let seed = 1; tried < 200; seed += 1) {
    let state = seed * 2_654_435_761;
    const pick = (list: readonly string[]) => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return list[Math.floor(state / 65_536) % list.length] ?? '';
    };
    const name = Array.from('Isabel Moore', letter => pick(LIKE[letter] ?? [letter])).join('');
    tried += 1;
    const answer = await as(name);
    if (answer.status < 300) accepted.push(name);
    else
      expect(answer.json, name).toMatchObject({ code: 'bad_name', detail: expect.stringContaining('choose another') });
  }
  expect(accepted).toEqual([]);
  for (const name of ['Isabel Moore', 'ISABEL MOORE', 'isabel moore', 'Isabelmoore', '1sabe1 M00re']) {
    expect((await as(name)).json.code, name).toBe('bad_name');
  }
});

test('32. a mark of another script, or a letter that looks like a sign, makes no other name', async () => {
  const marks = ['\u0483', '\u05b0', '\u064b', '\u3099', '\u0e31', '\u093c', '\ua67c', '\u{1d167}'];
  const signs = ['ʼ', 'ʻ', 'ˈ', 'ǃ', 'ᐧ', 'ꞏ', '\u0640', 'ᆞ'];
  for (const each of [...marks, ...signs]) {
    for (const name of [`I${each}sabel Moore`, `Isabel${each} Moore`]) {
      expect((await as(name)).json.code, `${name} with U+${each.codePointAt(0)?.toString(16)}`).toBe('bad_name');
    }
  }
});

test('nobody is called by an office who has none', async () => {
  for (const name of ['Admin', 'ADM1N', 'аdmin', 'Moderator', 'modérateur', 'Администратор', '管理员', 'Site-Admin']) {
    expect((await as(name)).json.code, name).toBe('bad_name');
  }
  expect((await as('Admina Nowak')).status).toBe(201);
  const key = await makeSsoKey(server.owner, 'other', { moderators: true });
  const enter = async (claims: object) => (await signInSso(url, 'other', jwt(key, claims))).json.viewer.name;
  expect(await enter({ name: 'Moderator' })).toBe('Moderator 2');
  expect(await enter({ name: 'Moderator', role: 'moderator' })).toBe('Moderator');
});

test('ordinary names of thirty languages are accepted, and the moderator’s on another site', async () => {
  const names = [
    ...['Isabella Moore', 'Isabel Morris', 'Mr Moore', 'Anna Schmidt', 'José García', 'Zoë Größe', 'Søren Ørsted'],
    ...[
      'Łukasz Żółć',
      'Jiří Dvořák',
      'Nguyễn Thị Hoa',
      'İbrahim Yılmaz',
      'Ștefan Țîrcă',
      'Ólafur Þórðarson',
      'Gréta Szűcs',
    ],
    ...['Анна Иванова', 'Олена Їжак', 'Ђорђе Петровић', 'Γιώργος Παπαδόπουλος', 'Արամ Խաչատրյան', 'გიორგი ბერიძე'],
    ...[
      'יעל כהן',
      'محمد علی',
      'فاطمة الزهراء',
      'می‌خواهم',
      'राम शर्मा',
      'রবীন্দ্রনাথ',
      'ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ',
      'அருள் மொழி',
      'తెలుగు',
      'ಕನ್ನಡ',
    ],
    ...[
      'മലയാളം',
      'සුනිල් පෙරේරා',
      'สมชาย ใจดี',
      'ລາວ',
      'ကျော်ကျော်',
      'សុខ សាន្ត',
      '田中太郎',
      'さくら',
      'カタカナ',
      '王小明',
      '김철수',
      'አበበ በቀለ',
    ],
    ...['Māori Wīremu', 'Oluwaṣeun Adébáyọ̀', 'ʻIolani', 'Ꮳ Cherokee', 'Bob 2', '🦊 Fox'],
  ];
  for (const name of names) {
    const answer = await as(name);
    expect(answer.status, `${name}: ${answer.text}`).toBe(201);
  }
  expect((await as('Isabel Moore', 'other')).status).toBe(201);
});

test('a member cannot take such a name, and signs in by mail with a mark on it; a new moderator’s counts at once', async () => {
  const { token } = await server.signIn('plain@example.com', { name: 'Plain' });
  const rename = (name: string) => call(url, 'PATCH', '/api/v1/profile', { token, body: { name } });
  expect((await rename('Ιsabel Mооre')).json.code).toBe('bad_name');
  expect((await server.signIn('x@example.com', { name: 'Isabel M00re' })).answer.json.viewer.name).toBe(
    'Isabel M00re 2',
  );
  expect((await rename('Late Comer')).status).toBe(200);
  await makeStaff(url, server.owner, { role: 'moderator', name: 'Nina Neu' });
  expect((await rename('Nlna Neu')).json.code).toBe('bad_name');
  expect((await as('ΝΙΝΑ NEU')).json.code).toBe('bad_name');
});

test('a name that the site’s own token tells is marked, and a moderator’s own is not', async () => {
  const key = await makeSsoKey(server.owner, 'default', { moderators: true });
  const name = async (claims: object) => (await signInSso(url, 'default', jwt(key, claims))).json.viewer.name;
  expect(await name({ name: 'Isаbel Moore' })).toBe('Isаbel Moore 2');
  expect(await name({ name: 'Ordinary Olaf' })).toBe('Ordinary Olaf');
  const boss = { sub: 'boss', name: 'Site Boss', roles: ['moderator'] };
  expect(await name(boss)).toBe('Site Boss');
  expect(await name({ name: 'Site Bоss' }), 'a member who moderates is not to be taken for either').toBe('Site Bоss 2');
  expect(await name(boss)).toBe('Site Boss');
});

test('nobody reads that such a guest is typing', async () => {
  const fake = await guest(url, 'lsabel Moore');
  const real = await guest(url, 'Honest Hana');
  const [reader, faker, honest] = await Promise.all([LiveClient.open(url), LiveClient.open(url), LiveClient.open(url)]);
  for (const client of [reader, faker, honest]) await client.subscribe('/typing');
  for (const [client, { token }] of [
    [faker, fake],
    [honest, real],
  ] as const) {
    client.send({ type: 'auth', token });
    await client.next('session');
    client.send({ type: 'typing', site: 'default', thread: '/typing' });
  }
  const { typing } = await reader.next('presence', frame => frame.typing.length > 0);
  expect(typing).toEqual(['Honest Hana']);
  await Promise.all([reader, faker, honest].map(client => client.close()));
});

test('a banned name is banned as whatever looks like it', async () => {
  await server.owner.call('POST', '/bans', { kind: 'name', value: 'Spamela Best', site: 'default' });
  for (const name of ['Spamela Best', 'ЅPAMELA-BEST', 'Sраmеlа Веst', 'Spame1a Best']) {
    expect((await as(name)).json.code, name).toBe('banned');
  }
  expect((await as('Pamela Best')).status).toBe(201);
});
