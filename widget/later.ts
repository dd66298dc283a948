/** What an element does once its first comments are on the screen: it follows the page, and serves who reads and writes. */
import type { Comment, Sort } from '../protocol/comment.ts';
import { Account } from './account/account.ts';
import type { AccountOwner } from './account/owner.ts';
import type { Action, Speaking } from './elements/view.ts';
import { en } from './i18n/en.ts';
import { later as strings } from './i18n/en-later.ts';
import { learn, type Translator } from './i18n/translator.ts';
import './elements/lc-composer.ts';
import './elements/lc-status.ts';
import { linkOf } from './live/link.ts';
import { Moderating } from './moderation/moderating.ts';
import type { ModerationOwner } from './moderation/owner.ts';
import { Announcer } from './page/announcer.ts';
import { nextFrame } from './page/frames.ts';
import type { Looks } from './page/looks.ts';
import { Motion } from './page/motion.ts';
import { mustWait } from './page/reading.ts';
import { adopt } from './page/sheets.ts';
import { cutBack, type Shown, take } from './page/steps.ts';
import { keepTimes } from './page/times.ts';
import { type PageWatch, watchPage } from './page/watch.ts';
import { Finding } from './reading/finding.ts';
import { Reading, type ReadingOwner } from './reading/reading.ts';
import { attend } from './session/taking.ts';
import { composer } from './styles/composer.ts';
import { feedback } from './styles/feedback.ts';
import { later as after } from './styles/later.ts';
import { tools as toolStyles } from './styles/tools.ts';
import type { ThreadController } from './thread/controller.ts';
import * as threads from './thread/state.ts';
import { prepareMenu } from './tools/menu.ts';
import { tools } from './tools/tools.ts';
import type { WritingAction } from './writing/draft.ts';
import { Writing } from './writing/writing.ts';

learn(strings);

/** It is for owners alone. */
function nothing(): void {}

/** Between two sentences, so that a screen reader hears the second too. */
const SILENCE_MS = 100;

/** The element as it is at the moment: its thread and its language may change at any time. */
interface Host {
  readonly looks: Looks;
  readonly thread: ThreadController;
  readonly t: Translator;
  readonly shown: Shown & {
    readonly isConnected: boolean;
    readonly renderRoot: ParentNode;
    readonly theme: string | null;
    token: string | null;
    readonly strings: unknown;
    /** What a screen reader is told. */
    spoken: string;
    requestUpdate(): void;
  };
}

export class Later {
  readonly linkOf = linkOf;
  readonly attend = attend;
  readonly threads = threads;
  readonly tools = tools;
  /** These two belong to one thread. */
  writing: Writing | undefined;
  finding: Finding | undefined;
  #reading: Reading | undefined;
  readonly #moderating: Moderating;
  readonly #account: Account;
  readonly #host: Host & ReadingOwner;
  readonly #motion = new Motion();
  readonly #announcer = new Announcer(text => this.#say(text));
  #saying: ReturnType<typeof setTimeout> | undefined;
  #page: PageWatch | undefined;
  #stopTimes: (() => void) | undefined;

  constructor(host: Host) {
    const root = host.shown.renderRoot as ShadowRoot;
    this.#host = Object.assign(host, {
      root,
      changed: () => host.shown.requestUpdate(),
      say: (text: string) => this.#say(text),
      note: (id: string, error: unknown) => this.writing?.boxes.note(id, error),
      menu: prepareMenu,
    });
    this.#moderating = new Moderating(this.#host as Host & ReadingOwner & ModerationOwner);
    this.#account = new Account(this.#host as Host & ReadingOwner & AccountOwner);
    adopt(root, after, composer, feedback, toolStyles);
  }

  /** Begins with the thread of now, or goes on with it. */
  serve(): void {
    const host = this.#host;
    this.writing ??= new Writing(host);
    this.#reading ??= new Reading(host);
    this.finding ??= new Finding(host);
    if (!host.shown.isConnected) return;
    this.connect();
    this.finding.start();
  }

  /** For a moderator, when what they need is loaded. */
  get moderating(): Moderating | undefined {
    return this.#moderating.forViewer();
  }

  /** What is drawn at the boxes of who is signed in, or must be. */
  get speaking(): Speaking | undefined {
    return this.#account.forViewer();
  }

  /** Another thread comes in its place. */
  leave(): void {
    this.finding?.stop();
    this.writing = undefined;
    this.finding = undefined;
    this.#reading = undefined;
  }

  /** The element is in the page: reads it, and goes on watching it. */
  connect(): void {
    const { root, looks } = this.#host;
    looks.read();
    if (this.#page) return;
    this.#page = watchPage(() => looks.read());
    this.#stopTimes = keepTimes(root, () => this.#host.t);
    this.follow();
  }

  disconnect(): void {
    this.#page?.stop();
    this.#page = undefined;
    this.#stopTimes?.();
    this.finding?.stop();
  }

  /** Goes by the element's attributes of now. */
  follow(): void {
    this.#page?.follow(this.#host.shown.theme);
    const { strings: own, theme } = this.#host.shown;
    if (own || theme) {
      const all = { ...en, ...strings };
      void import('./page/complaints.ts').then(({ complain }) => complain({ strings: own, theme }, all), nothing);
    }
  }

  act(action: Action): void {
    const { root, shown, thread } = this.#host;
    if (action.do === 'more' || action.do === 'root' || action.do === 'reveal') take(action, root, shown, thread);
    else if (
      !this.#account.act(action) &&
      !this.#moderating.act(action) &&
      !this.finding?.act(action) &&
      !this.#reading?.act(action)
    ) {
      this.writing?.act(action as WritingAction);
    }
  }

  mustWait(parent: string | null, sort: Sort | undefined): boolean {
    return mustWait(this.#host.root, parent, sort);
  }

  arrived(comments: readonly Comment[]): void {
    const { t, thread } = this.#host;
    if (t && !thread.memory.isSilent) this.#announcer.add(comments, t);
  }

  /** Resolves in the frame in which what came over the link may be drawn. */
  async newsFrame(): Promise<void> {
    const { root, shown, thread } = this.#host;
    const motion = this.#motion;
    while (motion.isHeld) await nextFrame();
    const frame = nextFrame();
    // All that draws itself on account of the update has done so when this is called, later in the same frame.
    requestAnimationFrame(() => motion.end());
    motion.expect();
    await frame;
    // What is still further away than a screen stands, for now, where the list would be cut.
    if (motion.distance < innerHeight) cutBack(root, shown, thread);
    motion.begin(root.querySelector('.thread'));
  }

  /** Empties the line first: the same sentence a second time would be no change, and not be heard. */
  #say(text: string): void {
    const { shown } = this.#host;
    shown.spoken = '';
    clearTimeout(this.#saying);
    this.#saying = setTimeout(() => {
      shown.spoken = text;
    }, SILENCE_MS);
  }
}
