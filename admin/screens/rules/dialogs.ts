/** `<lc-new-rule>`: first the kind, then its form. `<lc-rule-trial>`: what a rule that is there would have done. */
import { css, html } from 'lit';
import type { DryRun, Rule, RuleKind } from '../../../protocol/admin/rules.ts';
import { tryRule } from '../../api/rules.ts';
import { t } from '../../i18n/index.ts';
import '../../parts/dialog.ts';
import { icon } from '../../parts/icons.ts';
import { define, Part } from '../../parts/part.ts';
import { failed } from '../../parts/pieces.ts';
import './form.ts';
import { KIND_NAMES } from './kinds.ts';
import { nameOf } from './row.ts';
import { sentenceOf } from './sentence.ts';
import { drawTrial, trialStyles } from './trial.ts';

class NewRule extends Part {
  static override properties = { site: { attribute: false }, kind: { state: true } };
  static override styles = [
    ...Part.styles,
    css`
      .kinds {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr));
        gap: 0.5rem;
      }
      .kinds button {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        align-content: start;
        gap: 0.125rem;
        inline-size: 100%;
        block-size: 100%;
        padding: 0.625rem 0.75rem;
        text-align: start;
      }
      .kinds .muted {
        font-weight: 400;
      }
      .back {
        margin-block-end: 0.75rem;
      }
      :dir(rtl) > .back svg {
        rotate: 180deg;
      }
    `,
  ];
  declare site: string;
  declare kind: RuleKind | undefined;

  #choose(kind: RuleKind | undefined): void {
    const before = this.kind;
    this.kind = kind;
    void this.focusOn(kind ? '.back' : `[data-kind="${before}"]`);
  }

  override render(): unknown {
    const { kind } = this;
    return html`<lc-dialog wide .label=${kind ? `${t('rules.new')}: ${t(`rules.kind.${kind}`)}` : t('rules.new')}>
      ${kind ? this.#form(kind) : this.#kinds()}
    </lc-dialog>`;
  }

  #kinds(): unknown {
    return html`<ul class="kinds">
      ${KIND_NAMES.map(
        kind => html`<li>
          <button type="button" data-kind=${kind} @click=${() => this.#choose(kind)}>
            <strong>${t(`rules.kind.${kind}`)}</strong>
            <span class="muted small">${t(`rules.kindText.${kind}`)}</span>
          </button>
        </li>`,
      )}
    </ul>`;
  }

  #form(kind: RuleKind): unknown {
    return html`<button type="button" class="back quiet" @click=${() => this.#choose(undefined)}>
        ${icon('back')} ${t('rules.otherKind')}
      </button>
      <lc-rule-form .site=${this.site} .kind=${kind}></lc-rule-form>`;
  }
}
define('lc-new-rule', NewRule);

class RuleTrial extends Part {
  static override properties = { rule: { attribute: false }, found: { state: true }, error: { state: true } };
  static override styles = [...Part.styles, trialStyles];
  declare rule: Rule;
  declare found: DryRun | undefined;
  declare error: unknown;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#ask();
  }

  async #ask(): Promise<void> {
    this.error = undefined;
    const { site, kind, name, action, points, settings } = this.rule;
    try {
      this.found = await tryRule({ site, kind, name, action, points, settings });
    } catch (error) {
      this.error = error;
    }
  }

  override render(): unknown {
    const { rule, found, error } = this;
    return html`<lc-dialog wide .label=${`${t('rules.try')}: ${nameOf(rule)}`}>
      <div class="stack">
        <p class="muted">${sentenceOf(rule)}</p>
        <div role="status">${found ? drawTrial(found, rule) : error === undefined ? t('rules.trying') : ''}</div>
        ${error === undefined ? '' : failed(error, () => void this.#ask())}
      </div>
    </lc-dialog>`;
  }
}
define('lc-rule-trial', RuleTrial);
