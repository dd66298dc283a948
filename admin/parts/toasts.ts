/** Short messages at the edge of the screen, each with one action at most, which can be taken for some time. */
import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../i18n/index.ts';
import { icon } from './icons.ts';
import { define, Part } from './part.ts';
import { messageOf } from './pieces.ts';

export interface Toast {
  readonly text: string;
  readonly tone?: 'plain' | 'bad';
  readonly action?: { readonly label: string; run(): void };
  /** Until it goes by itself. */
  readonly milliseconds?: number;
}

interface Shown extends Toast {
  readonly n: number;
}

const STAY_MS = 8_000;
const MOST = 3;

class Toasts extends Part {
  static override properties = { shown: { state: true } };
  static override styles = [
    ...Part.styles,
    css`
      :host {
        position: fixed;
        inset-block-end: 1rem;
        inset-inline: 1rem;
        z-index: 20;
        border: 0;
        padding: 0;
        pointer-events: none;
      }
      div {
        display: grid;
        justify-items: center;
        gap: 0.5rem;
      }
      p {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        max-inline-size: min(36rem, 100%);
        padding: 0.5rem 0.5rem 0.5rem 1rem;
        border-radius: var(--radius);
        background: light-dark(#24292e, #e8eaed);
        color: light-dark(#fff, #16181a);
        box-shadow: var(--shadow-large);
        pointer-events: auto;
      }
      p.bad {
        background: light-dark(#8f231b, #f6bab3);
        color: light-dark(#fff, #16181a);
      }
      button {
        border-color: transparent;
        background: none;
        color: inherit;
        text-decoration: underline;
        text-underline-offset: 0.2em;
      }
      @media (forced-colors: active) {
        p {
          border: 1px solid;
        }
      }
    `,
  ];
  declare shown: readonly Shown[];
  #n = 0;

  constructor() {
    super();
    this.shown = [];
  }

  add(toast: Toast): () => void {
    this.#n += 1;
    const n = this.#n;
    this.shown = [...this.shown.slice(1 - MOST), { ...toast, n }];
    const timer = setTimeout(() => this.#remove(n), toast.milliseconds ?? STAY_MS);
    return () => {
      clearTimeout(timer);
      this.#remove(n);
    };
  }

  #remove(n: number): void {
    this.shown = this.shown.filter(each => each.n !== n);
  }

  override render(): unknown {
    return html`<div role="status" aria-live="polite">
      ${repeat(
        this.shown,
        ({ n }) => n,
        ({ n, text, tone, action }) =>
          html`<p class=${tone ?? 'plain'}>
            <span>${text}</span>
            ${
              action
                ? html`<button
                  type="button"
                  @click=${() => {
                    this.#remove(n);
                    action.run();
                  }}
                >${action.label}</button>`
                : nothing
            }
            <button type="button" class="icon" aria-label=${t('close')} @click=${() => this.#remove(n)}>${icon('close')}</button>
          </p>`,
      )}
    </div>`;
  }
}
define('lc-toasts', Toasts);

let region: Toasts | undefined;

/** Shows a message; returns what takes it away. */
export function toast(message: Toast | string): () => void {
  if (!region?.isConnected) {
    region = document.createElement('lc-toasts') as Toasts;
    document.body.append(region);
  }
  return region.add(typeof message === 'string' ? { text: message } : message);
}

export function toastError(error: unknown): () => void {
  return toast({ text: messageOf(error), tone: 'bad' });
}
