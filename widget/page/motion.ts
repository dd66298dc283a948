/** Lets what is on the screen slide to its new place when comments come in that the reader did not ask for. */
import { isCalm } from './reading.ts';

/** In this time a slide has a third of its way left. */
const SLIDE_MS = 70;

/**
 * A comment that arrives above others would push them down at a stroke. They are held where they were by a transform, in
 * the very frame in which they move, and let go from there; what comes in meanwhile adds to the way that is left. By a
 * style and not by an animation: that one begins a frame later, and the reader would see the stroke.
 */
export class Motion {
  #thread: HTMLElement | null = null;
  #top = 0;
  readonly #places = new Map<HTMLElement, number>();
  /** How far each is from its place. */
  readonly #ways = new Map<HTMLElement, number>();
  #last = 0;
  #isExpecting = false;
  #isHeld = false;

  /** Whether what slides has to get on before more may come in. */
  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** How far what is furthest from its place is from it, in pixels. */
  get distance(): number {
    return Math.max(0, ...[...this.#ways.values()].map(Math.abs));
  }

  /** In the next frame something comes in: what slides stands still in it. */
  expect(): void {
    this.#isExpecting = true;
  }

  /** Before the change: remembers where everything is that can be seen. */
  begin(thread: HTMLElement | null): void {
    this.#thread = thread;
    this.#top = thread?.getBoundingClientRect().top ?? -1;
    // Where the list begins above the screen, the browser itself holds what is on it in its place.
    if (thread && this.#top >= 0 && this.#top < innerHeight && !isCalm()) remember(this.#places, flowOf(thread));
  }

  /** After the change, in the same frame. */
  end(): void {
    this.#isExpecting = false;
    const thread = this.#thread;
    if (!thread || this.#places.size === 0) return;
    const flow = flowOf(thread);
    const isSliding = this.#ways.size > 0;
    // Where the whole page has moved, for whatever reason, the comments have moved along.
    const places = thread.getBoundingClientRect().top === this.#top ? this.#places : [];
    let all: number | undefined;
    for (const [element, before] of places) {
      const moved = element.isConnected ? element.offsetTop - before : 0;
      const isRoot = element.offsetParent === flow;
      if (isRoot) all ??= moved;
      this.#hold(element, isRoot ? moved - (all ?? 0) : moved);
    }
    this.#places.clear();
    this.#hold(flow, all ?? 0);
    this.#isHeld = this.#ways.size > 0;
    if (!isSliding && this.#isHeld) requestAnimationFrame(time => this.#start(time));
  }

  #hold(element: HTMLElement, by: number): void {
    // Places are told in whole pixels: so little is no move.
    if (Math.abs(by) > 1) this.#set(element, (this.#ways.get(element) ?? 0) - by);
  }

  #start(time: number): void {
    this.#last = time - 1000 / 60;
    this.#slide(time);
  }

  #slide(time: number): void {
    if (!this.#isExpecting) {
      const left = Math.exp((this.#last - time) / SLIDE_MS);
      this.#last = time;
      this.#isHeld = false;
      for (const [element, way] of this.#ways) this.#set(element, way * left);
    }
    if (this.#ways.size > 0) requestAnimationFrame(next => this.#slide(next));
  }

  #set(element: HTMLElement, way: number): void {
    const isThere = Math.abs(way) < 0.5 || !element.isConnected;
    if (isThere) this.#ways.delete(element);
    else this.#ways.set(element, way);
    element.style.transform = isThere ? '' : `translateY(${way}px)`;
    element.style.willChange = isThere ? '' : 'transform';
    // What slides in from above comes from under the edge of the list, and not over what stands there.
    if (element.matches('.flow')) (element.parentElement as HTMLElement).style.overflowY = isThere ? '' : 'clip';
  }
}

function flowOf(thread: HTMLElement): HTMLElement {
  return thread.querySelector('.flow') as HTMLElement;
}

/** Where the comments and buttons stand that can be seen: each within the comment that it belongs to. */
function remember(places: Map<HTMLElement, number>, flow: HTMLElement): void {
  const room = innerHeight - flow.getBoundingClientRect().top;
  for (const element of flow.querySelectorAll<HTMLElement>(':scope > lc-list > ul > li, .more')) {
    if (element.offsetTop > room) break;
    places.set(element, element.offsetTop);
    for (const inner of element.querySelectorAll<HTMLElement>('li, .link')) places.set(inner, inner.offsetTop);
  }
}
