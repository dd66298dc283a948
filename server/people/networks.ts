/** Addresses and ranges of them: read, written in one form, and compared. */
import ipaddr from 'ipaddr.js';
import { Refusal } from '../errors.ts';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Wider ranges hold whole countries. */
const WIDEST = { ipv4: 8, ipv6: 16 } as const;
/** What one customer holds of each kind. */
const CUSTOMER = { ipv4: 32, ipv6: 64 } as const;

export interface Network {
  readonly kind: 'ipv4' | 'ipv6';
  readonly bits: number;
  /** The bits that all of its addresses share, the rest 0. */
  readonly key: string;
}

/**
 * One address, or a range like 203.0.113.0/24, in the one form that is stored.
 * @throws Refusal `bad_request` for what is none, or is too wide.
 */
export function cleanNetwork(text: string): string {
  const [address = '', length, ...rest] = text.trim().split('/');
  const parsed = parse(address);
  if (parsed === undefined || rest.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) {
    throw new Refusal(
      'bad_request',
      'body/value is no address; write it like 203.0.113.7, 203.0.113.0/24 or 2001:db8::/64.',
    );
  }
  const kind = parsed.kind();
  // A range that was written with a mapped address counts the bits of IPv6.
  const isMapped = kind === 'ipv4' && address.includes(':');
  const whole = kind === 'ipv4' ? 32 : 128;
  const bits = length === undefined ? whole : Number(length) - (isMapped ? 96 : 0);
  if (bits > whole) {
    throw new Refusal(
      'bad_request',
      `body/value has more bits than an ${name(kind)} address: /${whole} is one address.`,
    );
  }
  if (bits < WIDEST[kind]) {
    throw new Refusal(
      'bad_request',
      `body/value is too wide: it would ban whole countries; /${WIDEST[kind]} is the widest.`,
    );
  }
  const first = textOf(masked(parsed, bits));
  return bits === whole ? first : `${first}/${bits}`;
}

/** What is banned with somebody: IPv4 whole, IPv6 by its first 64 bits, as one customer holds them. */
export function networkOf(address: string): string | undefined {
  const parsed = parse(address);
  return parsed && cleanNetwork(`${textOf(parsed)}/${CUSTOMER[parsed.kind()]}`);
}

/** @param text as `cleanNetwork` wrote it. */
export function readNetwork(text: string): Network | undefined {
  const [address = '', length] = text.split('/');
  const parsed = parse(address);
  if (parsed === undefined) return undefined;
  const kind = parsed.kind();
  const bits = length === undefined ? parsed.toByteArray().length * 8 : Number(length);
  return { kind, bits, key: keyOf(parsed, bits) };
}

/** The key that the range of so many bits has in which an address lies; undefined for an address of the other kind. */
export function keysOf(address: string): ((kind: Network['kind'], bits: number) => string | undefined) | undefined {
  const parsed = parse(address);
  if (parsed === undefined) return undefined;
  const own = parsed.kind();
  return (kind, bits) => (kind === own ? keyOf(parsed, bits) : undefined);
}

/** An IPv4 address that came mapped into IPv6 is the IPv4 address. */
function parse(text: string): Address | undefined {
  const bare = text.replace(/%.*$/, '');
  // Short and octal forms mean one address to one program and another to the next.
  if (!ipaddr.IPv4.isValidFourPartDecimal(bare) && !(bare.includes(':') && ipaddr.IPv6.isValid(bare))) return undefined;
  return ipaddr.process(bare);
}

function masked(address: Address, bits: number): Address {
  const bytes = address.toByteArray().map((byte, i) => {
    const kept = Math.min(8, Math.max(0, bits - i * 8));
    return byte & (0xff << (8 - kept)) & 0xff;
  });
  return ipaddr.fromByteArray(bytes);
}

function keyOf(address: Address, bits: number): string {
  return `${address.kind()}/${bits} ${masked(address, bits).toByteArray().join('.')}`;
}

/** As RFC 5952 writes it. */
function textOf(address: Address): string {
  return address.kind() === 'ipv6' ? (address as ipaddr.IPv6).toRFC5952String() : address.toString();
}

function name(kind: Network['kind']): string {
  return kind === 'ipv4' ? 'IPv4' : 'IPv6';
}
