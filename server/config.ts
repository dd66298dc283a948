/** Environment -> Config: the only reader of process.env. A wrong value stops the start with one sentence. */
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { StartError } from './errors.ts';
import { type MailSettings, readMailSettings } from './mail/settings.ts';

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** Where browsers reach the server; undefined until the operator says so. */
  readonly publicUrl: string | undefined;
  /** Origins that may use the default site besides its own list. */
  readonly allowedOrigins: readonly string[];
  /** Proxies whose forwarded headers are believed. */
  readonly trustProxy: readonly string[];
  /** Addresses, networks and host names that the server may send to although they are not public. */
  readonly allowPrivateTargets: readonly string[];
  readonly rateLimits: boolean;
  readonly adminToken: string | undefined;
  /** Undefined: the server sends no mail. */
  readonly mail: MailSettings | undefined;
  readonly logLevel: string;
  /** Serve the example pages and reload them after a build. */
  readonly development: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const ADMIN_TOKEN_MIN = 32;

/** @throws StartError naming the variable, what is wrong with its value, and the mend. */
export function readConfig(env: Environment = process.env): Config {
  refuseUnserved(env, 'DATABASE_URL', 'PostgreSQL');
  refuseUnserved(env, 'REDIS_URL', 'Redis');
  return {
    host: host(env['HOST']),
    port: port(env['PORT']),
    dataDir: resolve(env['DATA_DIR'] || './data'),
    publicUrl: publicUrl(env['PUBLIC_URL']),
    allowedOrigins: list(env['ALLOWED_ORIGINS']).map(allowedOrigin),
    trustProxy: list(env['TRUST_PROXY']).map(proxy),
    allowPrivateTargets: list(env['ALLOW_PRIVATE_TARGETS']).map(target),
    rateLimits: oneOf(env, 'RATE_LIMITS', ['on', 'off'], 'on') === 'on',
    adminToken: adminToken(env['ADMIN_TOKEN']),
    mail: readMailSettings(env['SMTP_URL'], env['MAIL_FROM']),
    logLevel: oneOf(env, 'LOG_LEVEL', LOG_LEVELS, 'info'),
    development: oneOf(env, 'NODE_ENV', ['development', 'production', 'test'], 'production') === 'development',
  };
}

function refuseUnserved(env: Environment, name: string, engine: string): void {
  if (!env[name]) return;
  throw new StartError(
    `${name} is set, but this version does not run on ${engine} yet; unset ${name} to use SQLite in DATA_DIR.`,
  );
}

function host(value: string | undefined): string {
  if (!value) return '127.0.0.1';
  if (isIP(value) !== 0 || /^[\w.-]+$/.test(value)) return value;
  throw new StartError(`HOST is ‘${value}’, which is not an address; set it to 127.0.0.1, or to 0.0.0.0 for all.`);
}

function port(value: string | undefined): number {
  if (!value) return 3000;
  const number = Number(value);
  if (!/^\d+$/.test(value) || number > 65_535) {
    throw new StartError(`PORT is ‘${value}’, which is not a port; set it to a whole number from 0 to 65535.`);
  }
  return number;
}

function publicUrl(value: string | undefined): string | undefined {
  if (!value) return undefined;
  const url = httpUrl(value);
  if (url === undefined || url.pathname !== '/' || url.search || url.hash) {
    throw new StartError(
      `PUBLIC_URL is ‘${value}’, which is not a plain address; write it like https://comments.example.com.`,
    );
  }
  return url.origin;
}

function allowedOrigin(value: string): string {
  const url = httpUrl(value);
  if (url === undefined || (url.origin !== value && `${url.origin}/` !== value)) {
    throw new StartError(
      `ALLOWED_ORIGINS holds ‘${value}’, which is not an origin; write scheme, host and port only, like https://blog.example.`,
    );
  }
  return url.origin;
}

function httpUrl(value: string): URL | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url && /^https?:$/.test(url.protocol) && !url.username && !url.password ? url : undefined;
}

function proxy(value: string): string {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(value) || isNetwork(value)) return value;
  throw new StartError(
    `TRUST_PROXY holds ‘${value}’, which is not an address; list your proxies’ addresses, like 10.0.0.2 or 10.0.0.0/8.`,
  );
}

/** An address, or a network like 10.0.0.0/8; never /0, which is everyone. */
function isNetwork(value: string): boolean {
  const [address = '', bits, ...rest] = value.split('/');
  const version = isIP(address);
  const widest = version === 4 ? 32 : 128;
  const isRange = bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= widest);
  return version !== 0 && isRange && rest.length === 0;
}

function target(value: string): string {
  if (isNetwork(value) || /^(?!.*\.$)(?=.*[a-z])[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(value)) return value.toLowerCase();
  throw new StartError(
    `ALLOW_PRIVATE_TARGETS holds ‘${value}’, which is no address; list addresses, networks or host names, like 10.0.0.5, 10.1.0.0/16 or hooks.internal.`,
  );
}

function adminToken(value: string | undefined): string | undefined {
  if (!value) return undefined;
  if (value.length < ADMIN_TOKEN_MIN) {
    throw new StartError(
      `ADMIN_TOKEN has ${value.length} characters, too few to be safe; give it at least ${ADMIN_TOKEN_MIN}, for example from ‘openssl rand -hex 32’.`,
    );
  }
  return value;
}

function oneOf(env: Environment, name: string, allowed: readonly string[], fallback: string): string {
  const value = env[name] || fallback;
  if (allowed.includes(value)) return value;
  throw new StartError(`${name} is ‘${value}’; set it to ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)}.`);
}

function list(value: string | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map(each => each.trim())
    .filter(each => each !== '');
}
