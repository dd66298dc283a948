/** The section as a whole: heading, box, list, and what stands in their place while there is nothing to show. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Sort } from '../../protocol/comment.ts';
import type { Later } from '../later.ts';
import type { Shown } from '../page/steps.ts';
import type { Finding } from '../reading/finding.ts';
import type { ThreadController } from '../thread/controller.ts';
import { waitingUnder } from '../thread/look.ts';
import type { ThreadState } from '../thread/shape.ts';
import { drawList } from './lc-comment.ts';
import { drawMore } from './more.ts';
import { type Action, ask, type View } from './view.ts';

const SORTS: readonly Sort[] = ['newest', 'oldest', 'best'];

export function drawSection(
  controller: ThreadController,
  view: View,
  { rootId, drawn = 0 }: Pick<Shown, 'rootId' | 'drawn'>,
  { finding, writing }: Partial<Pick<Later, 'finding' | 'writing'>> = {},
): TemplateResult {
  const { state, failure } = controller;
  const unread = [...(state?.nodes.values() ?? [])].filter(view.isUnread).length;
  return html`${drawHead(state, view, finding)}${state ? finding?.panel(view) : nothing}
    ${failure && !state ? drawFailure(controller, view) : drawComposer(view)}
    <div class="line">
      <lc-status
        .t=${view.t}
        .status=${controller.isLive && (state || !failure) ? controller.status : 'live'}
        .viewers=${controller.viewers}
        .typing=${writing?.others(controller.typing) ?? []}
        .isBehind=${failure && state}
      ></lc-status>
      ${unread > 0 ? html`<div class="news">${finding?.news(unread, view)}</div>` : nothing}
    </div>
    ${state ? drawThread(state, view, rootId, drawn) : failure ? nothing : drawPlaceholders(view)}`;
}

function drawHead(state: ThreadState | undefined, view: View, finding: Finding | undefined): TemplateResult {
  const { t } = view;
  const n = state?.thread.commentCount ?? 0;
  return html`<header class="head">
    <h2 part="title" tabindex="-1">${n > 0 ? t.text('heading', { n }) : t.text('headingEmpty')}</h2>
    ${
      state
        ? html`<div class="ways">${state.roots.ids.length > 1 ? drawSort(state, t) : nothing}
            <div class="icons">${finding?.head(view)}</div></div>`
        : nothing
    }
  </header>`;
}

function drawSort({ sort, settings }: ThreadState, t: View['t']): TemplateResult {
  const choices = SORTS.filter(choice => choice === sort || choice !== 'best' || settings.votes !== 'off');
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
  const news = waitingUnder(state, null).length;
  const root = rootId === null ? undefined : state.nodes.get(rootId);
  return html`<div class="thread">
    ${news > 0 ? drawPill(news, view) : nothing}
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
  return html`<div class="pill">${drawButton('primary', t.text('fresh', { n }), { do: 'reveal', parent: null }, 'pill')}</div>`;
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
