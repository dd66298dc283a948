/** All that is being written in one thread, and what of it is on its way; written down soon after each change. */
import type { Draft, DraftKey, Sent } from './draft.ts';
import { type KeptDraft, KeptDrafts } from './kept.ts';

/** Between a key and when it is written down. */
const SAVE_MS = 300;

interface BookOwner {
  /** Whether a draft's box stands open. */
  isOpen(key: DraftKey): boolean;
  /** Another tab has posted this draft. */
  onRemoved(key: DraftKey): void;
}

/** Held weakly: nobody says when an element, and with it what was written there, is not needed any more. */
const books = new Set<WeakRef<DraftBook>>();

function each(act: (book: DraftBook) => void): void {
  for (const held of books) {
    const book = held.deref();
    if (book) act(book);
    else books.delete(held);
  }
}

let isListening = false;

function listen(): void {
  if (isListening) return;
  isListening = true;
  const save = (): void => each(book => book.save());
  addEventListener('pagehide', save);
  document.addEventListener('visibilitychange', save);
  addEventListener('storage', event => each(book => book.onStored(event)));
}

export class DraftBook {
  readonly drafts = new Map<DraftKey, Draft>();
  readonly #owner: BookOwner;
  readonly #kept: KeptDrafts;
  readonly #underWay = new Map<DraftKey, Sent[]>();
  /** As the server has it: an edit that changes nothing is no draft. */
  readonly #sources = new Map<DraftKey, string>();
  readonly #unsaved = new Set<DraftKey>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(place: readonly string[], owner: BookOwner) {
    this.#owner = owner;
    this.#kept = new KeptDrafts(...place);
    listen();
    books.add(new WeakRef(this));
  }

  set(key: DraftKey, draft: Draft): void {
    this.drafts.set(key, draft);
    this.touch(key);
  }

  /** Takes over what the server has, for someone to change. */
  begin(key: DraftKey, source: string): void {
    this.drafts.set(key, { text: source });
    this.#sources.set(key, source);
  }

  drop(key: DraftKey): void {
    this.drafts.delete(key);
    this.touch(key);
    this.save();
  }

  touch(key: DraftKey): void {
    this.#unsaved.add(key);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), SAVE_MS);
  }

  /** Written down before it is sent: a tab that is closed now must not lose it. */
  sending(key: DraftKey, sent: Sent): void {
    this.#underWay.set(key, [...this.#on(key), sent]);
    this.set(key, { text: '' });
    this.save();
  }

  /** It has arrived, or it stands in its box again as `draft`. */
  settled(key: DraftKey, id: string, draft?: Draft): void {
    this.#underWay.set(
      key,
      this.#on(key).filter(sent => sent.id !== id),
    );
    if (draft) this.set(key, draft);
    else this.touch(key);
    this.save();
  }

  save(): void {
    clearTimeout(this.#timer);
    for (const key of this.#unsaved) this.#kept.put(key, this.#record(key));
    this.#unsaved.clear();
  }

  /** What was kept when the page was left; what stands here already is newer. */
  kept(): [DraftKey, KeptDraft][] {
    return this.#kept.all().filter(([key]) => !this.drafts.get(key)?.text && this.#on(key).length === 0);
  }

  onStored(event: StorageEvent): void {
    const removed = this.#kept.removed(event);
    if (!removed || this.#on(removed[0]).length > 0) return;
    const [key, before] = removed;
    const text = this.drafts.get(key)?.text;
    // Whoever wrote something else here keeps it.
    if (text && [before, ...before.underWay].some(post => post.text === text)) this.#owner.onRemoved(key);
  }

  #on(key: DraftKey): Sent[] {
    return this.#underWay.get(key) ?? [];
  }

  #record(key: DraftKey): KeptDraft | null {
    const { text = '', sent } = this.drafts.get(key) ?? {};
    const underWay = this.#on(key);
    if (underWay.length === 0 && (!text.trim() || text === this.#sources.get(key))) return null;
    return { text, sent, underWay, isOpen: this.#owner.isOpen(key), at: Date.now() };
  }
}
