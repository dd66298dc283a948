/** Sessions in the widget: they go on by themselves, end when they should, and take no text with them. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { call } from '../helpers/api.ts';
import { type Member, SESSION, startMembers } from '../helpers/members.ts';
import { CLIENT, type Oidc, startOidc } from '../helpers/oidc.ts';
import { commentWith } from '../helpers/page.ts';
import { FaultProxy } from '../helpers/proxy.ts';
import { memberIn, tokenIn } from '../helpers/sign-in-page.ts';
import { jwt, makeSsoKey } from '../helpers/sso.ts';
import { type HostPage, hostSite, socketsOf } from './host-page.ts';

type Shown = HTMLElement & {
  refresh(): void;
  signIn(token: string): void;
  signOut(): Promise<void>;
};

const MINUTE = 60_000;
const REFRESH = `POST ${SESSION}/refresh`;
const SSO = `POST ${SESSION}/sso`;

const here = hostSite(env => startMembers({ ...env, ALLOW_PRIVATE_TARGETS: '127.0.0.1' }));
afterEach(() => {
  vi.useRealTimers();
});

let threads = 0;
/** A thread of its own, so that no test meets another’s comments. */
const body = (attributes = '') => `<script async src="/embed.js" data-thread="/${++threads}" ${attributes}></script>`;

const box = (page: Page) => page.getByRole('textbox', { name: 'Write a comment' });
const post = (page: Page) => page.getByRole('button', { name: 'Post', exact: true }).click();
const count = ({ requests }: HostPage, request: string) => requests.filter(each => each === request).length;

/** Whose comment the server has; empty where it has none such. */
async function authorOf(text: string): Promise<string> {
  const { json } = await call(here.server.url, 'GET', `/api/v1/comments?site=default&thread=/${threads}`);
  return (
    json.items.find(({ content }: { content: unknown }) => JSON.stringify(content).includes(text))?.author.id ?? ''
  );
}

/** Time goes on for the server alone. */
function serverSleeps(minutes: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * MINUTE });
}

/** A browser in which the member signed in before; `minutes` are left of the token. */
async function browserOf({ token, refresh, answer }: Member, minutes: number, server = here.server.url) {
  const context = await here.browser.newContext();
  const kept = { token, viewer: answer.json.viewer, until: Date.now() + minutes * MINUTE, refresh };
  await context.addInitScript(
    ([key, text]) => {
      if (!localStorage.getItem(key)) localStorage.setItem(key, text);
    },
    [`live-comments ${server} default`, JSON.stringify(kept)] as const,
  );
  return context;
}

const signIn = (name: string) =>
  here.server.signIn(undefined, { name, page: `${here.url}/page`, headers: { origin: here.url } });

/** Who writes stands at the box, once one is in it. */
async function known(page: Page, name = 'Ann'): Promise<void> {
  await box(page).click();
  await page.locator('lc-composer .who', { hasText: name }).waitFor();
}

/** Open, and known to the server. */
async function openAs(context: BrowserContext, text = body()): Promise<HostPage> {
  const opened = await here.open(text, { context });
  await known(opened.page);
  return opened;
}

describe('a member’s session', () => {
  test('goes on after a night, and shows what is one’s own', async () => {
    const member = await signIn('Ann');
    const text = body();
    const thread = `/${threads}`;
    const written = { site: 'default', thread, body: 'Written before' };
    await call(here.server.url, 'POST', '/api/v1/comments', { body: written, token: member.token });
    const opened = await openAs(await browserOf(member, -600), text);
    await commentWith(opened.page, 'Written before').getByRole('button', { name: 'Edit' }).waitFor();
    expect(count(opened, REFRESH)).toBe(1);
  });

  test('ends in the middle of writing, and what is written is posted under the same name', async () => {
    const member = await signIn('Ann');
    const opened = await openAs(await browserOf(member, 15), body('data-live="off"'));
    const { page } = opened;
    await box(page).fill('Written slowly');
    serverSleeps(16);
    await post(page);
    await expect.poll(() => authorOf('Written slowly')).toBe(member.id);
    expect(count(opened, REFRESH)).toBe(1);
    expect(count(opened, `POST ${SESSION}/guest`)).toBe(0);
  });

  test('is prolonged ahead of its end, over the same socket', async () => {
    const member = await signIn('Ann');
    const context = await browserOf(member, 15);
    await context.clock.install();
    const opened = await openAs(context);
    const { page, frames } = opened;
    const auths = () => frames.filter(frame => frame.includes('"auth"')).length;
    await expect.poll(auths).toBe(1);
    await page.clock.fastForward(14 * MINUTE);
    await expect.poll(auths).toBe(2);
    expect(count(opened, REFRESH)).toBe(1);
    expect(socketsOf(opened)).toBe(1);
  });

  test('is asked for once by two tabs, and both go on', async () => {
    const member = await signIn('Ann');
    const context = await browserOf(member, -1);
    const both = await Promise.all([openAs(context), openAs(context)]);
    expect(both.map(opened => count(opened, REFRESH)).sort()).toEqual([0, 1]);
    expect(both.flatMap(({ complaints }) => complaints)).toEqual([]);
  });

  test('goes on in two tabs also where the browser has no locks', async () => {
    const member = await signIn('Ann');
    const context = await browserOf(member, -1);
    await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }));
    const both = await Promise.all([openAs(context), openAs(context)]);
    await box(both[0].page).fill('Still here');
    await post(both[0].page);
    await commentWith(both[0].page, 'Still here').getByRole('button', { name: 'Edit' }).waitFor();
    // Whoever would have shown an old token would have ended it for both.
    serverSleeps(16);
    await Promise.all(both.map(({ page }) => page.reload()));
    await Promise.all(both.map(({ page }) => known(page)));
    expect(both.flatMap(({ complaints }) => complaints).filter(text => !/status of 401/.test(text))).toEqual([]);
  });

  test('outlives an answer that is lost', async () => {
    let lost = 0;
    const proxy = await FaultProxy.before(here.server.url, () => ({
      rule: ({ text }) => (text.includes('"refresh":"r1.') && lost++ === 0 ? 'cut' : 'pass'),
    }));
    const member = await signIn('Ann');
    const context = await browserOf(member, -1, proxy.url);
    const opened = await openAs(context, body(`data-server="${proxy.url}"`));
    await expect.poll(() => lost).toBe(2);
    expect(count(opened, REFRESH)).toBe(2);
    await box(opened.page).fill('Here again');
    await post(opened.page);
    await commentWith(opened.page, 'Here again').getByRole('button', { name: 'Edit' }).waitFor();
    await proxy.close();
  });

  test('begins although the first answer to the digits of the mail is lost', async () => {
    let lost = 0;
    const proxy = await FaultProxy.before(here.server.url, () => ({
      rule: ({ text }) => (text.includes('"refresh":"r1.') && lost++ === 0 ? 'cut' : 'pass'),
    }));
    const opened = await here.open(body(`data-server="${proxy.url}"`));
    await memberIn(opened.page, here.server.mailbox, 'unlucky@example.com', 'Ann');
    expect([lost, count(opened, `POST ${SESSION}/mail/confirm`)]).toEqual([2, 2]);
    const token = await tokenIn(opened.page);
    expect((await call(here.server.url, 'GET', SESSION, { token })).status).toBe(200);
    await proxy.close();
  });

  test('that is ended elsewhere is over here within a second; text and name stay', async () => {
    const member = await signIn('Ann');
    const { page } = await openAs(await browserOf(member, 15));
    await box(page).fill('Half a thought');
    const { status } = await call(here.server.url, 'DELETE', SESSION, { token: member.token });
    expect(status).toBe(204);
    const from = Date.now();
    await page.getByText('You were signed out. What you wrote is kept.').waitFor();
    expect(Date.now() - from).toBeLessThan(1_000);
    await expect.poll(() => box(page).inputValue()).toBe('Half a thought');
    await known(page);
  });

  test('that has ended when one posts makes no guest of them: the text is back in its box', async () => {
    const member = await signIn('Ann');
    const opened = await openAs(await browserOf(member, 15), body('data-live="off"'));
    await box(opened.page).fill('Mine alone');
    await call(here.server.url, 'DELETE', SESSION, { token: member.token });
    await post(opened.page);
    await opened.page.getByRole('alert').filter({ hasText: /\S/ }).waitFor();
    await expect.poll(() => box(opened.page).inputValue()).toBe('Mine alone');
    expect(await authorOf('Mine alone')).toBe('');
    expect(count(opened, `POST ${SESSION}/guest`)).toBe(0);
  });

  test('that goes on as somebody else’s posts nothing of what was written before', async () => {
    const [ann, bob] = [await signIn('Ann'), await signIn('Bob')];
    const context = await browserOf({ ...ann, refresh: bob.refresh }, 15);
    const { page } = await openAs(context, body('data-live="off"'));
    await box(page).fill('By Ann alone');
    await call(here.server.url, 'DELETE', SESSION, { token: ann.token });
    await post(page);
    await page.locator('lc-composer .who', { hasText: 'Bob' }).waitFor();
    await expect.poll(() => box(page).inputValue()).toBe('By Ann alone');
    expect(await authorOf('By Ann alone')).toBe('');
  });

  test('is over in all tabs when one signs out', async () => {
    const member = await signIn('Ann');
    const context = await browserOf(member, 15);
    const first = await openAs(context);
    const second = await openAs(context);
    await box(first.page).fill('Half a thought');
    await second.page.evaluate(() => document.querySelector<Shown>('live-comments')?.signOut());
    await known(first.page);
    await expect.poll(() => box(first.page).inputValue()).toBe('Half a thought');
    expect((await call(here.server.url, 'GET', SESSION, { token: member.token })).status).toBe(401);
  });

  test('is not over because the network is', async () => {
    const member = await signIn('Ann');
    const context = await browserOf(member, -1);
    await context.route(`**${SESSION}/refresh`, route => route.abort());
    const { page } = await here.open(body(), { context });
    await box(page).waitFor();
    await page.waitForRequest(request => request.url().endsWith('/refresh'));
    await context.unroute(`**${SESSION}/refresh`);
    await known(page);
  });
});

describe('the site’s own user', () => {
  const sub = 'user-1';
  let key: Awaited<ReturnType<typeof makeSsoKey>>;
  const pageToken = async (changes: object = {}) => {
    key ??= await makeSsoKey(here.server.owner, 'default');
    return jwt(key, { sub, name: 'Ann', ...changes });
  };

  test('goes on with the page’s next token, asked for when the last has ended', async () => {
    const context = await here.browser.newContext();
    await context.exposeFunction('nextToken', () => pageToken());
    // Given before the element is defined, as a page’s own script is often the quicker one.
    const script = `document.querySelector('live-comments').refreshToken = () => nextToken()`;
    const element = `<live-comments thread="/${++threads}" live="off" token="${await pageToken()}"></live-comments>`;
    const text = `${element}<script>${script}</script><script async src="/embed.js"></script>`;
    const opened = await here.open(text, { context });
    const { page } = opened;
    await known(page);
    await box(page).fill('Written slowly');
    serverSleeps(16);
    await post(page);
    await expect.poll(() => authorOf('Written slowly')).not.toBe('');
    await commentWith(page, 'Written slowly').getByText('Ann').waitFor();
    expect(count(opened, SSO)).toBe(2);
    expect(count(opened, `POST ${SESSION}/guest`)).toBe(0);
  });

  test('reads on as anybody where the page gives no other token, and the text stays', async () => {
    const opened = await here.open(body(`data-live="off" data-token="${await pageToken()}"`));
    const { page } = opened;
    await known(page);
    const told = page.evaluate(
      () =>
        new Promise(resolve =>
          document.addEventListener('live-comments:error', event => resolve((event as CustomEvent).detail.code), {
            once: true,
          }),
        ),
    );
    await box(page).fill('Half a thought');
    serverSleeps(16);
    await post(page);
    expect(await told).toBe('token_expired');
    await expect.poll(() => box(page).inputValue()).toBe('Half a thought');
    await call(here.server.url, 'POST', '/api/v1/comments', {
      body: { site: 'default', thread: `/${threads}`, body: 'From somebody else', author: { name: 'Bob' } },
    });
    await page.evaluate(() => document.querySelector<Shown>('live-comments')?.refresh());
    await commentWith(page, 'From somebody else').waitFor();
    expect(count(opened, `POST ${SESSION}/guest`)).toBe(0);

    // They are told at the box, and may go on as a guest, if they wish.
    const words = 'You were signed out. What you wrote is kept.';
    await page.getByRole('alert').filter({ hasText: words }).waitFor();
    await page.getByRole('status').filter({ hasText: words }).getByRole('button', { name: 'Write as a guest' }).click();
    await expect.poll(() => page.getByLabel('Your name').evaluate(field => field.matches(':focus'))).toBe(true);
    await expect.poll(() => page.getByText(words).count()).toBe(0);
    await page.keyboard.type('Zoe');
    await post(page);
    await commentWith(page, 'Half a thought').getByText('Zoe').waitFor();
  });

  test('is the same from the first request on when the page is loaded anew', async () => {
    const text = body(`data-token="${await pageToken()}"`);
    const { page } = await here.open(text);
    await known(page);
    await box(page).fill('Mine');
    await post(page);
    await commentWith(page, 'Mine').getByRole('button', { name: 'Edit' }).waitFor();
    here.page('/page', text.replace(/data-token="[^"]*"/, `data-token="${await pageToken()}"`));
    const first = page.waitForRequest(request => request.url().includes('/comments?'));
    await page.reload();
    expect((await first).headers()['authorization']).toMatch(/^Bearer m1\./);
    await known(page);
    await commentWith(page, 'Mine').getByRole('button', { name: 'Edit' }).waitFor();
  });

  test('who signs out stays so until the page gives another token', async () => {
    const token = await pageToken();
    const opened = await here.open(body(`data-token="${token}"`));
    const { page } = opened;
    await known(page);
    await page.evaluate(() => document.querySelector<Shown>('live-comments')?.signOut());
    const name = page.getByRole('textbox', { name: 'Your name' });
    await box(page).click();
    await name.waitFor();
    await page.reload();
    await box(page).click();
    await expect
      .poll(() => page.evaluate(() => document.querySelector<Shown>('live-comments')?.getAttribute('token')))
      .toBe(token);
    await page.getByRole('button', { name: 'Post', exact: true }).waitFor();
    expect(count(opened, SSO)).toBe(1);
    expect(await page.locator('lc-composer .who').count()).toBe(0);
    await page.evaluate(next => document.querySelector<Shown>('live-comments')?.signIn(next), await pageToken());
    await known(page);
    expect(count(opened, SSO)).toBe(2);
  });

  test('another user in the same tab has nothing of the one before', async () => {
    const { page } = await here.open(body(`data-token="${await pageToken()}"`));
    await known(page);
    const other = await pageToken({ sub: 'user-2', name: 'Bob' });
    const asked = page.waitForRequest(request => request.url().includes('/comments?'));
    await page.evaluate(next => document.querySelector<Shown>('live-comments')?.signIn(next), other);
    expect((await asked).headers()['authorization']).toBeUndefined();
    await known(page, 'Bob');
  });

  test('takes along what was written as a guest in this browser', async () => {
    const opened = await here.open(body());
    const { page } = opened;
    await box(page).fill('As a guest');
    await page.getByRole('textbox', { name: 'Your name' }).fill('Guest');
    await post(page);
    await commentWith(page, 'As a guest').getByRole('button', { name: 'Edit' }).waitFor();
    await page.evaluate(next => document.querySelector<Shown>('live-comments')?.signIn(next), await pageToken());
    await known(page);
    await expect.poll(() => commentWith(page, 'As a guest').innerText()).toContain('Ann');
    expect(await page.evaluate(() => Object.values(localStorage).join())).not.toContain('g1.');
  });
});

describe('a provider', () => {
  let oidc: Oidc;
  beforeAll(async () => {
    const { url, owner } = here.server;
    const redirects = [`${url}/api/v1/session/oauth/callback/default.oidc`];
    oidc = await startOidc({ redirects, accounts: { ann: { name: 'Ann' } } });
    const provider = { preset: 'oidc', name: 'Club', issuer: oidc.issuer, ...CLIENT };
    const { status, text } = await owner.call('POST', '/sites/default/sign-in/providers', provider);
    expect(status, text).toBe(201);
  });
  afterAll(() => oidc?.close());

  /** Writes half a thought, and asks to sign in. */
  async function begun(page: Page): Promise<void> {
    await box(page).fill('Half a thought');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: /Club/ }).click();
  }
  const signedIn = async (page: Page) => {
    await page.locator('lc-composer .who', { hasText: 'Ann' }).waitFor();
    await expect.poll(() => box(page).inputValue()).toBe('Half a thought');
    expect(page.url()).not.toContain('lc-code');
  };

  test('in a window of its own signs the page in', async () => {
    const { page } = await here.open(body());
    const opened = page.waitForEvent('popup');
    await begun(page);
    const popup = await opened;
    const closed = popup.waitForEvent('close');
    await popup.getByRole('link', { name: 'ann' }).click();
    await closed;
    await signedIn(page);
  });

  test('signs in from pages that tell nobody where they lead from', async () => {
    const { page } = await here.open(body(), { path: '/silent', headers: { 'referrer-policy': 'no-referrer' } });
    const opened = page.waitForEvent('popup');
    await begun(page);
    await (await opened).getByRole('link', { name: 'ann' }).click();
    await signedIn(page);
  });

  test('is taken for nothing where the window is closed, and for nobody where another page answers', async () => {
    const opened = await here.open(body());
    const { page } = opened;
    const window = page.waitForEvent('popup');
    await begun(page);
    const popup = await window;
    await popup.getByRole('link', { name: 'ann' }).waitFor();
    const message = { type: 'live-comments:signed-in', code: 'c'.repeat(43) };
    await page.evaluate(data => postMessage(data, '*'), message);
    // The right window, and not the server’s page in it.
    await popup.evaluate(data => opener.postMessage(data, '*'), message);
    await popup.close();
    await expect.poll(() => page.getByRole('button', { name: /Club/ }).isEnabled()).toBe(true);
    expect(count(opened, `POST ${SESSION}/code`)).toBe(0);
  });

  test('signs in where the page cuts its ties to windows (COOP)', async () => {
    const headers = { 'cross-origin-opener-policy': 'same-origin' };
    const { page } = await here.open(body(), { path: '/coop', headers });
    const opened = page.context().waitForEvent('page');
    await begun(page);
    const popup = await opened;
    await popup.getByRole('link', { name: 'ann' }).click();
    await page.locator('lc-composer .who', { hasText: 'Ann' }).waitFor();
    await signedIn(page);
  });

  test('signs in where windows are blocked: the page leaves and comes back, with what was written', async () => {
    const context = await here.browser.newContext();
    await context.addInitScript(() => Object.assign(globalThis, { open: () => null }));
    const { page } = await here.open(body(), { context });
    await begun(page);
    await page.getByRole('link', { name: 'ann' }).click();
    await page.waitForURL(`${here.url}/page`);
    await box(page).click();
    await signedIn(page);
  });
});
