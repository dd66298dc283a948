/** The row of tools below the text: one tab stop, arrow keys within, and the keys that do the same. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Key } from '../i18n/en.ts';
import type { Translator } from '../i18n/translator.ts';
import { change, selectedIn } from './field.ts';
import { ICONS } from './icons.ts';
import { type Change, code, LIST, lead, link, QUOTE, type Selected, wrap } from './marks.ts';

interface Tool {
  readonly name: keyof typeof ICONS & Key;
  readonly apply: (selected: Selected) => Change;
  /** With Ctrl or ⌘: the key as `aria-keyshortcuts` says it, and as it is told to people. */
  readonly keys?: string;
}

const TOOLS: readonly Tool[] = [
  { name: 'bold', apply: selected => wrap(selected, '**'), keys: 'B' },
  { name: 'italic', apply: selected => wrap(selected, '*'), keys: 'I' },
  { name: 'strike', apply: selected => wrap(selected, '~~'), keys: 'Shift+X' },
  { name: 'link', apply: selected => link(selected), keys: 'K' },
  { name: 'quoteBlock', apply: selected => lead(selected, QUOTE), keys: 'Shift+.' },
  { name: 'code', apply: code, keys: 'E' },
  { name: 'list', apply: selected => lead(selected, LIST), keys: 'Shift+8' },
  { name: 'spoiler', apply: selected => wrap(selected, '||') },
];

const IS_MAC = /Mac|iPhone|iPad/.test(navigator.platform);

/** What another layout or Shift makes of a key does not matter where its place says more. */
const PLACES: Record<string, string> = { Period: '.', Digit8: '8' };

/** @returns whether the keys were a tool's. */
export function applyKeys(event: KeyboardEvent, box: HTMLTextAreaElement): boolean {
  const isMain = IS_MAC ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (!isMain || event.altKey) return false;
  const key = (event.shiftKey && PLACES[event.code]) || event.key.toUpperCase();
  const tool = TOOLS.find(({ keys }) => keys === (event.shiftKey ? `Shift+${key}` : key));
  if (!tool) return false;
  event.preventDefault();
  change(box, tool.apply(selectedIn(box)));
  return true;
}

export class Toolbar {
  /** The one that Tab leads to. */
  #current = 0;
  readonly #host: { requestUpdate(): void };

  constructor(host: { requestUpdate(): void }) {
    this.#host = host;
  }

  draw(t: Translator, box: () => HTMLTextAreaElement | null): TemplateResult {
    const main = IS_MAC ? 'Meta' : 'Control';
    const use = ({ apply }: Tool): void => {
      const target = box();
      if (target) change(target, apply(selectedIn(target)));
    };
    return html`<div
      class="tools"
      role="toolbar"
      aria-label=${t.text('formatting')}
      @keydown=${this.#onKey}
      @mousedown=${keepFocus}
    >
      ${TOOLS.map((tool, n) => {
        const { name, keys } = tool;
        const label = t.text(name);
        return html`<button
          type="button"
          class="tool"
          tabindex=${n === this.#current ? 0 : -1}
          aria-label=${label}
          aria-keyshortcuts=${keys ? `${main}+${keys}` : nothing}
          title=${keys ? `${label} (${told(keys)})` : label}
          @click=${() => use(tool)}
          @focus=${() => this.#move(n)}
        >
          ${ICONS[name]}
        </button>`;
      })}
    </div>`;
  }

  #move(n: number): void {
    if (n === this.#current) return;
    this.#current = n;
    this.#host.requestUpdate();
  }

  #onKey = (event: KeyboardEvent): void => {
    const bar = event.currentTarget as HTMLElement;
    const ahead = getComputedStyle(bar).direction === 'rtl' ? -1 : 1;
    const last = TOOLS.length - 1;
    const steps: Record<string, number> = {
      ArrowRight: this.#current + ahead,
      ArrowLeft: this.#current - ahead,
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const buttons = bar.querySelectorAll('button');
    buttons[next < 0 ? last : next > last ? 0 : next]?.focus();
  };
}

/** A click on a tool leaves the caret, and on a phone the keyboard, where they are. */
function keepFocus(event: Event): void {
  event.preventDefault();
}

function told(keys: string): string {
  return IS_MAC ? `${keys.startsWith('Shift+') ? '⇧' : ''}⌘${keys.replace('Shift+', '')}` : `Ctrl+${keys}`;
}
