/** The main job once more in Firefox: read, post, hear of others at once, vote, and find it all again. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { post } from '../helpers/api.ts';
import { startServer, type TestServer } from '../helpers/server.ts';
import { type Firefox, type FirefoxPage, launchFirefox } from './firefox.ts';

let firefox: Firefox;
let server: TestServer;

beforeAll(async () => {
  [firefox, server] = await Promise.all([launchFirefox(), startServer()]);
});

afterAll(async () => {
  await firefox?.close();
  await server?.stop();
});

const ROOT = "document.querySelector('live-comments').shadowRoot";
const THREAD = '/examples/plain.html';

const texts = (page: FirefoxPage) =>
  page.evaluate<string[]>(`[...${ROOT}.querySelectorAll('article .content')].map(each => each.innerText.trim())`);
const focus = (page: FirefoxPage, selector: string) => page.evaluate(`${ROOT}.querySelector('${selector}').focus()`);
const has = (page: FirefoxPage, selector: string) =>
  page.evaluate<boolean>(`${ROOT}?.querySelector('${selector}') !== null`);

test('a comment typed in Firefox stands on the other’s screen at once, a vote too, and nothing complains', async () => {
  const first = await post(server.url, THREAD, 'Was here before', { author: { name: 'Cy' } });
  const [ann, bob] = await Promise.all([firefox.open(server.url + THREAD), firefox.open(server.url + THREAD)]);
  for (const page of [ann, bob]) await expect.poll(() => texts(page)).toEqual(['Was here before']);
  await expect.poll(() => has(ann, 'lc-composer textarea')).toBe(true);

  await ann.activate();
  await focus(ann, 'lc-composer textarea');
  await expect.poll(() => has(ann, 'input[name=name]')).toBe(true);
  await focus(ann, 'input[name=name]');
  await ann.type('Ann');
  await focus(ann, 'lc-composer textarea');
  await ann.type('Hello from **Firefox**');
  await ann.press('\uE009', '\uE007');
  await expect.poll(() => texts(ann)).toEqual(['Hello from Firefox', 'Was here before']);
  await expect.poll(() => texts(bob)).toEqual(['Hello from Firefox', 'Was here before']);

  const up = `#lc-${first.id} [data-vote="1"]`;
  await ann.evaluate(`${ROOT}.querySelector('${up}').click()`);
  await expect
    .poll(() => bob.evaluate<string>(`${ROOT}.querySelector('#lc-${first.id} .score').innerText`))
    .toContain('1');
  await ann.goto(`${server.url}${THREAD}#comment-${first.id}`);
  await expect.poll(() => has(ann, `${up}[aria-pressed=true]`)).toBe(true);
  await expect.poll(() => ann.evaluate<string>(`${ROOT}.activeElement?.id`)).toBe(`lc-${first.id}`);
  expect([...ann.complaints, ...bob.complaints]).toEqual([]);
});
