/** Page: how many readers a second get the first page of a thread. */
import { get as rawGet } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Contestant } from '../contestants.ts';
import { costOf, type Driver, withBoth } from '../crowds.ts';
import type { Row } from '../figure.ts';
import { BROWSER, fetchFrom, fetchJson, pageOf } from '../http.ts';
import { compare, type Turn } from '../rounds.ts';

const COMMENTS = 50;
const CONNECTIONS = 64;
/** Milliseconds. */
const TURN = 2_000;
const WARM_UP = 1_000;

const FORMS = { plain: 'identity', br: 'gzip, deflate, br, zstd' } as const;
type Form = keyof typeof FORMS;

export const page: Row = {
  name: 'page',
  about: `the first page of a thread with ${COMMENTS} comments, as the widget asks for it, ${CONNECTIONS} connections; the baseline is Fastify that sends the very same bytes, a string where they are plain and a Buffer where they are compressed`,
  run: options =>
    withBoth('page-server', async ({ ours, baseline, driver }) => {
      for (let n = 1; n <= COMMENTS; n += 1) await write(ours, n);
      const bytes: Partial<Record<Form, number>> = {};
      for (const form of ['plain', 'br'] as const) bytes[form] = await copy(ours, baseline, form);
      const measure = (contestant: Contestant, path: (form: Form) => string) => async (duration: number) => {
        const plain = await rate(driver, contestant, path('plain'), 'plain', duration);
        const br = await rate(driver, contestant, path('br'), 'br', duration);
        for (const form of ['plain', 'br'] as const) {
          const got = { plain, br }[form].bytes;
          if (got !== bytes[form]) throw new Error(`the ${form} page has ${got} bytes, and not ${bytes[form]}`);
        }
        return { plain: plain.wall, br: br.wall, plainCost: plain.cpu, brCost: br.cpu } satisfies Turn;
      };
      const contestants = {
        ours: measure(ours, () => pageOf('/page')),
        baseline: measure(baseline, form => `/${form}`),
      };
      await contestants.ours(WARM_UP);
      await contestants.baseline(WARM_UP);
      return compare(
        { ours: () => contestants.ours(TURN), baseline: () => contestants.baseline(TURN) },
        {
          plain: { what: `plain, ${bytes.plain} bytes`, unit: '/s', target: { atLeast: 0.8 } },
          br: { what: `compressed, ${bytes.br} bytes`, unit: '/s', target: { atLeast: 0.8 } },
          plainCost: { what: 'plain, a CPU second', unit: '/s', target: null },
          brCost: { what: 'compressed, a CPU second', unit: '/s', target: null },
        },
        options,
      );
    }),
};

async function rate(driver: Driver, contestant: Contestant, path: string, form: Form, duration: number) {
  const { host, port } = contestant;
  const headers = { ...BROWSER, 'accept-encoding': FORMS[form] };
  const { seconds, result } = await costOf(contestant, () =>
    driver.call('get', { host, port, connections: CONNECTIONS, duration, paths: [path], headers }),
  );
  const { requests, bytes } = result;
  return { wall: requests / result.seconds, cpu: requests / seconds, bytes: bytes / requests };
}

/** Some paragraphs by somebody new, as in a lively thread. */
async function write(server: Contestant, n: number): Promise<void> {
  const body = `Comment ${n}. ${'I have been reading this site for years, and this is clear. '.repeat(1 + (n % 4))}\n\nThat **makes** ${n}.`;
  await fetchJson(server, '/api/v1/comments', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ thread: '/page', body, author: { name: `Reader ${n}` } }),
  });
}

/** Gives the baseline our bytes; returns how many they are. */
async function copy(ours: Contestant, baseline: Contestant, form: Form): Promise<number> {
  // The third answer at the latest is a compressed one, and later ones are the same.
  for (let i = 0; i < 2; i += 1) await bytesOf(ours, form);
  const { body, encoding } = await bytesOf(ours, form);
  await fetchFrom(baseline, `/${form}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream', ...(encoding ? { 'content-encoding': encoding } : {}) },
    body: new Uint8Array(body),
  });
  return body.length;
}

/** As they came over the wire; `fetch` would decode them. */
function bytesOf({ host, port }: Contestant, form: Form): Promise<{ body: Buffer; encoding: string | undefined }> {
  return new Promise((resolve, reject) => {
    const headers = { ...BROWSER, 'accept-encoding': FORMS[form] };
    rawGet({ host, port, path: pageOf('/page'), headers, agent: false }, answer => {
      const encoding = answer.headers['content-encoding'];
      buffer(answer).then(body => resolve({ body, encoding }), reject);
    }).on('error', reject);
  });
}
