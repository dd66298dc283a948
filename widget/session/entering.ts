/** How a session begins and ends in this browser, and what is asked about it. */
import type { SignedIn } from '../../protocol/account.ts';
import type { Viewer } from '../../protocol/comment.ts';
import { ANSWER_MS, problem } from './api.ts';
import type { Session } from './session.ts';
import { isText } from './storage.ts';

/** By a clock that is wrong a token might seem to have ended before it came, or to last for days. */
const SHORTEST_MS = 3 * 60_000;
const LONGEST_MS = 15 * 60_000;

/** Takes the first answer of a session, or the next, and what it was given for. */
export function enter(session: Session, signedIn: SignedIn, spent: string | null = null): void {
  const { viewer, session: made } = signedIn;
  const { token, expiresAt, refresh } = made;
  const left = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, Date.parse(expiresAt) - Date.now()));
  const next = session.subject === null ? (refresh ?? true) : null;
  session.notice = null;
  session.isOver = false;
  session.set({ viewer, token, until: Date.now() + left, refresh: next, attempt: null, spent });
}

/** Signed out: what is left of a member is a guest of the same name, who has no rights yet. */
export function leave(session: Session, out: string | null = null): void {
  const name = session.subject === null ? (session.viewer?.name ?? '') : '';
  const viewer: Viewer = { id: '', name, role: 'guest' };
  session.isOver = session.subject !== null;
  session.set({ token: null, until: 0, refresh: null, attempt: null, viewer, out });
}

/** As names of questions are, by which they may be asked again. */
export const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const REFRESH = /^r1\.[\w.-]{1,497}$/;

/** What gets the next token; null where nothing does. */
export function refreshOf({ kept }: Session): string | true | null {
  const { refresh } = kept;
  return refresh === true || (isText(refresh) && REFRESH.test(refresh)) ? refresh : null;
}

/** When the token ends, in milliseconds since 1970. */
export function endOf({ kept }: Session): number {
  return typeof kept.until === 'number' ? kept.until : 0;
}

/**
 * Asks about the session itself, or without a body, ends it: with the cookie that may hold it, and no token to begin it with.
 * @throws Failure
 */
export async function askAbout<T>({ api, site, token }: Session, path: string, body?: object): Promise<T> {
  const url = body ? api.url(path) : api.url(path, { site });
  const response = await fetch(url, {
    method: body ? 'POST' : 'DELETE',
    // The site’s own users need no cookie: their page renews.
    credentials: path === '/session/sso' ? 'omit' : 'include',
    headers: {
      accept: 'application/json',
      ...(body && { 'content-type': 'application/json' }),
      ...(!body && token && { authorization: `Bearer ${token}` }),
    },
    signal: AbortSignal.timeout(ANSWER_MS),
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw await problem(response);
  return (body ? await response.json() : undefined) as T;
}
