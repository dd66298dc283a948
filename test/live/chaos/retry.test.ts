/** Acknowledgements that are lost on the way: a retry with the same id never makes a second comment. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Comment } from '../../../protocol/comment.ts';
import { LiveClient } from '../../helpers/live-client.ts';
import { newGuest } from '../../helpers/poster.ts';
import { FaultProxy } from '../../helpers/proxy.ts';
import { wholeThread } from '../../helpers/rest.ts';
import { startServer, type TestServer } from '../../helpers/server.ts';

const POSTS = 200;
const THREAD = '/eaten';

let server: TestServer;
let proxy: FaultProxy;
let token: string;
/** The number in each swallowed acknowledgement, by id, and who waits for it to be swallowed. */
const eaten = new Map<string, number>();
const hungry = new Map<string, () => void>();

beforeAll(async () => {
  server = await startServer();
  token = await newGuest(server.url);
  proxy = await FaultProxy.before(server.url, link => ({
    rule: ({ status, text }) => {
      const id = status === 201 || text.startsWith('{"type":"ack"') ? idOf(text) : undefined;
      if (id === undefined || eaten.has(id)) return 'pass';
      eaten.set(id, seqOf(text));
      hungry.get(id)?.();
      // Half of the lost answers take their connection along.
      return status === 201 && link % 2 === 0 ? 'cut' : 'drop';
    },
  }));
});

afterAll(async () => {
  await proxy.close();
  await server.stop();
});

test(`L2 L3 ${POSTS} acknowledgements eaten and retried over socket and REST give ${POSTS} comments`, async () => {
  const lossy = await signedIn(proxy.url);
  const [first, second] = [await signedIn(server.url), await signedIn(server.url)];
  const watcher = await LiveClient.open(server.url);
  await watcher.subscribe(THREAD);

  const posts = Array.from({ length: POSTS }, async (_, n) => {
    const id = crypto.randomUUID();
    const body = `Comment ${n}`;
    const swallowed = new Promise<void>(resolve => hungry.set(id, resolve));
    const aborted = new AbortController();
    if (n % 2 === 0) sendOver(lossy, id, body);
    else void overRest(proxy.url, id, body, aborted.signal).catch(() => {});
    await swallowed;
    aborted.abort();
    const viaSocket = (client: LiveClient) => overSocket(client, id, body);
    const viaRest = () => overRest(server.url, id, body);
    const retries = [
      () => [viaSocket(first)],
      () => [viaRest()],
      () => [viaSocket(lossy)],
      () => [viaSocket(first), viaSocket(second), viaRest(), viaRest()],
    ][(n >> 1) % 4] as () => Promise<number>[];
    expect(await Promise.all(retries()), 'each retry returns the first number').toSatisfy((seqs: number[]) =>
      seqs.every(seq => seq === eaten.get(id)),
    );
    return id;
  });
  const ids = await Promise.all(posts);

  const { items, thread } = await wholeThread(server.url, THREAD);
  expect(items.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  expect(thread).toMatchObject({ seq: POSTS, commentCount: POSTS });
  expect(new Set(items.map(({ author }) => author.id)).size).toBe(1);
  await watcher.next('events', ({ events }) => events.at(-1)?.seq === POSTS);
  const seen = watcher.frames.flatMap(frame => (frame.type === 'events' ? frame.events.map(({ seq }) => seq) : []));
  expect(seen, 'and each is told once').toEqual(ids.map((_, i) => i + 1));
  for (const client of [lossy, first, second, watcher]) await client.close();
});

test('L3 one id on many sockets and requests at once, none of which was answered yet, makes one comment', async () => {
  const clients = await Promise.all(Array.from({ length: 5 }, () => signedIn(server.url)));
  for (let round = 0; round < 20; round++) {
    const id = crypto.randomUUID();
    const tries = [
      ...clients.map(client => overSocket(client, id, `Round ${round}`)),
      ...Array.from({ length: 5 }, () => overRest(server.url, id, `Round ${round}`)),
    ];
    expect(new Set(await Promise.all(tries))).toEqual(new Set([round + 1 + POSTS]));
  }
  for (const client of clients) await client.close();
});

async function signedIn(url: string): Promise<LiveClient> {
  const client = await LiveClient.open(url);
  client.send({ type: 'auth', token });
  await client.next('session');
  return client;
}

function sendOver(client: LiveClient, id: string, body: string): void {
  client.send({ type: 'post', id, site: 'default', thread: THREAD, body });
}

/** Many wait on one client, so each looks at every message. */
function overSocket(client: LiveClient, id: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const look = (data: Buffer) => {
      const text = data.toString();
      if (!text.includes(id) || !/^\{"type":"(ack|error)"/.test(text)) return;
      client.socket.off('message', look);
      if (text.startsWith('{"type":"ack"')) resolve(seqOf(text));
      else reject(new Error(text));
    };
    client.socket.on('message', look);
    sendOver(client, id, body);
  });
}

async function overRest(url: string, id: string, body: string, signal?: AbortSignal): Promise<number> {
  const response = await fetch(`${url}/api/v1/comments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, connection: 'close' },
    body: JSON.stringify({ id, thread: THREAD, body }),
    ...(signal ? { signal } : {}),
  });
  expect(response.status).toBeOneOf([200, 201]);
  return ((await response.json()) as Comment).seq;
}

function idOf(text: string): string | undefined {
  return /"id":"([0-9a-f-]{36})"/.exec(text)?.[1];
}

function seqOf(text: string): number {
  return Number(/"seq":(\d+)/.exec(text)?.[1]);
}
