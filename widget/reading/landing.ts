/** Leads the reader to one comment: loads it where it is not loaded, opens what hides it, and stays with it. */
import { nextFrame } from '../page/frames.ts';
import type { Shown } from '../page/steps.ts';
import { asFailure } from '../session/api.ts';
import { isPassing } from '../session/passing.ts';
import { addBranch } from '../thread/branch.ts';
import type { ThreadController } from '../thread/controller.ts';
import { isVisible, type ThreadState } from '../thread/shape.ts';
import { reveal } from '../thread/state.ts';

/** The highlight is for those who have lost the place, and no decoration. */
const MARKED_MS = 2_000;
/** What the page itself still loads may push the comment away for so long. */
const STAY_MS = 3_000;
/** In so many frames a comment that is known is drawn. */
const PATIENCE_FRAMES = 60;
/** Where the reader moves the page themselves. */
const MOVES = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

export interface Landing {
  readonly root: ShadowRoot;
  readonly thread: ThreadController;
  readonly shown: Shown;
  readonly maxDepth: number;
  /** Whether the page may be scrolled; else the comment is only marked. */
  readonly mayScroll: boolean;
}

export type Landed = 'there' | 'gone' | 'elsewhere' | 'failed';

/** @returns where the comment was found. */
export async function land(landing: Landing, id: string): Promise<Landed> {
  const { thread } = landing;
  if (!thread.state?.nodes.has(id)) {
    const found = await load(thread, id);
    if (found !== 'there') return found;
  }
  return (await show(landing, id)) ? 'there' : 'gone';
}

async function load(thread: ThreadController, id: string): Promise<Landed> {
  try {
    const page = await thread.ask(`/${id}/branch`);
    if (page.thread.site !== thread.site || page.thread.key !== thread.thread) return 'elsewhere';
    const comment = page.items.at(-1);
    // Of one that was deleted and has no replies, nothing is shown.
    if (!comment || (!isVisible(comment) && comment.replyCount === 0)) return 'gone';
    thread.update(state =>
      page.thread.epoch === state.thread.epoch ? addBranch(state, page, thread.meanwhile) : state,
    );
    return thread.state?.nodes.has(id) ? 'there' : 'failed';
  } catch (error) {
    return isPassing(asFailure(error)) ? 'failed' : 'gone';
  }
}

/** Leads to a comment that is known; resolves with whether it is on the page. */
export async function show(landing: Landing, id: string): Promise<boolean> {
  const { root, shown, mayScroll } = landing;
  open(landing, id);
  await shown.updateComplete;
  let element: HTMLElement | null = null;
  for (let n = 0; n < PATIENCE_FRAMES && !element; n++) {
    element = root.getElementById(`lc-${id}`);
    if (!element) await nextFrame();
  }
  if (!element) return false;
  mark(element);
  if (mayScroll) {
    element.focus({ preventScroll: true });
    center(element);
    void stay(element);
  }
  return true;
}

/** Opens all that the comment stands in: collapsed branches, what waits, and conversations that go on by themselves. */
function open({ thread, shown, maxDepth }: Landing, id: string): void {
  const { memory, state } = thread;
  if (!state) return;
  const chain = chainOf(state, id);
  if (chain.filter(each => memory.collapsed.delete(each)).length > 0) {
    memory.version++;
    memory.keepThread();
  }
  memory.unfolded.add(id);
  const waiting = chain.findIndex(each => state.waiting.has(each));
  if (waiting >= 0) thread.update(now => reveal(now, chain[waiting - 1] ?? null));
  thread.redraw(id);
  shown.rootId = beginning(chain, shown.rootId, maxDepth);
  if (!state.roots.ids.slice(0, shown.drawn).includes(chain[0] ?? '')) shown.drawn = Number.POSITIVE_INFINITY;
}

/** A comment and all above it, the root first. */
function chainOf(state: ThreadState, id: string): string[] {
  const parent = state.nodes.get(id)?.comment.parent ?? null;
  return [...(parent === null ? [] : chainOf(state, parent)), id];
}

/** The comment that the view has to begin with, so that the last of the chain is in it: as readers go down by themselves. */
function beginning(chain: readonly string[], now: string | null, maxDepth: number): string | null {
  const last = chain.length - 1;
  const at = now === null ? 0 : chain.indexOf(now);
  if (at >= 0 && last - at <= maxDepth) return now;
  const start = Math.floor((last - 1) / maxDepth) * maxDepth;
  return start > 0 ? (chain[start] ?? null) : null;
}

const marked = new WeakMap<Element, ReturnType<typeof setTimeout>>();

/** By an attribute: the comment's classes are written anew when it is drawn. */
function mark(element: HTMLElement): void {
  clearTimeout(marked.get(element));
  element.toggleAttribute('data-linked', true);
  marked.set(
    element,
    setTimeout(() => element.removeAttribute('data-linked'), MARKED_MS),
  );
}

function center(element: HTMLElement): void {
  // Of one that is higher than the window, the middle would be without its beginning.
  const block = element.offsetHeight > innerHeight * 0.8 ? 'start' : 'center';
  element.scrollIntoView({ block, behavior: 'instant' });
}

/** Follows the comment while what stands above it still grows, until the reader goes elsewhere. */
async function stay(element: HTMLElement): Promise<void> {
  let isOver = false;
  const end = (): void => {
    isOver = true;
  };
  for (const move of MOVES) addEventListener(move, end, { passive: true, capture: true });
  const until = performance.now() + STAY_MS;
  let top = element.getBoundingClientRect().top;
  let scrolled = scrollY;
  while (!isOver && performance.now() < until && element.isConnected) {
    await nextFrame();
    const moved = element.getBoundingClientRect().top - top;
    // What the page was scrolled by is the reader’s doing, or the page’s.
    if (isOver || Math.abs(moved + scrollY - scrolled) <= 1) {
      if (Math.abs(moved) > 1) break;
      continue;
    }
    if (Math.abs(moved) > 1) center(element);
    top = element.getBoundingClientRect().top;
    scrolled = scrollY;
  }
  for (const move of MOVES) removeEventListener(move, end, { capture: true });
}
