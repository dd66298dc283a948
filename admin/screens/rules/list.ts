/** `<lc-rule-list>`: the rules of one site in their order, each with what it does; admins add, change and move them. */
import { css, html, nothing, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Rule, RulePatch } from '../../../protocol/admin/rules.ts';
import type { AdminSite } from '../../../protocol/admin/sites.ts';
import { changeRule, listRules, removeRule } from '../../api/rules.ts';
import { t } from '../../i18n/index.ts';
import { confirm } from '../../parts/confirm.ts';
import { icon } from '../../parts/icons.ts';
import { Pages } from '../../parts/pages.ts';
import { define, Part } from '../../parts/part.ts';
import { empty, failed, loading } from '../../parts/pieces.ts';
import { toast, toastError } from '../../parts/toasts.ts';
import { href } from '../../router.ts';
import './dialogs.ts';
import { nameOf, type RuleDeed } from './row.ts';
import { sentenceOf } from './sentence.ts';

type Open = { readonly what: 'new' } | { readonly what: 'edit' | 'try'; readonly rule: Rule };

class RuleList extends Part {
  static override properties = {
    site: { attribute: false },
    editable: { attribute: false },
    open: { state: true },
    moved: { state: true },
  };
  static override styles = [
    ...Part.styles,
    css`
      .hold {
        margin-block-end: 1.5rem;
      }
      .list > li {
        padding: 0;
      }
    `,
  ];
  declare site: AdminSite;
  declare editable: boolean;
  declare open: Open | undefined;
  /** Said to those who do not see the list. */
  declare moved: string;
  readonly #rules = new Pages<Rule>(this, async () => ({ items: await listRules(this.site.key), next: null }));
  /** Moves are sent one after another: each place means the list as the one before left it. */
  #sending: Promise<unknown> = Promise.resolve();

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('site') as AdminSite | undefined;
    if (changed.has('site') && before?.key !== this.site.key) void this.#rules.reload();
  }

  readonly #again = () => void this.#rules.reload({ quietly: true });

  readonly #close = () => {
    this.open = undefined;
  };

  readonly #saved = () => {
    this.#close();
    toast(t('saved'));
    this.#again();
  };

  readonly #do = ({ detail: { rule, deed } }: CustomEvent<{ rule: Rule; deed: RuleDeed }>) => {
    switch (deed) {
      case 'up':
        return void this.#move(rule, -1);
      case 'down':
        return void this.#move(rule, 1);
      case 'on':
      case 'off':
        return void this.#change(rule, { enabled: deed === 'on' });
      case 'delete':
        return void this.#remove(rule);
      case 'edit':
      case 'try':
        this.open = { what: deed, rule };
    }
  };

  async #change(rule: Rule, change: RulePatch): Promise<void> {
    try {
      const now = await changeRule(rule.id, change);
      this.#rules.change(this.#rules.items.map(each => (each.id === now.id ? now : each)));
    } catch (error) {
      toastError(error);
      this.#again();
    }
  }

  async #move(rule: Rule, step: 1 | -1): Promise<void> {
    const items = [...this.#rules.items];
    const from = items.findIndex(({ id }) => id === rule.id);
    const position = from + step;
    if (from < 0 || position < 0 || position >= items.length) return;
    items.splice(position, 0, ...items.splice(from, 1));
    this.#rules.change(items);
    this.moved = t('rules.moved', { name: nameOf(rule), n: position + 1, all: items.length });
    this.#sending = this.#sending
      .then(() => changeRule(rule.id, { position }))
      .catch(error => {
        toastError(error);
        this.#again();
      });
    await this.#focusOn(rule.id, step);
  }

  /** An element that moves in the page loses the focus, and a button at the end of the list cannot have it. */
  async #focusOn(id: number, step: 1 | -1): Promise<void> {
    await this.updateComplete;
    const at = this.#rules.items.findIndex(each => each.id === id);
    const isLast = step < 0 ? at === 0 : at === this.#rules.items.length - 1;
    const row = this.renderRoot.querySelector<Part>(`lc-rule-row[data-id="${id}"]`);
    await row?.focusOn(step < 0 !== isLast ? '.up' : '.down');
  }

  async #remove(rule: Rule): Promise<void> {
    const name = nameOf(rule);
    const question = {
      title: t('rules.deleteTitle', { name }),
      text: `${sentenceOf(rule)} ${t('rules.deleteText')}`,
      verb: t('delete'),
    };
    if (!(await confirm({ ...question, danger: true }))) return;
    try {
      await removeRule(rule.id);
      toast(t('rules.deleted', { name }));
      await this.#rules.reload({ quietly: true });
      void this.focusOn('h2');
    } catch (error) {
      toastError(error);
    }
  }

  override render(): unknown {
    const { key, settings } = this.site;
    const add = () => {
      this.open = { what: 'new' };
    };
    return html`<section class="card pad hold row" aria-labelledby="hold">
        <div>
          <h2 id="hold">${t('rules.first')}</h2>
          <p>${t('sites.hold')} ${t(`sites.hold.${settings.hold}`)}.</p>
        </div>
        <a class="button push" href=${href(`sites/${key}`)}>${t(this.editable ? 'rules.changeSite' : 'rules.showSite')}</a>
      </section>
      <section aria-labelledby="rules">
        <div class="head">
          <h2 id="rules" tabindex="-1">${t('rules.then')}</h2>
          ${this.editable ? html`<button type="button" class="primary push" @click=${add}>${icon('plus')} ${t('rules.add')}</button>` : nothing}
        </div>
        <div class="card">${this.#list()}</div>
        <p class="sr" role="status">${this.moved}</p>
      </section>
      ${this.#dialog()}`;
  }

  #list(): unknown {
    const { state, items, error } = this.#rules;
    if (state === 'failed') return failed(error, () => void this.#rules.reload());
    if (state === 'loading' && items.length === 0) return loading(6);
    if (items.length === 0) return empty('rules', t('rules.none'), t('rules.noneText'));
    return html`<ol class="list" @lc-rule-do=${this.#do}>
      ${repeat(
        items,
        ({ id }) => id,
        (rule, at) => html`<li>
          <lc-rule-row
            data-id=${rule.id}
            .rule=${rule}
            .editable=${this.editable}
            .first=${at === 0}
            .last=${at === items.length - 1}
          ></lc-rule-row>
        </li>`,
      )}
    </ol>`;
  }

  #dialog(): unknown {
    const { open, site } = this;
    if (!open) return nothing;
    if (open.what === 'new') {
      return html`<lc-new-rule .site=${site.key} @lc-saved=${this.#saved} @lc-close=${this.#close}></lc-new-rule>`;
    }
    if (open.what === 'try') return html`<lc-rule-trial .rule=${open.rule} @lc-close=${this.#close}></lc-rule-trial>`;
    return html`<lc-dialog wide .label=${nameOf(open.rule)} @lc-close=${this.#close}>
      <lc-rule-form .site=${site.key} .kind=${open.rule.kind} .rule=${open.rule} @lc-saved=${this.#saved}></lc-rule-form>
    </lc-dialog>`;
  }
}
define('lc-rule-list', RuleList);
