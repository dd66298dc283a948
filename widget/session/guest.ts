/** The guest that this browser was before somebody signed in: what they wrote becomes the member’s. */

import type { Viewer } from '../../protocol/comment.ts';
import type { Session, Standing } from './session.ts';
import { fields, isText, recall, remember } from './storage.ts';

/** Proves it; undefined where there was none. */
export function guestToken({ storedAs }: Session): string | undefined {
  const { token, refresh, viewer } = recall<Standing>(storedAs);
  const { role } = fields<Viewer>(viewer);
  return isText(token) && token && !refresh && role === 'guest' ? token : undefined;
}

/** Their token is over from then on. */
export function forgetGuest({ storedAs }: Session): void {
  remember(storedAs, null);
}
