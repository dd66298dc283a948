/** `<lc-copy value label>`: a text that is to be taken elsewhere, and a button that copies it. */
import { css, html } from 'lit';
import { t } from '../i18n/index.ts';
import { icon } from './icons.ts';
import { define, Part } from './part.ts';

class Copy extends Part {
  static override properties = { value: {}, label: {}, copied: { state: true } };
  static override styles = [
    ...Part.styles,
    css`
      div {
        display: flex;
        align-items: flex-start;
        gap: 0.5rem;
        padding: 0.5rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--soft);
      }
      pre {
        flex: 1;
        min-inline-size: 0;
        margin: 0;
        padding: 0.375rem 0.25rem;
        font-family: var(--mono);
        font-size: 0.8125rem;
        line-height: 1.5;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];
  declare value: string;
  /** What it is, for those who do not see it. */
  declare label: string;
  declare copied: boolean;

  constructor() {
    super();
    this.copied = false;
  }

  /** To its button: what is copied has the focus of nobody who only wants it elsewhere. */
  override focus(): void {
    this.renderRoot.querySelector('button')?.focus();
  }

  readonly #copy = async () => {
    try {
      await navigator.clipboard.writeText(this.value);
      this.copied = true;
      setTimeout(() => {
        this.copied = false;
      }, 2_000);
    } catch {
      // Browsers give the clipboard to pages over HTTPS alone; the text is selected for the hand then.
      const text = this.renderRoot.querySelector('pre');
      if (text) getSelection()?.selectAllChildren(text);
    }
  };

  override render(): unknown {
    return html`<div role="group" aria-label=${this.label}>
      <pre tabindex="0" dir="ltr">${this.value}</pre>
      <button type="button" @click=${this.#copy}>
        ${icon(this.copied ? 'check' : 'copy')}<span aria-live="polite">${this.copied ? t('copied') : t('copy')}</span>
      </button>
    </div>`;
  }
}
define('lc-copy', Copy);
