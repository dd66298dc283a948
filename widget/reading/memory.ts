/** What this browser remembers of its reader: whom they hid, what they collapsed, and how far they have read. */
import { fields, recall, remember } from '../session/storage.ts';

interface OfSite {
  hidden?: Record<string, string>;
  isSilent?: boolean;
}

interface OfThread {
  collapsed?: string[];
  seen?: { epoch: string; seq: number };
}

/** A reader who collapses more than this in one thread sees the oldest ones again. */
const COLLAPSED_MAX = 200;

export class Memory {
  /** Names of the people whom the reader does not want to see, by viewer id. */
  readonly hidden = new Map<string, string>();
  /** Comments whose replies and text are folded away. */
  readonly collapsed: Set<string>;
  /** Long comments that were unfolded; only until the page is left. */
  readonly unfolded = new Set<string>();
  /** How far the reader had come when they were here last. */
  readonly seen: OfThread['seen'];
  /** The newest event when they came this time: what is written since is seen as it comes. */
  head = 0;
  /** Whether a screen reader is to be left alone with what others write. */
  isSilent = false;
  /** Raised with each change that all comments must show. */
  version = 0;
  readonly #site: string;
  readonly #thread: string;

  constructor(server: string, site: string, thread: string) {
    this.#site = `live-comments ${server} ${site} reader`;
    this.#thread = `${this.#site} ${thread}`;
    this.recallSite();
    const { collapsed, seen } = recall<OfThread>(this.#thread);
    this.collapsed = new Set([collapsed ?? []].flat() as string[]);
    // Whatever else it is, it is of no epoch.
    this.seen = seen as OfThread['seen'];
  }

  /** To be called before a change of what is remembered for the whole site: another tab may have changed it too. */
  recallSite(): void {
    const { hidden, isSilent } = recall<OfSite>(this.#site);
    this.hidden.clear();
    for (const [id, name] of Object.entries(fields(hidden))) this.hidden.set(id, String(name));
    this.isSilent = !!isSilent;
  }

  /** To be called after it. */
  keepSite(): void {
    this.version++;
    remember(this.#site, { hidden: Object.fromEntries(this.hidden), isSilent: this.isSilent });
  }

  /** To be called after a change in the thread; `seen` is how far the reader has come by now. */
  keepThread(seen = this.seen): void {
    remember(this.#thread, { collapsed: [...this.collapsed].slice(-COLLAPSED_MAX), seen });
  }
}
