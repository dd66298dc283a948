/** What an operator reads in the log: what failed, and not whom the server asked to come again later. */
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { COMMENTS, call } from '../helpers/api.ts';
import { spawnServer, temporaryFolder } from '../helpers/server.ts';
import { ADMIN_API } from '../helpers/staff.ts';
import { until } from '../helpers/until.ts';

test('a flood of sign-ins fills no log; a database that is gone is told with all that is known of it', async () => {
  const dataDir = temporaryFolder();
  const server = await spawnServer({ DATA_DIR: dataDir, TRUST_PROXY: 'loopback' });
  onTestFinished(async () => {
    await server.end('SIGKILL');
  });
  const signIn = async (n: number) => {
    const headers = { 'x-forwarded-for': `198.51.100.${n}`, origin: server.url };
    const body = { email: `somebody-${n}@example.com`, password: 'not the password' };
    const { status, json } = await call(server.url, 'POST', `${ADMIN_API}/session`, { body, headers });
    if (status !== 503) throw new Error(`${status}`);
    return json;
  };
  // Those who had to wait their turn are not waited for.
  expect(await Promise.any(Array.from({ length: 40 }, (_, n) => signIn(n)))).toMatchObject({
    code: 'unavailable',
    retryAfter: 5,
  });

  renameSync(join(dataDir, 'live-comments.sqlite'), join(dataDir, 'moved.sqlite'));
  const lost = await call(server.url, 'POST', COMMENTS, { body: { thread: '/log', body: 'lost?' } });
  expect(lost.json).toMatchObject({ status: 503, code: 'unavailable' });
  await until(() => server.output().includes('Another file, or none, is at'), server.output);
  expect(server.output().match(/"level":50|ERROR/g)).toHaveLength(1);
  expect(server.output()).not.toMatch(/Too many people/);
});
