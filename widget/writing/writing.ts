/** What the viewer is writing: open boxes, drafts that no failure loses, and what is asked of the thread with them. */
import { newId } from '../../protocol/ids.ts';
import type { Translator } from '../i18n/translator.ts';
import { focusSoon } from '../page/reading.ts';
import { asFailure } from '../session/api.ts';
import { edit, post, remove, source } from '../thread/changes.ts';
import type { ThreadController } from '../thread/controller.ts';
import { DraftBook } from './book.ts';
import { ThreadDesk } from './desk.ts';
import type { Draft, DraftKey, Mode, WritingAction } from './draft.ts';
import { comeBack } from './return.ts';
import { watchSelection } from './selection.ts';
import { Typing } from './typing.ts';

interface WritingOwner {
  readonly thread: ThreadController;
  readonly t: Translator;
  readonly root: ShadowRoot;
  changed(): void;
  say(text: string): void;
}

type Submit = Extract<WritingAction, { do: 'submit' }>;

export class Writing {
  readonly open = new Map<string, Mode>();
  /** What went wrong at a comment. */
  readonly notes = new Map<string, string>();
  readonly desk: ThreadDesk;
  readonly #owner: WritingOwner;
  readonly #book: DraftBook;
  readonly #typing = new Typing();

  constructor(owner: WritingOwner) {
    this.#owner = owner;
    const { thread, root } = owner;
    this.desk = new ThreadDesk(owner);
    watchSelection(root);
    this.#book = new DraftBook([thread.session.api.server, thread.site, thread.thread], {
      isOpen: key => key === 'new' || this.open.get(idOf(key)) === modeOf(key),
      onRemoved: key => this.#empty(key),
    });
    void comeBack(thread, this.#book, (key, draft, isOpen) => {
      this.#book.set(key, draft);
      if (key !== 'new' && isOpen) this.open.set(idOf(key), modeOf(key));
      // Among the comments of another thread it has nothing to do.
      if (!root.isConnected || owner.thread.thread !== thread.thread) return;
      this.#changed(idOf(key));
      if (key === 'new') owner.say(owner.t.text('draftKept'));
    });
  }

  get drafts(): ReadonlyMap<DraftKey, Draft> {
    return this.#book.drafts;
  }

  act(action: WritingAction): void {
    if (action.do === 'draft') this.#onInput(action.key, action.text);
    else if (action.do === 'open') void this.#show(action.id, action.mode);
    else if (action.do === 'close') this.#close(action.id, action.isAway);
    else if (action.do === 'remove') void this.#remove(action.id);
    else if (action.do === 'quote') void this.#quote(action.id);
    else if (modeOf(action.key) === 'edit') void this.#edit(action);
    else void this.#post(action);
  }

  keeps(id: string): boolean {
    return this.open.get(id) === 'reply';
  }

  others(typing: readonly string[]): readonly string[] {
    return this.#typing.others(typing, this.#owner.thread);
  }

  /** Remembers the text, which its box shows already, and says that someone is typing. */
  #onInput(key: DraftKey, text: string): void {
    this.#book.set(key, { text, sent: this.drafts.get(key)?.sent });
    this.#typing.say(this.#owner.thread);
  }

  async #show(id: string, mode: Mode): Promise<void> {
    this.notes.delete(id);
    const key: DraftKey = `edit:${id}`;
    if (mode === 'edit' && !this.drafts.has(key)) {
      try {
        this.#book.begin(key, await source(this.#owner.thread, id));
      } catch (error) {
        return this.note(id, error);
      }
    }
    this.#open(id, mode);
    this.#focus(`#lc-${id} ${mode === 'delete' ? '.danger' : 'textarea'}`);
  }

  #open(id: string, mode: Mode): void {
    this.open.set(id, mode);
    this.#book.touch(mode === 'edit' ? `edit:${id}` : `reply:${id}`);
    this.#changed(id);
  }

  /** Closes the box and keeps the text in it. */
  #close(id: string, isAway = false): void {
    const mode = this.open.get(id);
    this.open.delete(id);
    this.#book.touch(mode === 'edit' ? `edit:${id}` : `reply:${id}`);
    this.#changed(id);
    if (!isAway) this.#focus(`#lc-${id} [data-mode=${mode}]`, `#lc-${id}`);
  }

  /** The reader's selection in this comment, or all of it, goes into a reply as a quotation. */
  async #quote(id: string): Promise<void> {
    const { root } = this.#owner;
    const { quoteOf } = await import('../composer/quote.ts');
    const quoted = quoteOf(root, id);
    const text = this.drafts.get(`reply:${id}`)?.text.trimEnd() ?? '';
    this.#book.set(`reply:${id}`, { text: [text, quoted, ''].filter((part, n) => part || n === 2).join('\n\n') });
    await this.#show(id, 'reply');
    requestAnimationFrame(() => {
      const box = root.querySelector<HTMLTextAreaElement>(`#lc-${id} textarea`);
      box?.setSelectionRange(box.value.length, box.value.length);
      box?.scrollTo({ top: box.scrollHeight });
    });
  }

  async #post({ key, text, name }: Submit): Promise<void> {
    const parent = key === 'new' ? null : idOf(key);
    const before = this.drafts.get(key)?.sent;
    // The same text under the same id: if it did arrive the first time, this is not a second comment.
    const id = before?.text === text ? before.id : newId();
    if (parent) this.open.delete(parent);
    this.#book.sending(key, { id, text });
    this.#typing.pause();
    this.#changed(parent);
    const { thread, t } = this.#owner;
    const posted = post(thread, { id, parent, body: text, name });
    this.#focus(parent ? `#lc-${id}` : '.composer textarea');
    try {
      const { state, author } = await posted;
      this.#typing.end();
      this.#book.settled(key, id);
      this.#owner.say(t.text(state === 'held' ? 'postedHeld' : 'posted'));
      this.desk.posted(author);
    } catch (error) {
      const failure = asFailure(error);
      const since = this.drafts.get(key)?.text ?? '';
      this.#book.settled(key, id, {
        text: since ? `${text}\n\n${since}` : text,
        reason: this.#reason(failure),
        sent: { id, text },
      });
      if (parent) this.open.set(parent, 'reply');
      this.#changed(parent);
      this.desk.refused(failure);
    }
  }

  async #edit({ key, text }: Submit): Promise<void> {
    const id = idOf(key);
    try {
      await edit(this.#owner.thread, id, text);
      this.#book.drop(key);
      this.#close(id);
    } catch (error) {
      this.#book.set(key, { text, reason: this.#reason(error) });
      this.#changed(id);
    }
  }

  async #remove(id: string): Promise<void> {
    this.open.delete(id);
    this.#changed(id);
    try {
      await remove(this.#owner.thread, id);
      this.#focus(`#lc-${id}`, 'h2');
    } catch (error) {
      this.note(id, error);
    }
  }

  #empty(key: DraftKey): void {
    this.#book.set(key, { text: '' });
    if (key !== 'new') this.open.delete(idOf(key));
    this.#changed(idOf(key));
  }

  /** Shows at a comment why something did not work there. */
  note(id: string, error: unknown): void {
    this.notes.set(id, this.#reason(error));
    this.#changed(id);
  }

  #reason(error: unknown): string {
    return this.#owner.t.failure(asFailure(error));
  }

  #focus(...selectors: string[]): void {
    focusSoon(this.#owner.root, ...selectors);
  }

  /** Draws anew where something was opened, closed or written: at one comment, or in the box on top. */
  #changed(id: string | null): void {
    if (!id) this.#owner.changed();
    else this.#owner.thread.redraw(id);
  }
}

/** The comment that a draft belongs to; empty for a new one. */
function idOf(key: DraftKey): string {
  return key === 'new' ? '' : key.slice(key.indexOf(':') + 1);
}

function modeOf(key: DraftKey): Mode {
  return key.startsWith('edit:') ? 'edit' : 'reply';
}
