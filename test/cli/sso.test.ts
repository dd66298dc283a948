/** The snippets of examples/sso and of the dashboard, run by their languages; and what stands nowhere after signing in with their tokens. */
import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serverSnippet } from '../../admin/screens/sites/sso-snippets.ts';
import { type Answer, call, openRows } from '../helpers/api.ts';
import { ADMIN } from '../helpers/moderator.ts';
import { type ServerProcess, spawnServer, temporaryFolder } from '../helpers/server.ts';
import { disqusToken, jwt, makeSsoKey, type SiteKey, seconds, signInSso } from '../helpers/sso.ts';
import { type Actor, ADMIN_API, actor } from '../helpers/staff.ts';

const FOLDER = join(import.meta.dirname, '../../examples/sso');
/** How each language runs a file, and is asked whether it is there. */
const LANGUAGES: Readonly<Record<string, readonly [run: readonly string[], file: string, version: string]>> = {
  node: [[process.execPath], 'node.mjs', '--version'],
  PHP: [['php'], 'sso.php', '--version'],
  Python: [['python3'], 'sso.py', '--version'],
  Ruby: [['ruby'], 'sso.rb', '--version'],
  Go: [['go', 'run'], 'sso.go', 'version'],
};
const isHere = ([[program = ''], , version]: (typeof LANGUAGES)[string]) => spawnSync(program, [version]).status === 0;
const here = Object.keys(LANGUAGES).filter(name => isHere(LANGUAGES[name] as (typeof LANGUAGES)[string]));
const absent = Object.keys(LANGUAGES).filter(name => !here.includes(name));

let server: ServerProcess;
let dataDir: string;
let admin: Actor;
let key: SiteKey;
let disqus: SiteKey;
/** What was said in confidence, by what it is. */
const secrets: Record<string, string> = {};
const answers: Answer[] = [];
const enter = async (token: string) => {
  const answer = await signInSso(server.url, 'default', token);
  answers.push(answer);
  return answer;
};

beforeAll(async () => {
  dataDir = temporaryFolder();
  server = await spawnServer({ DATA_DIR: dataDir, LOG_LEVEL: 'trace', ADMIN_TOKEN: ADMIN });
  admin = actor(server.url, '', { authorization: `Bearer ${ADMIN}` });
  key = await makeSsoKey(admin, 'default');
  disqus = await makeSsoKey(admin, 'default', {
    algorithm: 'disqus',
    secret: 'canary-secret-of-the-disqus-application',
  });
  Object.assign(secrets, { 'secret of the key': key.secret, 'secret of the Disqus key': disqus.secret });
});
afterAll(async () => {
  await server?.end('SIGTERM');
});

function run(name: string, user: object): string {
  const [[program, ...args], file] = LANGUAGES[name] as [[string, ...string[]], string, string];
  const env = {
    ...process.env,
    LIVE_COMMENTS_SECRET: key.secret,
    LIVE_COMMENTS_KID: key.id,
    LIVE_COMMENTS_SITE: key.site,
  };
  return execFileSync(program, [...args, join(FOLDER, file), JSON.stringify(user)], { env, encoding: 'utf8' }).trim();
}

const title = absent.length === 0 ? '%s' : `%s (and nothing is known here of ${absent.join(', ')})`;
test.each(here)(`the snippet signs users in: ${title}`, async name => {
  const user = { sub: `of-${name}`, name: 'Zoë “Ünï” 東京 </script>', email: `canary-${name}@example.com` };
  const [first, second] = [run(name, user), run(name, user)];
  const { status, json, text } = await enter(first);
  expect(status, text).toBe(200);
  expect(json.viewer).toMatchObject({ name: user.name, role: 'member', site: 'default' });
  expect((await enter(second)).json.viewer.id).toBe(json.viewer.id);
  secrets[`token of ${name}`] = first;
  secrets[`session of ${name}`] = json.session.token;
});

test.each(['HS256', 'EdDSA', 'disqus'] as const)(`what the dashboard shows for %s signs users in`, async algorithm => {
  const pair = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const isPair = algorithm === 'EdDSA';
  const secret = isPair ? pair.privateKey : randomBytes(32).toString('hex');
  const made = await admin.call('POST', '/sites/default/sso-keys', {
    name: `shown for ${algorithm}`,
    algorithm,
    ...(isPair ? { publicKey: pair.publicKey } : { secret }),
  });
  expect(made.status, made.text).toBe(201);
  const shown = `${serverSnippet('default', made.json)}\nprocess.stdout.write(token);`;
  const env = { ...process.env, LIVE_COMMENTS_SECRET: secret, LIVE_COMMENTS_PRIVATE_KEY: secret };
  const token = execFileSync(process.execPath, ['--input-type=module', '-e', shown], { env, encoding: 'utf8' });
  const { status, json, text } = await signInSso(server.url, 'default', token);
  expect(status, text).toBe(200);
  expect(json.viewer).toMatchObject({ name: 'Ada', role: 'member', site: 'default' });
});

test('node is among the languages, and each snippet is short enough to be read', () => {
  expect(here).toContain('node');
  const files = readdirSync(FOLDER);
  expect(files.toSorted()).toEqual(
    Object.values(LANGUAGES)
      .map(([, file]) => file)
      .toSorted(),
  );
  for (const file of files) expect(readFileSync(join(FOLDER, file), 'utf8').split('\n').length, file).toBeLessThan(42);
});

test('neither tokens nor secrets stand in a log line, in a problem or in a row', async () => {
  const bad = { name: 'canary-name-of-bad-tokens', jti: 'canary-jti' };
  Object.assign(secrets, {
    expired: jwt(key, { ...bad, iat: seconds(-300), exp: seconds(-1) }),
    'no sub': jwt(key, { ...bad, sub: '' }),
    'a wrong signature': `${jwt(key, bad)}A`,
    'no JSON': jwt(key, bad).replace(/^\w{4}/, 'AAAA'),
    'an old one of Disqus': disqusToken(disqus, { id: '1', username: bad.name }, seconds(-900)),
  });
  for (const name of ['expired', 'no sub', 'a wrong signature', 'no JSON', 'an old one of Disqus']) {
    expect((await enter(secrets[name] ?? '')).status, name).toBe(401);
  }
  const good = disqusToken(disqus, { id: '1', username: 'Dan' });
  secrets['one of Disqus'] = good;
  expect((await enter(good)).status).toBe(200);
  expect((await enter(good)).status).toBe(401);
  // Broken on its way: parsers like to show what they could not read.
  const broken = `{"site":"default","token":"${secrets['no sub']}" `;
  answers.push(await call(server.url, 'POST', '/api/v1/session/sso', { body: broken }));
  for (const path of ['/sites/default/sso-keys', '/audit']) {
    answers.push(await call(server.url, 'GET', ADMIN_API + path, { token: ADMIN }));
  }
  await server.end('SIGTERM');
  const db = openRows(dataDir);
  const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
  const rows = tables.map(table => JSON.stringify(db.prepare(`SELECT * FROM "${table}"`).all())).join('\n');
  db.close();
  const problems = answers.filter(({ status }) => status >= 400).map(({ text }) => text);
  const lists = answers.slice(-2).map(({ text }) => text);
  const places = { output: server.output(), problems: problems.join('\n'), lists: lists.join('\n'), rows };
  // The search finds what is there.
  expect(places.rows).toContain('Dan');
  expect(places.lists).toContain(key.id);
  expect(problems).toHaveLength(7);
  expect(places.problems + places.output + places.rows).not.toContain('canary-name-of-bad-tokens');
  for (const [name, secret] of Object.entries(secrets)) {
    for (const part of [secret, ...secret.split(/[. ]/)].filter(each => each.length > 24)) {
      // A header says the kid and nothing else; it is the same in all tokens of the key.
      for (const [place, text] of Object.entries(places))
        expect(text.includes(part), `${name} in ${place}`).toBe(false);
    }
  }
});
