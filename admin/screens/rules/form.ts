/** `<lc-rule-form>`: makes or changes a rule, and tries it on what is written already. Tells `lc-saved` with the rule. */
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { DryRun, NewRuleBody, Rule, RuleAction, RuleKind } from '../../../protocol/admin/rules.ts';
import { HOLD_POINTS, SPAM_POINTS } from '../../../protocol/limits.ts';
import { changeRule, makeRule, tryRule } from '../../api/rules.ts';
import { t } from '../../i18n/index.ts';
import { FormPart } from '../../parts/form.ts';
import { icon } from '../../parts/icons.ts';
import { define } from '../../parts/part.ts';
import { field } from '../../parts/pieces.ts';
import { drawField } from './fields.ts';
import { actionsFor, KINDS } from './kinds.ts';
import { type Fault, faultOf, settingsOf } from './settings.ts';
import { drawTrial, trialStyles } from './trial.ts';

class RuleForm extends FormPart {
  static override properties = {
    ...FormPart.properties,
    site: { attribute: false },
    kind: { attribute: false },
    rule: { attribute: false },
    choices: { state: true },
    trial: { state: true },
  };
  static override styles = [
    ...FormPart.styles,
    trialStyles,
    css`
      .short {
        max-inline-size: 8rem;
      }
      .trial {
        padding-block-start: 1rem;
        border-block-start: 1px solid var(--line);
      }
    `,
  ];
  declare site: string;
  declare kind: RuleKind;
  /** The one to change; a new one where it is left out. */
  declare rule: Rule | undefined;
  /** What stands in the choices, since other fields depend on it. */
  declare choices: Readonly<Record<string, string>>;
  /** What the rule as it stands in the form would have done. */
  declare trial: DryRun | undefined;
  /** What was sent last, to say which of it was wrong. */
  #sent: Rule['settings'] = {};

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('kind')) return;
    const { fields } = KINDS[this.kind];
    const chosen = fields.flatMap(each =>
      each.type === 'choice' ? [[each.name, String(this.rule?.settings[each.name] ?? each.options[0])]] : [],
    );
    const action = this.rule?.action ?? KINDS[this.kind].actions[0] ?? 'hold';
    this.choices = { ...Object.fromEntries(chosen), action };
  }

  override updated(changed: PropertyValues<this>): void {
    if (!this.#fault) super.updated(changed);
    else if (changed.has('problem')) void this.focusOn('[aria-invalid="true"]');
    // On a phone it would stand below the edge of the dialog.
    if (changed.has('trial')) this.renderRoot.querySelector('.trial')?.scrollIntoView({ block: 'nearest' });
  }

  readonly #choose = (name: string, value: string) => {
    this.choices = { ...this.choices, [name]: value };
  };

  /** What was found is not true of what is typed now. */
  readonly #typed = () => {
    this.trial = undefined;
  };

  get #fault(): Fault | undefined {
    const names = [...KINDS[this.kind].fields.map(({ name }) => name), 'name', 'points'];
    return faultOf(this.problem, names, this.#sent);
  }

  #bodyOf(form: HTMLFormElement): NewRuleBody {
    const { kind, rule, site } = this;
    const values = new FormData(form);
    const settings = settingsOf(KINDS[kind].fields, values, rule?.settings);
    this.#sent = settings;
    const action = (values.get('action') ?? rule?.action ?? 'hold') as RuleAction;
    const points = values.has('points') ? Number(values.get('points')) : (rule?.points ?? 0);
    return { site, kind, settings, name: String(values.get('name') ?? '').trim() || null, action, points };
  }

  readonly #submit = this.sending(async (_values, form) => {
    const { site, kind, ...changes } = this.#bodyOf(form);
    const saved = this.rule
      ? await changeRule(this.rule.id, changes)
      : await makeRule({ site, kind, ...changes, enabled: true });
    this.emit('lc-saved', saved);
  });

  readonly #try = () => {
    const form = this.renderRoot.querySelector('form');
    if (!form?.reportValidity()) return;
    void this.doing(async () => {
      this.trial = undefined;
      this.trial = await tryRule(this.#bodyOf(form));
    });
  };

  override render(): unknown {
    const { kind, rule, choices } = this;
    const given = { kind, before: rule?.settings, fault: this.#fault, choices, choose: this.#choose };
    return html`<form class="form" @submit=${this.#submit} @input=${this.#typed}>
      <p class="muted">${t(`rules.kindText.${kind}`)}</p>
      ${this.#fault ? nothing : this.problemNote()}
      ${KINDS[kind].fields.map(each => drawField(each, given))} ${this.#action()} ${this.#name()}
      <div class="row">
        <button class="primary" aria-disabled=${this.busy}>${t(rule ? 'save' : 'rules.make')}</button>
        ${
          KINDS[kind].isUntriable
            ? html`<span class="muted small">${t('rules.untriable')}</span>`
            : html`<button type="button" aria-disabled=${this.busy} @click=${this.#try}>${icon('search')} ${t('rules.try')}</button>`
        }
      </div>
      <div role="status">${this.trial ? html`<div class="trial">${drawTrial(this.trial, this.#tried)}</div>` : nothing}</div>
    </form>`;
  }

  get #tried(): { kind: RuleKind; action: RuleAction } {
    return { kind: this.kind, action: (this.choices['action'] ?? 'hold') as RuleAction };
  }

  #name(): TemplateResult {
    const fault = this.#fault;
    return field({
      id: 'name',
      label: `${t('rules.name')} (${t('optional')})`,
      hint: t('rules.nameHint'),
      error: fault?.name === 'name' ? fault.text : undefined,
      control: ({ id, describedBy, invalid }) =>
        html`<input id=${id} name="name" maxlength="200" .value=${this.rule?.name ?? ''} aria-describedby=${describedBy} aria-invalid=${invalid} />`,
    });
  }

  #action(): unknown {
    const { kind, rule, choices } = this;
    const actions = actionsFor(kind, rule);
    if (actions.length === 0) return nothing;
    const hasPoints = choices['action'] === 'score' && !KINDS[kind].hasOwnPoints;
    const change = (event: Event) => this.#choose('action', (event.target as HTMLSelectElement).value);
    const choice = field({
      id: 'action',
      label: t('rules.action'),
      control: ({
        id,
        describedBy,
      }) => html`<select id=${id} name="action" aria-describedby=${describedBy} @change=${change}>
        ${actions.map(each => html`<option value=${each} ?selected=${each === choices['action']}>${t(`rules.action.${each}`)}</option>`)}
      </select>`,
      hint: hasPoints || choices['action'] !== 'score' ? nothing : t('rules.ownPoints', figures),
    });
    return html`${choice}${hasPoints ? this.#points() : nothing}`;
  }

  #points(): TemplateResult {
    const { rule } = this;
    const fault = this.#fault;
    return field({
      id: 'points',
      label: t('rules.points'),
      hint: t('rules.pointsHint', figures),
      error: fault?.name === 'points' ? fault.text : undefined,
      control: ({ id, describedBy, invalid }) => html`<input
        class="short"
        id=${id}
        name="points"
        type="number"
        min="-20"
        max="20"
        step="1"
        required
        .value=${String(rule?.action === 'score' ? rule.points : HOLD_POINTS)}
        aria-describedby=${describedBy}
        aria-invalid=${invalid}
      />`,
    });
  }
}
define('lc-rule-form', RuleForm);

const figures = { hold: HOLD_POINTS, spam: SPAM_POINTS };
