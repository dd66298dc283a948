/** The set of spam (list item 38): scripts are stopped, people are not, and nobody waits for it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { solve } from '../../widget/writing/work.ts';
import { COMMENTS, call, changeRows, post, query } from '../helpers/api.ts';
import { ADMIN, type ModeratedServer, startModerated } from '../helpers/moderator.ts';
import { percentile } from '../helpers/rest.ts';

const LIMITED = { RATE_LIMITS: 'on', TRUST_PROXY: 'loopback' };
const THREAD = '/busy';
/** A person takes longer than that. */
const READING_MS = 3_050;

let server: ModeratedServer;
const people: Writer[] = times(100).map(n => ({ address: `198.51.${n}.${(n % 250) + 1}` }));
/** Out of many networks; a new guest each time. */
const spread = (n: number): Writer => ({ address: `192.0.${n % 200}.${(n % 240) + 1}` });
/** What people and scripts were given before they wrote: for all of them, the time to read goes by once. */
let forms: { readonly people: Form[]; readonly workless: Form[]; readonly worked: Form[]; readonly replayed: Form };

/** A site on which a thousand people in ten minutes are nothing new: else the flood switch alone would stop what comes. */
beforeAll(async () => {
  const before = await startModerated();
  await post(before.url, THREAD, 'An old comment');
  await before.stop();
  const then = Date.now() - 2 * 24 * 3_600_000;
  changeRows(
    before.dataDir,
    `UPDATE comments SET created_at = ${then};
     WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)
     INSERT INTO comments (id, thread_id, parent, depth, seq, author_id, author_name, body, body_hash, content,
                           content_version, state, listed, created_at)
     SELECT printf('00000000-0000-4000-8000-%012d', i), thread_id, NULL, 0, seq, author_id, author_name, body, body_hash,
            content, content_version, 'published', 1, ${then} FROM comments, n WHERE number = 1;`,
  );
  server = await startModerated({ ...LIMITED, DATA_DIR: before.dataDir });
  forms = {
    people: await each(people, person => formFor(person)),
    workless: await each(times(380), n => formFor(spread(n), false)),
    worked: await each(times(20), n => formFor(spread(n))),
    replayed: await formFor(spread(0)),
  };
  await new Promise(resolve => setTimeout(resolve, READING_MS));
}, 30_000);
afterAll(() => server.stop());

interface Writer {
  readonly address: string;
  token?: string;
}

interface Form {
  readonly token: string;
  readonly solution?: number;
}

const from = ({ address, token }: Writer) => ({ headers: { 'x-forwarded-for': address }, token });

async function formFor(writer: Writer, work = true): Promise<Form> {
  const { status, json } = await call(server.url, 'GET', query('/api/v1/form', { thread: THREAD }), from(writer));
  if (status !== 200) throw new Error(`${status}`);
  const { token, challenge } = json;
  return challenge && work ? { token, solution: await solve(challenge.salt, challenge.bits) } : { token };
}

async function write(
  writer: Writer,
  body: string,
  form?: object,
  to = server.url,
): Promise<{ state: string; code?: string; ms: number }> {
  const began = performance.now();
  const { status, json } = await call(to, 'POST', COMMENTS, {
    body: { id: randomUUID(), thread: THREAD, body, ...(form ? { form } : {}) },
    ...from(writer),
  });
  const ms = performance.now() - began;
  if (json.session) writer.token = json.session.token;
  return status < 300 ? { state: json.state, ms } : { state: 'refused', code: json.code, ms };
}

/** A few at a time, as they would come. */
async function each<T, R>(items: readonly T[], act: (item: T, n: number) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let n = 0; n < items.length; n += 10) {
    results.push(...(await Promise.all(items.slice(n, n + 10).map((item, i) => act(item, n + i)))));
  }
  return results;
}

function times(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n);
}

const VOCABULARY =
  'the the the the a a and and to to of of in in I I it it that is was for on you with as at be this have from not but they ' +
  'we she he my so more when there what about which all would their out one time people year day way thing man woman life ' +
  'child world school state family student group country problem hand part place case week company system program question ' +
  'work government number night point home water room mother area money story fact month lot right study book eye job word ' +
  'business issue side kind head house service friend father power hour game line end member law car city community name ' +
  'president team minute idea kid body information back parent face others level office door health person art war history ' +
  'party result change morning reason research girl guy moment air teacher force education walked waited read wrote think ' +
  'know never always maybe often quite really old new good small large early young important';
const WORDS = VOCABULARY.split(' ');

/** What people write: short and long, the same few short words as others, a link now and then, a quotation. */
function said(person: number, n: number): string {
  // A fixed sequence that looks like chance: the same texts in each run.
  let seed = person * 7919 + n * 104_729 + 1;
  const chance = (below: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  if (n % 5 === 1) return ['Thanks!', 'I agree.', 'So true', '+1', 'Great!'][(person + Math.floor(n / 5)) % 5] ?? '';
  const text = Array.from({ length: 6 + chance(40) }, () => WORDS[chance(WORDS.length)]).join(' ');
  if (n % 5 === 3) return `> ${said(person + 1, 2)}\n\nYes, and ${text}`;
  return chance(8) === 0 ? `${text}: https://photos.example/${person}/${n}` : text;
}

test('people: of a thousand comments through forms none is refused, no more than ten are held, and nobody waits', {
  timeout: 60_000,
}, async () => {
  // The same server without a rule, at the same time, tells what judging costs.
  const plain = await startModerated();
  const { items } = (await call(plain.url, 'GET', '/api/v1/admin/rules', { token: ADMIN })).json;
  for (const { id } of items) await call(plain.url, 'DELETE', `/api/v1/admin/rules/${id}`, { token: ADMIN });
  const results = await each(people, (person, n) => write(person, said(n, 0), forms.people[n]));
  // From the second on they are known, and nobody asks how long it took.
  const posts = times(900).map(n => ({ person: n % 100, n: 1 + Math.floor(n / 100) }));
  const later = await each(posts, ({ person }) => formFor(people[person] as Writer));
  const unjudged: { ms: number }[] = [];
  const post = async ({ person, n }: { person: number; n: number }, at: number) => {
    const judged = write(people[person] as Writer, said(person, n), later[at]);
    if (at % 4 === 0) unjudged.push(await write({ address: '203.0.113.9' }, said(person, n), undefined, plain.url));
    return judged;
  };
  results.push(...(await each(posts, post)));
  await plain.stop();

  const states = Map.groupBy(results, ({ state }) => state);
  expect(results).toHaveLength(1_000);
  expect(states.get('refused') ?? []).toEqual([]);
  expect(states.get('held')?.length ?? 0).toBeLessThanOrEqual(10);
  const p95 = (answers: readonly { ms: number }[]) =>
    percentile(
      answers.map(answer => answer.ms),
      0.95,
    );
  expect(unjudged).toHaveLength(225);
  expect(p95(results) - p95(unjudged)).toBeLessThan(100);
});

const spamText = (n: number) =>
  `Dear friends, I was poor and tired of my work until I found the secret that bankers hide from all of us, and now my family ` +
  `lives in a house with a garden, we travel each month, and you can have the same if you only read the guide which I put on ` +
  `https://rich.example/offer-${n} for you, so do not wait and click before it is gone for ever number ${n}`;

test('scripts: of a thousand posts 99 % are stopped', { timeout: 60_000 }, async () => {
  // Five networks of them, and a new guest for each post.
  const bot = (n: number): Writer => ({ address: `203.0.${n % 5}.${(n % 240) + 1}` });
  const stopped: Record<string, number> = {};
  const run = async (name: string, count: number, act: (n: number) => Promise<{ state: string }>) => {
    const results = await each(times(count), act);
    stopped[name] = results.filter(({ state }) => state !== 'published').length;
  };
  await run('no form', 250, n => write(bot(n), spamText(n)));
  await run('a form used again', 180, n =>
    write(spread(n), `Look at my shop, visitor ${n}: ${randomUUID()}`, forms.replayed),
  );
  await run('the hidden field', 200, n =>
    write(spread(n), `A fine page, ${randomUUID()}`, { ...forms.workless[n], website2: 'https://x.example' }),
  );
  await run('no work', 180, n => write(spread(n), `Nice to read, ${randomUUID()}`, forms.workless[200 + n]));
  await run('in haste, with a link', 20, async n =>
    write(bot(n), `https://fast.example/${randomUUID()}`, await formFor(bot(n))),
  );
  const flooder = { address: '192.0.250.1' };
  await run('a flood', 150, n =>
    write(flooder, `${spamText(n)} flood`.replace('Dear friends', 'Hello everybody out there')),
  );
  await run('the same again', 20, n =>
    write(
      spread(n),
      'This one weird trick of a retired doctor heals your back, your knees and your sorrows in a week',
      forms.worked[n],
    ),
  );
  const all = Object.values(stopped).reduce((sum, count) => sum + count, 0);
  expect(stopped).toMatchObject({ 'the hidden field': 200, 'no work': 180, 'in haste, with a link': 20 });
  expect(all).toBeGreaterThanOrEqual(990);
});

test('the flood switch: far more unknown guests than ever hold each other up, known people write on, and staff can read of it', async () => {
  const quiet = await startModerated(LIMITED);
  const post = (address: string, token?: string, more: object = {}) =>
    call(quiet.url, 'POST', COMMENTS, {
      body: { thread: '/quiet', body: `text ${randomUUID()}`, ...more },
      ...from({ address }),
      token,
    });
  const state = async (address: string, more?: object) => (await post(address, undefined, more)).json.state;
  const known = (await post('198.18.0.1')).json.session.token;
  // One network counts as five, however much it writes: the rest is caught, and harms nobody else.
  const flood: string[] = [];
  for (const n of times(40)) flood.push(await state(`198.18.1.${n}`));
  expect(flood).toEqual([...Array(20).fill('published'), ...Array(20).fill('held')]);
  // Ten readers of a popular article, with their forms, count as two.
  for (const n of times(10)) {
    const { json } = await call(quiet.url, 'GET', query('/api/v1/form', { thread: '/quiet' }));
    const form = { token: json.token, solution: await solve(json.challenge.salt, json.challenge.bits) };
    expect(await state(`198.18.2${n}.1`, { form })).toBe('published');
  }
  const states: string[] = [];
  for (const n of times(60)) states.push(await state(`198.18.${n + 100}.1`));
  expect(states).toEqual([...Array(52).fill('published'), ...Array(8).fill('held')]);

  const { json } = await call(quiet.url, 'GET', query('/api/v1/form', { thread: '/quiet' }));
  expect(json.challenge.bits).toBe(18);
  for (const _ of times(2)) expect((await post('198.18.0.1', known)).status).toBe(201);
  const { token } = (await post('198.18.99.1')).json.session;
  const slow = await post('198.18.99.1', token);
  expect([slow.status, slow.json.code]).toEqual([429, 'slow_mode']);
  const audit = await call(quiet.url, 'GET', '/api/v1/admin/audit?action=site.attack', { token: ADMIN });
  expect(audit.json.items).toMatchObject([
    { by: { via: 'system' }, site: 'default', target: { kind: 'site', id: 'default' } },
  ]);
  await quiet.stop();
});

test('the machine itself and private addresses are no network: behind a proxy that was not declared, they are everybody’s', async () => {
  const inside = await startModerated(LIMITED);
  const addresses = ['127.0.0.1', '::1', '10.1.2.3', '::ffff:192.168.1.7', '172.20.0.1', 'fd12::7', '100.64.0.9'];
  const states = await each(times(140), n =>
    write({ address: addresses[n % 7] ?? '' }, randomUUID(), undefined, inside.url),
  );
  expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['published']));
  await inside.stop();
});
