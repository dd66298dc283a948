/** The program as its operator starts it: a wrong setting stops it with one sentence that names the mend. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runProgram } from '../helpers/program.ts';
import { spawnServer, temporaryFolder } from '../helpers/server.ts';

/** Runs the program to its end. */
const run = (args: string[], env: Record<string, string> = {}) =>
  runProgram('bin/live-comments.js', args, { DATA_DIR: temporaryFolder(), PORT: '0', ...env });

const WRONG: [Record<string, string>, RegExp][] = [
  [{ PORT: 'abc' }, /PORT is ‘abc’/],
  [{ PORT: '65536' }, /PORT is ‘65536’/],
  [{ PORT: '-1' }, /PORT/],
  [{ PORT: '3e3' }, /PORT/],
  [{ HOST: 'not a host' }, /HOST is ‘not a host’/],
  [{ HOST: 'no-such-host.invalid' }, /HOST no-such-host\.invalid/],
  [{ HOST: '192.0.2.1' }, /HOST 192\.0\.2\.1 is no address of this machine/],
  [{ PUBLIC_URL: 'comments.example.com' }, /PUBLIC_URL .*https:\/\/comments\.example\.com/],
  [{ PUBLIC_URL: 'ftp://a.example' }, /PUBLIC_URL/],
  [{ PUBLIC_URL: 'https://a.example/path' }, /PUBLIC_URL/],
  [{ ALLOWED_ORIGINS: '*' }, /ALLOWED_ORIGINS holds ‘\*’/],
  [{ ALLOWED_ORIGINS: 'https://a.example,blog.example' }, /ALLOWED_ORIGINS holds ‘blog\.example’/],
  [{ ALLOWED_ORIGINS: 'https://a.example/blog' }, /ALLOWED_ORIGINS/],
  [{ TRUST_PROXY: 'true' }, /TRUST_PROXY holds ‘true’/],
  [{ TRUST_PROXY: '10.0.0.0/33' }, /TRUST_PROXY/],
  [{ TRUST_PROXY: '0.0.0.0/0' }, /TRUST_PROXY/],
  [{ TRUST_PROXY: '10.0.0.0/8/9' }, /TRUST_PROXY/],
  [{ RATE_LIMITS: 'yes' }, /RATE_LIMITS is ‘yes’; set it to on or off/],
  [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL/],
  [{ NODE_ENV: 'prod' }, /NODE_ENV/],
  [{ ADMIN_TOKEN: 'short' }, /ADMIN_TOKEN has 5 characters.*at least 32/],
  [{ DATABASE_URL: 'postgres://a.example/b' }, /DATABASE_URL/],
  [{ REDIS_URL: 'redis://a.example' }, /REDIS_URL/],
  [{ DATA_DIR: '/dev/null/data' }, /DATA_DIR \/dev\/null\/data cannot be made/],
];

test.each(WRONG)('%o stops the start', async (env, reason) => {
  const { code, out, err } = await run(['serve'], env);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(reason);
  expect(err).toMatch(/^live-comments: [^\n]+\.\n$/);
  expect(err).not.toMatch(/\bat .*:\d+:\d+/);
  if (env['ADMIN_TOKEN']) expect(err).not.toContain('short');
});

test('a port that is taken is named', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const { code, err } = await run(['serve'], { PORT: String(port) });
  expect(code).toBe(1);
  expect(err).toMatch(new RegExp(`^live-comments: PORT ${port} on 127\\.0\\.0\\.1 is already in use; [^\\n]+\\n$`));
  other.close();
});

test('a second server on one DATA_DIR is refused at once, and the first goes on', async () => {
  const dataDir = temporaryFolder();
  const first = await spawnServer({ DATA_DIR: dataDir });
  const { code, err } = await run(['serve'], { DATA_DIR: dataDir });
  expect(code).toBe(1);
  expect(err).toMatch(/^live-comments: Another Live Comments process already uses DATA_DIR [^\n]+\n$/);
  expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
  expect(await first.end('SIGTERM')).toBe(0);
});

test('an unknown command or argument is refused with the usage, help is no error', async () => {
  const unknown = await run(['dance']);
  expect(unknown.code).toBe(1);
  expect(unknown.err).toMatch(/no command ‘dance’[\s\S]*Usage: live-comments COMMAND/);
  expect(await run(['__proto__'])).toMatchObject({ code: 1, err: expect.stringContaining('no command') });
  expect(await run(['serve', '--port=80'])).toMatchObject({ code: 1, err: expect.stringContaining('--port=80') });
  expect(await run(['--help'])).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Usage:') });
});

test('migrate makes the database and ends; a damaged one is named', async () => {
  const dataDir = temporaryFolder();
  expect(await run(['migrate'], { DATA_DIR: dataDir })).toMatchObject({
    code: 0,
    out: expect.stringContaining('schema'),
  });
  writeFileSync(join(dataDir, 'live-comments.sqlite'), 'not a database at all, but quite a long text\n'.repeat(50));
  const { code, err } = await run(['serve'], { DATA_DIR: dataDir });
  expect(code).toBe(1);
  expect(err).toMatch(/^live-comments: The file .* is not a SQLite database; [^\n]+\n$/);
});
