/** Whether the viewer moderates here, and what they then need, which nobody else loads. */
import type { Action, MenuItem, ModerationAction, View } from '../elements/view.ts';
import { adopt } from '../page/sheets.ts';
import { perform } from '../reading/deeds.ts';
import type { Node } from '../thread/shape.ts';
import type { Moderation } from './moderation.ts';
import type { ModerationOwner } from './owner.ts';

const KINDS: readonly string[] = ['moderate', 'decide', 'lock', 'ban'] satisfies ModerationAction['do'][];
const WINDOW = 'popup,width=480,height=640';

export class Moderating {
  readonly #owner: ModerationOwner;
  #part: Moderation | undefined;
  #loading: Promise<Moderation | undefined> | undefined;

  constructor(owner: ModerationOwner) {
    this.#owner = owner;
    // A moderator on their way through the pages of a site stays one.
    if (hasToken()) void this.#load().then(part => part?.resume(owner));
  }

  /** Itself, where the viewer moderates and what they need is here. */
  forViewer(): this | undefined {
    const { viewer } = this.#owner.thread.session;
    if (viewer?.role !== 'moderator' && viewer?.role !== 'admin') return undefined;
    if (!this.#part) void this.#load();
    return this.#part && this;
  }

  items(node: Node, view: View): MenuItem[] {
    return this.#part?.itemsFor(node, view) ?? [];
  }

  /** @returns whether the action was one of ours. */
  act(action: Action): boolean {
    if (!KINDS.includes(action.do)) return false;
    if (action.do === 'moderate' && action.on) {
      // At once: a browser lets a window be opened only while a click is handled.
      const popup = open('', '_blank', WINDOW);
      if (popup) void this.#load().then(part => part?.signIn(this.#owner, popup));
    } else {
      void this.#load().then(part => part && perform(part.deedsOf(this.#owner), action));
    }
    return true;
  }

  #load(): Promise<Moderation | undefined> {
    this.#loading ??= import('./moderation.ts').then(
      ({ moderation, styles }) => {
        adopt(this.#owner.root, styles);
        this.#part = moderation;
        this.#owner.changed();
        return moderation;
      },
      () => {
        // They can still do all of it in the dashboard, and here the next time.
        this.#loading = undefined;
        return undefined;
      },
    );
    return this.#loading;
  }
}

/** Of whatever server: the part itself looks more closely. */
function hasToken(): boolean {
  try {
    return Object.keys(sessionStorage).some(key => key.startsWith('live-comments moderator '));
  } catch {
    return false;
  }
}
