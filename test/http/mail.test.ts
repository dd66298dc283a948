/** Signing in by mail: the mail, its link and its digits, and what stops those who should not get in by them. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { type Answer, COMMENTS, call, changeRows, guest, openRows, post } from '../helpers/api.ts';
import { type Mailbox, type Received, signInOf, startMailbox } from '../helpers/mailbox.ts';
import { metric } from '../helpers/rest.ts';
import { freePort, startServer, type TestServer } from '../helpers/server.ts';
import { makeOwner, type SignedIn } from '../helpers/staff.ts';

const PAGE = 'https://blog.example/posts/1?utm=x#comments';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const ASK = '/api/v1/session/mail';
const CONFIRM = '/api/v1/session/mail/confirm';

let mailbox: Mailbox;
let server: TestServer;
let url: string;
let owner: SignedIn;
beforeAll(async () => {
  mailbox = await startMailbox({
    refuse: address => (address.startsWith('unknown') ? `5.1.1 <${address}>: no such user` : undefined),
  });
  server = await startServer({
    SMTP_URL: `smtp://127.0.0.1:${mailbox.port}`,
    MAIL_FROM: 'Blog comments <comments@blog.example>',
    ALLOWED_ORIGINS: 'https://blog.example',
  });
  url = server.url;
  owner = await makeOwner(server);
  await owner.call('POST', '/sites', { key: 'other', origins: ['https://other.example'] });
});
afterAll(async () => {
  await server.stop();
  await mailbox.close();
});

/** A browser: it keeps the verifier of what it asked for. */
interface Browser {
  readonly verifier: string;
  readonly challenge: string;
}

function browser(): Browser {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

let people = 0;
const somebody = () => `somebody-${++people}@example.com`;

const ask = ({ challenge }: Browser, email: string, more: object = {}, at = url): Promise<Answer> =>
  call(at, 'POST', ASK, { body: { email, url: PAGE, challenge, ...more }, headers: { 'user-agent': FIREFOX } });
const confirm = ({ verifier }: Browser, proof: object): Promise<Answer> =>
  call(url, 'POST', CONFIRM, { body: { ...proof, verifier }, headers: { 'user-agent': FIREFOX } });

interface Mailed extends ReturnType<typeof signInOf> {
  readonly request: string;
  readonly received: Received;
}

/** Asks, and reads the mail. */
async function mailed(by: Browser, email: string, more: object = {}): Promise<Mailed> {
  let request = '';
  const received = await mailbox.after(async () => {
    const answer = await ask(by, email, more);
    expect(answer.status, answer.text).toBe(202);
    request = answer.json.request;
  });
  return { ...signInOf(received), request, received };
}

const nothingSent = async (action: () => Promise<unknown>) => {
  const count = mailbox.received.length;
  await action();
  expect(mailbox.received.length).toBe(count);
};

test('the mail says who asks, from where, until when, in text and HTML, and loads nothing', async () => {
  const { received, link, code } = await mailed(browser(), 'ann@example.com');
  const { mail, to } = received;
  expect(to).toEqual(['ann@example.com']);
  expect(mail.from?.value).toEqual([{ name: 'Blog comments', address: 'comments@blog.example' }]);
  expect(mail.subject).toBe('Sign in to the comments on blog.example');
  expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@blog\.example>$/);
  expect(Math.abs(Date.now() - (mail.date?.getTime() ?? 0))).toBeLessThan(60_000);
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
  expect(mail.headers.get('x-auto-response-suppress')).toBe('All');
  expect(link.href.split('#')[0]).toBe('https://blog.example/posts/1?utm=x');
  expect(link.hash).toMatch(/^#lc-sign-in=[\w-]+\.[\w-]{43}$/);
  const html = mail.html || '';
  for (const text of [mail.text ?? '', html]) {
    expect(text).toContain(code);
    expect(text).toContain('blog.example/posts/1,');
    expect(text).toContain('Firefox, Linux');
    expect(text).toMatch(/until \d\d:\d\d (AM|PM) UTC/);
    expect(text).toContain('If it was not you');
  }
  expect(html).toContain('<html lang="en" dir="ltr">');
  expect(html).toContain(`href="${link.href}"`);
  expect(html.match(/https?:/g)).toHaveLength(1);
  expect(html).not.toMatch(/<(img|script|link|style|iframe)|url\(|@import/i);
  expect(mail.attachments).toEqual([]);
});

test('it is written in the page’s language, else in the site’s, else in English', async () => {
  const arabic = (await mailed(browser(), somebody(), { lang: 'ar-EG' })).received.mail;
  expect(arabic.subject).toBe('تسجيل الدخول إلى التعليقات على blog.example');
  expect(arabic.html).toContain('<html lang="ar" dir="rtl">');
  expect(arabic.html).toMatch(/<bdi dir="ltr">\d{6}<\/bdi>/);
  await owner.call('PATCH', '/sites/default', {
    settings: { lang: 'de', name: 'Übers <img src=//x> Bloggen\r\nBcc: x@evil.example' },
  });
  onTestFinished(() => owner.call('PATCH', '/sites/default', { settings: { lang: '', name: '' } }).then(() => {}));
  const german = (await mailed(browser(), somebody(), { lang: 'xx' })).received;
  expect(german.mail.subject).toBe('Anmelden bei den Kommentaren auf Übers <img src=//x> Bloggen Bcc: x@evil.example');
  expect(german.mail.bcc).toBeUndefined();
  expect(german.mail.html).not.toContain('<img');
  expect(german.to).toHaveLength(1);
  expect((await mailed(browser(), somebody(), { lang: 'fr' })).received.mail.subject).toMatch(/^Connexion/);
});

test('the link signs in once, and whoever comes back is the same member', async () => {
  const [email, first] = [somebody(), browser()];
  const { token } = await mailed(first, email, { name: 'Bea' });
  const answer = await confirm(first, { token });
  expect(answer.status, answer.text).toBe(200);
  const { viewer, session } = answer.json;
  expect(viewer).toMatchObject({ name: 'Bea', role: 'member', site: 'default' });
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect((await call(url, 'GET', '/api/v1/session', { token: session.token })).json.viewer.id).toBe(viewer.id);
  expect(await confirm(first, { token })).toMatchObject({ status: 410, json: { code: 'link_over' } });

  // Written in another way, and with another name: they have one already.
  const again = browser();
  const { token: second, received } = await mailed(again, ` ${email.replace('somebody', 'ＳＯＭＥbody')}`, {
    name: 'Other',
  });
  expect(received.to).toEqual([email]);
  expect((await confirm(again, { token: second })).json.viewer).toMatchObject({ id: viewer.id, name: 'Bea' });
});

test('on a page of the server’s own site a cookie may hold what renews the session', async () => {
  const [one, two] = [browser(), browser()];
  const page = { url: `${url}/` };
  const near = { origin: url, 'sec-fetch-site': 'same-origin' };
  const confirmed = async (by: Browser, headers: Record<string, string>) => {
    const { token } = await mailed(by, somebody(), page);
    return call(url, 'POST', CONFIRM, { body: { token, verifier: by.verifier, cookie: true }, headers });
  };
  const kept = await confirmed(one, near);
  expect(kept.headers.getSetCookie()[0]).toMatch(/^__Host-.*; HttpOnly; Secure; SameSite=Lax$/);
  expect(kept.json.session).toEqual({ token: expect.any(String), expiresAt: expect.any(String) });
  const told = await confirmed(two, { origin: 'https://blog.example', 'sec-fetch-site': 'cross-site' });
  expect(told.headers.getSetCookie()).toEqual([]);
  expect(told.json.session.refresh).toMatch(/^r1\./);
});

test('a domain in letters of its own, and as machines write it, is the same mailbox', async () => {
  const [one, two] = [browser(), browser()];
  const first = await mailed(one, 'Bob@Bücher.example');
  expect(first.received.raw).toMatch(/^To: bob@xn--bcher-kva\.example\r$/m);
  const { viewer } = (await confirm(one, { token: first.token })).json;
  const second = await mailed(two, 'bob@xn--bcher-kva.example');
  expect((await confirm(two, { token: second.token })).json.viewer.id).toBe(viewer.id);
});

test('a moderator’s name does not tell whose address it is before that is proved, and is marked after', async () => {
  const by = browser();
  await mailed(browser(), 'owner@example.com', { name: 'Olga Owner' });
  const { token } = await mailed(by, somebody(), { name: 'Olga Owner' });
  expect((await confirm(by, { token })).json.viewer.name).toBe('Olga Owner 2');
});

test('two confirmations at once: one gets in', async () => {
  const by = browser();
  const { token, request, code } = await mailed(by, somebody());
  const answers = await Promise.all(
    [{ token }, { token }, { request, code }, { token }].map(each => confirm(by, each)),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410, 410, 410]);
});

test('what a guest wrote in this browser becomes the member’s; a token that is not one is no hindrance', async () => {
  const { token: guestToken } = await guest(url, 'Gus');
  const { id } = await post(url, '/claimed', 'written as a guest', {}, guestToken);
  const by = browser();
  const { token } = await mailed(by, somebody(), { name: 'Gustav' });
  const { viewer } = (await confirm(by, { token, guest: guestToken })).json;
  expect((await call(url, 'GET', `${COMMENTS}/${id}`)).json.author).toMatchObject({ id: viewer.id, role: 'member' });
  const next = browser();
  const { token: later } = await mailed(next, somebody());
  expect((await confirm(next, { token: later, guest: 'g1.made.up' })).status).toBe(200);
});

test('the six digits sign in where the mail was asked for', async () => {
  const by = browser();
  const { request, code, token } = await mailed(by, somebody());
  expect((await confirm(by, { request, code })).status).toBe(200);
  expect((await confirm(by, { token })).json.code).toBe('link_over');
});

const wrong = (code: string) => code.replace(/^./, digit => String((Number(digit) + 1) % 10));

test('after five wrong tries the digits are over, and the link with them', async () => {
  const by = browser();
  const { request, code, token } = await mailed(by, somebody());
  for (const left of ['4 more tries are', '3 more tries are', '2 more tries are', 'one more try is']) {
    const answer = await confirm(by, { request, code: wrong(code) });
    expect(answer).toMatchObject({ status: 401, json: { code: 'bad_credentials' } });
    expect(answer.json.detail).toContain(left);
  }
  expect((await confirm(by, { request, code: wrong(code) })).json.code).toBe('link_over');
  expect((await confirm(by, { request, code })).json.code).toBe('link_over');
  expect((await confirm(by, { token })).json.code).toBe('link_over');
});

test('of many tries at once no more than five are judged', async () => {
  const by = browser();
  const { request, code } = await mailed(by, somebody());
  const tries = Array.from({ length: 30 }, () => confirm(by, { request, code: wrong(code) }));
  const answers = await Promise.all([...tries, confirm(by, { request, code })]);
  expect(answers.filter(({ json }) => json.code === 'bad_credentials').length).toBeLessThanOrEqual(4);
  expect(answers.at(-1)?.json.code).toBe('link_over');
});

test('in another browser neither link nor digits are good, and nothing is used up there', async () => {
  const [by, other] = [browser(), browser()];
  const { request, code, token } = await mailed(by, somebody());
  for (let n = 0; n < 8; n += 1) {
    for (const proof of [{ token }, { request, code }, { request, code: wrong(code) }]) {
      const answer = await confirm(other, proof);
      expect(answer).toMatchObject({ status: 403, json: { code: 'other_browser' } });
      expect(answer.json.detail).toMatch(/six digits/);
    }
  }
  expect((await confirm(by, { token })).status).toBe(200);
});

test('what is made up is told from what is over by nothing', async () => {
  const by = browser();
  const { token, request, code } = await mailed(by, somebody());
  const [id = '', secret = ''] = token.split('.');
  for (const proof of [
    { token: `${id}.${secret.replace(/^./, c => (c === 'A' ? 'B' : 'A'))}` },
    { token: id },
    { token: request },
    { token: 'made-up.token' },
    { request: `${id}.x`, code },
    { request: token, code },
  ]) {
    expect((await confirm(by, proof)).json.code, JSON.stringify(proof)).toBe('link_over');
  }
  expect((await confirm(by, { token, request, code })).json.code).toBe('bad_request');
  expect((await confirm(by, {})).json.code).toBe('bad_request');
  expect((await confirm(by, { token })).status).toBe(200);
});

test('programs that open links, or even send them, sign nobody in', async () => {
  const by = browser();
  const { token } = await mailed(by, somebody());
  for (const path of [CONFIRM, `${CONFIRM}?token=${token}`, `${ASK}?token=${token}`]) {
    for (const method of ['GET', 'HEAD']) expect((await call(url, method, path)).status).toBe(404);
  }
  expect((await call(url, 'POST', CONFIRM, { body: { token } })).status).toBe(400);
  expect((await call(url, 'POST', CONFIRM, { body: { token, verifier: token.padEnd(43, 'x') } })).status).toBe(403);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  expect((await call(url, 'POST', CONFIRM, { body: `token=${token}`, headers: form })).status).toBe(415);
  expect((await confirm(by, { token })).status).toBe(200);
});

test('a quarter of an hour later it is over', async () => {
  const by = browser();
  const answer = await ask(by, somebody());
  const minutes = (Date.parse(answer.json.expiresAt) - Date.now()) / 60_000;
  expect(minutes).toBeGreaterThan(14.5);
  expect(minutes).toBeLessThanOrEqual(15);
  const { token, request, code } = await mailed(by, somebody());
  changeRows(server.dataDir, `UPDATE sign_ins SET expires_at = ${Date.now() - 1}`);
  for (const proof of [{ token }, { request, code }]) expect((await confirm(by, proof)).json.code).toBe('link_over');
});

test('asking anew makes the mail before void', async () => {
  const [email, by] = [somebody(), browser()];
  const first = await mailed(by, email);
  const second = await mailed(by, email);
  expect((await confirm(by, { token: first.token })).json.code).toBe('link_over');
  expect((await confirm(by, { request: first.request, code: first.code })).json.code).toBe('link_over');
  expect((await confirm(by, { token: second.token })).status).toBe(200);
});

test('who has signed out stays so, whatever is sent once more', async () => {
  const by = browser();
  const { token } = await mailed(by, somebody());
  const attempt = randomUUID();
  const { session } = (await confirm(by, { token, attempt })).json;
  await call(url, 'DELETE', '/api/v1/session', { token: session.token });
  expect((await confirm(by, { token, attempt })).json.code).toBe('session_over');
  const me = await call(url, 'GET', '/api/v1/session', { token: session.token });
  expect(me.json.code).toBe('session_over');
});

test('whoever asks for a mail to somebody’s address in another browser takes nothing from theirs', async () => {
  const [email, by, stranger] = [somebody(), browser(), browser()];
  const first = await mailed(by, email);
  const theirs = await mailed(stranger, email);
  for (let n = 0; n < 6; n += 1) await confirm(stranger, { request: theirs.request, code: wrong(theirs.code) });
  expect((await confirm(by, { token: first.token })).status).toBe(200);
});

test('who did not hear the answer asks again by the same attempt, and gets the same session for a minute', async () => {
  const by = browser();
  const [{ token }, digits] = [await mailed(by, somebody()), await mailed(by, somebody())];
  for (const proof of [{ token }, { request: digits.request, code: digits.code }]) {
    const attempt = randomUUID();
    const answers = await Promise.all(Array.from({ length: 3 }, () => confirm(by, { ...proof, attempt })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ json }) => json.session.refresh)).size).toBe(1);
    const others = [confirm(by, { ...proof, attempt: randomUUID() }), confirm(by, proof)];
    for (const other of await Promise.all(others)) expect(other.json.code).toBe('link_over');
    const stranger = await confirm(browser(), { ...proof, attempt });
    expect(stranger.json.code).toBe('other_browser');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
    expect((await confirm(by, { ...proof, attempt })).json.code).toBe('link_over');
    vi.useRealTimers();
  }
});

test('a member belongs to the site whose link it was', async () => {
  const [email, by] = [somebody(), browser()];
  const page = { site: 'other', url: 'https://other.example/' };
  const { token, received } = await mailed(by, email, page);
  expect(received.mail.subject).toBe('Sign in to the comments on other.example');
  const from = (origin: string) =>
    call(url, 'POST', CONFIRM, { body: { token, verifier: by.verifier }, headers: { origin } });
  expect((await from('https://blog.example')).json.code).toBe('origin_refused');
  const { viewer } = (await from('https://other.example')).json;
  expect(viewer.site).toBe('other');
  const here = await mailed(by, email);
  expect((await confirm(by, { token: here.token })).json.viewer.id).not.toBe(viewer.id);
});

test('an address or a page that is none is refused, and nothing is sent', async () => {
  await nothingSent(async () => {
    for (const email of [
      'no-address',
      'a@',
      '@example.com',
      'a@b@c.example',
      'a@example.com\r\nBcc: b@example.com',
      'a@example.com\nRCPT TO:<b@example.com>',
      'a@example.com, b@example.com',
      'a@example.com;b@example.com',
      '"a b"@example.com',
      'A <a@example.com>',
      'a@example.com>',
      'a@exam\u0000ple.com',
      'a\u200b@example.com',
      'a\u202e@example.com',
      'a＠b@example.com',
      'a@example.com＼r＼n,b@example.com',
      'a@[127.0.0.1]',
      'a@exa_mple.com',
      'a@example..com',
      `${'a'.repeat(65)}@example.com`,
    ]) {
      const answer = await ask(browser(), email);
      expect(answer, email).toMatchObject({ status: 400, json: { code: 'bad_request' } });
      expect(answer.json.detail).toContain('body/email');
    }
    for (const page of [
      'https://evil.example/',
      'https://blog.example.evil.example/',
      'https://blog.example@evil.example/',
      'http://blog.example/',
      'https://blog.example:8443/',
      '//blog.example/',
      '/posts/1',
      'javascript:alert(1)//https://blog.example/',
      'data:text/html,https://blog.example/',
      'blob:https://blog.example/0b1c',
      'filesystem:https://blog.example/x',
      'https://other.example/',
    ]) {
      expect((await ask(browser(), somebody(), { url: page })).json, page).toMatchObject({ code: 'bad_request' });
    }
    expect((await ask(browser(), somebody(), { name: '\u202e\u200b' })).json.code).toBe('bad_name');
    expect((await ask(browser(), somebody(), { site: 'none' })).json.code).toBe('unknown_site');
    for (const email of [{ $ne: '' }, ['a@example.com', 'b@example.com'], null, 1]) {
      expect((await ask(browser(), somebody(), { email })).json.code).toBe('bad_request');
    }
    const from = { origin: 'https://evil.example' };
    const body = { email: somebody(), url: PAGE, challenge: browser().challenge };
    expect((await call(url, 'POST', ASK, { body, headers: from })).json.code).toBe('origin_refused');
  });
});

test('what is allowed is sent without what it should not hold', async () => {
  const { link, received } = await mailed(browser(), somebody(), {
    url: 'https://bank.example:pw@blog.example/a\r\nb?x=%0d%0aBcc:x@evil.example#/route',
    name: 'Zoe\r\nBcc: x@evil.example',
    lang: 'en"><script>',
  });
  expect(link.href).toMatch(/^https:\/\/blog\.example\/ab\?x=%0d%0aBcc:x@evil\.example#lc-sign-in=/);
  expect(received.to).toHaveLength(1);
  expect(received.mail.bcc).toBeUndefined();
  expect(received.raw).not.toMatch(/Zoe|<script/);
  const tall = await mailed(browser(), somebody(), { url: `https://blog.example/${'ä'.repeat(200)}` });
  expect(tall.link.pathname).toHaveLength(1 + 200 * 6);
});

test('who is banned by their address is answered like everybody, and gets no mail', async () => {
  const email = somebody();
  expect((await ask(browser(), somebody())).status).toBe(202);
  await owner.call('POST', '/bans', { site: 'default', kind: 'email', value: email });
  const by = browser();
  // A mark of their own makes no other mailbox.
  await nothingSent(() => ask(browser(), email.replace('@', '+again@')));
  await nothingSent(async () => {
    const answer = await ask(by, email);
    expect(answer.status).toBe(202);
    expect(Object.keys(answer.json)).toEqual(['request', 'expiresAt']);
    const guess = await confirm(by, { request: answer.json.request, code: '000000' });
    expect(guess.json.code).toMatch(/^bad_credentials$/);
  });
});

test('where it is switched off, or the server cannot send mail, it says so and the site tells', async () => {
  const ways = async (at: string) => (await call(at, 'GET', '/api/v1/session/ways')).json.mail;
  expect(await ways(url)).toBe(true);
  const by = browser();
  const { token } = await mailed(by, somebody());
  await owner.call('PATCH', '/sites/default', { settings: { mailSignIn: false } });
  await nothingSent(async () => {
    expect(await ask(browser(), somebody())).toMatchObject({ status: 403, json: { code: 'feature_off' } });
    expect((await confirm(by, { token })).json.code).toBe('feature_off');
  });
  expect(await ways(url)).toBe(false);
  await owner.call('PATCH', '/sites/default', { settings: { mailSignIn: true } });
  expect((await confirm(by, { token })).status).toBe(200);
  const without = await startServer();
  onTestFinished(() => without.stop());
  const page = { url: `${without.url}/` };
  expect((await ask(browser(), somebody(), page, without.url)).json.code).toBe('feature_off');
  expect(await ways(without.url)).toBe(false);
});

test('an address that the mail server does not know, and a mail server that is gone', async () => {
  const refused = await ask(browser(), 'unknown@example.com');
  expect(refused).toMatchObject({ status: 502, json: { code: 'mail_failed' } });
  expect(refused.json.detail).toMatch(/spelled right/);
  const failed = await metric(url, 'live_comments_mails_total{result="failed"}');
  expect(failed).toBeGreaterThan(0);

  const port = await freePort();
  const env = { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'comments@blog.example', RATE_LIMITS: 'on' };
  const lonely = await startServer(env);
  onTestFinished(() => lonely.stop());
  const at = { url: `${lonely.url}/` };
  const email = somebody();
  // What did not go out does not count against the address.
  for (let n = 0; n < 4; n += 1) {
    const answer = await ask(browser(), email, at, lonely.url);
    expect(answer).toMatchObject({ status: 502, json: { code: 'mail_failed' } });
    expect(answer.text).not.toContain(String(port));
  }
  const back = await startMailbox({ port });
  onTestFinished(() => back.close());
  expect((await ask(browser(), email, at, lonely.url)).status).toBe(202);
  expect(back.received).toHaveLength(1);
});

test('a slow mail server holds up nobody but who waits for the mail', async () => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const slow = await startMailbox({ before: () => released });
  const env = { SMTP_URL: `smtp://127.0.0.1:${slow.port}`, MAIL_FROM: 'comments@blog.example' };
  const patient = await startServer(env);
  onTestFinished(async () => {
    await patient.stop();
    await slow.close();
  });
  let isAnswered = false;
  const asked = ask(browser(), somebody(), { url: `${patient.url}/` }, patient.url).finally(() => (isAnswered = true));
  await post(patient.url, '/meanwhile', 'written while the mail is on its way');
  expect((await call(patient.url, 'GET', '/healthz')).status).toBe(200);
  expect(isAnswered).toBe(false);
  release();
  expect((await asked).status).toBe(202);
});

test('one address gets three mails in a quarter of an hour, whoever asks; a site has so many under way', async () => {
  const env = { SMTP_URL: `smtp://127.0.0.1:${mailbox.port}`, MAIL_FROM: 'comments@blog.example', RATE_LIMITS: 'on' };
  const limited = await startServer(env);
  onTestFinished(() => limited.stop());
  const at = { url: `${limited.url}/` };
  const email = somebody();
  const status = async (address: string) => (await ask(browser(), address, at, limited.url)).status;
  for (let n = 0; n < 3; n += 1) expect(await status(email)).toBe(202);
  // What stands behind a plus leads to the same mailbox.
  expect(await status(email.replace('@', '+more@'))).toBe(429);
  const fourth = await ask(browser(), email.toUpperCase(), at, limited.url);
  expect(fourth).toMatchObject({ status: 429, json: { code: 'rate_limited' } });
  expect(fourth.json.retryAfter).toBeGreaterThan(800);
  expect(await status(somebody())).toBe(202);
  changeRows(
    limited.dataDir,
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
     INSERT INTO sign_ins (id, kind, site, challenge, data, expires_at)
     SELECT 'filler-' || i, 'mail', 'default', 'x', 'x', ${Date.now() + 60_000} FROM n`,
  );
  expect((await ask(browser(), somebody(), at, limited.url)).json).toMatchObject({
    code: 'rate_limited',
    retryAfter: 60,
  });
  changeRows(limited.dataDir, `UPDATE sign_ins SET expires_at = 1 WHERE id LIKE 'filler-%'`);
  expect(await status(somebody())).toBe(202);
  // Ten a day.
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const later: number[] = [];
  for (let n = 0; n < 9; n += 1) {
    if (n % 3 === 0) vi.setSystemTime(Date.now() + 16 * 60_000);
    later.push(await status(email));
  }
  expect(later).toEqual([...Array(7).fill(202), 429, 429]);
  vi.setSystemTime(Date.now() + 86_400_000);
  expect(await status(email)).toBe(202);
  const left = openRows(limited.dataDir);
  const count = left.prepare('SELECT COUNT(*) FROM sign_ins').pluck().get() as number;
  left.close();
  expect(count).toBeLessThan(1_000);
});

test('owners see whether mail can be sent, and what the mail server says to a test', async () => {
  const from = 'Blog comments <comments@blog.example>';
  expect((await owner.call('GET', '/mail')).json).toEqual({ configured: true, from, host: '127.0.0.1' });
  let answer: Answer | undefined;
  const { mail, to } = await mailbox.after(async () => {
    answer = await owner.call('POST', '/mail/test', { to: 'Owner@example.com' });
  });
  expect(answer?.json).toEqual({ sent: true, answer: expect.stringMatching(/^250 .*taken/) });
  expect(to).toEqual(['Owner@example.com']);
  expect(mail.subject).toBe('A test mail of Live Comments');
  expect((await owner.call('POST', '/mail/test', { to: 'unknown@example.com' })).json).toEqual({
    sent: false,
    answer: expect.stringContaining('550 5.1.1 <unknown@example.com>: no such user'),
  });
  for (const wrongTo of ['nobody', 'a@example.com\nBcc: b@example.com', 'a@example.com,b@example.com']) {
    expect((await owner.call('POST', '/mail/test', { to: wrongTo })).json.code).toBe('bad_request');
  }
  const without = await startServer();
  onTestFinished(() => without.stop());
  const other = await makeOwner(without);
  expect((await other.call('GET', '/mail')).json).toEqual({ configured: false, from: null, host: null });
  const untold = await other.call('POST', '/mail/test', { to: 'owner@example.com' });
  expect(untold.json).toEqual({ sent: false, answer: expect.stringContaining('SMTP_URL') });
});
