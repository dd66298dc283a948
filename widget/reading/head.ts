/** What the ways through a thread look like in its head: buttons, what is new, and a word that a link leads nowhere. */
import { html, type TemplateResult } from 'lit';
import { ask, type View } from '../elements/view.ts';

export type Notice = 'linkGone' | 'failed';

/** Lines on a grid of 20. */
const ICONS = {
  search: 'M13.2 13.2 17 17M9 14.5A5.5 5.5 0 1 0 9 3.5a5.5 5.5 0 0 0 0 11z',
  options: 'M3 6h6m4 0h4M3 14h2m4 0h8M11 4v4M7 12v4',
};

export function drawWay(name: 'search' | 'options', isOn: boolean, { t }: View): TemplateResult {
  const label = t.text(name);
  return html`<button
    type="button"
    class="quiet icon"
    part="icon-button"
    data-way=${name}
    aria-label=${label}
    title=${label}
    aria-expanded=${isOn ? 'true' : 'false'}
    @click=${(event: Event) => ask(event.currentTarget as Element, { do: name, on: !isOn })}
  ><svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d=${ICONS[name]}></path></svg></button>`;
}

/** How much is new since the last visit; leads to the next of it. */
export function drawNews(n: number, t: View['t']): TemplateResult {
  const label = t.text('nextUnread');
  const next = (event: Event): void => ask(event.currentTarget as Element, { do: 'unread' });
  return html`<button type="button" class="link" title=${label} @click=${next}
    >${t.text('unread', { n })}<span class="sr">. ${label}</span></button
  >`;
}

export function drawNotice(notice: Notice, t: View['t'], dismiss: () => void): TemplateResult {
  return html`<p class="notice passing">
    ${t.text(notice)}
    <button type="button" class="quiet" @click=${dismiss}>${t.text('close')}</button>
  </p>`;
}
