/** Whether the viewer has an account here, or must have one; what shows it is loaded for them alone. */
import { type AccountAction, type Action, ask } from '../elements/view.ts';
import { hasArrived } from '../session/arrival.ts';
import type { AccountOwner } from './owner.ts';
import type { MemberSpeaking } from './speaking.ts';

const KINDS: readonly string[] = ['sign-in', 'sign-out', 'account', 'person'] satisfies AccountAction['do'][];
/** What takes an account where the site has no guests. */
const GATED: readonly string[] = ['submit', 'vote', 'react', 'report'] satisfies Action['do'][];

export class Account {
  readonly #owner: AccountOwner;
  #part: MemberSpeaking | undefined;
  #loading: Promise<MemberSpeaking | undefined> | undefined;

  constructor(owner: AccountOwner) {
    this.#owner = owner;
    if (hasArrived()) void this.#load();
    owner.root.addEventListener('click', event => this.#onClick(event.target as Element));
  }

  /** Name and face lead to who somebody is. */
  #onClick(target: Element): void {
    const article = target.closest('.author, article > .avatar')?.closest('article');
    const author = this.#owner.thread.state?.nodes.get(article?.id.slice(3) ?? '')?.comment.author;
    if (!author || !article) return;
    article.querySelector<HTMLElement>('.author')?.focus();
    ask(article, { do: 'person', author });
  }

  forViewer(): MemberSpeaking | undefined {
    const { session } = this.#owner.thread;
    if (session.given || session.notice || this.#isClosed) void this.#load();
    this.#part?.follow(session);
    return this.#part;
  }

  /** @returns whether the action is done here. */
  act(action: Action): boolean {
    const isEdit = action.do === 'submit' && action.key.startsWith('edit:');
    const isGated = GATED.includes(action.do) && !isEdit && this.#isClosed;
    if (!KINDS.includes(action.do) && !isGated) {
      this.#part?.see(action);
      return false;
    }
    void this.#load().then(part => {
      if (part) return part.act(isGated ? { do: 'sign-in', next: action } : (action as AccountAction));
      const { say, t } = this.#owner;
      this.#loading = undefined;
      return say(t.text('error_network'));
    });
    return true;
  }

  /** Whether the viewer may only read. */
  get #isClosed(): boolean {
    const { session, state } = this.#owner.thread;
    return !session.given && state?.settings.guests === false;
  }

  /** Whoever asked for nothing need not hear that it did not come. */
  #load(): Promise<MemberSpeaking | undefined> {
    this.#loading ??= import('./speaking.ts').then(
      async ({ begin }) => {
        this.#part = await begin(this.#owner);
        this.#owner.changed();
        return this.#part;
      },
      () => undefined,
    );
    return this.#loading;
  }
}
