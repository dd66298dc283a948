/** Single keys, while the focus is in the widget and not where one writes (WCAG 2.2, 2.1.4). */
import type { Action, View } from '../elements/view.ts';
import { isCalm } from '../page/reading.ts';

/** In a box, in a list of choices and in a dialog, keys have their own meaning. */
const FIELDS = 'input, textarea, select, dialog, [contenteditable]';

/** What a key asks for; what it only moves the focus to is done here, with a line that asks for nothing more. */
export function keyAction(event: KeyboardEvent, root: ShadowRoot, view: View): Action | undefined {
  const { target } = event;
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (target instanceof Element && target.closest(FIELDS)) return undefined;
  const key = latin(event);
  if (key === '?') return { do: 'keys' };
  if (key === '/') return { do: 'search', on: true };
  if (key === 'n') return { do: 'unread' };
  const comment = root.activeElement?.closest<HTMLElement>('lc-comment')?.querySelector('article') ?? null;
  if (key === 'c') return moveTo(event, root.querySelector('lc-composer textarea'));
  if (key === 'j') return moveTo(event, neighbour(root, comment, 1));
  if (key === 'k') return moveTo(event, neighbour(root, comment, -1));
  return comment ? atComment(key, comment.id.slice(3), view) : undefined;
}

/** Whoever writes in another script has our letters in the same places. */
function latin({ key, code }: KeyboardEvent): string {
  return /^[!-~]$/.test(key) ? key : key.length === 1 ? code.replace('Key', '').toLowerCase() : '';
}

function atComment(key: string, id: string, view: View): Action | undefined {
  const comment = view.get(id)?.comment;
  if (!comment) return undefined;
  if (key === 'x') return { do: 'collapse', id };
  if (comment.state !== 'published') return undefined;
  if (key === 'r' && !view.isLocked) return { do: 'open', id, mode: 'reply' };
  if (key !== 'u' || (view.settings?.votes ?? 'off') === 'off') return undefined;
  return { do: 'vote', id, value: comment.myVote === 1 ? 0 : 1 };
}

function neighbour(root: ShadowRoot, from: Element | null, step: number): HTMLElement | undefined {
  const all = [...root.querySelectorAll<HTMLElement>('article')];
  if (!from) return step > 0 ? all[0] : undefined;
  return all[all.indexOf(from as HTMLElement) + step];
}

function moveTo(event: Event, element: HTMLElement | null | undefined): undefined {
  if (!element) return undefined;
  event.preventDefault();
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'nearest', behavior: isCalm() ? 'instant' : 'smooth' });
}
