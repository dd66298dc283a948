/** What stands above the cards: the queues with their counts, the tools, and what can be done with all that is selected. */
import { html, nothing, type TemplateResult } from 'lit';
import type { DecisionNoun, Queue, QueueCounts } from '../../../protocol/admin/comments.ts';
import { BULK_MAX } from '../../../protocol/limits.ts';
import { number, t } from '../../i18n/index.ts';
import { icon } from '../../parts/icons.ts';
import { href } from '../../router.ts';
import { addressOf, isNarrowed } from './address.ts';
import { QUEUES } from './cards.ts';
import type { Filter } from './desk.ts';
import type { Stroke } from './keys.ts';

/** The server counts up to here. */
const COUNT_MAX = 1_000;

export interface Bars {
  readonly filter: Filter;
  readonly counts: QueueCounts | null;
  readonly isZen: boolean;
  readonly progress: { readonly done: number; readonly n: number } | null;
  readonly selected: number;
  /** There are more than are loaded. */
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  /** The name that goes with the filter by author, where a card tells it. */
  readonly author: string | undefined;
}

type Change = (changes: Record<string, string | null>) => void;

export function drawTabs(filter: Filter, counts: QueueCounts | null): TemplateResult {
  return html`<nav class="tabs" aria-label=${t('queue.title')}>
    ${QUEUES.map(queue => drawTab(queue, filter, counts))}
    ${
      filter.queue === undefined
        ? html`<a href=${href(addressOf(null, filter))} aria-current="page">${t('queue.all')}</a>`
        : nothing
    }
  </nav>`;
}

function drawTab(queue: Queue, filter: Filter, counts: QueueCounts | null): TemplateResult {
  const n = counts?.[queue];
  const shown = n === undefined ? '' : n >= COUNT_MAX ? `${number(COUNT_MAX)}+` : number(n);
  const isLoud = n !== undefined && n > 0 && (queue === 'pending' || queue === 'reported');
  return html`<a
    href=${href(addressOf(queue, filter))}
    aria-current=${queue === filter.queue ? 'page' : nothing}
    aria-keyshortcuts=${QUEUES.indexOf(queue) + 1}
    >${t(`queue.${queue}`)} <span class="count ${isLoud ? 'loud' : ''}">${shown}</span></a
  >`;
}

export function drawTools(
  { filter, isZen, author }: Bars,
  change: Change,
  stroke: (stroke: Stroke) => void,
): TemplateResult {
  const search = (event: Event) => {
    event.preventDefault();
    const input = (event.currentTarget as HTMLFormElement).elements.namedItem('q') as HTMLInputElement;
    change({ q: input.value.trim() || null });
  };
  const order = (event: Event) => change({ order: (event.target as HTMLSelectElement).value });
  const leave = (event: KeyboardEvent) => {
    if (event.key === 'Escape') (event.target as HTMLElement).blur();
  };
  return html`<div class="tools">
    <form role="search" @submit=${search}>
      <input
        type="search"
        name="q"
        maxlength="200"
        placeholder=${t('queue.search')}
        aria-label=${t('queue.search')}
        aria-keyshortcuts="/"
        .value=${filter.q ?? ''}
        @keydown=${leave}
      />
    </form>
    ${drawFilters(filter, author, change)}
    <select class="order" aria-label=${t('queue.order')} @change=${order}>
      <option value="newest" ?selected=${filter.order !== 'oldest'}>${t('queue.newest')}</option>
      <option value="oldest" ?selected=${filter.order === 'oldest'}>${t('queue.oldest')}</option>
    </select>
    <button type="button" aria-pressed=${isZen} aria-keyshortcuts="z" @click=${() => stroke('zen')}>${t('queue.zen')}</button>
    <button type="button" class="icon keys" aria-label=${t('stroke.title')} aria-keyshortcuts="?" @click=${() => stroke('help')}>?</button>
  </div>`;
}

function drawFilters({ thread, author, q }: Filter, name: string | undefined, change: Change): TemplateResult[] {
  const filters = [
    { field: 'thread', text: thread && t('queue.filterThread', { title: thread }) },
    { field: 'author', text: author && t('queue.filterAuthor', { name: name ?? author }) },
    { field: 'q', text: q && t('queue.filterSearch', { name: q }) },
  ];
  return filters
    .filter(({ text }) => text)
    .map(
      ({ field, text }) => html`<button type="button" class="filter" @click=${() => change({ [field]: null })}>
        <span>${text}</span>${icon('close')}<span class="sr">${t('remove')}</span>
      </button>`,
    );
}

export function drawBar(
  bars: Bars,
  act: (noun: DecisionNoun) => void,
  all: () => void,
  none: () => void,
): TemplateResult {
  const { selected, progress, hasMore, isLoadingMore } = bars;
  const button = (noun: DecisionNoun, label: string, name: string) =>
    html`<button type="button" class=${name} ?disabled=${progress !== null} @click=${() => act(noun)}>${label}</button>`;
  return html`<div class="tools bulk" role="group" aria-label=${t('bulk.label')}>
    <strong role="status">
      ${progress ? t('bulk.progress', progress) : t('bulk.selected', { n: selected })}
    </strong>
    ${progress ? html`<progress max=${progress.n} .value=${progress.done} aria-label=${t('bulk.label')}></progress>` : nothing}
    ${button('approval', t('card.approve'), 'approve')}${button('rejection', t('card.reject'), 'reject')}
    ${button('spam', t('card.spam'), '')}${button('deletion', t('card.delete'), 'danger')}
    ${
      hasMore && !progress
        ? html`<button type="button" class="link" ?disabled=${isLoadingMore} @click=${all}>${allOf(bars)}</button>`
        : nothing
    }
    <button type="button" class="quiet push" ?disabled=${progress !== null} @click=${none}>${t('bulk.none')}</button>
  </div>`;
}

/** How many there are is known of a whole queue alone, and not of a very long one. */
function allOf({ filter, counts }: Bars): string {
  const n = filter.queue === undefined || isNarrowed(filter) ? undefined : counts?.[filter.queue];
  return n === undefined || n >= COUNT_MAX ? t('bulk.most', { n: BULK_MAX }) : t('bulk.all', { n });
}
