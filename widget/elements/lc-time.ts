/** `<lc-time>`: how long ago, kept true by one timer for the whole page. */
import { html, type TemplateResult } from 'lit';
import type { Translator } from '../i18n/translator.ts';
import { define, InnerElement } from './lc-element.ts';

const TICK_MS = 20_000;
const shown = new Set<LcTime>();
let timer: ReturnType<typeof setInterval> | undefined;

class LcTime extends InnerElement {
  static override properties = { datetime: { type: String }, t: { attribute: false } };
  declare datetime: string;
  declare t: Translator;

  override connectedCallback(): void {
    super.connectedCallback();
    shown.add(this);
    timer ??= setInterval(() => {
      for (const element of shown) element.requestUpdate();
    }, TICK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    shown.delete(this);
    if (shown.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  protected override render(): TemplateResult {
    const date = new Date(this.datetime);
    return html`<time datetime=${this.datetime} title=${this.t.at(date)}>${this.t.ago(date)}</time>`;
  }
}

define('lc-time', LcTime);
