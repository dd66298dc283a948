/** A preview is what the comment will be, and is refused where the comment would be. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, post } from '../helpers/api.ts';
import { startServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;
let url: string;
beforeAll(async () => {
  server = await startServer();
  url = server.url;
});
afterAll(() => server.stop());

const preview = (body: unknown, headers = {}) => call(url, 'POST', '/api/v1/preview', { body, headers });

test('a preview is the content that the comment gets', async () => {
  await post(url, '/preview', 'hello', { author: { name: 'Ann' } });
  const texts = ['plain', '**b** ||s|| `c`\n\n> @ann', '- https://a.example\n- 2', '\u200b x \r\n', '<b>@Ann</b>'];
  for (const body of texts) {
    const { status, json } = await preview({ thread: '/preview', body });
    expect(status).toBe(200);
    expect(json).toEqual({ content: (await post(url, '/preview', body)).content });
  }
});

test('a preview without a thread mentions nobody, and leaves nothing behind', async () => {
  await post(url, '/names', 'hello', { author: { name: 'Cara' } });
  expect((await preview({ body: '@Cara' })).json).toEqual({ content: [['p', '@Cara']] });
  const { json } = await call(url, 'GET', `${COMMENTS}?thread=/names`);
  expect(json.thread.seq).toBe(1);
});

test('what a post refuses, a preview refuses', async () => {
  const bodies = ['', ' ', '*', 'x'.repeat(5_001), 'é'.repeat(10_001), 'https://a.example '.repeat(21), 5];
  for (const body of bodies) {
    const [shown, posted] = [
      await preview({ thread: '/x', body }),
      await call(url, 'POST', COMMENTS, { body: { thread: '/x', body } }),
    ];
    expect(shown.status).toBe(400);
    expect([shown.json.code, shown.json.detail]).toEqual([posted.json.code, posted.json.detail]);
  }
  expect((await preview({ body: 'x', more: 1 })).json.code).toBe('bad_request');
  expect((await preview({ body: 'x', site: 'nowhere' })).json.code).toBe('unknown_site');
  expect((await preview({ body: 'x' }, { origin: 'https://evil.example' })).json.code).toBe('origin_refused');
});
