/** `<lc-queue-screen>`: the queues; a moderator goes through them with a few keys, and nothing jumps. */
import { html, nothing, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DecisionNoun } from '../../../protocol/admin/comments.ts';
import { BULK_MAX } from '../../../protocol/limits.ts';
import { t } from '../../i18n/index.ts';
import { confirm } from '../../parts/confirm.ts';
import { define, Part } from '../../parts/part.ts';
import { empty, failed, loading } from '../../parts/pieces.ts';
import { Screen } from '../../parts/screen.ts';
import { navigate, route } from '../../router.ts';
import { isOfTeam } from '../people/ban.ts';
import { addressOf, filterOf, isNarrowed } from './address.ts';
import { drawBar, drawTabs, drawTools } from './bars.ts';
import './card.ts';
import type { CardEvent } from './card.ts';
import {
  type Card,
  type Cards,
  currentCard,
  extend,
  isDone,
  openCount,
  QUEUES,
  selectAll,
  selectNone,
  step,
  toggle,
  toggleAll,
} from './cards.ts';
import { Decisions } from './decisions.ts';
import { Desk } from './desk.ts';
import { drawDialog, type Open } from './dialogs.ts';
import { drawEmpty } from './empty.ts';
import { type Stroke, strokeOf } from './keys.ts';
import { screenStyles } from './screen-styles.ts';

/** One at a time, nobody scrolls to where the next page is asked for. */
const AHEAD = 8;
const MINUTE_MS = 60_000;

class QueueScreen extends Screen {
  static override properties = {
    ...Screen.properties,
    open: { state: true },
    isZen: { state: true },
    said: { state: true },
  };
  static override styles = [...Part.styles, screenStyles];
  /** The dialog that is open. */
  declare open: Open | undefined;
  declare isZen: boolean;
  /** The last thing that was done, for those who hear the screen. */
  declare said: string;
  readonly #desk = new Desk(this);
  readonly #decisions = new Decisions(this.#desk, {
    me: () => ({ id: this.session.id, name: this.session.name, via: 'session' }),
    isAlone: () => this.isZen,
    isSeen: id => this.#isSeen(id),
    moved: () => this.#follow(),
    say: text => {
      this.said = text;
    },
  });
  #shown = '';
  /** The current card is to have the focus when it is drawn. */
  #wantsFocus = false;
  /** Where the current card stands, in browsers that do not keep what is read in its place. */
  #top: number | undefined;
  #end: IntersectionObserver | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.isZen = false;
    this.said = '';
  }

  readonly #key = (event: KeyboardEvent) => {
    const stroke = this.open ? null : strokeOf(event);
    if (stroke === null || document.querySelector('lc-confirm')) return;
    event.preventDefault();
    this.#acts[stroke]();
  };
  readonly #turned = () => {
    this.requestUpdate();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#key);
    document.addEventListener('visibilitychange', this.#turned);
    route.addEventListener('change', this.#turned);
    // “2 minutes ago” stays true on a desk that is open all day.
    this.#clock = setInterval(() => {
      for (const card of this.renderRoot.querySelectorAll<Part>('lc-card')) card.requestUpdate();
    }, MINUTE_MS);
    this.#end = new IntersectionObserver(
      entries => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#desk.more();
      },
      { rootMargin: '800px' },
    );
  }

  override disconnectedCallback(): void {
    document.removeEventListener('keydown', this.#key);
    document.removeEventListener('visibilitychange', this.#turned);
    route.removeEventListener('change', this.#turned);
    this.#end?.disconnect();
    clearInterval(this.#clock);
    super.disconnectedCallback();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const filter = filterOf(this.path, location.search, this.site);
    const shown = JSON.stringify(filter);
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.open = undefined;
      void this.#desk.show(filter);
    }
    if (changed.has('session')) this.#desk.reopen();
    this.#top = CSS.supports('overflow-anchor', 'auto')
      ? undefined
      : this.#currentElement()?.getBoundingClientRect().top;
  }

  override updated(): void {
    const { phase, cards } = this.#desk;
    this.#desk.look(phase === 'ready' && !document.hidden ? cards.current : null);
    const card = this.#currentElement();
    if (this.#wantsFocus && phase === 'ready') {
      this.#wantsFocus = false;
      (card ?? this.renderRoot.querySelector<HTMLElement>('h1'))?.focus({ preventScroll: true });
      void this.#reveal();
    } else if (card && this.#top !== undefined) {
      scrollBy(0, card.getBoundingClientRect().top - this.#top);
    }
    if (this.isZen && openCount(cards) < AHEAD) void this.#desk.more();
    const end = this.renderRoot.querySelector('.more:not([hidden])');
    this.#end?.disconnect();
    if (end) this.#end?.observe(end);
  }

  #currentElement(): HTMLElement | null {
    return this.renderRoot?.querySelector<HTMLElement>('lc-card[current]') ?? null;
  }

  /** Cards that were put there just now have no height before they are drawn themselves. */
  async #reveal(): Promise<void> {
    await Promise.all([...this.renderRoot.querySelectorAll<Part>('lc-card')].map(each => each.updateComplete));
    this.#currentElement()?.scrollIntoView({ block: 'nearest' });
  }

  async #isSeen(id: string): Promise<boolean> {
    await this.updateComplete;
    const { top, bottom } = this.renderRoot.querySelector(`lc-card[data-id="${id}"]`)?.getBoundingClientRect() ?? {};
    return top !== undefined && bottom !== undefined && bottom > 0 && top < innerHeight;
  }

  #follow(): void {
    this.#wantsFocus = true;
    this.requestUpdate();
  }

  readonly #acts: Readonly<Record<Stroke, () => void>> = {
    next: () => this.#turn(step(this.#desk.cards, 1)),
    previous: () => this.#turn(step(this.#desk.cards, -1)),
    extendDown: () => this.#turn(extend(this.#desk.cards, 1)),
    extendUp: () => this.#turn(extend(this.#desk.cards, -1)),
    approval: () => this.#decide('approval'),
    rejection: () => this.#decide('rejection'),
    spam: () => this.#decide('spam'),
    select: () => this.#desk.set(toggle(this.#desk.cards, this.#desk.cards.current)),
    all: () => this.#desk.set(toggleAll(this.#desk.cards)),
    ban: () => {
      const comment = currentCard(this.#desk.cards)?.comment;
      if (comment && comment.person.id !== '' && !isOfTeam(comment.author.role))
        this.open = { kind: 'ban', id: comment.id };
    },
    zen: () => {
      this.isZen = !this.isZen;
      this.#follow();
    },
    new: () => {
      this.#wantsFocus = true;
      void this.#desk.takeIncoming();
    },
    undo: () => void this.#decisions.undoLast(),
    search: () => void this.focusOn('input[type=search]'),
    help: () => {
      this.open = { kind: 'keys' };
    },
    escape: () => {
      if (this.#desk.cards.selected.size > 0) this.#desk.set(selectNone(this.#desk.cards));
      else if (this.isZen) this.#acts.zen();
    },
    nextQueue: () => this.#go((QUEUES.indexOf(this.#desk.filter.queue ?? 'spam') + 1) % QUEUES.length),
    queue1: () => this.#go(0),
    queue2: () => this.#go(1),
    queue3: () => this.#go(2),
    queue4: () => this.#go(3),
    queue5: () => this.#go(4),
    queue6: () => this.#go(5),
  };

  /** Shows the cards with another one as the current. */
  #turn(cards: Cards): void {
    this.#desk.set(cards);
    this.#follow();
  }

  #go(at: number): void {
    const queue = QUEUES[at];
    if (!queue) return;
    this.#wantsFocus = true;
    navigate(addressOf(queue, this.#desk.filter));
  }

  /** The selected cards where there are some, else the current one. */
  #decide(noun: DecisionNoun): void {
    const { cards } = this.#desk;
    if (cards.selected.size > 0) return void this.#decisions.decideMany([...cards.selected], noun);
    const card = currentCard(cards);
    // It is done already: the key was meant for a card that somebody else decided a moment ago.
    if (card && !isDone(cards, card)) void this.#decisions.decide(card.comment.id, noun);
  }

  readonly #bulk = async (noun: DecisionNoun) => {
    const ids = [...this.#desk.cards.selected];
    const n = ids.length;
    const question = {
      title: t('bulk.deleteAsk', { n }),
      text: t('card.deleteHint'),
      verb: t('card.delete'),
      danger: true,
    };
    if (noun === 'deletion' && !(await confirm(question))) return;
    await this.#decisions.decideMany(ids, noun);
  };

  /** All that match, loaded or not; none of them is taken before they can be seen. */
  readonly #all = async () => {
    // The button that was used goes away.
    this.#follow();
    await this.#desk.rest(BULK_MAX);
    if (this.#desk.phase === 'ready') this.#desk.set(selectAll(this.#desk.cards));
  };

  readonly #asked = ({ detail }: CardEvent) => {
    const { comment } = detail;
    const { id } = comment;
    const { cards, filter } = this.#desk;
    switch (detail.kind) {
      case 'decide':
        this.#desk.set({ ...cards, current: id });
        return void this.#decisions.decide(id, detail.noun);
      case 'select':
        return this.#desk.set(toggle(cards, id));
      case 'undo':
        return void this.#decisions.undo(id);
      case 'thread':
        return navigate(addressOf(filter.queue ?? null, filter, { thread: comment.thread, in: comment.site }));
      default:
        this.open = { kind: detail.kind, id };
    }
  };

  readonly #entered = (id: string) => {
    const { cards } = this.#desk;
    if (cards.current !== id) this.#desk.set({ ...cards, current: id, anchor: null });
  };

  override render(): unknown {
    const desk = this.#desk;
    const { filter, cards, counts, incoming } = desk;
    const state = {
      filter,
      counts,
      isZen: this.isZen,
      progress: this.#decisions.progress,
      selected: cards.selected.size,
      hasMore: desk.next !== null && cards.items.length < BULK_MAX,
      isLoadingMore: desk.isLoadingMore,
      author: cards.items[0]?.comment.author.name,
    };
    return html`<h1 class="sr" tabindex="-1">${t(filter.queue ? `queue.${filter.queue}` : 'queue.all')}</h1>
      <div class="top">
        ${drawTabs(filter, counts)}
        ${
          cards.selected.size > 0
            ? drawBar(state, this.#bulk, this.#all, () => this.#acts.escape())
            : drawTools(
                state,
                changes => navigate(addressOf(filter.queue ?? null, filter, changes)),
                stroke => this.#acts[stroke](),
              )
        }
        <div class="pill">
          ${
            incoming.length === 0
              ? nothing
              : html`<button type="button" class="primary" aria-keyshortcuts="n" @click=${() => this.#acts.new()}>
                ${t('queue.new', { n: incoming.length })}
              </button>`
          }
        </div>
      </div>
      <p class="sr" role="status">${this.said}</p>
      ${desk.link === 'open' ? nothing : html`<p class="note warn" role="status">${t(desk.link === 'lost' ? 'queue.paused' : 'queue.closed')}</p>`}
      ${this.#list()}${this.#dialog()}`;
  }

  #list(): unknown {
    const { cards, phase, error, filter } = this.#desk;
    if (phase === 'failed') return failed(error, () => void this.#desk.again());
    if (phase === 'loading') return html`<div class="card">${loading(8)}</div>`;
    // A search may find nothing for a while, and go on.
    if (cards.items.length === 0 && this.#desk.next === null)
      return drawEmpty(filter.queue ?? null, isNarrowed(filter), addressOf(filter.queue ?? null, {}));
    const current = currentCard(cards);
    const shown = this.isZen ? (current ? [current] : []) : cards.items;
    return html`<div
        class="feed ${this.isZen ? 'zen' : ''}"
        role="feed"
        aria-label=${t('queue.comments')}
        aria-busy=${this.#desk.isLoadingMore}
        @lc-card=${this.#asked}
      >
        ${repeat(
          shown,
          ({ comment }) => comment.id,
          card => this.#card(card),
        )}
      </div>
      ${this.#after()}`;
  }

  #card(card: Card): unknown {
    const { cards, lookers } = this.#desk;
    const { id, author, state } = card.comment;
    const isCurrent = id === cards.current;
    return html`<lc-card
      role="article"
      tabindex=${isCurrent ? 0 : -1}
      aria-label=${t('card.label', { name: author.name || t('card.nobody'), state: t(`state.${state}`) })}
      data-id=${id}
      .card=${card}
      .me=${this.session.id}
      .lookers=${lookers.filter(({ comment }) => comment === id)}
      ?current=${isCurrent}
      ?selected=${cards.selected.has(id)}
      ?done=${isDone(cards, card)}
      @focusin=${() => this.#entered(id)}
      @pointerdown=${() => this.#entered(id)}
    ></lc-card>`;
  }

  #after(): unknown {
    const { cards, next, error, isLoadingMore } = this.#desk;
    if (error !== undefined) return failed(error, () => void this.#desk.more());
    if (next !== null) {
      return html`<div class="more" ?hidden=${this.isZen}>
        <button type="button" ?disabled=${isLoadingMore} @click=${() => void this.#desk.more()}>${t('more')}</button>
      </div>`;
    }
    if (openCount(cards) > 0) return this.isZen ? nothing : html`<p class="more muted small">${t('queue.end')}</p>`;
    const again = html`<button type="button" @click=${() => {
      this.#wantsFocus = true;
      void this.#desk.again();
    }}>${t('queue.goOn')}</button>`;
    return empty('check', t('queue.allDone'), t('queue.allDoneHint'), again);
  }

  #dialog(): unknown {
    const { open } = this;
    if (!open) return nothing;
    return drawDialog(open, {
      desk: this.#desk,
      decisions: this.#decisions,
      session: this.session,
      close: () => {
        this.open = undefined;
        this.#follow();
      },
      reject: (id, body) => {
        this.open = undefined;
        this.#entered(id);
        void this.#decisions.decide(id, 'rejection', body);
      },
    });
  }
}
define('lc-queue-screen', QueueScreen);
