/** The OpenAPI document, the page that shows it, and the client that is made of it. */
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient } from '../../client/client.ts';
import { clientFault } from '../../scripts/client.ts';
import { call, post } from '../helpers/api.ts';
import { launchBrowser, openPage } from '../helpers/browser.ts';
import { ADMIN } from '../helpers/moderator.ts';
import { startServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ ADMIN_TOKEN: ADMIN });
});
afterAll(() => server?.stop());

test('is valid OpenAPI 3.1, and describes every route of the admin API with who may use it', async () => {
  const { json, status } = await call(server.url, 'GET', '/openapi.json');
  expect([status, json.openapi]).toEqual([200, '3.1.0']);
  const result = await new Validator().validate(structuredClone(json));
  expect(result).toEqual({ valid: true });
  const routes = server.app.adminRoutes.filter(({ url }) => !url.endsWith('/live'));
  expect(routes.length).toBeGreaterThan(50);
  for (const { method, url, access } of routes) {
    const operation = json.paths[url.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
    expect(operation, `${method} ${url}`).toMatchObject({
      operationId: expect.any(String),
      summary: expect.any(String),
    });
    expect(operation.tags).toHaveLength(1);
    expect(json.tags.map((tag: { name: string }) => tag.name)).toContain(operation.tags[0]);
    if (typeof access === 'object') expect(operation.security[0]).toEqual({ apiKey: [access.scope] });
  }
});

test('names what it repeats, and a comment holds comments', async () => {
  const { schemas } = (await call(server.url, 'GET', '/openapi.json')).json.components;
  expect(schemas.Comment.properties.replies.items).toEqual({ $ref: '#/components/schemas/Comment' });
  expect(schemas.AdminComment.allOf[0]).toEqual({ $ref: '#/components/schemas/Comment' });
});

test('the typed client that is committed is what the routes say', async () => {
  expect(await clientFault()).toBe('');
});

test('the typed client reads and writes', async () => {
  const { id } = await post(server.url, '/client', 'said to a client');
  const client = createClient({ server: `${server.url}/`, token: ADMIN });
  const { data } = await client.GET('/api/v1/admin/comments', { params: { query: { thread: '/client' } } });
  expect(data?.items.map(item => [item.id, item.body, item.person.published])).toEqual([[id, 'said to a client', 1]]);
  const counts = await client.GET('/api/v1/counts', { params: { query: { thread: ['/client', '/none'] } } });
  expect(counts.data).toEqual({ '/client': 1, '/none': 0 });
  const { error, response } = await client.PATCH('/api/v1/admin/sites/{key}', {
    params: { path: { key: 'nowhere' } },
    body: { settings: {} },
  });
  expect([response.status, error?.code]).toEqual([404, 'unknown_site']);
});

test('the page at /docs loads from this server alone, under a strict policy, without a word in the console', async () => {
  const { headers } = await call(server.url, 'GET', '/docs/');
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'/);
  const browser = await launchBrowser();
  const { page, complaints } = await openPage(browser, 'about:blank');
  const hosts = new Set<string>();
  page.on('request', request => hosts.add(new URL(request.url()).origin));
  await page.goto(`${server.url}/docs/`);
  await page.locator('#operations-tag-webhooks').getByRole('button').first().click();
  const route = page.locator('#operations-webhooks-getAdminWebhooks');
  await route.getByRole('button').first().click();
  await page.getByText('keys need the scope', { exact: false }).first().waitFor();
  expect(complaints).toEqual([]);
  expect([...hosts].filter(origin => origin !== 'null')).toEqual([server.url]);
  await browser.close();
});
