/** Which addresses the server may send to: public ones, and those that its operator names. */
import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { messageOf, Refusal } from '../errors.ts';

export interface Address {
  readonly address: string;
  readonly family: number;
}

/** Public by its range, and yet a cloud’s own service for its machines. */
const CLOUD_SERVICES = ['168.63.129.16'];

/** What is routed to the world in IPv6; all else is reserved. */
const GLOBAL_V6 = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];

export class Targets {
  readonly #names: ReadonlySet<string>;
  readonly #networks: readonly [ipaddr.IPv4 | ipaddr.IPv6, number][];

  /** @param allowed ALLOW_PRIVATE_TARGETS: addresses, networks and host names. */
  constructor(allowed: readonly string[]) {
    const isAddress = (each: string) => ipaddr.isValid(each.split('/')[0] ?? '');
    this.#names = new Set(allowed.filter(each => !isAddress(each)));
    this.#networks = allowed.filter(isAddress).map(networkOf);
  }

  /**
   * The addresses behind a URL, all of which the server may send to. The connection has to be made to one of these: who
   * looks the name up again may be told another.
   * @throws Refusal `unsafe_address`.
   */
  async resolve(target: string): Promise<readonly Address[]> {
    const host = hostOf(webUrl(target));
    const found = await addressesOf(host);
    if (this.#names.has(host)) return found;
    for (const { address } of found) {
      if (this.#isAllowed(address)) continue;
      throw new Refusal(
        'unsafe_address',
        `${host} leads to ${address}, which is not a public address. Whoever runs the server can allow it with ALLOW_PRIVATE_TARGETS=${host}.`,
      );
    }
    return found;
  }

  /**
   * Whether ALLOW_PRIVATE_TARGETS names where a URL leads to.
   * @throws Refusal `unsafe_address`.
   */
  async isNamed(target: string): Promise<boolean> {
    const host = hostOf(webUrl(target));
    if (this.#names.has(host)) return true;
    return (await addressesOf(host)).every(({ address }) => this.#isInNetwork(ipaddr.parse(address)));
  }

  #isInNetwork(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
    return this.#networks.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));
  }

  #isAllowed(text: string): boolean {
    const address = ipaddr.parse(text);
    if (this.#isInNetwork(address)) return true;
    if (address.range() !== 'unicast' || CLOUD_SERVICES.includes(text)) return false;
    return address.kind() === 'ipv4' || address.match(...GLOBAL_V6);
  }
}

function networkOf(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = ipaddr.parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/** @throws Refusal `unsafe_address` */
function webUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new Refusal('unsafe_address', 'The address must be a whole one that begins with https:// or http://.');
  }
  if (url.port === '0') {
    throw new Refusal('unsafe_address', 'Nothing can listen on port 0; name the port, or none for the usual one.');
  }
  if (url.username || url.password) {
    throw new Refusal(
      'unsafe_address',
      'The address must not hold a name or password; the signature proves who sends.',
    );
  }
  return url;
}

async function addressesOf(host: string): Promise<readonly Address[]> {
  try {
    return await lookup(host, { all: true });
  } catch (error) {
    throw new Refusal('unsafe_address', `The name ${host} cannot be found (${messageOf(error)}).`, { cause: error });
  }
}
