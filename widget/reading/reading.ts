/** What the reader does besides writing: votes, reactions, and how they want to see the thread. */
import { type Action, ask, type ReadingAction } from '../elements/view.ts';
import type { Translator } from '../i18n/translator.ts';
import { focusSoon } from '../page/reading.ts';
import { asFailure } from '../session/api.ts';
import { react, report, vote } from '../thread/changes.ts';
import type { ThreadController } from '../thread/controller.ts';
import { type Deeds, perform } from './deeds.ts';
import { momentOf, type Report } from './moments.ts';
import { copy, linkTo, share } from './sharing.ts';

/** How long the word stands that a link was copied. */
const COPIED_MS = 2_000;

export interface ReadingOwner {
  readonly thread: ThreadController;
  readonly t: Translator;
  readonly root: ShadowRoot;
  changed(): void;
  say(text: string): void;
  /** Shows at a comment what went wrong there. */
  note(id: string, error: unknown): void;
}

export class Reading {
  readonly #owner: ReadingOwner;

  constructor(owner: ReadingOwner) {
    this.#owner = owner;
  }

  /** @returns whether the action was one of ours. */
  act(action: Action): boolean {
    return perform(this.#deeds, action);
  }

  readonly #deeds: Deeds<ReadingAction> = {
    vote: ({ id, value }) => this.#try(id, vote(this.#owner.thread, id, value)),
    react: ({ id, emoji, on }) => this.#try(id, react(this.#owner.thread, id, emoji, on)),
    collapse: ({ id }) => this.#collapse(id),
    unfold: ({ id, on }) => this.#unfold(id, on),
    copy: ({ id }) => this.#copy(id),
    share: ({ id }) => this.#try(id, share(linkTo(this.#owner.thread, id), this.#owner.thread.owner.about().title)),
    report: ({ id, reason }) => this.#report(id, reason),
    hide: ({ author, name }) => this.#hide(author, name),
    unhide: ({ author }) => this.#unhide(author),
  };

  #collapse(id: string): void {
    const { thread, root } = this.#owner;
    const { collapsed } = thread.memory;
    if (!collapsed.delete(id)) collapsed.add(id);
    thread.memory.keepThread();
    thread.redraw(id);
    focusSoon(root, `#lc-${id} .toggle`);
  }

  #unfold(id: string, isOpen: boolean): void {
    const { thread, root } = this.#owner;
    const { unfolded } = thread.memory;
    if (unfolded.has(id) === isOpen) return;
    const article = root.getElementById(`lc-${id}`);
    // What was scrolled to under the fold stays where it is on the screen.
    const scrolled = article?.querySelector('.content')?.scrollTop ?? 0;
    if (isOpen) unfolded.add(id);
    else unfolded.delete(id);
    thread.redraw(id);
    requestAnimationFrame(() => {
      if (isOpen) scrollBy({ top: scrolled, behavior: 'instant' });
      else if ((article?.getBoundingClientRect().top ?? 0) < 0) article?.scrollIntoView({ behavior: 'instant' });
    });
  }

  async #copy(id: string): Promise<void> {
    const { thread, root, t } = this.#owner;
    const url = linkTo(thread, id);
    if (!(await copy(url, root))) {
      prompt(t.text('copyLink'), url);
      return;
    }
    const moment = momentOf(thread.memory);
    moment.copied = id;
    thread.redraw(id);
    this.#owner.say(t.text('copied'));
    await new Promise(resolve => setTimeout(resolve, COPIED_MS));
    if (moment.copied !== id) return;
    moment.copied = '';
    thread.redraw(id);
  }

  async #report(id: string, reason: string): Promise<void> {
    const { thread, root, t } = this.#owner;
    const set = (state: Report): void => {
      momentOf(thread.memory).reports.set(id, state);
      thread.redraw(id);
    };
    set({ isSending: true });
    try {
      await report(thread, id, reason);
    } catch (error) {
      return set({ problem: t.failure(asFailure(error)) });
    }
    set({ isSent: true });
    this.#owner.say(t.text('reported'));
    const article = root.getElementById(`lc-${id}`);
    if (article) ask(article, { do: 'close', id });
  }

  /** Leads on to where the reader can take it back. */
  #hide(author: string, name: string): void {
    const { state, memory } = this.#owner.thread;
    for (const { comment } of state?.nodes.values() ?? [])
      if (comment.author.id === author) memory.unfolded.delete(comment.id);
    this.#see(hidden => hidden.set(author, name), ' .meta .link');
  }

  #unhide(author: string): void {
    this.#see(hidden => hidden.delete(author));
  }

  /** Changes whom the reader does not see; the focus stays at the comment, at this `place` in it. */
  #see(change: (hidden: Map<string, string>) => void, place = ''): void {
    const { thread, root } = this.#owner;
    const at = root.activeElement?.closest('article')?.id;
    thread.memory.recallSite();
    change(thread.memory.hidden);
    thread.memory.keepSite();
    this.#owner.changed();
    focusSoon(root, at ? `#${at}${place}` : 'h2');
  }

  async #try(id: string, work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.#owner.note(id, error);
    }
  }
}
