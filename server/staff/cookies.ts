/** The two cookies of the dashboard: the session, and the mark of a browser that has signed in before. */
import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { fastifyCookie } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { equal } from '../accounts/token.ts';
import { Refusal } from '../errors.ts';

/** `__Host-` lets no other host set it, nor plain http, nor a part of this one. */
const SESSION = '__Host-live-comments';
const DEVICE = '__Host-live-comments-device';

const FLAGS = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' } as const;
/** What browsers keep a cookie for at most (RFC 6265bis). */
const DEVICE_SECONDS = 400 * 86_400;

export class Cookies {
  readonly #key: Buffer;
  readonly #publicUrl: string | undefined;

  constructor(options: { readonly secret: string; readonly publicUrl: string | undefined }) {
    this.#key = Buffer.from(hkdfSync('sha256', Buffer.from(options.secret, 'hex'), '', 'live-comments devices', 32));
    this.#publicUrl = options.publicUrl;
  }

  session(request: FastifyRequest): string | undefined {
    return readCookie(request, SESSION);
  }

  /** @throws Refusal `not_allowed`, before anything is tried that would then be lost. */
  requireSecure(request: FastifyRequest): void {
    if (keepsCookies(request, this.#publicUrl)) return;
    throw new Refusal(
      'not_allowed',
      'Signing in needs https, or a browser on the same machine. Put a proxy with a certificate in front, start the server with PUBLIC_URL=https://… and name the proxy in TRUST_PROXY.',
    );
  }

  /** @param staff who signed in with this browser, and may again when others are locked out. */
  set(request: FastifyRequest, reply: FastifyReply, session: { token: string; staff: string; seconds: number }): void {
    const { token, staff, seconds } = session;
    const cookies = [fastifyCookie.serialize(SESSION, token, { ...FLAGS, maxAge: seconds })];
    if (this.device(request, staff) === undefined) {
      cookies.push(fastifyCookie.serialize(DEVICE, this.#newDevice(staff), { ...FLAGS, maxAge: DEVICE_SECONDS }));
    }
    reply.header('set-cookie', cookies);
  }

  clear(reply: FastifyReply): void {
    reply.header('set-cookie', fastifyCookie.serialize(SESSION, '', { ...FLAGS, maxAge: 0 }));
  }

  /** The mark of a browser in which `staff` has signed in before. */
  device(request: FastifyRequest, staff: string): string | undefined {
    const [mark = '', signature = '', ...rest] = readCookie(request, DEVICE)?.split('.') ?? [];
    return rest.length === 0 && equal(signature, this.#sign(mark, staff)) ? mark : undefined;
  }

  #newDevice(staff: string): string {
    const mark = randomBytes(12).toString('base64url');
    return `${mark}.${this.#sign(mark, staff)}`;
  }

  #sign(mark: string, staff: string): string {
    return createHmac('sha256', this.#key).update(`${mark}.${staff}`).digest('base64url');
  }
}

/** Browsers drop a `__Host-` cookie over plain http, except on the machine itself. */
export function keepsCookies(request: FastifyRequest, publicUrl: string | undefined): boolean {
  const isSecure = request.protocol === 'https' || publicUrl?.startsWith('https:') === true;
  return isSecure || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(request.hostname);
}

export function readCookie(request: FastifyRequest, name: string): string | undefined {
  const header = request.headers.cookie;
  return header === undefined ? undefined : fastifyCookie.parse(header)[name];
}
