/** Who may do how much: one object per address or viewer holds all its limits, as token buckets. */
import { addressKey } from './address.ts';
import { Refusal } from './errors.ts';

/** `burst` at once, then one more every `seconds`. Generous to a school behind one address, tight for a flood. */
const ADDRESS_LIMITS = {
  request: { burst: 240, seconds: 0.05 },
  session: { burst: 30, seconds: 10 },
  // Each member who stays on a page asks every quarter of an hour, and their whole school with them.
  refresh: { burst: 120, seconds: 0.2 },
  // Whoever stays on a page comes again with the next token; a whole school may do so behind one address.
  sso: { burst: 120, seconds: 0.2 },
  mail: { burst: 20, seconds: 30 },
  visit: { burst: 60, seconds: 2 },
  profile: { burst: 60, seconds: 1 },
  // Each makes the server draw a picture anew; a school has its own day for that.
  avatar: { burst: 20, seconds: 15 },
  export: { burst: 6, seconds: 60 },
  post: { burst: 60, seconds: 1 },
  feedback: { burst: 60, seconds: 0.5 },
  flag: { burst: 10, seconds: 10 },
  search: { burst: 20, seconds: 0.5 },
  preview: { burst: 20, seconds: 0.5 },
  socket: { burst: 60, seconds: 0.1 },
} as const;
const VIEWER_LIMITS = {
  post: { burst: 15, seconds: 4 },
  feedback: { burst: 60, seconds: 1 },
  flag: { burst: 10, seconds: 30 },
} as const;
/** 600 a minute: a desk that is worked through by hand and a script that goes through all of it come nowhere near. */
const ACTOR_LIMITS = { admin: { burst: 300, seconds: 0.1 } } as const;
const SOCKET_LIMITS = { frame: { burst: 100, seconds: 0.1 } } as const;

/** Sockets and event streams that one address may hold open. */
const OPEN_MAX = 200;

const IDLE_MS = 10 * 60_000;

type Limits = Readonly<Record<string, { readonly burst: number; readonly seconds: number }>>;

/** The limits of one visitor; `take` spends one token or tells how long to wait. Uses a monotonic clock. */
export class Allowance<L extends Limits> {
  readonly #limits: L;
  readonly #buckets = new Map<keyof L, { tokens: number; at: number }>();
  lastUsed = performance.now();
  /** Connections open right now. */
  open = 0;

  constructor(limits: L) {
    this.#limits = limits;
  }

  /** @throws Refusal `rate_limited` with the seconds to wait. */
  take(kind: keyof L & string): void {
    const limit = this.#limits[kind];
    if (limit === undefined) throw new Error(`no limit is called ${kind}`);
    const now = performance.now();
    this.lastUsed = now;
    const bucket = this.#buckets.get(kind) ?? { tokens: limit.burst, at: now };
    this.#buckets.set(kind, bucket);
    bucket.tokens = Math.min(limit.burst, bucket.tokens + (now - bucket.at) / 1000 / limit.seconds);
    bucket.at = now;
    if (bucket.tokens < 1) {
      const wait = Math.ceil((1 - bucket.tokens) * limit.seconds);
      throw new Refusal('rate_limited', `That was too much at once; wait ${wait} s and try again.`, {
        retryAfter: wait,
      });
    }
    bucket.tokens -= 1;
  }

  /** What is left, and in how many seconds all of it is there again. */
  state(kind: keyof L & string): { readonly limit: number; readonly remaining: number; readonly reset: number } {
    const { burst, seconds } = this.#limits[kind] ?? { burst: 0, seconds: 0 };
    const tokens = this.#buckets.get(kind)?.tokens ?? burst;
    return { limit: burst, remaining: Math.floor(tokens), reset: Math.ceil((burst - tokens) * seconds) };
  }
}

const UNLIMITED = { take: () => {} };

export class Visitors {
  /** Whether anything is limited at all. */
  readonly enabled: boolean;
  readonly #addresses = new Map<string, Allowance<typeof ADDRESS_LIMITS>>();
  readonly #viewers = new Map<string, Allowance<typeof VIEWER_LIMITS>>();
  readonly #actors = new Map<string, Allowance<typeof ACTOR_LIMITS>>();
  readonly #sweeper: NodeJS.Timeout;

  constructor(options: { readonly enabled: boolean }) {
    this.enabled = options.enabled;
    this.#sweeper = setInterval(() => this.#sweep(), 60_000).unref();
  }

  /** The limits of a client's address; an IPv6 customer has a whole /64, so that counts as one. */
  address(address: string): { take(kind: keyof typeof ADDRESS_LIMITS): void } {
    return this.enabled ? this.#address(address) : UNLIMITED;
  }

  viewer(id: string): { take(kind: keyof typeof VIEWER_LIMITS): void } {
    return this.enabled ? entry(this.#viewers, id, () => new Allowance(VIEWER_LIMITS)) : UNLIMITED;
  }

  /** Whoever acts on the admin API; undefined where nothing is limited. */
  actor(id: string): Allowance<typeof ACTOR_LIMITS> | undefined {
    return this.enabled ? entry(this.#actors, id, () => new Allowance(ACTOR_LIMITS)) : undefined;
  }

  socket(): { take(kind: keyof typeof SOCKET_LIMITS): void } {
    return this.enabled ? new Allowance(SOCKET_LIMITS) : UNLIMITED;
  }

  /**
   * Counts a connection that stays open.
   * @returns what to call when it closes.
   * @throws Refusal `rate_limited` when the address holds too many, or opens them too fast.
   */
  connect(address: string): () => void {
    if (!this.enabled) return () => {};
    const allowance = this.#address(address);
    allowance.take('socket');
    if (allowance.open >= OPEN_MAX) {
      throw new Refusal('rate_limited', `This address holds ${OPEN_MAX} connections already.`, { retryAfter: 60 });
    }
    allowance.open += 1;
    return () => {
      allowance.open -= 1;
    };
  }

  close(): void {
    clearInterval(this.#sweeper);
  }

  #address(address: string): Allowance<typeof ADDRESS_LIMITS> {
    return entry(this.#addresses, addressKey(address), () => new Allowance(ADDRESS_LIMITS));
  }

  #sweep(): void {
    const oldest = performance.now() - IDLE_MS;
    for (const map of [this.#addresses, this.#viewers, this.#actors]) {
      for (const [key, allowance] of map) if (allowance.lastUsed < oldest && allowance.open === 0) map.delete(key);
    }
  }
}

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known) return known;
  const made = make();
  map.set(key, made);
  return made;
}
