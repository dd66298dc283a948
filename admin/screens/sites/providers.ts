/** `<lc-site-providers>`: the services that readers of a site sign in with. */
import { css, html, nothing } from 'lit';
import type { Provider } from '../../../protocol/admin/sign-in.ts';
import { changeProvider, checkProvider, removeProvider } from '../../api/sign-in.ts';
import { t } from '../../i18n/index.ts';
import { confirm } from '../../parts/confirm.ts';
import '../../parts/copy.ts';
import '../../parts/dialog.ts';
import { icon } from '../../parts/icons.ts';
import { define, Part } from '../../parts/part.ts';
import { chip } from '../../parts/pieces.ts';
import { toast, toastError } from '../../parts/toasts.ts';
import './provider-form.ts';

interface Verdict {
  readonly id: string;
  readonly text: string;
  readonly mend: string | null;
}

class SiteProviders extends Part {
  static override properties = {
    site: { attribute: false },
    providers: { attribute: false },
    editing: { state: true },
    verdict: { state: true },
  };
  static override styles = [
    ...Part.styles,
    css`
      .list > li {
        display: grid;
        gap: 0.5rem;
      }
    `,
  ];
  declare site: string;
  declare providers: readonly Provider[];
  /** The one in the form; `new` for another one. */
  declare editing: Provider | 'new' | undefined;
  /** What trying one out has shown. */
  declare verdict: Verdict | undefined;

  readonly #close = () => {
    this.editing = undefined;
  };

  async #do(work: () => Promise<unknown>, said?: string): Promise<void> {
    try {
      await work();
      if (said !== undefined) toast(said);
      this.emit('lc-changed');
    } catch (error) {
      toastError(error);
    }
  }

  async #remove({ id, name }: Provider): Promise<void> {
    const question = {
      title: t('providers.removeTitle', { name }),
      text: t('providers.removeText'),
      verb: t('remove'),
    };
    if (!(await confirm({ ...question, danger: true }))) return;
    await this.#do(() => removeProvider(this.site, id), t('providers.removed', { name }));
    await this.focusOn('h2');
  }

  async #test({ id, name }: Provider): Promise<void> {
    this.verdict = undefined;
    try {
      const { works, mend } = await checkProvider(this.site, id);
      this.verdict = { id, text: t(works ? 'providers.works' : 'providers.fails', { name }), mend };
    } catch (error) {
      toastError(error);
    }
  }

  override render(): unknown {
    const open = () => {
      this.editing = 'new';
    };
    return html`<section class="card" aria-labelledby="title">
      <div class="pad">
        <div class="row">
          <h2 id="title" tabindex="-1">${t('providers.title')}</h2>
          <button type="button" class="push" @click=${open}>${icon('plus')} ${t('providers.add')}</button>
        </div>
        <p class="muted">${t('providers.text')} ${this.providers.length === 0 ? t('providers.none') : nothing}</p>
      </div>
      <ul class="list">
        ${this.providers.map(provider => this.#provider(provider))}
      </ul>
      ${this.#form()}
    </section>`;
  }

  #form(): unknown {
    const { editing } = this;
    if (editing === undefined) return nothing;
    const done = ({ detail: name }: CustomEvent<string>) => {
      this.#close();
      toast(editing === 'new' ? t('providers.made', { name }) : t('saved'));
      this.verdict = undefined;
      this.emit('lc-changed');
    };
    const label = editing === 'new' ? t('providers.add') : t('providers.edit', { name: editing.name });
    return html`<lc-dialog .label=${label} @lc-close=${this.#close}>
      <lc-provider-form
        .site=${this.site}
        .there=${this.providers}
        .provider=${editing === 'new' ? undefined : editing}
        @lc-saved=${(event: CustomEvent<string>) => {
          // The site around it knows the same word for itself.
          event.stopPropagation();
          done(event);
        }}
      ></lc-provider-form>
    </lc-dialog>`;
  }

  #provider(provider: Provider): unknown {
    const { id, name, issuer, enabled, callback } = provider;
    const verdict = this.verdict?.id === id ? this.verdict : undefined;
    const hidden = html`<span class="sr"> ${name}</span>`;
    return html`<li>
      <div class="row">
        <strong><bdi>${name}</bdi></strong> ${enabled ? chip(t('hooks.on'), 'good') : chip(t('hooks.off'))}
        ${issuer === null ? nothing : html`<span class="muted small" dir="ltr">${issuer}</span>`}
      </div>
      <div>
        <p class="muted small">${t('providers.callback')}</p>
        <lc-copy .label=${`${t('providers.callback')}: ${name}`} .value=${callback}></lc-copy>
      </div>
      <div class="row">
        <button type="button" @click=${() => this.#test(provider)}>${t('providers.test')}${hidden}</button>
        <button type="button" @click=${() => {
          this.editing = provider;
        }}>${icon('edit')} ${t('edit')}${hidden}</button>
        <button type="button" @click=${() => this.#do(() => changeProvider(this.site, id, { enabled: !enabled }), t('saved'))}>
          ${t(enabled ? 'hooks.turnOff' : 'hooks.turnOn')}${hidden}
        </button>
        <button type="button" class="danger" @click=${() => this.#remove(provider)}>${icon('bin')} ${t('remove')}${hidden}</button>
      </div>
      <div role="status">${
        verdict
          ? html`<p class="note ${verdict.mend === null ? 'good' : 'bad'}">
            ${verdict.text} ${verdict.mend === null ? nothing : html`<span lang="en">${verdict.mend}</span>`}
          </p>`
          : nothing
      }</div>
    </li>`;
  }
}
define('lc-site-providers', SiteProviders);
