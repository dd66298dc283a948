/** Signing in and out, by every way there is; loaded by whatever offers it to people. */
import type { MailLinkSent, SignedIn, Ways } from '../../protocol/account.ts';
import { URL_MAX_UNITS } from '../../protocol/limits.ts';
import { asFailure, Failure } from './api.ts';
import { comesBack, takeArrival } from './arrival.ts';
import { askAbout, enter } from './entering.ts';
import { guestToken } from './guest.ts';
import { codeFrom, leadTo, openPopup, refusal } from './popup.ts';
import { begin, challengeOf, forget, type PendingMail, secretOf } from './secret.ts';
import type { Session } from './session.ts';
import { attend } from './taking.ts';

/*
 * How the parts that people see use this:
 * - `session.isMember`, `session.viewer`, `session.given` (the name is not theirs to change here) say who speaks;
 *   `session.watch(() => …)` calls back when that changes, here, in another window, or by the server.
 * - `session.notice` is `session_over` after the session ended without their doing; set it to null once it was said.
 * - `session.api.request()` gets a new token by itself when the old one has ended.
 * - All functions reject with a `Failure` (session/api.ts), whose `code` says why; `network` where no answer came.
 */

/** How one may speak on this site; asked anew each time. */
export function ways({ api, site }: Session): Promise<Ways> {
  return api.request<Ways>('/session/ways', { query: { site } });
}

export interface MailRequest {
  readonly email: string;
  readonly name?: string;
  /** In which the mail is written. */
  readonly lang?: string;
}

/** Sends a mail with a link and six digits; what is asked for last is what `pendingMail` gives. */
export async function signInByMail(session: Session, { email, name, lang }: MailRequest): Promise<MailLinkSent> {
  const { api, site } = session;
  const challenge = await challengeOf(begin(session));
  const body = { site, email, url: here(), challenge, ...(name && { name }), ...(lang && { lang }) };
  const sent = await api.request<MailLinkSent>('/session/mail', { method: 'POST', body });
  // A link that is put into this window’s address loads no page by itself.
  addEventListener('hashchange', () => comesBack() && location.reload());
  begin(session, { mail: { email, request: sent.request, until: Date.parse(sent.expiresAt) } });
  return sent;
}

/** The mail that was asked for in this browser and is still of use, also after the page was left; null where there is none. */
export function pendingMail(session: Session): PendingMail | null {
  return secretOf(session)?.mail ?? null;
}

/** Signs in with the six digits of the mail that was asked for last, or with the token of a link. */
export async function confirmMail(
  session: Session,
  proof: { readonly code: string } | { readonly token: string },
): Promise<void> {
  const request = pendingMail(session)?.request;
  if ('code' in proof && !request) throw new Failure('link_over', '');
  await end(session, '/session/mail/confirm', { ...proof, ...('code' in proof && { request }) });
}

/**
 * Must be called while a click is handled, before anything is awaited: opens the provider’s window, or where windows are
 * blocked, leaves the page and comes back. Resolves with true when the viewer is signed in, with false when the window
 * was closed (the page may cut its tie to the window: then the viewer changes a little later all the same, see `watch`).
 * Rejects with the provider’s reason as code (`provider_failed`, for example).
 */
export async function signInWith(session: Session, provider: string): Promise<boolean> {
  const popup = openPopup();
  const { api } = session;
  const challenge = await challengeOf(begin(session, { isPopup: popup !== null }));
  const mode = popup ? 'popup' : 'page';
  const url = api.url(`/session/oauth/${encodeURIComponent(provider)}`, { challenge, url: here(), mode });
  leadTo(url, popup);
  if (!popup) return new Promise<never>(() => {});
  const code = await codeFrom(popup, api.server);
  if (code === null) return false;
  await end(session, '/session/code', { code });
  return true;
}

/** The page without what stands behind the `#`: there the result will stand. Of this origin, where the secret is kept. */
function here(): string {
  const { origin, pathname, search } = location;
  const whole = origin + pathname + search;
  return whole.length > URL_MAX_UNITS ? origin + pathname : whole;
}

/** Shows that this browser began it: the verifier is what nobody has but the browser that began. */
async function end(session: Session, path: string, proof: object): Promise<void> {
  const secret = secretOf(session);
  if (!secret) throw new Failure('other_browser', '');
  const guest = guestToken(session);
  const { verifier, attempt } = secret;
  const body = { ...proof, verifier, attempt, cookie: true, ...(guest && { guest }) };
  const ask = (): Promise<SignedIn> => askAbout<SignedIn>(session, path, body);
  // The server may have answered, and by the name of the attempt it does so again: for a minute, so at once.
  const signedIn = await ask().catch(error => {
    if (asFailure(error).code !== 'network') throw error;
    return ask();
  });
  forget(session);
  enter(session, signedIn);
  attend(session, true);
}

/** Ends the session, here and in all tabs; the name stays as a suggestion. */
export async function signOut(session: Session): Promise<void> {
  await (await session.engine()).signOut(session);
}

/**
 * What the page was opened with: a link of a mail, which only a click may use (`confirmMail(session, {token})`; `email` is
 * null where it was not asked for in this browser), a provider’s refusal, or a sign-in that has come to its end.
 */
export type Arrival =
  | { readonly kind: 'mail'; readonly token: string; readonly email: string | null }
  | { readonly kind: 'failed'; readonly code: string }
  | { readonly kind: 'signed-in' };

/** Takes what the page was opened with, once; null where that was nothing (`hasArrived()` of arrival.ts knows it). */
export async function arrive(session: Session): Promise<Arrival | null> {
  const [kind, value = ''] = takeArrival() ?? [];
  if (kind === undefined) return null;
  session.page?.scrollIntoView();
  if (kind === 'sign-in') return { kind: 'mail', token: value, email: pendingMail(session)?.email ?? null };
  if (kind === 'error') return { kind: 'failed', code: refusal(value).code };
  const isPopup = secretOf(session)?.isPopup;
  try {
    await end(session, '/session/code', { code: value });
  } catch (error) {
    return { kind: 'failed', code: asFailure(error).code };
  }
  // The window was opened for this alone; the page behind it hears of it by the storage.
  if (isPopup) close();
  return { kind: 'signed-in' };
}
