/** "More actions": the button at the end of a comment’s bar, and what its menu offers to this reader. */
import { html, svg, type TemplateResult } from 'lit';
import type { MenuItem, View } from '../elements/view.ts';
import { momentOf } from '../reading/moments.ts';
import type { Node } from '../thread/shape.ts';
import { prepareMenu } from './menu.ts';
import { isOwn as isOwnOf, mayEdit } from './own.ts';

const DOTS = [3, 8, 13].map(x => svg`<circle cx=${x} cy="8" r="1.3" fill="currentColor" stroke="none" />`);

export function drawMore(host: Element, node: Node, view: View): TemplateResult {
  const { t, memory } = view;
  const { id, createdAt, editedAt } = node.comment;
  const open = (event: Event): void => {
    const about = [
      t.at(new Date(createdAt)),
      ...(editedAt ? [`${t.text('edited')}: ${t.at(new Date(editedAt))}`] : []),
    ];
    prepareMenu(event.currentTarget as HTMLButtonElement, host, {
      label: t.text('moreActions'),
      about,
      items: itemsOf(node, view),
    });
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    (event.currentTarget as HTMLButtonElement).click();
  };
  return html`<button
      type="button"
      class="quiet icon"
      data-mode="report"
      aria-haspopup="menu"
      aria-expanded="false"
      aria-label=${t.text('moreActions')}
      title=${t.text('moreActions')}
      @click=${open}
      @keydown=${onKey}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${DOTS}</svg></button
    ><span class="done" aria-hidden="true">${momentOf(memory).copied === id ? t.text('copied') : ''}</span>`;
}

function itemsOf(node: Node, view: View): MenuItem[] {
  const { t, isLocked, memory } = view;
  const { id, author, state } = node.comment;
  const isOwn = isOwnOf(node, view);
  const name = author.name || t.text('someone');
  const items: [boolean, MenuItem][] = [
    [true, { label: t.text('copyLink'), action: { do: 'copy', id } }],
    [typeof navigator.share === 'function', { label: t.text('share'), action: { do: 'share', id } }],
    [!isLocked && state === 'published', { label: t.text('quote'), action: { do: 'quote', id } }],
    [mayEdit(node, view), { label: t.text('edit'), action: { do: 'open', id, mode: 'edit' }, isNarrow: true }],
    [isOwn, { label: t.text('remove'), action: { do: 'open', id, mode: 'delete' }, isNarrow: true }],
    [!isOwn, { label: t.text('report'), action: { do: 'open', id, mode: 'report' } }],
    [
      !isOwn && author.id !== '',
      memory.hidden.has(author.id)
        ? { label: t.text('unmute', { name }), action: { do: 'unhide', author: author.id } }
        : { label: t.text('mute', { name }), action: { do: 'hide', author: author.id, name } },
    ],
  ];
  const offered = items.flatMap(([isOffered, item]) => (isOffered ? [item] : []));
  return [...offered, ...(view.moderating?.items(node, view) ?? [])];
}
