/** A moderator’s token for this page: fetched by a window of the server’s own, kept in the tab, renewed while it is used. */
import { asFailure } from '../session/api.ts';
import type { ModerationOwner } from './owner.ts';

interface Given {
  readonly token: string;
  readonly expiresAt: string;
}

/** Before its end, a token is exchanged for a new one. */
const RENEW_BEFORE_MS = 60_000;

let renewing: ReturnType<typeof setTimeout> | undefined;

/** The server asks the moderator who they are, and whether this page may have it; the answer comes as a message. */
export function signIn(owner: ModerationOwner, popup: Window): void {
  const { server } = owner.thread.session.api;
  const query = new URLSearchParams({ site: owner.thread.site, origin: location.origin });
  popup.location.href = `${server}/admin/page?${query}`;
  const { origin } = new URL(server, location.href);
  const onMessage = ({ source, origin: from, data }: MessageEvent<Partial<Given> | null>): void => {
    if (source !== popup || from !== origin || typeof data?.token !== 'string') return;
    removeEventListener('message', onMessage);
    take(owner, data as Given);
  };
  addEventListener('message', onMessage);
}

export function signOut(owner: ModerationOwner): void {
  clearTimeout(renewing);
  keep(owner, null);
  owner.shown.token = null;
}

/** Goes on with the token of the page before this one. */
export function resume(owner: ModerationOwner): void {
  try {
    const given = JSON.parse(sessionStorage.getItem(keyOf(owner)) ?? 'null') as Given | null;
    if (given && Date.parse(given.expiresAt) > Date.now()) take(owner, given);
  } catch {
    // Storage is blocked, or holds something else: they sign in again.
  }
}

function take(owner: ModerationOwner, given: Given): void {
  keep(owner, given);
  owner.shown.token = given.token;
  clearTimeout(renewing);
  const left = Date.parse(given.expiresAt) - Date.now();
  renewing = setTimeout(() => void renew(owner), Math.max(0, left - RENEW_BEFORE_MS));
}

async function renew(owner: ModerationOwner): Promise<void> {
  try {
    take(owner, await owner.thread.session.api.request<Given>('/admin/session/widget', { method: 'PUT' }));
  } catch (error) {
    signOut(owner);
    owner.say(owner.t.failure(asFailure(error)));
  }
}

function keep(owner: ModerationOwner, given: Given | null): void {
  try {
    if (given) sessionStorage.setItem(keyOf(owner), JSON.stringify(given));
    else sessionStorage.removeItem(keyOf(owner));
  } catch {
    // Then it lasts for this page alone.
  }
}

function keyOf({ thread }: ModerationOwner): string {
  return `live-comments moderator ${thread.session.api.server} ${thread.site}`;
}
