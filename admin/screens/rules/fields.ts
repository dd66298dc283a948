/** The controls of a rule’s settings, by the descriptions in kinds.ts. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Rule, RuleKind } from '../../../protocol/admin/rules.ts';
import { type Key, maybe, t } from '../../i18n/index.ts';
import { field as labelled } from '../../parts/pieces.ts';
import type { Field } from './kinds.ts';
import type { Fault } from './settings.ts';

interface Given {
  readonly kind: RuleKind;
  /** What is set already; undefined for a new rule. */
  readonly before: Rule['settings'] | undefined;
  readonly fault: Fault | undefined;
  /** What stands in the choices above. */
  readonly choices: Readonly<Record<string, string>>;
  choose(name: string, value: string): void;
}

export function drawField(field: Field, given: Given): TemplateResult | typeof nothing {
  const { kind, before, fault, choices } = given;
  const { name } = field;
  const [when, wanted] = field.when ?? [];
  if (when !== undefined && choices[when] !== wanted) return nothing;
  const key = `rules.${kind}.${name}`;
  const label = t(key as Key);
  const hint = maybe(`${key}.hint`);
  const value = before?.[name];
  if (field.type === 'check') {
    return html`<label class="check"><input type="checkbox" name=${name} .checked=${value === true} /> ${label}</label>`;
  }
  if (field.type === 'some') {
    const chosen = Array.isArray(value) ? value : field.options;
    return html`<fieldset>
      <legend class="label">${label}</legend>
      ${field.options.map(
        option => html`<label class="check">
          <input type="checkbox" name=${name} value=${option} .checked=${chosen.includes(option)} />
          ${t(`rules.in.${option}` as Key)}
        </label>`,
      )}
      <div class="error">${fault?.name === name ? fault.text : nothing}</div>
    </fieldset>`;
  }
  return labelled({
    id: name,
    label: field.optional ? `${label} (${t('optional')})` : label,
    hint,
    error: fault?.name === name ? fault.text : undefined,
    control: ids => drawControl(field, ids, given),
  });
}

type Ids = { readonly id: string; readonly describedBy: string; readonly invalid: 'true' | 'false' };

function drawControl(
  field: Exclude<Field, { readonly type: 'check' | 'some' }>,
  { id, describedBy, invalid }: Ids,
  { kind, before, choices, choose }: Given,
): TemplateResult {
  const { name } = field;
  const value = before?.[name];
  const isNew = before === undefined;
  switch (field.type) {
    case 'number': {
      const shown = value ?? (isNew ? field.start : field.unset) ?? '';
      return html`<input
        class="short"
        id=${id}
        name=${name}
        type="number"
        min=${field.min}
        max=${field.max}
        step="1"
        .value=${String(shown)}
        ?required=${!field.optional}
        aria-describedby=${describedBy}
        aria-invalid=${invalid}
      />`;
    }
    case 'lines':
      return html`<textarea
        id=${id}
        name=${name}
        rows="5"
        spellcheck="false"
        autocapitalize="off"
        dir="auto"
        .value=${Array.isArray(value) ? value.join('\n') : ''}
        ?required=${!field.optional}
        aria-describedby=${describedBy}
        aria-invalid=${invalid}
      ></textarea>`;
    case 'choice':
      return html`<select
        id=${id}
        name=${name}
        aria-describedby=${describedBy}
        @change=${(event: Event) => choose(name, (event.target as HTMLSelectElement).value)}
      >
        ${field.options.map(
          option =>
            html`<option value=${option} ?selected=${option === choices[name]}>${t(`rules.${kind}.${name}.${option}` as Key)}</option>`,
        )}
      </select>`;
    case 'secret':
      return html`<input
        id=${id}
        name=${name}
        type="password"
        autocomplete="off"
        minlength=${field.min}
        maxlength="200"
        spellcheck="false"
        placeholder=${isNew ? '' : t('rules.secretKept')}
        ?required=${isNew}
        aria-describedby=${describedBy}
        aria-invalid=${invalid}
      />`;
    case 'url':
      return html`<input
        id=${id}
        name=${name}
        type="url"
        dir="ltr"
        maxlength="2000"
        placeholder="https://"
        .value=${typeof value === 'string' ? value : ''}
        ?required=${!field.optional}
        aria-describedby=${describedBy}
        aria-invalid=${invalid}
      />`;
  }
}
