/** Reactions: one chip for each emoji that someone chose, and a small picker with all that the site has. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { ask, type View } from '../elements/view.ts';
import { focusSoon } from '../page/reading.ts';
import type { Node } from '../thread/shape.ts';

const FACE = svg`<path d="M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M5.8 6.6h.1m4.2 0h.1M5.4 9.5c1.2 1.9 4 1.9 5.2 0"
  fill="none" stroke="currentColor" stroke-width="1.3" stroke-linecap="round" />`;

export function drawReactions(host: Element, node: Node, view: View): unknown {
  const { comment } = node;
  const { t, settings, isLocked } = view;
  const offered = settings?.reactions ?? [];
  if (comment.state !== 'published') return nothing;
  // What an owner has taken from the choice since stays where it was given.
  const given = [...new Set([...offered, ...Object.keys(comment.reactions)])].filter(emoji => comment.reactions[emoji]);
  return html`${
    given.length > 0
      ? html`<span class="chips">${given.map(emoji => drawChip(host, node, view, emoji))}</span>`
      : nothing
  }${
    offered.length > 0 && !isLocked
      ? html`<button
            type="button"
            class="quiet icon"
            data-mode="react"
            aria-label=${t.text('react')}
            title=${t.text('react')}
            aria-expanded=${isOpen(node, view) ? 'true' : 'false'}
            @click=${() => toggle(host, node, view)}
          >
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${FACE}</svg>
          </button>
          ${isOpen(node, view) ? drawPicker(host, node, view, offered) : nothing}`
      : nothing
  }`;
}

function drawChip(host: Element, { comment }: Node, { t, isLocked, settings }: View, emoji: string): TemplateResult {
  const n = comment.reactions[emoji] ?? 0;
  const isMine = comment.myReactions.includes(emoji);
  return html`<button
    type="button"
    class="chip"
    part="reaction"
    aria-pressed=${isMine ? 'true' : 'false'}
    title=${t.text('reactions', { emoji, n })}
    ?disabled=${isLocked || (!isMine && !settings?.reactions.includes(emoji))}
    @click=${() => ask(host, { do: 'react', id: comment.id, emoji, on: !isMine })}
    >${emoji} ${t.number(n)}</button
  >`;
}

function drawPicker(host: Element, { comment }: Node, { t }: View, offered: readonly string[]): TemplateResult {
  const { id, myReactions } = comment;
  const close = (): void => ask(host, { do: 'close', id });
  const onKey = (event: KeyboardEvent): void => {
    const buttons = [...(event.currentTarget as Element).querySelectorAll('button')];
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const isBack = getComputedStyle(host).direction === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      event.preventDefault();
      const next = at + (event.key === isBack ? -1 : 1);
      buttons.at(next % buttons.length)?.focus();
    }
  };
  const onLeave = (event: FocusEvent): void => {
    const to = event.relatedTarget as Element | null;
    if (!(event.currentTarget as Element).parentElement?.contains(to)) ask(host, { do: 'close', id, isAway: true });
  };
  return html`<span class="picker" role="group" aria-label=${t.text('react')} @keydown=${onKey} @focusout=${onLeave}>
    ${offered.map(emoji => {
      const isMine = myReactions.includes(emoji);
      const choose = (): void => {
        ask(host, { do: 'react', id, emoji, on: !isMine });
        close();
      };
      return html`<button
        type="button"
        class="quiet"
        aria-label=${t.text('reactWith', { emoji })}
        aria-pressed=${isMine ? 'true' : 'false'}
        @click=${choose}
        >${emoji}</button
      >`;
    })}
  </span>`;
}

function isOpen({ comment }: Node, { open }: View): boolean {
  return open.get(comment.id) === 'react';
}

function toggle(host: Element, node: Node, view: View): void {
  const { id } = node.comment;
  if (isOpen(node, view)) {
    ask(host, { do: 'close', id });
    return;
  }
  ask(host, { do: 'open', id, mode: 'react' });
  focusSoon(host.getRootNode() as ShadowRoot, `#lc-${id} .picker button`);
}
