/** The section as a whole: heading, box, list, and what stands in their place while there is nothing to show. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Sort } from '../../protocol/comment.ts';
import type { ThreadController } from '../thread/controller.ts';
import type { ThreadState } from '../thread/shape.ts';
import { drawList } from './lc-comment.ts';
import { drawMore } from './more.ts';
import { type Action, ask, type View } from './view.ts';

const SORTS: readonly Sort[] = ['newest', 'oldest'];

export function drawSection(
  controller: ThreadController,
  view: View,
  rootId: string | null,
  typing: readonly string[],
  drawn = 0,
): TemplateResult {
  const { state, failure } = controller;
  const hasStatus = controller.isLive && !failure;
  return html`${drawHead(controller, view)}
    ${failure && !state ? drawFailure(controller, view) : drawComposer(view)}
    <lc-status .t=${view.t} .status=${hasStatus ? controller.status : 'live'} .typing=${typing}></lc-status>
    ${state ? drawThread(state, view, rootId, drawn) : failure ? nothing : drawPlaceholders(view)}`;
}

function drawHead({ state, viewers, status }: ThreadController, { t }: View): TemplateResult {
  const n = state?.thread.commentCount ?? 0;
  return html`<header class="head">
    <h2 part="title" tabindex="-1">${n > 0 ? t.text('heading', { n }) : t.text('headingEmpty')}</h2>
    ${viewers > 1 && status === 'live' ? html`<span class="here">${t.text('here', { n: viewers })}</span>` : nothing}
    ${state && state.roots.ids.length > 1 ? drawSort(state.sort, t) : nothing}
  </header>`;
}

function drawSort(sort: Sort, t: View['t']): TemplateResult {
  const choices = SORTS.includes(sort) ? SORTS : [sort, ...SORTS];
  const choose = (event: Event): void => {
    const select = event.target as HTMLSelectElement;
    ask(select, { do: 'sort', sort: select.value as Sort });
  };
  return html`<select class="sort" part="sort" aria-label=${t.text('sort')} @change=${choose}>
    ${choices.map(choice => html`<option value=${choice} .selected=${choice === sort}>${t.text(choice)}</option>`)}
  </select>`;
}

function drawComposer(view: View): TemplateResult {
  const { t, isLocked, drafts } = view;
  if (isLocked) return html`<p class="notice">${t.text('locked')}</p>`;
  return html`<lc-composer .view=${view} .key=${'new'} .draft=${drafts.get('new')} .label=${t.text('write')}></lc-composer>`;
}

function drawThread(state: ThreadState, view: View, rootId: string | null, drawn: number): TemplateResult {
  const { t } = view;
  const { roots, waiting } = state;
  const root = rootId === null ? undefined : state.nodes.get(rootId);
  return html`<div class="thread">
    ${waiting.size > 0 ? drawPill(waiting.size, view) : nothing}
    <div class="flow">${
      root
        ? html`${drawButton('link back', t.text('goBack'), { do: 'root', id: null })}
          ${drawList([root.comment.id], view, 0)}`
        : html`${drawList(roots.ids.slice(0, drawn + waiting.size), view, 0)}
          ${roots.next === null && drawn >= roots.ids.length ? nothing : drawMore(null, t.text('more'), view)}
          ${roots.tail.length > 0 ? drawList(roots.tail, view, 0) : nothing}
          ${state.nodes.size === 0 ? drawEmpty(view) : nothing}`
    }</div>
  </div>`;
}

function drawPill(n: number, { t }: View): TemplateResult {
  return html`<div class="pill">${drawButton('primary', t.text('fresh', { n }), { do: 'reveal' }, 'pill')}</div>`;
}

function drawButton(look: string, label: string, action: Action, part = 'more'): TemplateResult {
  const act = (event: Event): void => ask(event.currentTarget as Element, action);
  return html`<button type="button" class=${look} part=${part} @click=${act}>${label}</button>`;
}

function drawEmpty({ t, isLocked }: View): TemplateResult {
  return html`<div class="empty" part="empty">
    <p>${t.text('empty')}</p>
    ${isLocked ? nothing : html`<p class="muted">${t.text('emptyHint')}</p>`}
  </div>`;
}

function drawFailure({ isRefused }: ThreadController, { t }: View): TemplateResult {
  const setting = `ALLOWED_ORIGINS=${location.origin}`;
  return html`<div class="failure" part="failure" role="alert">
    <p>${t.text(isRefused ? 'refused' : 'failed')}</p>
    <p class="muted">${isRefused ? t.text('owner', { setting }) : t.text('failedHint')}</p>
    ${drawButton('plain', t.text('retry'), { do: 'retry' })}
  </div>`;
}

function drawPlaceholders({ t }: View): TemplateResult {
  return html`<div class="placeholders" role="status" aria-label=${t.text('loading')}></div>`;
}
