/** Threads that an admin moves, locks and merges under their readers; for a file of tests, and over when it ends. */
import { afterAll, beforeAll } from 'vitest';
import { type Answer, COMMENTS, call, query } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { Mirror, type MirrorOptions } from '../helpers/mirror.ts';
import { ADMIN, type ModeratedServer, startModerated } from '../helpers/moderator.ts';

class ThreadReaders {
  declare server: ModeratedServer;
  readonly #clients: LiveClient[] = [];
  readonly #mirrors: Mirror[] = [];

  readonly admin = (method: string, path: string, body?: unknown): Promise<Answer> =>
    call(this.server.url, method, `/api/v1/admin${path}`, { body, token: ADMIN });

  readonly list = async (thread: string, token?: string): Promise<Answer['json']> =>
    (await call(this.server.url, 'GET', query(COMMENTS, { thread, sort: 'oldest' }), { token })).json;

  readonly idOf = async (key: string): Promise<number> => {
    const { items } = (await this.admin('GET', query('/threads', { q: key }))).json;
    return items.find((each: { key: string }) => each.key === key).id;
  };

  /** A socket that speaks for whoever holds the token. */
  readonly open = async (token?: string): Promise<LiveClient> => {
    const client = await LiveClient.open(this.server.url);
    this.#clients.push(client);
    if (token !== undefined) {
      client.send({ type: 'auth', token });
      await client.next('session');
    }
    return client;
  };

  readonly watch = async (thread: string, token?: string): Promise<LiveClient> => {
    const client = await this.open(token);
    await client.subscribe(thread);
    return client;
  };

  /** A reader as the widget is one, with the page loaded. */
  readonly mirror = async (thread: string, transport: MirrorOptions['transport'] = 'socket'): Promise<Mirror> => {
    const { url } = this.server;
    const mirror = new Mirror({ transport, sort: 'oldest', url, through: url, thread });
    this.#mirrors.push(mirror);
    const loaded = await mirror.load();
    void loaded.follow();
    return loaded;
  };

  async stop(): Promise<void> {
    for (const mirror of this.#mirrors) mirror.stop();
    await Promise.all(this.#clients.map(client => client.close()));
    await this.server.stop();
  }
}

export function threadReaders(): ThreadReaders {
  const here = new ThreadReaders();
  beforeAll(async () => {
    here.server = await startModerated();
  });
  afterAll(() => here.stop());
  return here;
}
