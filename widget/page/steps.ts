/** What a reader asks of the list besides writing: more of it, another conversation, and what waits for them. */

import type { Action } from '../elements/view.ts';
import type { ThreadController } from '../thread/controller.ts';
import { missingReplies, waitingUnder } from '../thread/look.ts';
import { reveal } from '../thread/state.ts';
import { focusSoon, leadTo, mustWait } from './reading.ts';

/** A list that streams on for hours is cut back to this many comments when it has grown to twice as many. */
const KEPT = 100;
const MORE = 25;

/** What the steps change of the element. */
export interface Shown {
  /** The comment that the view begins with, in a conversation that goes on by itself. */
  rootId: string | null;
  /** How many comments of the list are drawn. */
  drawn: number | undefined;
  readonly updateComplete: Promise<boolean>;
}

export type Step = Extract<Action, { do: 'more' | 'root' | 'reveal' }>;

export function take(step: Step, root: ShadowRoot, shown: Shown, controller: ThreadController): void {
  if (step.do === 'more') void showMore(root, shown, controller, step.parent);
  else if (step.do === 'root') goTo(root, shown, controller, step.id);
  else showWaiting(root, controller, step.parent);
}

/** Leads on to the first that came; who has gone elsewhere in the meantime is left there. */
async function showMore(
  root: ShadowRoot,
  shown: Shown,
  controller: ThreadController,
  parent: string | null,
): Promise<void> {
  const from = root.activeElement;
  const { drawn = 0 } = shown;
  const { ids = [] } = controller.state?.roots ?? {};
  let id: string | undefined;
  if (parent === null && drawn < ids.length) {
    id = ids[drawn];
    shown.drawn = drawn + MORE < ids.length ? drawn + MORE : Number.POSITIVE_INFINITY;
  } else id = await controller.loadMore(parent);
  await shown.updateComplete;
  const at = root.activeElement;
  if (id && (at === null || at === from)) focusSoon(root, `#lc-${id}`);
}

function goTo(root: ShadowRoot, shown: Shown, controller: ThreadController, id: string | null): void {
  const from = shown.rootId;
  shown.rootId = id;
  const { state } = controller;
  const node = id === null ? undefined : state?.nodes.get(id);
  if (node && state && node.ids.length === 0 && missingReplies(state, node) > 0) {
    void controller.loadMore(node.comment.id);
  }
  focusSoon(root, id === null ? `#lc-${from}` : '.back');
}

function showWaiting(root: ShadowRoot, controller: ThreadController, parent: string | null): void {
  const ids = controller.state && waitingUnder(controller.state, parent);
  controller.update(state => reveal(state, parent));
  if (ids) leadTo(root, new Set(ids));
}

/** Takes the end of a list that has grown too long off the page; it stays known, and comes back with "Show more". */
export function cutBack(root: ShadowRoot, shown: Shown, { state }: ThreadController): void {
  if (!state || Math.min(shown.drawn ?? 0, state.roots.ids.length) <= 2 * KEPT) return;
  // Only where nobody looks at it: the reader is at the top, and the focus is elsewhere.
  if (state.sort === 'oldest' || waitingUnder(state, null).length > 0 || root.activeElement?.closest('li')) return;
  if (!mustWait(root, null, state.sort)) shown.drawn = KEPT;
}
