/** What this browser alone knows while somebody signs in: whoever ends it must be who began it. */
import { newId } from '../../protocol/ids.ts';
import { UUID } from './entering.ts';
import type { Session } from './session.ts';
import { sha256 } from './sha256.ts';
import { fields, isText, recall, remember } from './storage.ts';

/** The mail that was asked for last. */
export interface PendingMail {
  readonly email: string;
  readonly request: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

export interface Secret {
  readonly verifier: string;
  /** By this it is asked for: should the answer be lost, it is asked for again by the same name. */
  readonly attempt: string;
  readonly until: number;
  readonly mail?: PendingMail | null;
  /** Whether what comes back may come in a window of its own, which then is of no more use. */
  readonly isPopup?: boolean;
}

/** Longer than any way to sign in takes. */
const LIFE_MS = 60 * 60_000;
const VERIFIER = /^[\w.~-]{43,55}$/;

/** Where storage is blocked, it lasts for as long as the page. */
const here = new Map<string, Secret>();

/** Undefined where nothing was begun in this browser, or too long ago. */
export function secretOf(session: Session): Secret | undefined {
  const { verifier, attempt, until, mail, isPopup } = recall<Secret>(keyOf(session));
  const isSecret = isText(verifier) && VERIFIER.test(verifier) && isText(attempt) && UUID.test(attempt);
  const isWhole = isSecret && typeof until === 'number';
  const secret = isWhole
    ? { verifier, attempt, until, mail: mailOf(mail), isPopup: isPopup === true }
    : here.get(keyOf(session));
  return secret && secret.until > Date.now() ? secret : undefined;
}

function mailOf(stored: unknown): PendingMail | null {
  const { email, request, until } = fields<PendingMail>(stored);
  const isWhole = isText(email) && isText(request) && typeof until === 'number' && until > Date.now();
  return isWhole ? { email, request, until } : null;
}

/** Begins, or goes on: with one secret for all that is under way, whichever of it is ended. */
export function begin(session: Session, change: Partial<Secret> = {}): Secret {
  const before = secretOf(session);
  const verifier = before?.verifier ?? base64url(crypto.getRandomValues(new Uint8Array(32)));
  const attempt = before?.attempt ?? newId();
  const secret = { ...before, ...change, verifier, attempt, until: Date.now() + LIFE_MS };
  here.set(keyOf(session), secret);
  remember(keyOf(session), secret);
  return secret;
}

/** It has been told to the server, and is of no more use. */
export function forget(session: Session): void {
  here.delete(keyOf(session));
  remember(keyOf(session), null);
}

/** What the server is told at the beginning. */
export async function challengeOf({ verifier }: Secret): Promise<string> {
  const digest = await crypto.subtle?.digest('SHA-256', new TextEncoder().encode(verifier));
  return base64url(digest ? new Uint8Array(digest) : sha256(verifier));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '');
}

function keyOf({ storedAs }: Session): string {
  return `${storedAs} sign-in`;
}
