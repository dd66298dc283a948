/** Posts: how many comments a second are on disk, by each door, and how that compares with storing them one by one. */
import { type Contestant, startBaseline, startOurs } from '../contestants.ts';
import { costOf, type Driver, withDriver } from '../crowds.ts';
import type { Row } from '../figure.ts';
import { fetchJson } from '../http.ts';
import { compare, type Turn } from '../rounds.ts';

/** Everyone who posts has a connection and a token of their own. */
const POSTERS = 64;
const THREADS = 8;
/** Milliseconds. */
const TURN = 2_000;
const WARM_UP = 1_000;

export const posts: Row = {
  name: 'posts',
  about: `durable posts a second from ${POSTERS} guests into ${THREADS} threads, each waiting for the answer before the next; the baselines are Fastify with better-sqlite3 and one commit a post, and Fastify that checks and answers the same and stores nothing`,
  run: options =>
    withDriver(async driver => {
      const [ours, baseline] = await Promise.all([startOurs(), startBaseline('post-server')]);
      try {
        const tokens = await Promise.all(Array.from({ length: POSTERS }, () => newGuest(ours)));
        const posting = new Posting(driver, ours, baseline, tokens);
        await posting.ours(WARM_UP);
        await posting.baseline(WARM_UP);
        const figures = await compare(
          { ours: () => posting.ours(TURN), baseline: () => posting.baseline(TURN) },
          {
            restToStored: { what: 'REST, to a commit a post', unit: '/s', target: { atLeast: 2.5 } },
            socketsToStored: { what: 'sockets, to a commit a post', unit: '/s', target: { atLeast: 4 } },
            restToEmpty: { what: 'REST, to nothing stored', unit: '/s', target: { atLeast: 0.5 } },
            socketsToEmpty: { what: 'sockets, to nothing stored', unit: '/s', target: { atLeast: 0.5 } },
            restCostToStored: { what: 'REST a CPU second, to a commit a post', unit: '/s', target: null },
            socketsCostToStored: { what: 'sockets a CPU second, to a commit a post', unit: '/s', target: null },
            restCostToEmpty: { what: 'REST a CPU second, to nothing stored', unit: '/s', target: null },
            socketsCostToEmpty: { what: 'sockets a CPU second, to nothing stored', unit: '/s', target: null },
          },
          options,
        );
        await posting.verify();
        return figures;
      } finally {
        await driver.end();
        await Promise.all([ours.end(), baseline.end()]);
      }
    }),
};

interface Rate {
  /** Posts a second, and posts for a second of the server's CPU. */
  readonly wall: number;
  readonly cpu: number;
}

class Posting {
  readonly #driver: Driver;
  readonly #ours: Contestant;
  readonly #baseline: Contestant;
  readonly #tokens: readonly string[];
  readonly #acknowledged = { ours: 0, baseline: 0 };

  constructor(driver: Driver, ours: Contestant, baseline: Contestant, tokens: readonly string[]) {
    this.#driver = driver;
    this.#ours = ours;
    this.#baseline = baseline;
    this.#tokens = tokens;
  }

  async ours(duration: number): Promise<Turn> {
    const rest = await this.#rest(this.#ours, '/api/v1/comments', duration, 'ours');
    const sockets = await this.#sockets(duration);
    return {
      restToStored: rest.wall,
      restToEmpty: rest.wall,
      restCostToStored: rest.cpu,
      restCostToEmpty: rest.cpu,
      socketsToStored: sockets.wall,
      socketsToEmpty: sockets.wall,
      socketsCostToStored: sockets.cpu,
      socketsCostToEmpty: sockets.cpu,
    };
  }

  async baseline(duration: number): Promise<Turn> {
    const stored = await this.#rest(this.#baseline, '/comments', duration, 'baseline');
    const empty = await this.#rest(this.#baseline, '/nowhere', duration, undefined);
    return {
      restToStored: stored.wall,
      socketsToStored: stored.wall,
      restCostToStored: stored.cpu,
      socketsCostToStored: stored.cpu,
      restToEmpty: empty.wall,
      socketsToEmpty: empty.wall,
      restCostToEmpty: empty.cpu,
      socketsCostToEmpty: empty.cpu,
    };
  }

  /** @throws Error when a database does not hold what was acknowledged, each post once. */
  async verify(): Promise<void> {
    const query = Array.from({ length: THREADS }, (_, n) => `thread=${encodeURIComponent(`/bench/${n}`)}`).join('&');
    const counts = await fetchJson<Record<string, number>>(this.#ours, `/api/v1/counts?${query}`);
    const ours = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const { count } = await fetchJson<{ count: number }>(this.#baseline, '/count');
    const { ours: wanted, baseline: wantedOfBaseline } = this.#acknowledged;
    if (ours !== wanted) throw new Error(`${wanted} posts were acknowledged and ${ours} are stored`);
    if (count !== wantedOfBaseline) {
      throw new Error(`the baseline acknowledged ${wantedOfBaseline} posts and holds ${count}`);
    }
  }

  /** @param keeper who has stored what was answered; undefined where nobody has. */
  async #rest(
    contestant: Contestant,
    path: string,
    duration: number,
    keeper: 'ours' | 'baseline' | undefined,
  ): Promise<Rate> {
    const { host, port } = contestant;
    const { seconds, result } = await costOf(contestant, () =>
      this.#driver.call('postOverRest', {
        host,
        port,
        path,
        duration,
        connections: POSTERS,
        threads: THREADS,
        tokens: this.#tokens,
        expected: 201,
      }),
    );
    if (keeper) this.#acknowledged[keeper] += result.requests;
    return { wall: result.requests / result.seconds, cpu: result.requests / seconds };
  }

  async #sockets(duration: number): Promise<Rate> {
    const { seconds, result } = await costOf(this.#ours, () =>
      this.#driver.call('post', { target: this.#ours.live, tokens: this.#tokens, threads: THREADS, duration }),
    );
    this.#acknowledged.ours += result.posts;
    return { wall: result.posts / result.seconds, cpu: result.posts / seconds };
  }
}

async function newGuest(server: Contestant): Promise<string> {
  const { session } = await fetchJson<{ session: { token: string } }>(server, '/api/v1/session/guest', {
    method: 'POST',
  });
  return session.token;
}
