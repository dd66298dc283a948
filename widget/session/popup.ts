/** The window in which a provider asks who somebody is, and what it says to the page that opened it. */
import type { PopupMessage } from '../../protocol/account.ts';
import { ERROR_TITLES, type ErrorCode } from '../../protocol/codes.ts';
import { newId } from '../../protocol/ids.ts';
import { Failure } from './api.ts';

const LOOKS = 'popup,width=480,height=680';
/** How often it is looked whether the window is still there: no event says it. */
const LOOK_MS = 300;

/** At once, while a click is handled; null where windows are blocked. */
export function openPopup(): Window | null {
  return open('', '_blank', LOOKS);
}

/**
 * Leads the window there, or the page itself. The server is told where that was begun, also where the page’s policy would
 * keep it back: for other places it begins nothing.
 */
export function leadTo(url: string, popup: Window | null): void {
  const link = document.createElement('a');
  link.href = url;
  link.referrerPolicy = 'origin';
  if (popup) {
    popup.name = `live-comments ${newId()}`;
    link.target = popup.name;
  }
  link.click();
}

/** The one-time code; null where the window was closed, or the page’s tie to it was cut. */
export function codeFrom(popup: Window, server: string): Promise<string | null> {
  const { origin } = new URL(server);
  const listening = new AbortController();
  const { signal } = listening;
  return new Promise<string | null>((resolve, reject) => {
    const hear = ({ source, origin: from, data }: MessageEvent<Partial<PopupMessage> | null>): void => {
      // Any page may send anything: only the server’s own, in the window that was opened here, is believed.
      if (source !== popup || from !== origin || data?.type !== 'live-comments:signed-in') return;
      if (typeof data.code === 'string') resolve(data.code);
      else reject(refusal(data.reason));
    };
    addEventListener('message', hear, { signal });
    // A message that was sent before the window closed is heard first.
    const look = setInterval(() => popup.closed && setTimeout(() => resolve(null), LOOK_MS), LOOK_MS);
    signal.addEventListener('abort', () => clearInterval(look));
  }).finally(() => listening.abort());
}

export function refusal(reason: unknown): Failure {
  const code = Object.hasOwn(ERROR_TITLES, String(reason)) ? (reason as ErrorCode) : 'provider_failed';
  return new Failure(code, ERROR_TITLES[code]);
}
