/** What the viewer is writing: open boxes, drafts that no failure loses, and what is asked of the thread with them. */
import { newId } from '../../protocol/ids.ts';
import { asFailure } from '../session/api.ts';
import { edit, post, remove } from '../thread/changes.ts';
import { DraftBook } from './book.ts';
import { Boxes, type BoxesOwner } from './boxes.ts';
import { ThreadDesk } from './desk.ts';
import type { Draft, DraftKey, WritingAction } from './draft.ts';
import { idOf, modeOf } from './keys.ts';
import { comeBack } from './return.ts';
import { watchSelection } from './selection.ts';
import { Typing } from './typing.ts';

interface WritingOwner extends BoxesOwner {
  say(text: string): void;
}

type Submit = Extract<WritingAction, { do: 'submit' }>;

export class Writing {
  readonly boxes: Boxes;
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
      isOpen: key => key === 'new' || this.boxes.open.get(idOf(key)) === modeOf(key),
      onRemoved: key => this.#empty(key),
    });
    this.boxes = new Boxes(owner, this.#book);
    void comeBack(thread, this.#book, (key, draft, isOpen) => {
      this.#book.set(key, draft);
      if (key !== 'new' && isOpen) this.boxes.open.set(idOf(key), modeOf(key));
      // Among the comments of another thread it has nothing to do.
      if (!root.isConnected || owner.thread.thread !== thread.thread) return;
      this.boxes.changed(idOf(key));
      if (key === 'new') owner.say(owner.t.text('draftKept'));
    });
  }

  get drafts(): ReadonlyMap<DraftKey, Draft> {
    return this.#book.drafts;
  }

  act(action: WritingAction): void {
    if (action.do === 'draft') this.#onInput(action.key, action.text);
    else if (action.do === 'open') void this.boxes.show(action.id, action.mode);
    else if (action.do === 'close') this.boxes.close(action.id, action.isAway);
    else if (action.do === 'remove') void this.#remove(action.id);
    else if (action.do === 'quote') void this.boxes.quote(action.id);
    else if (modeOf(action.key) === 'edit') void this.#edit(action);
    else void this.#post(action);
  }

  keeps(id: string): boolean {
    return this.boxes.open.get(id) === 'reply';
  }

  others(typing: readonly string[]): readonly string[] {
    return this.#typing.others(typing, this.#owner.thread);
  }

  /** Remembers the text, which its box shows already, and says that someone is typing. */
  #onInput(key: DraftKey, text: string): void {
    this.#book.set(key, { text, sent: this.drafts.get(key)?.sent });
    this.#typing.say(this.#owner.thread);
  }

  async #post({ key, text, name, trap }: Submit): Promise<void> {
    const parent = key === 'new' ? null : idOf(key);
    const before = this.drafts.get(key)?.sent;
    // The same text under the same id: if it did arrive the first time, this is not a second comment.
    const id = before?.text === text ? before.id : newId();
    if (parent) this.boxes.open.delete(parent);
    this.#book.sending(key, { id, text });
    this.#typing.pause();
    this.boxes.changed(parent);
    const { thread, t } = this.#owner;
    const posted = post(thread, { id, parent, body: text, name, form: this.desk.form(trap) });
    // In the box on top one writes on, but on a phone the keyboard would cover what was posted.
    const isTouch = matchMedia('(pointer: coarse)').matches;
    this.boxes.focus(parent || isTouch ? `#lc-${id}` : '.composer textarea');
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
        reason: this.desk.refused(failure) ? '' : this.boxes.reason(failure),
        sent: { id, text },
      });
      if (parent) this.boxes.open.set(parent, 'reply');
      this.boxes.changed(parent);
    }
  }

  async #edit({ key, text }: Submit): Promise<void> {
    const id = idOf(key);
    try {
      await edit(this.#owner.thread, id, text);
      this.#book.drop(key);
      this.boxes.close(id);
    } catch (error) {
      this.#book.set(key, { text, reason: this.boxes.reason(error) });
      this.boxes.changed(id);
    }
  }

  async #remove(id: string): Promise<void> {
    const { root, thread } = this.#owner;
    this.boxes.open.delete(id);
    this.boxes.changed(id);
    const all = [...root.querySelectorAll('article')].map(article => `#${article.id}`);
    const at = all.indexOf(`#lc-${id}`);
    try {
      await remove(thread, id);
      // Where nothing is left in its place, on to the next comment, or back to the one before.
      this.boxes.focus(...all.slice(at), ...all.slice(0, at).reverse(), 'h2');
    } catch (error) {
      this.boxes.note(id, error);
    }
  }

  #empty(key: DraftKey): void {
    this.#book.set(key, { text: '' });
    if (key !== 'new') this.boxes.open.delete(idOf(key));
    this.boxes.changed(idOf(key));
  }
}
