/** Where the reader is: whether a new comment may be put in now, and how to lead them to one. */
import type { Sort } from '../../protocol/comment.ts';

/** Below the last comment there is only its margin. */
const END_PX = 40;

/** Nothing may move under the reader: neither what they read nor what they write. */
export function mustWait(root: ShadowRoot, parent: string | null, sort: Sort | undefined): boolean {
  const list = root.querySelector('.thread');
  if (!list) return false;
  const { top, bottom } = list.getBoundingClientRect();
  if (parent !== null) return mustReplyWait(root.getElementById(`lc-${parent}`), bottom);
  // At the end nothing stands below that could move.
  if (sort === 'oldest' || top >= innerHeight) return false;
  // Others would slide out of its way: who wants no motion asks for it with the button.
  return top < 0 || isBusy(root, list) || (isCalm() && list.querySelector('li') !== null);
}

/** A reply stands at the end of its conversation: what follows may move only where nobody sees it. */
function mustReplyWait(above: Element | null, bottom: number): boolean {
  const item = above?.matches('.collapsed') ? null : above?.closest('li');
  if (!item) return false;
  const place = item.getBoundingClientRect().bottom;
  return place < innerHeight && place < bottom - END_PX;
}

/** Writing among the comments, or selecting text in them. */
function isBusy(root: ShadowRoot, list: Element): boolean {
  const active = root.activeElement;
  if (active instanceof HTMLTextAreaElement) return list.contains(active) || active.value !== '';
  return active instanceof HTMLInputElement || isSelecting(root);
}

/** The document itself knows of a selection in a shadow root only that it stands before its host. */
function isSelecting(root: ShadowRoot): boolean {
  const selection = document.getSelection();
  if (selection?.type !== 'Range') return false;
  const [range] = selection.getComposedRanges?.({ shadowRoots: [root] }) ?? [];
  return root.contains(range?.startContainer ?? null) || selection.containsNode(root.host, true);
}

/** Moves the focus, once the change that was asked for is on the screen, to the first of these that is there. */
export function focusSoon(root: ShadowRoot, ...selectors: readonly string[]): void {
  requestAnimationFrame(() => {
    const found = selectors.map(selector => root.querySelector<HTMLElement>(selector));
    const target = found.find(element => element !== null);
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: 'nearest', behavior: isCalm() ? 'instant' : 'smooth' });
  });
}

/** Shows the first of these comments, in the order of the page. */
export function leadTo(root: ShadowRoot, ids: ReadonlySet<string>): void {
  requestAnimationFrame(() => {
    const found = [...root.querySelectorAll<HTMLElement>('article')].find(({ id }) => ids.has(id.slice(3)));
    found?.focus({ preventScroll: true });
    found?.scrollIntoView({ block: 'center', behavior: isCalm() ? 'instant' : 'smooth' });
  });
}

export function isCalm(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
