/** The menu of what else may be done with a comment: made when it is opened, and gone when it is closed. */
import { html, render, type TemplateResult } from 'lit';
import { type Action, ask, type MenuItem } from '../elements/view.ts';

interface Menu {
  readonly label: string;
  /** When the comment was written, and when it was changed. */
  readonly about: readonly string[];
  readonly items: readonly MenuItem[];
}

/** Between the menu and its button, and between the menu and the edges of the screen, in pixels. */
const GAP = 4;
const EDGE = 8;

/** To be called while a click on the button is handled: the browser itself then opens the popover, or closes it. */
export function prepareMenu(button: HTMLButtonElement, host: Element, menu: Menu): void {
  if (button.popoverTargetElement) return;
  const panel = document.createElement('div');
  const close = (): void => {
    panel.hidePopover();
    button.focus({ preventScroll: true });
  };
  panel.className = 'menu';
  panel.popover = 'auto';
  render(
    drawMenu(menu, action => {
      close();
      ask(host, action);
    }),
    panel,
  );
  panel.addEventListener('keydown', event => onKey(event, panel, close));
  panel.addEventListener('beforetoggle', ({ newState }) => {
    button.ariaExpanded = String(newState === 'open');
  });
  panel.addEventListener('toggle', ({ newState }) => {
    if (newState === 'open') return;
    panel.remove();
    button.popoverTargetElement = null;
  });
  button.after(panel);
  button.popoverTargetElement = panel;
  requestAnimationFrame(() => follow(button, panel));
}

function drawMenu({ label, about, items }: Menu, choose: (action: Action) => void): TemplateResult {
  return html`<p id="lc-menu-about" class="about">${about.map(line => html`<span>${line}</span>`)}</p>
    <div role="menu" aria-label=${label} aria-describedby="lc-menu-about">
      ${items.map(
        (item, n) =>
          html`<button
            type="button"
            role="menuitem"
            tabindex="-1"
            class=${item.isNarrow ? 'narrow' : ''}
            ?autofocus=${n === 0}
            @click=${() => choose(item.action)}
            >${item.label}</button
          >`,
      )}
    </div>`;
}

function onKey(event: KeyboardEvent, panel: HTMLElement, close: () => void): void {
  const items = [...panel.querySelectorAll<HTMLElement>('[role=menuitem]')].filter(item => item.checkVisibility());
  const at = items.indexOf(event.target as HTMLElement);
  const aims: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
  const aim = aims[event.key];
  if (aim !== undefined) {
    event.preventDefault();
    items.at(aim % items.length)?.focus();
  } else if (event.key === 'Escape') {
    event.preventDefault();
    close();
  } else if (event.key === 'Tab') {
    // The browser goes on from the button.
    close();
  } else if (event.key.length === 1 && event.key !== ' ') {
    const after = [...items.slice(at + 1), ...items];
    after.find(item => item.textContent?.trim().toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
  }
  // The keys of the list mean something else here.
  event.stopPropagation();
}

/** Stays at its button, which new comments and scrolling may move; where the button has left the screen, it closes. */
function follow(button: HTMLElement, panel: HTMLElement): void {
  if (!panel.isConnected || !panel.matches(':popover-open')) return;
  const at = button.getBoundingClientRect();
  if (at.bottom < 0 || at.top > innerHeight) {
    panel.hidePopover();
    return;
  }
  const { width, height } = panel.getBoundingClientRect();
  const isRightToLeft = getComputedStyle(button).direction === 'rtl';
  const below = at.bottom + GAP;
  const isBelow = below + height + EDGE <= innerHeight;
  const top = isBelow ? below : at.top - GAP - height;
  const left = isRightToLeft ? at.right - width : at.left;
  panel.style.top = `${between(EDGE, top, innerHeight - height - EDGE)}px`;
  panel.style.left = `${between(EDGE, left, document.documentElement.clientWidth - width - EDGE)}px`;
  requestAnimationFrame(() => follow(button, panel));
}

function between(least: number, value: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
