/** Passkeys in a real browser, with an authenticator that Chromium plays: added, signed in with, proved with, taken away. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeRows } from '../helpers/api.ts';
import { launchBrowser, openPage } from '../helpers/browser.ts';
import { startServer, type TestServer } from '../helpers/server.ts';
import { PASSWORD } from '../helpers/staff.ts';

let server: TestServer;
let browser: Browser;
/** An address is no name that a passkey could be for. */
let url: string;
beforeAll(async () => {
  server = await startServer();
  url = server.url.replace('127.0.0.1', 'localhost');
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

interface Answered {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what came back is checked by the test, not by the compiler
  readonly json: any;
}

/** As the dashboard asks: from our own page, with its cookies. */
const ask = (page: Page, method: string, path: string, body?: unknown): Promise<Answered> =>
  page.evaluate(
    async ([method, path, body]) => {
      const response = await fetch(`/api/v1/admin${path}`, {
        method: method as string,
        ...(body === null ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, json: text === '' ? null : JSON.parse(text) };
    },
    [method, path, body ?? null] as const,
  );

/** Lets the browser answer options with its authenticator. */
const answer = (page: Page, act: 'create' | 'get', options: unknown): Promise<unknown> =>
  page.evaluate(
    async ([act, options]) => {
      const publicKey =
        act === 'create'
          ? PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON)
          : PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON);
      const credential = await navigator.credentials[act]({ publicKey } as never);
      return (credential as PublicKeyCredential).toJSON();
    },
    [act, options] as const,
  );

test('a passkey is added, signs in without a name or password, proves who one is, and goes', async () => {
  const { page } = await openPage(browser, `${url}/`);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const token = new URL((await server.app.setUpLink(url)) ?? '').hash.slice(1);
  const owner = { token, email: 'owner@example.com', name: 'Olga', password: PASSWORD };
  expect((await ask(page, 'POST', '/set-up', owner)).status).toBe(200);
  // The cookie is there, and no script can read it.
  expect((await page.context().cookies()).map(({ name }) => name)).toContain('__Host-live-comments');
  expect(await page.evaluate(() => document.cookie)).toBe('');

  const { options } = (await ask(page, 'POST', '/passkeys/options')).json;
  expect(options.rp).toEqual({ name: 'Live Comments', id: 'localhost' });
  const response = await answer(page, 'create', options);
  const added = await ask(page, 'POST', '/passkeys', { name: 'Laptop', response });
  expect(added).toMatchObject({ status: 201, json: { name: 'Laptop', lastUsedAt: null } });
  // The same answer a second time: its challenge is used up.
  expect((await ask(page, 'POST', '/passkeys', { name: 'Again', response })).json.code).toBe('bad_credentials');
  expect((await ask(page, 'GET', '/session')).json.staff.passkeys).toBe(1);

  expect((await ask(page, 'DELETE', '/session')).status).toBe(204);
  expect((await ask(page, 'GET', '/session')).json.staff).toBeNull();
  const begun = (await ask(page, 'POST', '/session/passkey/options')).json.options;
  const proof = (await answer(page, 'get', begun)) as { response: { signature: string } };
  const forged = {
    ...proof,
    response: { ...proof.response, signature: proof.response.signature.replace(/^.{8}/, 'MEUCIQDx') },
  };
  expect((await ask(page, 'POST', '/session/passkey', { response: forged })).json.code).toBe('bad_credentials');
  expect((await ask(page, 'POST', '/session/passkey', { response: {} })).json.code).toBe('bad_credentials');
  // The forged one has used the challenge up.
  expect((await ask(page, 'POST', '/session/passkey', { response: proof })).json.code).toBe('bad_credentials');
  const anew = (await ask(page, 'POST', '/session/passkey/options')).json.options;
  const signedIn = await ask(page, 'POST', '/session/passkey', { response: await answer(page, 'get', anew) });
  expect(signedIn).toMatchObject({ status: 200, json: { staff: { name: 'Olga', role: 'owner', steppedUp: true } } });
  expect((await ask(page, 'GET', '/passkeys')).json.items[0].lastUsedAt).toEqual(expect.any(String));

  changeRows(server.dataDir, 'UPDATE sessions SET stepped_up_at = 0');
  const path = `/passkeys/${added.json.id}`;
  expect((await ask(page, 'DELETE', path)).json.code).toBe('step_up_required');
  const again = (await ask(page, 'POST', '/session/step-up/passkey/options')).json.options;
  // A challenge of the sign-in is none for this.
  const other = (await ask(page, 'POST', '/session/passkey/options')).json.options;
  const stray = { response: await answer(page, 'get', other) };
  expect((await ask(page, 'POST', '/session/step-up/passkey', stray)).json.code).toBe('bad_credentials');
  const stepUp = { response: await answer(page, 'get', again) };
  expect((await ask(page, 'POST', '/session/step-up/passkey', stepUp)).json.staff.steppedUp).toBe(true);
  expect((await ask(page, 'DELETE', path)).status).toBe(204);
  expect((await ask(page, 'GET', '/session')).json.staff.passkeys).toBe(0);
});
