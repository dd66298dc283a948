/** Rules: each kind decides as it says, in order, with its reasons kept; edits are judged with the new text. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Answer, COMMENTS, call, guest, openRows, post } from '../helpers/api.ts';
import { ADMIN, type ModeratedServer, startModerated } from '../helpers/moderator.ts';
import { until } from '../helpers/until.ts';

let server: ModeratedServer;
let first: { id: number; kind: string; name: string | null }[];
const made: number[] = [];
const admin = (method: string, path: string, body?: unknown) =>
  call(server.url, method, `/api/v1/admin${path}`, { token: ADMIN, ...(body === undefined ? {} : { body }) });

beforeAll(async () => {
  server = await startModerated({ TRUST_PROXY: 'loopback' });
  first = (await admin('GET', '/rules')).json.items;
  for (const { id } of first) await admin('DELETE', `/rules/${id}`);
});
afterEach(async () => {
  for (const id of made.splice(0)) await admin('DELETE', `/rules/${id}`);
});
afterAll(() => server.stop());

/** Adds a rule for one test. */
async function rule(kind: string, settings: object, more: object = {}): Promise<number> {
  const answer = await admin('POST', '/rules', { site: 'default', kind, settings, ...more });
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
  made.push(answer.json.id);
  return answer.json.id;
}

const write = (body: string, more: object = {}, token?: string): Promise<Answer> =>
  call(server.url, 'POST', COMMENTS, { body: { thread: '/rules', body, ...more }, token });
const card = async (id: string) => (await admin('GET', `/comments/${id}`)).json;
const isPublic = async (id: string) => (await call(server.url, 'GET', `${COMMENTS}/${id}`)).status === 200;

test('a site begins with rules against scripts, links, repeats and floods; whoever deletes them all is rid of them', async () => {
  expect(first.map(({ kind }) => kind)).toEqual(['bots', 'links', 'links', 'repeat', 'flood', 'rejected', 'bayes']);
  // Each language has names of its own for what they do.
  expect(first.map(({ name }) => name)).toEqual(Array(7).fill(null));
  expect((await admin('GET', '/rules?site=default')).json).toEqual({ items: [], next: null });
});

test('a rule holds: the author reads that it waits, the public nothing, and moderators why', async () => {
  await rule('words', { words: ['casino', 'crypt*', 'free money'] }, { name: 'Money' });
  const { status, json } = await write('Win at the CASINO with cryptocoins, it is free   MONEY');
  expect(status).toBe(202);
  expect(json.state).toBe('held');
  expect(await isPublic(json.id)).toBe(false);
  expect((await card(json.id)).reasons).toEqual([
    {
      ...{ rule: 'words', name: 'Money', action: 'hold', points: 0 },
      detail: 'It holds ‘CASINO’, ‘cryptocoins’, ‘free   MONEY’.',
      matches: ['CASINO', 'cryptocoins', 'free   MONEY'],
    },
  ]);
});

test('words are whole words without case and accents, also across marks of the text, in names and websites', async () => {
  await rule('words', { words: ['resume', 'ass', '*badword*'] });
  expect((await write('An assessment of classes, resumed')).status).toBe(201);
  expect((await write('My RÉSUMÉ')).status).toBe(202);
  expect((await write('bad**word**s are hidden in marks')).status).toBe(202);
  expect((await write('Fine', { author: { name: 'An ass' } })).status).toBe(202);
  expect((await write('Fine too', { author: { name: 'Bob', website: 'https://ass.example' } })).status).toBe(202);
  await rule('words', { words: ['only'], in: ['name'] });
  expect((await write('only in the text')).status).toBe(201);
});

test('rejecting: 403 with a sentence, and nobody but moderators finds the text, by no way of asking again', async () => {
  await rule('words', { words: ['forbidden'] }, { action: 'reject' });
  const [id, { token }] = [randomUUID(), await guest(server.url)];
  for (let n = 0; n < 2; n++) {
    const answer = await write('A forbidden text', { id }, token);
    expect(answer.status).toBe(403);
    expect(answer.json).toMatchObject({ code: 'rejected', status: 403 });
    expect(answer.json.detail).toMatch(/Your text is not lost/);
  }
  expect((await card(id)).state).toBe('rejected');
  expect(await isPublic(id)).toBe(false);
  expect((await call(server.url, 'GET', `${COMMENTS}?thread=/rules`, { token })).text).not.toContain('forbidden');
});

test('spam: its author is told that it waits, and a moderator can bring it back', async () => {
  await rule('words', { words: ['pills'] }, { action: 'spam' });
  const { token } = await guest(server.url);
  const { status, json } = await write('Buy pills', {}, token);
  expect([status, json.state]).toEqual([202, 'held']);
  expect((await call(server.url, 'GET', `${COMMENTS}/${json.id}`, { token })).json.state).toBe('held');
  expect((await card(json.id)).state).toBe('spam');
  expect((await admin('PUT', `/comments/${json.id}/approval`)).status).toBe(200);
  expect(await isPublic(json.id)).toBe(true);
});

test('rules are asked in their order: one that approves ends it, and one that is switched off says nothing', async () => {
  const hold = await rule('words', { words: ['order'] });
  const approve = await rule('author', { who: 'guests' }, { action: 'approve' });
  expect((await write('order one')).status).toBe(202);
  const moved = await admin('PATCH', `/rules/${approve}`, { position: 0 });
  expect(moved.status).toBe(200);
  const items: { id: number }[] = (await admin('GET', '/rules?site=default')).json.items;
  expect(items.map(({ id }) => id)).toEqual([approve, hold]);
  expect((await write('order two')).status).toBe(201);
  await admin('PATCH', `/rules/${approve}`, { enabled: false });
  expect((await write('order three')).status).toBe(202);
});

test('the owner’s switch holds what a rule would approve', async () => {
  await rule('author', { who: 'all' }, { action: 'approve' });
  await server.set({ hold: 'all' });
  const { status, json } = await write('All wait');
  await server.set({ hold: 'none' });
  expect(status).toBe(202);
  expect((await card(json.id)).reasons.map((each: { rule: string }) => each.rule)).toEqual(['all', 'author']);
});

test('points add up: five hold, ten are spam, fewer do nothing, and all reasons are kept', async () => {
  await rule('words', { words: ['three'] }, { action: 'score', points: 3 });
  await rule('words', { words: ['two'] }, { action: 'score', points: 2 });
  await rule('words', { words: ['five'] }, { action: 'score', points: 5 });
  await rule('words', { words: ['kind'] }, { action: 'score', points: -2 });
  const state = async (text: string) => (await card((await write(text)).json.id)).state;
  expect(await state('three')).toBe('published');
  expect(await state('three two')).toBe('held');
  expect(await state('three two kind')).toBe('published');
  expect(await state('three two five')).toBe('spam');
  const { json } = await write('three two, once more');
  expect((await card(json.id)).reasons.map((each: { points: number }) => each.points)).toEqual([3, 2]);
});

test('links: too many, to unwanted hosts and names below them, also as website, and in a first comment', async () => {
  await rule('links', { max: 1, hosts: ['spam.example', 'https://EVIL.example/path'] });
  expect((await write('https://fine.example/a')).status).toBe(201);
  expect((await write('https://fine.example/a https://fine.example/b')).status).toBe(202);
  expect((await write('[x](https://deep.under.spam.example./)')).status).toBe(202);
  expect((await write('https://notspam.example/')).status).toBe(201);
  expect((await write('Hi', { author: { name: 'Eve', website: 'https://www.evil.example' } })).status).toBe(202);
  await rule('links', { first: true });
  const { token } = await guest(server.url);
  expect((await write('https://fine.example/first', {}, token)).status).toBe(202);
  expect((await write('Without one', {}, token)).status).toBe(201);
  expect((await write('https://fine.example/later', {}, token)).status).toBe(201);
});

test('patterns: those of RE2; a wrong one is refused with the place and the reason, an evil one costs nothing', async () => {
  await rule('patterns', { patterns: ['(?i)call \\+?\\d{6,}', '(x+x+)+y'] });
  const { status, json } = await write('CALL +123456789 now');
  expect(status).toBe(202);
  expect((await card(json.id)).reasons[0].matches).toEqual(['CALL +123456789']);
  const began = performance.now();
  expect((await write('x'.repeat(4_900))).status).toBe(201);
  expect(performance.now() - began).toBeLessThan(1_000);
  const wrong = (patterns: string[]) =>
    admin('POST', '/rules', { site: 'default', kind: 'patterns', settings: { patterns } });
  const refused = await wrong(['fine', 'a(b']);
  expect(refused.status).toBe(400);
  expect(refused.json.detail).toMatch(/settings\/patterns\/1 is not a pattern of RE2: missing closing \)/);
  expect((await wrong(['(?<=a)b'])).status).toBe(400);
  expect((await wrong(['a*'])).json.detail).toMatch(/fits every text/);
  expect((await wrong(['((\\w{20}){20}){20}'])).status).toBe(400);
});

test('settings are checked by kind, with the name of the field', async () => {
  const wrong = async (kind: string, settings: object) => {
    const { status, json } = await admin('POST', '/rules', { site: 'default', kind, settings });
    expect(status).toBe(400);
    return json.detail;
  };
  expect(await wrong('flood', { max: 0, minutes: 1 })).toMatch(/settings\/max/);
  expect(await wrong('words', { words: ['fine', '*'] })).toMatch(/settings\/words\/1/);
  expect(await wrong('words', { words: [] })).toMatch(/settings\/words/);
  expect(await wrong('bots', { unknown: 1 })).toMatch(/settings/);
  expect(await wrong('nonsense', {})).toMatch(/body\/kind/);
  expect((await admin('POST', '/rules', { site: 'nowhere', kind: 'bots', settings: {} })).status).toBe(404);
  expect((await admin('PATCH', '/rules/987654', {})).json.code).toBe('not_found');
});

test('repeats: nearly the same counts, a quotation does not, and each comment counts once', async () => {
  await rule('repeat', {});
  const text = 'This is a long and careful text about the many ways in which gardens can be kept in dry years';
  const { token } = await guest(server.url);
  const id = randomUUID();
  expect((await write(text, { id }, token)).status).toBe(201);
  expect((await write(text, { id }, token)).status).toBe(200);
  expect((await write(`> ${text}\n\nI agree with this.`)).status).toBe(201);
  expect((await write(`${text}!!`)).status).toBe(202);
  expect((await write(text.replace('careful', 'Careful'))).status).toBe(202);
  expect((await write('Another text, with nothing of that in it at all, on a very different matter')).status).toBe(201);
  expect((await call(server.url, 'PATCH', `${COMMENTS}/${id}`, { body: { body: `${text}.` }, token })).status).toBe(
    200,
  );
});

test('floods: by one author, and by guests of one network whom nobody knows', async () => {
  await rule('flood', { max: 3, minutes: 5 });
  const { token } = await guest(server.url);
  const states: number[] = [];
  for (let n = 0; n < 4; n++) states.push((await write(`flood ${n}`, {}, token)).status);
  expect(states).toEqual([201, 201, 201, 202]);
  const out = async (address: string) => {
    const body = { thread: '/rules', body: `flood from ${address}` };
    return (await call(server.url, 'POST', COMMENTS, { body, headers: { 'x-forwarded-for': address } })).status;
  };
  const from = async (network: string) => {
    const answers: number[] = [];
    for (let n = 1; n < 5; n++) answers.push(await out(`${network}${n}`));
    return answers;
  };
  expect(await from('203.0.113.')).toEqual([201, 201, 201, 202]);
  expect(await from('2001:db8:1::')).toEqual([201, 201, 201, 202]);
  // Behind a proxy that was not declared, everybody has such an address.
  expect(await from('10.0.0.')).toEqual([201, 201, 201, 201]);
});

test('rejected before: the share of it counts, and those who were approved are free', async () => {
  await rule('rejected', { percent: 40, days: 7 });
  const { token } = await guest(server.url);
  const ids: string[] = [];
  for (const text of ['r one', 'r two', 'r three']) ids.push((await write(text, {}, token)).json.id);
  await admin('PUT', `/comments/${ids[0]}/rejection`);
  expect((await write('r four', {}, token)).status).toBe(201);
  await admin('PUT', `/comments/${ids[1]}/spam`);
  const { status, json } = await write('r five', {}, token);
  expect(status).toBe(202);
  expect((await card(json.id)).reasons[0].detail).toMatch(/Of 4 comments .* 2 were refused/);
});

test('rejected before: who is rejected and writes again at once is held, and no more once it is taken back', async () => {
  await rule('rejected', { percent: 40, days: 7 });
  const { id, token } = await guest(server.url);
  const first = (await write('at once one', {}, token)).json.id;
  await admin('PUT', `/comments/${first}/rejection`);
  const second = await write('at once two', {}, token);
  expect(second.status).toBe(202);
  const { items } = (await admin('GET', `/comments?author=${id}`)).json;
  expect(items.map((each: { id: string; state: string }) => [each.id, each.state])).toEqual([
    [second.json.id, 'held'],
    [first, 'rejected'],
  ]);
  expect((await admin('GET', `/users/${id}`)).json.counts).toMatchObject({ held: 1, rejected: 1 });
  await admin('DELETE', `/comments/${first}/rejection`);
  expect((await write('at once three', {}, token)).status).toBe(201);
});

test('authors: until so many of theirs are published', async () => {
  await rule('author', { who: 'new', published: 2 });
  const { token } = await guest(server.url);
  for (const text of ['new one', 'new two']) {
    const { status, json } = await write(text, {}, token);
    expect(status).toBe(202);
    await admin('PUT', `/comments/${json.id}/approval`);
  }
  expect((await write('new three', {}, token)).status).toBe(201);
});

test('reports: at the threshold a comment is held by the rule, on its own record; an approval counts anew', async () => {
  const id = await rule('flags', { count: 2 }, { name: 'Two reports' });
  const { id: comment } = await post(server.url, '/rules', 'Reported by readers');
  const report = async () => {
    const { token } = await guest(server.url);
    return call(server.url, 'POST', `${COMMENTS}/${comment}/flags`, { body: { reason: 'spam' }, token });
  };
  await report();
  expect(await isPublic(comment)).toBe(true);
  await report();
  expect(await isPublic(comment)).toBe(false);
  expect((await card(comment)).reasons).toMatchObject([{ rule: 'flags', name: 'Two reports', action: 'hold' }]);
  const { items } = (await admin('GET', `/audit?target=${comment}`)).json;
  expect(items).toMatchObject([{ action: 'comment.hold', by: { id: `rule:${id}`, name: 'Two reports', via: 'rule' } }]);
  await admin('PUT', `/comments/${comment}/approval`);
  await report();
  expect(await isPublic(comment)).toBe(true);
});

test('L4 edits are judged with the new text: what would be held leaves the public, what would be rejected changes nothing', async () => {
  await rule('words', { words: ['heldword'] });
  await rule('words', { words: ['rejectedword'] }, { action: 'reject' });
  const { id, session } = await post(server.url, '/rules', 'A harmless text');
  const edit = (body: string) =>
    call(server.url, 'PATCH', `${COMMENTS}/${id}`, { body: { body }, token: session.token });
  const refused = await edit('Now with a rejectedword');
  expect([refused.status, refused.json.code]).toEqual([403, 'rejected']);
  expect((await call(server.url, 'GET', `${COMMENTS}/${id}`)).text).toContain('A harmless text');
  const held = await edit('Now with a heldword');
  expect([held.status, held.json.state]).toEqual([200, 'held']);
  expect(await isPublic(id)).toBe(false);
  expect((await call(server.url, 'GET', `${COMMENTS}?thread=/rules&limit=100`)).text).not.toContain('heldword');
  expect((await card(id)).reasons).toMatchObject([{ rule: 'words', matches: ['heldword'] }]);
});

test('the word filter learns from what people decide, unlearns what is taken back, and keeps no word in clear', async () => {
  await rule('bayes', {}, { action: 'spam' });
  const spam = (n: number) => `Cheap watches and casino bonus number${n}, order online today`;
  const ham = (n: number) => `The garden needs rain, and my roses bloom since day${n} of spring`;
  const ids: string[] = [];
  const learned = () => {
    const db = openRows(server.dataDir);
    const row = db.prepare("SELECT spam, ham FROM bayes WHERE word = ''").get() as { spam: number; ham: number };
    const clear = db.prepare("SELECT COUNT(*) FROM bayes WHERE word LIKE '%casino%'").pluck().get();
    db.close();
    return { spam: row?.spam ?? 0, ham: row?.ham ?? 0, clear };
  };
  const before = learned();
  for (let n = 0; n < 50; n++) {
    const [bad, good] = [(await write(spam(n))).json.id, (await write(ham(n))).json.id];
    ids.push(bad);
    await admin('PUT', `/comments/${bad}/spam`);
    await admin('PUT', `/comments/${good}/approval`);
  }
  await until(
    () => learned().spam >= 50 && learned().ham >= before.ham + 50,
    () => JSON.stringify(learned()),
  );
  expect((await card((await write(spam(60))).json.id)).state).toBe('spam');
  expect((await write(ham(60))).status).toBe(201);
  expect(learned().clear).toBe(0);
  const { spam: most } = learned();
  await admin('DELETE', `/comments/${ids[0]}/spam`);
  await until(
    () => learned().spam === most - 1,
    () => JSON.stringify(learned()),
  );
});

test('a dry run tells what a rule would have done, of whom people decided otherwise, and changes nothing', async () => {
  const thread = '/dry-run';
  const { id: kept } = await post(server.url, thread, 'A dryword that was approved');
  await admin('PUT', `/comments/${kept}/approval`);
  const { id: other } = await post(server.url, thread, 'Another dryword');
  await post(server.url, thread, 'Nothing of it');
  const db = openRows(server.dataDir);
  const snapshot = () =>
    JSON.stringify(
      ['comments', 'rules', 'audit', 'events', 'jobs'].map(table => db.prepare(`SELECT * FROM ${table}`).all()),
    );
  await until(() => db.prepare('SELECT COUNT(*) FROM jobs WHERE run_at < 9e15').pluck().get() === 0, 'jobs wait');
  const before = snapshot();
  const dry = { site: 'default', kind: 'words', settings: { words: ['dryword'] }, name: 'Dry' };
  const { status, json } = await admin('POST', '/rules/dry-run', { rule: dry });
  expect(status).toBe(200);
  expect(json).toMatchObject({ applied: 2, approvedByPeople: 1, note: null });
  expect(json.looked).toBeGreaterThanOrEqual(3);
  expect(json.items.map((each: { id: string }) => each.id)).toEqual([other, kept]);
  expect(json.items[0]).toMatchObject({
    excerpt: 'Another dryword',
    state: 'published',
    reason: { rule: 'words', name: 'Dry' },
  });
  const last = await admin('POST', '/rules/dry-run', { rule: dry, last: 2 });
  expect(last.json).toMatchObject({ looked: 2, applied: 1 });
  expect((await admin('POST', '/rules/dry-run', { rule: { ...dry, kind: 'bots', settings: {} } })).json).toMatchObject({
    applied: 0,
    note: expect.stringMatching(/cannot be tried/),
  });
  expect(snapshot()).toBe(before);
  db.close();
});

test('changes of rules are in the audit log, without the words', async () => {
  const id = await rule('words', { words: ['a-secret-list-of-words'] });
  await admin('PATCH', `/rules/${id}`, { enabled: false });
  await admin('PATCH', `/rules/${id}`, { enabled: false });
  await admin('DELETE', `/rules/${id}`);
  const answer = await admin('GET', '/audit?action=rule.');
  const mine = answer.json.items.filter((each: { target: { id: string } }) => each.target.id === String(id));
  expect(mine.map((each: { action: string }) => each.action)).toEqual(['rule.delete', 'rule.change', 'rule.create']);
  expect(answer.text).not.toContain('a-secret-list-of-words');
});
