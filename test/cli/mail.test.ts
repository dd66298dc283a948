/** Mail as its operator sets it up: wrong settings, TLS, logging in; and what is told in confidence stands nowhere. */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { call, openRows } from '../helpers/api.ts';
import { makeCertificate } from '../helpers/certificate.ts';
import { type MailboxOptions, signInOf, startMailbox } from '../helpers/mailbox.ts';
import { runProgram } from '../helpers/program.ts';
import { spawnServer, startServer, temporaryFolder } from '../helpers/server.ts';
import { ADMIN_API } from '../helpers/staff.ts';

const FROM = 'Comments <comments@blog.example>';
const PASSWORD = 'canary/p@ss#word%';
const LOGIN = { user: 'mailer@blog.example', password: PASSWORD };
const CREDENTIALS = `${encodeURIComponent(LOGIN.user)}:${encodeURIComponent(PASSWORD)}`;
const URL_OK = 'smtp://127.0.0.1:25';

const run = (args: string[], env: Record<string, string> = {}) =>
  runProgram('bin/live-comments.js', args, { DATA_DIR: temporaryFolder(), PORT: '0', ...env });

async function mailbox(options: MailboxOptions) {
  const box = await startMailbox(options);
  onTestFinished(() => box.close());
  return box;
}

test('a wrong setting stops the start with a sentence that does not tell the password', async () => {
  const wrong: [Record<string, string>, RegExp][] = [
    [{ SMTP_URL: URL_OK }, /MAIL_FROM is not; set it/],
    [{ MAIL_FROM: FROM }, /SMTP_URL is not; set it/],
    [{ SMTP_URL: `https://${CREDENTIALS}@smtp.example.com`, MAIL_FROM: FROM }, /SMTP_URL is not the address/],
    [{ SMTP_URL: `smtp://mailer:${PASSWORD}@smtp.example.com:587`, MAIL_FROM: FROM }, /SMTP_URL .* percent-encoded/],
    [{ SMTP_URL: `smtp://${CREDENTIALS}@smtp.example.com/path`, MAIL_FROM: FROM }, /SMTP_URL is not the address/],
    [{ SMTP_URL: `smtp://${CREDENTIALS}@smtp.example.com?tls=maybe`, MAIL_FROM: FROM }, /SMTP_URL has a wrong ‘tls’/],
    [{ SMTP_URL: `smtp://:${encodeURIComponent(PASSWORD)}@smtp.example.com`, MAIL_FROM: FROM }, /needs both/],
    [{ SMTP_URL: 'smtp://mailer:canary%zz@smtp.example.com', MAIL_FROM: FROM }, /cannot be read/],
    [{ SMTP_URL: URL_OK, MAIL_FROM: 'Comments' }, /MAIL_FROM is not a mail address/],
    [{ SMTP_URL: URL_OK, MAIL_FROM: 'A <a@blog.example>\nBcc: b@evil.example' }, /MAIL_FROM is not a mail address/],
    [{ SMTP_URL: URL_OK, MAIL_FROM: 'A\nBcc: b@evil.example <a@blog.example>' }, /MAIL_FROM is not a mail address/],
  ];
  for (const [env, reason] of wrong) {
    const sentence = await startServer(env).then(String, error => (error as Error).message);
    expect(sentence).toMatch(reason);
    expect(sentence).toMatch(/^[^\n]+\.$/);
    expect(sentence).not.toContain('canary');
  }
  const { code, out, err } = await run(['serve'], wrong[3]?.[0]);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^live-comments: SMTP_URL [^\n]+\.\n$/);
});

test('mail test shows what the mail server said, and how to write it', async () => {
  const box = await mailbox({ login: LOGIN });
  const at = `127.0.0.1:${box.port}`;
  const [good, bad, none, unset] = await Promise.all([
    run(['mail', 'test', 'you@example.com'], { SMTP_URL: `smtp://${CREDENTIALS}@${at}`, MAIL_FROM: FROM }),
    run(['mail', 'test', 'you@example.com'], {
      SMTP_URL: `smtp://mailer:${PASSWORD.slice(0, 6)}@${at}`,
      MAIL_FROM: FROM,
    }),
    run(['mail'], { SMTP_URL: `smtp://${CREDENTIALS}@${at}`, MAIL_FROM: FROM }),
    run(['mail', 'test', 'you@example.com']),
  ]);
  expect(good).toEqual({ code: 0, err: '', out: expect.stringMatching(/^The mail server took the mail: 250 .*\n$/) });
  expect(box.received.map(({ to }) => to)).toEqual([['you@example.com']]);
  expect(bad.code).toBe(1);
  expect(bad.err).toMatch(
    /^live-comments: The mail was not sent\. 127\.0\.0\.1 said: .*535 5\.7\.8 Authentication failed for mailer with … \(…\) \(to AUTH PLAIN\)\n$/,
  );
  expect(none).toMatchObject({ code: 1, err: expect.stringContaining('live-comments mail test you@example.com') });
  expect(unset).toMatchObject({ code: 1, err: expect.stringContaining('set SMTP_URL and MAIL_FROM') });
});

test('nothing goes to another machine before the connection is encrypted with a certificate that is believed', async () => {
  const [open, closed] = await Promise.all([
    mailbox({ login: LOGIN }),
    mailbox({ login: LOGIN, tls: makeCertificate() }),
  ]);
  const attempt = (host: string, more = '') =>
    run(['mail', 'test', 'you@example.com'], { SMTP_URL: `smtp://${CREDENTIALS}@${host}${more}`, MAIL_FROM: FROM });
  const [elsewhere, asked, unknown, off] = await Promise.all([
    // This machine, in a form that does not look like it.
    attempt(`[::ffff:127.0.0.1]:${open.port}`),
    attempt(`127.0.0.1:${open.port}`, '?tls=required'),
    attempt(`127.0.0.1:${closed.port}`, '?tls=required'),
    attempt(`[::ffff:127.0.0.1]:${open.port}`, '?tls=off'),
  ]);
  for (const { code, err } of [elsewhere, asked]) {
    expect(code).toBe(1);
    expect(err).toMatch(/STARTTLS/);
  }
  expect(unknown.err).toMatch(/self-signed certificate/);
  expect(closed.logins()).toBe(0);
  expect(off).toMatchObject({ code: 0, err: '' });
  expect(open.logins()).toBe(1);
});

test('a mail server that does not answer holds up no stop', async () => {
  const { promise: reached, resolve } = Promise.withResolvers<void>();
  const box = await mailbox({
    before: () => {
      resolve();
      return new Promise(() => {});
    },
  });
  const env = { SMTP_URL: `smtp://127.0.0.1:${box.port}`, MAIL_FROM: FROM, DATA_DIR: temporaryFolder() };
  const server = await spawnServer(env);
  const body = { email: 'ann@example.com', url: `${server.url}/`, challenge: 'x'.repeat(43) };
  const asked = call(server.url, 'POST', '/api/v1/session/mail', { body });
  await reached;
  const began = performance.now();
  expect(await server.end('SIGTERM')).toBe(0);
  expect(performance.now() - began).toBeLessThan(8_000);
  expect(await asked).toMatchObject({ status: 502, json: { code: 'mail_failed' } });
});

test('no link, digit, address or password stands in logs, metrics, rows or answers to others', async () => {
  const tls = makeCertificate();
  const dataDir = temporaryFolder();
  const trusted = join(dataDir, 'trusted.pem');
  writeFileSync(trusted, tls.cert);
  const box = await mailbox({
    tls,
    login: LOGIN,
    refuse: address => (address.startsWith('canary-unknown') ? `5.1.1 <${address}>: greylisted, try later` : undefined),
  });
  const admin = 'an-admin-token-of-thirty-two-characters';
  const server = await spawnServer({
    DATA_DIR: dataDir,
    LOG_LEVEL: 'trace',
    ADMIN_TOKEN: admin,
    NODE_EXTRA_CA_CERTS: trusted,
    SMTP_URL: `smtp://${CREDENTIALS}@127.0.0.1:${box.port}?tls=required`,
    MAIL_FROM: FROM,
  });
  onTestFinished(async () => {
    await server.end('SIGTERM');
  });
  const { url } = server;
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const told: string[] = [];
  const send = async (path: string, body: object) => {
    const answer = await call(url, 'POST', path, { body });
    told.push(answer.text);
    return answer;
  };
  const email = 'canary-known@example.com';
  const page = `${url}/?q=canary-query`;
  const received = await box.after(() => send('/api/v1/session/mail', { email, url: page, challenge, name: 'Kim' }));
  const { token, code } = signInOf(received);
  expect(received.secure).toBe(true);
  expect(code).toHaveLength(6);
  // What goes wrong is where secrets are written down.
  const confirm = (body: object) => send('/api/v1/session/mail/confirm', body);
  await confirm({ token, verifier: randomBytes(32).toString('base64url') });
  await confirm({ token, verifier, extra: 1 });
  await confirm({ token });
  const failed = await send('/api/v1/session/mail', { email: 'canary-unknown@example.com', url: page, challenge });
  expect(failed).toMatchObject({ status: 502, json: { code: 'mail_failed' } });
  const { json } = await call(url, 'POST', '/api/v1/session/mail/confirm', { body: { token, verifier } });
  expect(json.viewer).toMatchObject({ name: 'Kim', role: 'member' });
  await confirm({ token, verifier });
  for (const path of ['/metrics', '/openapi.json', '/api/v1/session', `/api/v1/comments?thread=/`]) {
    told.push((await call(url, 'GET', path)).text);
  }
  for (const path of ['/mail', '/audit', '/sites'])
    told.push((await call(url, 'GET', ADMIN_API + path, { token: admin })).text);
  expect(told.join()).toContain('live_comments_mails_total{result="sent"} 1');
  const test_ = await call(url, 'POST', `${ADMIN_API}/mail/test`, { body: { to: 'op@example.com' }, token: admin });
  expect(test_.json.sent).toBe(true);
  await box.close();
  const gone = { email: 'canary-third@example.com', url: page, challenge };
  expect(await send('/api/v1/session/mail', gone)).toMatchObject({ status: 502 });
  const output = () => server.output();
  await server.end('SIGTERM');
  expect(output()).toContain('a mail could not be sent');

  const db = openRows(dataDir);
  const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
  const dump = (table: string) => JSON.stringify(db.prepare(`SELECT * FROM "${table}"`).all());
  const rows = tables.map(dump).join('\n');
  const signIns = dump('sign_ins');
  db.close();
  const file = readFileSync(join(dataDir, 'live-comments.sqlite'), 'latin1');
  expect(rows).toContain('canary-known@example.com');
  expect(signIns).toContain('"kind":"mail"');
  const secrets = { token, secret: token.split('.')[1] ?? '', verifier, password: PASSWORD, encoded: CREDENTIALS };
  for (const [name, secret] of Object.entries(secrets)) {
    expect(secret.length, name).toBeGreaterThan(5);
    for (const [place, text] of Object.entries({ output: output(), told: told.join(), rows, file })) {
      expect(text.includes(secret), `${name} in ${place}`).toBe(false);
    }
  }
  expect(new RegExp(`(?<!\\d)${code}(?!\\d)`).test(output())).toBe(false);
  // The address stands with the member, once they have shown that it is theirs, and nowhere else.
  for (const text of [output(), told.join(), signIns]) expect(text).not.toMatch(/canary-(known|unknown|third|query)/);
});
