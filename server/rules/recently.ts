/** How often something happened lately, by key: bounded in keys and in what is kept of each. */
import ipaddr from 'ipaddr.js';
import { addressKey } from '../address.ts';
import { Lru } from '../lru.ts';

/** Times that are kept in all. */
const TIMES_MAX = 500_000;
const KEYS_MAX = 20_000;

export class Recently {
  readonly #spanMs: number;
  readonly #most: number;
  readonly #times: Lru<string, number[]>;

  /** @param most up to how many are counted. */
  constructor(spanMs: number, most: number) {
    this.#spanMs = spanMs;
    this.#most = most;
    this.#times = new Lru(Math.min(KEYS_MAX, Math.ceil(TIMES_MAX / most)));
  }

  /** @returns how often within the span, this time included. */
  add(key: string, now: number): number {
    const times = this.#recent(key, now);
    times.push(now);
    if (times.length > this.#most) times.shift();
    this.#times.set(key, times);
    return times.length;
  }

  count(key: string, now: number): number {
    return this.#recent(key, now).length;
  }

  #recent(key: string, now: number): number[] {
    const times = this.#times.get(key) ?? [];
    const first = times.findIndex(at => at > now - this.#spanMs);
    times.splice(0, first < 0 ? times.length : first);
    return times;
  }
}

/** Nobody writes from these over the internet: behind a proxy that was not declared, everybody seems to. */
const LOCAL: readonly string[] = ['loopback', 'private', 'uniqueLocal', 'linkLocal', 'carrierGradeNat'];

const NETWORKS_MAX = 1_000;
const networks = new Map<string, string | undefined>();

/**
 * What of an address stands for a whole network: an IPv4 address by its first 24 bits, IPv6 by 48.
 * @returns undefined for the machine itself and for private addresses, which tell nobody from another.
 */
export function networkOf(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  // Several rules ask it of each comment, and to read an address takes longer than they do.
  if (networks.has(address)) return networks.get(address);
  if (networks.size >= NETWORKS_MAX) networks.clear();
  const network = readNetwork(address);
  networks.set(address, network);
  return network;
}

function readNetwork(address: string): string | undefined {
  if (ipaddr.isValid(address) && LOCAL.includes(ipaddr.process(address).range())) return undefined;
  const key = addressKey(address);
  const parts = key.split(/[.:]/).slice(0, 3);
  return key.includes('.') ? `${parts.join('.')}.0/24` : `${parts.join(':')}::/48`;
}
