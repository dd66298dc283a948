/** What a session does once it is more than what was found in storage: loaded when that is needed. */
import type { Me, NewSession } from '../../protocol/rest.ts';
import { asFailure, Failure } from './api.ts';
import { askAbout, endOf, leave } from './entering.ts';
import { isPassing } from './passing.ts';
import { Renewal } from './renewal.ts';
import type { Session } from './session.ts';

/** Asked for by its one name: each of its parts is found by those who need it. */
export const engine = { attend, renew, ensure, signOut };

/** In English; other languages have words of their own for each code. */
const ENDED = 'You were signed out; sign in again. Your text is kept.';
/** A token that ends sooner might end on its way. */
const SHORT_MS = 1_000;

const renewals = new WeakMap<Session, Renewal>();
const guests = new WeakMap<Session, Promise<void>>();

function renewalOf(session: Session): Renewal {
  const renewal = renewals.get(session) ?? new Renewal(session);
  renewals.set(session, renewal);
  return renewal;
}

/** The page’s token of each session when it was last looked at. */
const offered = new WeakMap<Session, string | null>();

function attend(session: Session, isLive: boolean): void {
  const { page, pageToken, subject, kept } = session;
  // Who has signed out here stays so until the page gives another token.
  if (page && subject !== null && kept.out === pageToken) {
    page.token = null;
    return;
  }
  if (offered.get(session) !== pageToken) {
    offered.set(session, pageToken);
    session.isOver = false;
  }
  if (session.isMember) renewalOf(session).look();
  if (!isLive) identify(session).catch(() => {});
}

function renew(session: Session): Promise<boolean> {
  return renewalOf(session).renew();
}

/** Asks who the token belongs to. */
async function identify(session: Session): Promise<void> {
  if (!session.token) return;
  const { viewer, session: made } = await session.api.request<Me>('/session');
  session.set({ viewer, ...(made && { token: made.token }) });
}

/** @throws Failure where somebody is signed in no longer: what they wrote is not posted under another’s name. */
async function ensure(session: Session, name: string): Promise<void> {
  if (session.isMember) {
    if (!session.token || endOf(session) - Date.now() < SHORT_MS) await session.renew();
    if (!session.token || !session.isMember) {
      throw new Failure(session.subject === null ? 'session_over' : 'token_expired', ENDED);
    }
    return;
  }
  if (session.token) return;
  if (session.given) throw new Failure('sign_in_required', ENDED);
  session.recall();
  if (session.token || session.isMember) {
    session.tell();
    return ensure(session, name);
  }
  const making = guests.get(session) ?? makeGuest(session, name).finally(() => guests.delete(session));
  guests.set(session, making);
  await making;
}

async function makeGuest(session: Session, name: string): Promise<void> {
  const body = name ? { name } : {};
  const made = await session.api.request<NewSession>('/session/guest', { method: 'POST', body });
  session.set({ viewer: made.viewer, token: made.session.token });
}

/** Ends a member’s session, here and in all tabs; of a guest, forgets the secret. The name stays as a suggestion. */
async function signOut(session: Session): Promise<void> {
  const { page, pageToken, kept } = session;
  if (session.isMember) {
    try {
      const isHeld = session.token !== null || kept.refresh === true;
      if (isHeld || (await session.renew())) await askAbout(session, '/session');
    } catch (error) {
      // A cookie cannot be taken away from here; a token can be forgotten, and ends by itself.
      if (kept.refresh === true && isPassing(asFailure(error))) throw error;
    }
    leave(session, pageToken);
    session.notice = null;
  } else if (!pageToken) {
    session.drop();
  }
  if (pageToken && page) page.token = null;
}
