/** The list of keys, in a dialog. */
import { html, type TemplateResult } from 'lit';
import { t } from '../../i18n/index.ts';
import { KEY_LIST } from './keys.ts';

export function drawKeys(close: () => void): TemplateResult {
  return html`<lc-dialog .label=${t('stroke.title')} @lc-close=${close}>
    <dl class="keys">
      ${KEY_LIST.map(
        ([label, keys]) => html`<div>
          <dt>${keys.map(key => (key === '…' ? key : html`<kbd>${key}</kbd> `))}</dt>
          <dd>${t(label)}</dd>
        </div>`,
      )}
    </dl>
  </lc-dialog>`;
}
