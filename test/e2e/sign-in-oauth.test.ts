/** Signing in with a provider as people see it: in a window, in place of the page, from pages that cut such ties; and what hostile pages get of it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, type ModeratedServer, startModerated } from '../helpers/moderator.ts';
import { CLIENT, type Oidc, startOidc } from '../helpers/oidc.ts';
import { commentWith } from '../helpers/page.ts';
import { APPLE_TEAM, SERVICE_CLIENT, type Services, startServices } from '../helpers/services.ts';
import { actor } from '../helpers/staff.ts';
import { newVerifier, visitUrl } from '../helpers/walker.ts';
import { type HostPage, hostSite } from './host-page.ts';

const CODE = 'POST /api/v1/session/code';
const here = hostSite<ModeratedServer>(env => startModerated({ ...env, ALLOW_PRIVATE_TARGETS: '127.0.0.1,localhost' }));
let oidc: Oidc;
let services: Services;
beforeAll(async () => {
  const { url } = here.server;
  const accounts = {
    alice: { name: 'Alice', email: 'alice@example.com', email_verified: true },
    bob: { name: 'Bob' },
  };
  const redirects = [`${url}/api/v1/session/oauth/callback/default.oidc`];
  [oidc, services] = await Promise.all([startOidc({ redirects, accounts }), startServices('localhost')]);
  const { clientId } = SERVICE_CLIENT;
  const admin = actor(url, '', { authorization: `Bearer ${ADMIN}` });
  for (const body of [
    { preset: 'oidc', name: 'Example', issuer: oidc.issuer, ...CLIENT },
    { preset: 'apple', issuer: `${services.url}/apple`, clientId, clientSecret: services.applePem, ...APPLE_TEAM },
  ]) {
    const answer = await admin.call('POST', '/sites/default/sign-in/providers', body);
    if (answer.status !== 201) throw new Error(answer.text);
  }
});
afterAll(async () => {
  await oidc?.close();
  await services?.close();
});

let threads = 0;
const body = () => `<script async src="/embed.js" data-thread="/${++threads}"></script>`;
const box = (page: Page) => page.getByRole('textbox', { name: 'Write a comment' });
const panel = (page: Page) => page.getByRole('dialog', { name: 'Sign in' });
const me = (page: Page) => page.locator('.me').first();

/** Writes half a sentence, and opens the panel; the button of the provider is there. */
async function begin({ page }: HostPage) {
  await box(page).click();
  await box(page).fill('Half a sentence');
  await page.locator('lc-composer').getByRole('button', { name: 'Sign in' }).click();
  const button = panel(page).getByRole('button', { name: /^Continue with \W?Example/ });
  await button.waitFor();
  return button;
}

async function writesAs({ page }: HostPage, name: string): Promise<void> {
  await me(page).getByText(name).waitFor();
  await expect.poll(() => box(page).inputValue()).toBe('Half a sentence');
  await box(page).focus();
  await page.keyboard.press('Control+Enter');
  await commentWith(page, 'Half a sentence').getByText(name).waitFor();
}

const refused = ({ complaints }: HostPage) => complaints.filter(line => !/status of 4\d\d/.test(line));

test('in a window of its own, which closes; what was begun is posted under the new name', async () => {
  const host = await here.open(body());
  const button = await begin(host);
  const [popup] = await Promise.all([host.page.waitForEvent('popup'), button.click()]);
  const heard: string[] = [];
  popup.on('console', message => heard.push(message.text()));
  await popup.getByRole('link', { name: 'alice' }).click();
  if (!popup.isClosed()) await popup.waitForEvent('close');
  await panel(host.page).waitFor({ state: 'hidden' });
  await writesAs(host, 'Alice');
  expect([refused(host), heard]).toEqual([[], []]);
});

test('who says no reads why not, and has lost nothing', async () => {
  const host = await here.open(body());
  const button = await begin(host);
  const [popup] = await Promise.all([host.page.waitForEvent('popup'), button.click()]);
  await popup.getByRole('link', { name: 'nobody' }).click();
  await expect
    .poll(() => panel(host.page).getByRole('alert').allInnerTexts())
    .toContainEqual(expect.stringMatching(/\S/));
  await host.page.keyboard.press('Escape');
  await expect.poll(() => box(host.page).inputValue()).toBe('Half a sentence');
  expect(host.requests).not.toContain(CODE);
});

test('in place of the page where windows are blocked; the code is out of the address at once', async () => {
  const context = await here.browser.newContext();
  await context.addInitScript(() => {
    window.open = () => null;
  });
  const text = body();
  const host = await here.open(text, { context });
  await (await begin(host)).click();
  await host.page.getByRole('link', { name: 'bob' }).click();
  await host.page.waitForURL(`${here.url}/page`);
  await expect.poll(() => host.page.url()).toBe(`${here.url}/page`);
  await box(host.page).click();
  await writesAs(host, 'Bob');
  expect(host.requests.filter(each => each === CODE)).toHaveLength(1);
});

test('from a page that cuts its tie to other windows', async () => {
  const text = body();
  const headers = { 'cross-origin-opener-policy': 'same-origin' };
  const host = await here.open(text, { headers });
  const button = await begin(host);
  const [popup] = await Promise.all([host.page.context().waitForEvent('page'), button.click()]);
  await popup.getByRole('link', { name: 'alice' }).click();
  await popup.waitForURL(`${here.url}/page`);
  // The window that asked hears of it, too.
  await writesAs(host, 'Alice');
});

test('Apple’s posted answer finds the browser that began, although it comes from another site', async () => {
  services.told.apple = { sub: 'e2e', email: 'anna@example.com', email_verified: true };
  const host = await here.open(body());
  await begin(host);
  const [popup] = await Promise.all([
    host.page.waitForEvent('popup'),
    panel(host.page)
      .getByRole('button', { name: /^Continue with \W?Apple/ })
      .click(),
  ]);
  if (!popup.isClosed()) await popup.waitForEvent('close');
  await writesAs(host, 'Anna Apple');
  expect(services.requests).toContain('POST /apple/token');
});

/** A page of another site, in a browser of its own. */
async function thiefPage(): Promise<Page> {
  here.page('/evil', '<p>evil</p>');
  const context = await here.browser.newContext();
  context.setDefaultTimeout(10_000);
  const thief = await context.newPage();
  await thief.goto(`${here.url.replace('site.localhost', 'evil.localhost')}/evil`);
  return thief;
}

test('33 wrong origin: a page of somebody else’s that opens the window itself hears nothing', async () => {
  const thief = await thiefPage();
  await thief.evaluate(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    addEventListener('message', ({ data }) => heard.push(JSON.stringify(data)));
  });
  const { challenge } = newVerifier();
  const address = visitUrl(here.server.url, 'default.oidc', { challenge, url: `${here.url}/page`, mode: 'popup' });
  const open = async () => {
    const opened = thief.waitForEvent('popup');
    await thief.evaluate(url => void window.open(url, '_blank', 'popup'), address);
    return opened;
  };
  const refused = await open();
  await refused.getByText('origin_refused').waitFor();
  await refused.close();
  // Even if the browser said that it came from the site’s own page.
  await thief.context().route(/session\/oauth\/default\.oidc/, async (route, request) => {
    const headers = { ...request.headers(), referer: `${here.url}/page` };
    await route.fulfill({ response: await route.fetch({ headers, maxRedirects: 0 }) });
  });
  const popup = await open();
  await popup.getByRole('link', { name: 'alice' }).click();
  if (!popup.isClosed()) await popup.waitForEvent('close');
  // It does hear what is meant for it, and that after all that came before.
  await thief.evaluate(() => {
    const done = new Promise<void>(resolve => addEventListener('message', () => resolve(), { once: true }));
    postMessage('the end', '*');
    return done;
  });
  expect(await thief.evaluate(() => Reflect.get(globalThis, 'heard'))).toEqual(['"the end"']);
});

test('33 wrong source: a page of somebody else’s cannot slip in a sign-in while the reader is at theirs', async () => {
  const thief = await thiefPage();
  here.page('/page', body());
  const [victim] = await Promise.all([
    thief.waitForEvent('popup'),
    thief.evaluate(url => {
      Object.assign(globalThis, { victim: window.open(url) });
    }, `${here.url}/page`),
  ]);
  const requests: string[] = [];
  victim.on('request', request => requests.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await box(victim).click();
  await victim.locator('lc-composer').getByRole('button', { name: 'Sign in' }).click();
  const button = panel(victim).getByRole('button', { name: /^Continue with \W?Example/ });
  const [asking] = await Promise.all([victim.waitForEvent('popup'), button.click()]);
  const bob = asking.getByRole('link', { name: 'bob' });
  await bob.waitFor();
  await victim.evaluate(() => {
    const arrived = new Promise(resolve =>
      addEventListener('message', ({ data }) => resolve(data.code), { once: true }),
    );
    Object.assign(globalThis, { arrived });
  });
  await thief.evaluate(() => {
    const message = { type: 'live-comments:signed-in', code: 'x'.repeat(43) };
    (Reflect.get(globalThis, 'victim') as Window).postMessage(message, '*');
  });
  expect(await victim.evaluate(() => Reflect.get(globalThis, 'arrived'))).toBe('x'.repeat(43));
  // The reader’s own sign-in goes on, and is the only one.
  await bob.click();
  await me(victim).getByText('Bob').waitFor();
  expect(requests.filter(each => each === CODE)).toHaveLength(1);
});

test('what a guest wrote in this browser is the member’s afterwards', async () => {
  const host = await here.open(body());
  await box(host.page).click();
  await host.page.getByRole('textbox', { name: 'Your name' }).fill('Gil');
  await box(host.page).fill('Said as a guest');
  await host.page.keyboard.press('Control+Enter');
  await commentWith(host.page, 'Said as a guest').waitFor();
  const button = await begin(host);
  const [popup] = await Promise.all([host.page.waitForEvent('popup'), button.click()]);
  await popup.getByRole('link', { name: 'alice' }).click();
  await me(host.page).getByText('Alice').waitFor();
  await host.page.reload();
  await commentWith(host.page, 'Said as a guest').getByText('Alice').waitFor();
});
