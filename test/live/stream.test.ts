/** Server-sent events: the same log over plain HTTP, for those who cannot open a socket. */
import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, guest, post, query } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { startServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;
let url: string;
beforeAll(async () => {
  server = await startServer();
  url = server.url;
});
afterAll(() => server.stop());

interface Message {
  readonly event: string;
  readonly id: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: what came back is checked by each test, not by the compiler
  readonly data: any;
}

class Stream {
  readonly response: IncomingMessage;
  readonly #messages: AsyncGenerator<Message>;

  private constructor(response: IncomingMessage) {
    this.response = response;
    this.#messages = messages(response);
  }

  static open(values: Record<string, string | number>, headers: Record<string, string> = {}): Promise<Stream> {
    const address = url + query('/api/v1/events', values);
    return new Promise((resolve, reject) => {
      get(address, { headers: { accept: 'text/event-stream', ...headers }, agent: false }, response =>
        resolve(new Stream(response)),
      ).on('error', reject);
    });
  }

  async next(event: string): Promise<Message> {
    for (;;) {
      const { value, done } = await this.#messages.next();
      if (done) throw new Error(`the stream ended before ${event}`);
      if (value.event === event) return value;
    }
  }

  close(): void {
    this.response.destroy();
  }
}

async function* messages(response: IncomingMessage): AsyncGenerator<Message> {
  let buffer = '';
  for await (const chunk of response) {
    buffer += chunk;
    for (let end = buffer.indexOf('\n\n'); end >= 0; end = buffer.indexOf('\n\n')) {
      const fields = new Map(
        buffer
          .slice(0, end)
          .split('\n')
          .map(line => line.split(/: (.*)/s) as [string, string]),
      );
      buffer = buffer.slice(end + 2);
      const data = fields.get('data');
      if (data) yield { event: fields.get('event') ?? 'message', id: fields.get('id'), data: JSON.parse(data) };
    }
  }
}

test('L1 a stream says where it stands, then brings what happens', async () => {
  await post(url, '/stream', 'before');
  const stream = await Stream.open({ thread: '/stream' }, { origin: 'http://localhost:8080' });
  expect(stream.response.statusCode).toBe(200);
  expect(stream.response.headers).toMatchObject({
    'content-type': expect.stringMatching(/^text\/event-stream/),
    'cache-control': 'no-store',
    'access-control-allow-origin': 'http://localhost:8080',
  });
  const { data } = await stream.next('subscribed');
  expect(data).toMatchObject({ thread: '/stream', seq: 1, viewers: 1 });
  await post(url, '/stream', 'now');
  const events = await stream.next('events');
  expect(events.id).toBe(`${data.epoch}:2`);
  expect([events.data].flat()).toMatchObject([{ seq: 2, type: 'comment.created' }]);
  stream.close();
});

test('L1 Last-Event-ID goes on where the stream was, and beats the address', async () => {
  for (const body of ['a', 'b', 'c', 'd']) await post(url, '/resume', body);
  const { epoch } = (await call(url, 'GET', query('/api/v1/events', { thread: '/resume' }))).json;
  const read = async (values: Record<string, string | number>, headers = {}) => {
    const stream = await Stream.open({ thread: '/resume', ...values }, headers);
    const { id, data } = await stream.next('events');
    stream.close();
    expect(id).toBe(`${epoch}:4`);
    return data.map((event: { seq: number }) => event.seq);
  };
  expect(await read({ since: 0 })).toEqual([1, 2, 3, 4]);
  expect(await read({ since: 2, epoch })).toEqual([3, 4]);
  expect(await read({ since: 0, epoch: 'another' }, { 'last-event-id': `${epoch}:3` })).toEqual([4]);
  expect(await read({ since: 1 }, { 'last-event-id': 'nonsense' })).toEqual([2, 3, 4]);
});

test('L1 a position of another history, or beyond the head, is answered by reset', async () => {
  await post(url, '/reset', 'a');
  const { epoch } = (await call(url, 'GET', query('/api/v1/events', { thread: '/reset' }))).json;
  const cases: [Record<string, string | number>, Record<string, string>][] = [
    [{ since: 1, epoch: 'another' }, {}],
    [{ since: 9 }, {}],
    [{}, { 'last-event-id': 'another:1' }],
    [{ since: 0, epoch }, { 'last-event-id': `${epoch}:9` }],
  ];
  for (const [values, headers] of cases) {
    const stream = await Stream.open({ thread: '/reset', ...values }, headers);
    const { id, data } = await stream.next('reset');
    expect(id).toBe(`${epoch}:1`);
    expect(data).toMatchObject({ epoch, seq: 1 });
    stream.close();
  }
});

test('a reader of the stream counts as a viewer until they go', async () => {
  const watcher = await LiveClient.open(url);
  await watcher.subscribe('/counted');
  const stream = await Stream.open({ thread: '/counted' });
  expect((await stream.next('subscribed')).data).toMatchObject({ viewers: 2 });
  await watcher.next('presence', frame => frame.viewers === 2);
  stream.close();
  await watcher.next('presence', frame => frame.viewers === 1);
  await watcher.close();
});

test('L4 the stream knows its viewer: deletions reach it, texts of others do not come back', async () => {
  const ann = await guest(url, 'Ann');
  const { id } = await post(url, '/mine', 'canary', {}, ann.token);
  const stream = await Stream.open({ thread: '/mine' }, { authorization: `Bearer ${ann.token}` });
  await stream.next('subscribed');
  await call(url, 'DELETE', `${COMMENTS}/${id}`, { token: ann.token });
  const { data } = await stream.next('events');
  expect(data).toMatchObject([{ type: 'comment.removed', comment: { id, state: 'deleted' } }]);
  expect(JSON.stringify(data)).not.toContain('canary');
  stream.close();
});

test('a stream that is refused is a problem document', async () => {
  const refused = async (values: Record<string, string>, headers = {}) => {
    const { response } = await Stream.open(values, headers);
    response.resume();
    return `${response.statusCode} ${response.headers['content-type']}`;
  };
  expect(await refused({ thread: '/x', site: 'nowhere' })).toMatch(/^404 application\/problem\+json/);
  expect(await refused({ thread: '/x' }, { authorization: 'Bearer rubbish' })).toMatch(
    /^401 application\/problem\+json/,
  );
  expect(await refused({ thread: '/x' }, { origin: 'https://evil.example' })).toMatch(
    /^403 application\/problem\+json/,
  );
});
