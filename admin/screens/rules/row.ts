/** `<lc-rule-row>`: one rule in the list. Asks with `lc-rule-do` for what is to be done with it. */
import { css, html, nothing } from 'lit';
import type { Rule } from '../../../protocol/admin/rules.ts';
import { maybe, t } from '../../i18n/index.ts';
import { icon } from '../../parts/icons.ts';
import '../../parts/menu.ts';
import { define, Part } from '../../parts/part.ts';
import { chip } from '../../parts/pieces.ts';
import { KINDS } from './kinds.ts';
import { sentenceOf } from './sentence.ts';

export type RuleDeed = 'up' | 'down' | 'on' | 'off' | 'edit' | 'try' | 'delete';

/** What a rule is called: by its owner, else by its kind. */
export function nameOf({ name, kind }: Pick<Rule, 'name' | 'kind'>): string {
  return name ?? maybe(`rules.kind.${kind}`) ?? kind;
}

class RuleRow extends Part {
  static override properties = {
    rule: { attribute: false },
    editable: { attribute: false },
    first: { attribute: false },
    last: { attribute: false },
  };
  static override styles = [
    ...Part.styles,
    css`
      .rule {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        gap: 0.25rem 0.875rem;
        padding: 0.75rem 1.125rem;
      }
      .rule.plain {
        grid-template-columns: minmax(0, 1fr) auto;
      }
      .what {
        overflow-wrap: anywhere;
      }
      .off .what {
        color: var(--muted);
      }
      .tools {
        display: flex;
        align-items: center;
      }
      .up svg {
        rotate: 180deg;
      }
      .switch {
        display: inline-flex;
        align-items: center;
        cursor: pointer;
      }
      .switch input {
        position: relative;
        inline-size: 2.125rem;
        block-size: 1.25rem;
        margin: 0;
        border: 1px solid var(--line-strong);
        border-radius: 1rem;
        background: var(--soft);
        appearance: none;
        cursor: pointer;
        transition: background-color 0.12s;
      }
      .switch input::before {
        position: absolute;
        inset-block-start: calc(50% - 0.4375rem);
        inset-inline-start: 0.125rem;
        inline-size: 0.875rem;
        block-size: 0.875rem;
        border-radius: 50%;
        background: var(--line-strong);
        content: '';
        transition: inset-inline-start 0.12s;
      }
      .switch input:checked {
        border-color: var(--accent);
        background: var(--accent);
      }
      .switch input:checked::before {
        inset-inline-start: 1rem;
        background: var(--on-accent);
      }
      @media (pointer: coarse) {
        .switch {
          min-block-size: 2.75rem;
        }
      }
      @media (forced-colors: active) {
        .switch input::before {
          background: ButtonText;
        }
        .switch input:checked {
          background: Highlight;
        }
      }
      @media (max-width: 34rem) {
        .rule {
          padding-inline: 0.75rem;
        }
        .rule:not(.plain) .tools {
          grid-column: 2 / -1;
        }
      }
    `,
  ];
  declare rule: Rule;
  declare editable: boolean;
  declare first: boolean;
  declare last: boolean;

  #ask(deed: RuleDeed): void {
    this.emit('lc-rule-do', { rule: this.rule, deed });
  }

  readonly #key = (event: KeyboardEvent) => {
    const deed = { ArrowUp: 'up', ArrowDown: 'down' }[event.key] as RuleDeed | undefined;
    if (!deed || !event.altKey || !this.editable || (deed === 'up' ? this.first : this.last)) return;
    event.preventDefault();
    this.#ask(deed);
  };

  override render(): unknown {
    const { rule, editable } = this;
    const name = nameOf(rule);
    return html`<div class="rule ${rule.enabled ? '' : 'off'} ${editable ? '' : 'plain'}" @keydown=${this.#key}>
      ${
        editable
          ? html`<label class="switch">
            <input
              type="checkbox"
              role="switch"
              aria-label=${t('rules.switch', { name })}
              aria-describedby="what"
              .checked=${rule.enabled}
              @change=${(event: Event) => this.#ask((event.target as HTMLInputElement).checked ? 'on' : 'off')}
            />
          </label>`
          : nothing
      }
      <div>
        <div class="row"><h3><bdi>${name}</bdi></h3>${rule.enabled ? nothing : chip(t('rules.off'))}</div>
        <p class="what" id="what">${sentenceOf(rule)}</p>
      </div>
      <div class="tools">${editable ? this.#tools(name) : this.#tryButton()}</div>
    </div>`;
  }

  #tools(name: string): unknown {
    const { kind } = this.rule;
    return html`<button
        type="button"
        class="quiet icon up"
        aria-label=${t('rules.up', { name })}
        aria-keyshortcuts="Alt+ArrowUp"
        ?disabled=${this.first}
        @click=${() => this.#ask('up')}
      >${icon('down')}</button>
      <button
        type="button"
        class="quiet icon down"
        aria-label=${t('rules.down', { name })}
        aria-keyshortcuts="Alt+ArrowDown"
        ?disabled=${this.last}
        @click=${() => this.#ask('down')}
      >${icon('down')}</button>
      <lc-menu .label=${`${t('actions')}: ${name}`}>
        <button type="button" @click=${() => this.#ask('edit')}>${icon('edit')} ${t('edit')}</button>
        ${
          KINDS[kind].isUntriable
            ? nothing
            : html`<button type="button" @click=${() => this.#ask('try')}>${icon('search')} ${t('rules.try')}</button>`
        }
        <button type="button" class="danger" @click=${() => this.#ask('delete')}>${icon('bin')} ${t('delete')}</button>
      </lc-menu>`;
  }

  #tryButton(): unknown {
    if (KINDS[this.rule.kind].isUntriable) return nothing;
    return html`<button type="button" class="quiet" @click=${() => this.#ask('try')}>${icon('search')} ${t('rules.try')}</button>`;
  }
}
define('lc-rule-row', RuleRow);
