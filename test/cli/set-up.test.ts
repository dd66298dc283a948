/** The first owner: a link that the program prints at each start until somebody has used it. */
import { expect, onTestFinished, test } from 'vitest';
import { call } from '../helpers/api.ts';
import { type ServerProcess, spawnServer, temporaryFolder } from '../helpers/server.ts';
import { cookieOf, PASSWORD } from '../helpers/staff.ts';

async function start(env: Record<string, string>): Promise<ServerProcess> {
  const server = await spawnServer(env);
  onTestFinished(async () => {
    await server.end('SIGTERM');
  });
  return server;
}

/** The greeting is written at once, so it is whole once it is there. */
const linkIn = (output: string) => /http\S+\/admin\/set-up#(\S+)/.exec(output);

test('the link is printed until there is an owner, ADMIN_TOKEN or not; each works once, and an older one never', async () => {
  const env = { DATA_DIR: temporaryFolder(), ADMIN_TOKEN: 'admin-token-of-at-least-32-characters' };
  const first = await start(env);
  const old = linkIn(first.output());
  expect(old?.[0]).toBe(`${first.url}/admin/set-up#${old?.[1]}`);
  expect(first.output()).not.toContain(env.ADMIN_TOKEN);
  await first.end('SIGTERM');

  const second = await start(env);
  const token = linkIn(second.output())?.[1] ?? '';
  expect(token).not.toBe(old?.[1]);
  const setUp = (token: string, email: string) =>
    call(second.url, 'POST', '/api/v1/admin/set-up', {
      body: { token, email, name: 'Olga', password: PASSWORD },
      headers: { origin: second.url },
    });
  expect(await setUp(old?.[1] ?? '', 'a@example.com')).toMatchObject({ status: 410, json: { code: 'link_over' } });
  const [one, two] = await Promise.all([setUp(token, 'a@example.com'), setUp(token, 'b@example.com')]);
  expect([one.status, two.status].toSorted()).toEqual([200, 410]);
  const made = one.status === 200 ? one : two;
  expect(made.json).toMatchObject({ staff: { role: 'owner', sites: null, steppedUp: true }, needsSetUp: false });
  const cookie = cookieOf(made);
  const me = await call(second.url, 'GET', '/api/v1/admin/session', { headers: { cookie } });
  expect(me.json.staff.name).toBe('Olga');
  expect(await setUp(token, 'c@example.com')).toMatchObject({ status: 410, json: { code: 'link_over' } });
  await second.end('SIGTERM');

  const third = await start(env);
  expect(linkIn(third.output())).toBeNull();
  const still = await call(third.url, 'GET', '/api/v1/admin/session', { headers: { cookie } });
  expect(still.json).toMatchObject({ staff: { name: 'Olga' }, needsSetUp: false });
});
