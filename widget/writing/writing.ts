/** What the viewer is writing: open boxes, drafts that no failure loses, and what is asked of the thread with them. */

import { newId } from '../../protocol/ids.ts';
import { TYPING_MS, TYPING_REPEAT_MS } from '../../protocol/limits.ts';
import type { Translator } from '../i18n/translator.ts';
import { focusSoon } from '../page/reading.ts';
import { asFailure } from '../session/api.ts';
import { edit, post, remove, source } from '../thread/changes.ts';
import type { ThreadController } from '../thread/controller.ts';
import type { Draft, DraftKey, Mode, WritingAction } from './draft.ts';

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
  readonly drafts = new Map<DraftKey, Draft>();
  /** What went wrong at a comment. */
  readonly notes = new Map<string, string>();
  readonly #owner: WritingOwner;
  #saidTypingAt = 0;

  constructor(owner: WritingOwner) {
    this.#owner = owner;
  }

  act(action: WritingAction): void {
    if (action.do === 'draft') this.#onInput(action.key, action.text);
    else if (action.do === 'open') void this.#show(action.id, action.mode);
    else if (action.do === 'close') this.#close(action.id);
    else if (action.do === 'remove') void this.#remove(action.id);
    else if (action.key.startsWith('edit:')) void this.#edit(action);
    else void this.#post(action);
  }

  keeps(id: string): boolean {
    return this.open.get(id) === 'reply';
  }

  /** Those who type besides oneself: the server tells all watchers the same. */
  others(typing: readonly string[]): readonly string[] {
    if (Date.now() - this.#saidTypingAt > TYPING_MS + 1_000) return typing;
    const { viewer } = this.#owner.thread.session;
    const self = typing.indexOf(viewer?.id ? viewer.name : '');
    return typing.filter((_, n) => n !== self);
  }

  /** Remembers the text, which its box shows already, and says that someone is typing. */
  #onInput(key: DraftKey, text: string): void {
    this.drafts.set(key, { text, sent: this.drafts.get(key)?.sent });
    const { thread } = this.#owner;
    if (Date.now() - this.#saidTypingAt < TYPING_REPEAT_MS) return;
    this.#saidTypingAt = Date.now();
    thread.link?.sayTyping(thread);
  }

  async #show(id: string, mode: Mode): Promise<void> {
    this.notes.delete(id);
    const key: DraftKey = `edit:${id}`;
    if (mode === 'edit' && !this.drafts.has(key)) {
      try {
        this.drafts.set(key, { text: await source(this.#owner.thread, id) });
      } catch (error) {
        return this.#note(id, error);
      }
    }
    this.open.set(id, mode);
    this.#changed(id);
    this.#focus(`#lc-${id} ${mode === 'delete' ? '.danger' : 'textarea'}`);
  }

  /** Closes the box and keeps the text in it. */
  #close(id: string): void {
    const mode = this.open.get(id);
    this.open.delete(id);
    this.#changed(id);
    this.#focus(`#lc-${id} [data-mode=${mode}]`, `#lc-${id}`);
  }

  async #post({ key, text, name }: Submit): Promise<void> {
    const parent = key === 'new' ? null : key.slice(6);
    const before = this.drafts.get(key)?.sent;
    // The same text under the same id: if it did arrive the first time, this is not a second comment.
    const id = before?.text === text ? before.id : newId();
    this.drafts.set(key, { text: '' });
    // The post ended the typing: the next key says anew that someone types.
    this.#saidTypingAt = 0;
    if (parent) this.open.delete(parent);
    this.#changed(parent);
    const posted = post(this.#owner.thread, { id, parent, body: text, name });
    this.#focus(parent ? `#lc-${id}` : '.composer textarea');
    try {
      await posted;
      this.#owner.say(this.#owner.t.text('posted'));
    } catch (error) {
      const since = this.drafts.get(key)?.text ?? '';
      this.drafts.set(key, {
        text: since ? `${text}\n\n${since}` : text,
        reason: this.#reason(error),
        sent: { id, text },
      });
      if (parent) this.open.set(parent, 'reply');
      this.#changed(parent);
    }
  }

  async #edit({ key, text }: Submit): Promise<void> {
    const id = key.slice(5);
    try {
      await edit(this.#owner.thread, id, text);
      this.drafts.delete(key);
      this.#close(id);
    } catch (error) {
      this.drafts.set(key, { text, reason: this.#reason(error) });
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
      this.#note(id, error);
    }
  }

  #note(id: string, error: unknown): void {
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
    if (id === null) this.#owner.changed();
    else this.#owner.thread.redraw(id);
  }
}
