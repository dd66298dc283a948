/** The site’s own users: the page’s token becomes a session, and the page is asked for the next one. */
import type { SignedIn } from '../../protocol/account.ts';
import { newId } from '../../protocol/ids.ts';
import { asFailure, Failure, isStaleToken } from './api.ts';
import { askAbout, enter, leave } from './entering.ts';
import { forgetGuest, guestToken } from './guest.ts';
import { isPassing } from './passing.ts';
import type { Session } from './session.ts';
import { subjectOf } from './subject.ts';

/** A page that does not answer so long is taken for one that cannot. */
const PAGE_MS = 15_000;

/** By which name each token was offered: after a lost answer it is asked for again by the same. */
const attempts = new Map<string, string>();

/** With the token that the page gave, and where that is used up or refused, with the one that it gives when asked. */
export async function exchange(session: Session): Promise<boolean> {
  const { pageToken } = session;
  if (pageToken && pageToken !== session.kept.spent && (await isTaken(session, pageToken))) return true;
  const next = await askPage(session);
  if (next && subjectOf(next) !== session.subject && session.page) {
    // Somebody else has signed in on the site meanwhile.
    session.page.token = next;
    return false;
  }
  if (next && next !== session.kept.spent && (await isTaken(session, next))) return true;
  session.notice = 'session_over';
  leave(session);
  tell(session, new Failure('token_expired', 'The page’s token has ended, and the page gives no other.'));
  return false;
}

/** @throws Failure where it may be taken a moment later. */
async function isTaken(session: Session, token: string): Promise<boolean> {
  const { site } = session;
  const guest = guestToken(session);
  const attempt = attempts.get(token) ?? newId();
  attempts.set(token, attempt);
  try {
    const body = { site, token, attempt, ...(guest && { guest }) };
    enter(session, await askAbout<SignedIn>(session, '/session/sso', body), token);
    if (guest) forgetGuest(session);
    return true;
  } catch (error) {
    const failure = asFailure(error);
    if (isPassing(failure) || failure.code === 'rate_limited') throw failure;
    session.set({ spent: token }, false);
    // That it has ended is daily life; all else is for whoever makes the tokens to know.
    if (failure.code !== 'token_expired') tell(session, failure);
    if (!isStaleToken(failure)) leave(session);
    return false;
  }
}

/** @throws Failure where the page could not answer. */
async function askPage({ page }: Session): Promise<string | null> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Failure('network', 'refreshToken did not answer in time')), PAGE_MS);
  });
  try {
    return (await Promise.race([page?.refreshToken?.(), late])) ?? null;
  } catch (error) {
    throw asFailure(error);
  }
}

function tell({ page }: Session, { code, message }: Failure): void {
  const detail = { code, message };
  page?.dispatchEvent(new CustomEvent('live-comments:error', { detail, bubbles: true, composed: true }));
}
