/** What was told in confidence stands in no log line, in no later answer and in no row of the database. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateSync } from 'otplib';
import { expect, onTestFinished, test } from 'vitest';
import { type Answer, call, openRows } from '../helpers/api.ts';
import { spawnServer, temporaryFolder } from '../helpers/server.ts';
import { ADMIN_API, accept, actor, cookieOf, makeKey } from '../helpers/staff.ts';

test('passwords, tokens, codes and cookies', async () => {
  const dataDir = temporaryFolder();
  const server = await spawnServer({ DATA_DIR: dataDir, LOG_LEVEL: 'trace', ALLOWED_ORIGINS: 'https://blog.example' });
  onTestFinished(async () => {
    await server.end('SIGTERM');
  });
  const { url } = server;
  const secrets: Record<string, string> = { password: 'canary password of the owner', wrong: 'canary that is wrong' };
  const email = 'owner@example.com';
  const answers: Answer[] = [];
  const open = (path: string, body: unknown) =>
    call(url, 'POST', `${ADMIN_API}${path}`, { body, headers: { origin: url } });

  const setUp = /set-up#(\S+)/.exec(server.output())?.[1] ?? '';
  const made = await open('/set-up', { token: setUp, email, name: 'Olga', password: secrets['password'] });
  secrets['cookie'] = cookieOf(made).split('=')[1] ?? '';
  const owner = actor(url, made.json.staff.id, { cookie: cookieOf(made), origin: url });
  const totp = (await owner.call('POST', '/session/totp')).json;
  secrets['totp'] = totp.secret;
  const now = Math.floor(Date.now() / 1000);
  secrets['code'] = generateSync({ secret: totp.secret, epoch: now });
  const { codes } = (await owner.call('PUT', '/session/totp', { code: secrets['code'] })).json;
  secrets['recovery code'] = codes[0];
  const key = await makeKey(url, owner, { scopes: ['sites:read'] });
  secrets['API key'] = key.token;
  const invitation = await owner.call('POST', '/team', {
    email: 'ann@example.com',
    name: 'Ann',
    role: 'moderator',
    sites: null,
  });
  secrets['invitation'] = invitation.json.link.split('#')[1];
  const ann = await accept(url, 'ann@example.com', invitation.json.link, 'canary password of ann');
  secrets['password of ann'] = 'canary password of ann';
  const widget = await ann.call('POST', '/session/widget', { site: 'default', origin: 'https://blog.example' });
  secrets['widget token'] = widget.json.token;

  // What goes wrong is where secrets are written down.
  answers.push(
    await open('/session', { email, password: secrets['wrong'] }),
    await open('/session', { email, password: secrets['password'] }),
    await open('/session', { email, password: secrets['password'], code: secrets['code'] }),
    await open('/session', { email, password: secrets['password'], code: secrets['recovery code'] }),
    await open('/session', { email, password: secrets['password'], extra: secrets['wrong'] }),
    await open('/invite', { token: secrets['invitation'], password: secrets['wrong'] }),
    await open('/session', `{"password": "${secrets['wrong']}", `),
    await owner.call('POST', '/session/step-up', { password: secrets['wrong'] }),
    await call(url, 'GET', `${ADMIN_API}/sites`, { token: `${key.token}x` }),
    await call(url, 'GET', `${ADMIN_API}/sites`, { token: secrets['widget token'] as string }),
    await call(url, 'GET', `${ADMIN_API}/sites?token=${secrets['wrong']}`),
  );
  for (const path of ['/session', '/sessions', '/team', '/api-keys', '/audit', '/passkeys', '/sites']) {
    const answer = await owner.call('GET', path);
    expect(answer.status).toBe(200);
    answers.push(answer);
  }
  const told = answers.map(({ text }) => text).join('\n');
  await server.end('SIGTERM');
  const db = openRows(dataDir);
  const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
  const rows = tables.map(table => JSON.stringify(db.prepare(`SELECT * FROM "${table}"`).all())).join('\n');
  db.close();
  const file = readFileSync(join(dataDir, 'live-comments.sqlite'), 'latin1');
  expect(server.output()).toContain('set-up#');
  expect(rows).toContain('Olga');
  for (const [name, secret] of Object.entries(secrets)) {
    expect(secret.length, name).toBeGreaterThan(5);
    // Six digits may stand anywhere by chance.
    const places = name === 'code' ? { output: server.output() } : { output: server.output(), told, rows, file };
    for (const [place, text] of Object.entries(places)) {
      const found = name === 'code' ? new RegExp(`(?<!\\d)${secret}(?!\\d)`).test(text) : text.includes(secret);
      expect(found, `${name} in ${place}`).toBe(false);
    }
  }
});
