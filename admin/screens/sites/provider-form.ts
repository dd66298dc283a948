/** `<lc-provider-form>`: what an owner enters about a service, with where to get it. Tells `lc-saved` with its name. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Preset } from '../../../protocol/account.ts';
import type { NewProviderBody, Provider } from '../../../protocol/admin/sign-in.ts';
import { URL_MAX_UNITS } from '../../../protocol/limits.ts';
import { ApiError } from '../../api/client.ts';
import { addProvider, changeProvider } from '../../api/sign-in.ts';
import { maybe, t } from '../../i18n/index.ts';
import '../../parts/copy.ts';
import { FormPart } from '../../parts/form.ts';
import { define } from '../../parts/part.ts';
import { callbackFor, PRESETS } from './presets.ts';

class ProviderForm extends FormPart {
  static override properties = {
    ...FormPart.properties,
    site: { attribute: false },
    provider: { attribute: false },
    there: { attribute: false },
    chosen: { state: true },
  };
  static override styles = [
    ...FormPart.styles,
    css`
      ol {
        display: grid;
        gap: 0.375rem;
        margin-block-start: 0.25rem;
        padding-inline-start: 1.25rem;
        list-style: decimal;
      }
    `,
  ];
  declare site: string;
  /** The one that is changed; undefined for a new one. */
  declare provider: Provider | undefined;
  declare there: readonly Provider[];
  declare chosen: Preset;

  constructor() {
    super();
    this.chosen = 'google';
  }

  get #preset(): Preset {
    return this.provider?.preset ?? this.chosen;
  }

  readonly #submit = this.sending(async ({ preset: _, ...values }) => {
    const { provider } = this;
    const given = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim()]));
    const { clientSecret, ...rest } = given;
    try {
      const saved = provider
        ? await changeProvider(this.site, provider.id, { ...rest, ...(clientSecret ? { clientSecret } : {}) })
        : await addProvider(this.site, { ...without(given), preset: this.#preset } as NewProviderBody);
      this.emit('lc-saved', saved.name);
    } catch (error) {
      throw atIssuer(error);
    }
  });

  override render(): unknown {
    const preset = this.#preset;
    const isApple = preset === 'apple';
    const { provider } = this;
    return html`<form class="form" @submit=${this.#submit}>
      ${provider ? nothing : this.#choice()} ${this.#guide()} ${this.problemNote()}
      ${PRESETS[preset].issuer === 'known' ? nothing : this.#issuer()}
      ${line('clientId', t('providers.clientId'), { value: provider?.clientId, max: 500, isRequired: true })}
      ${isApple ? this.#privateKey() : this.#secret()}
      ${
        isApple
          ? html`${line('teamId', t('providers.teamId'), { value: provider?.teamId, max: 40, isRequired: true })}
            ${line('keyId', t('providers.keyId'), { value: provider?.keyId, max: 40, isRequired: true })}`
          : nothing
      }
      ${line('name', t('providers.name'), { value: provider?.name, max: 40, isRequired: provider !== undefined, hint: provider ? '' : t('optional') })}
      <div class="row">
        <button class="primary" aria-disabled=${this.busy}>${t(provider ? 'save' : 'providers.make')}</button>
        <button type="button" @click=${() => this.emit('lc-close')}>${t('cancel')}</button>
      </div>
    </form>`;
  }

  #choice(): TemplateResult {
    const choose = (event: Event) => {
      this.chosen = (event.target as HTMLSelectElement).value as Preset;
      this.problem = undefined;
    };
    return html`<div class="field">
      <label for="preset">${t('providers.which')}</label>
      <select id="preset" name="preset" @change=${choose}>
        ${Object.entries(PRESETS).map(
          ([preset, { name }]) =>
            html`<option value=${preset} ?selected=${preset === this.chosen}>${name ?? t('providers.other')}</option>`,
        )}
      </select>
    </div>`;
  }

  /** Three lines: where to make the client, what it is told, what is brought back from there. */
  #guide(): TemplateResult {
    const preset = this.#preset;
    const callback = this.provider?.callback ?? callbackFor(this.site, preset, this.there);
    return html`<section class="note" aria-labelledby="guide">
      <h3 id="guide">${t('guide.title')}</h3>
      <ol>
        <li>${t(`guide.${preset}`)}</li>
        <li>${t('guide.redirect')} <lc-copy .label=${t('providers.callback')} .value=${callback}></lc-copy></li>
        <li>${t(preset === 'apple' ? 'guide.copyApple' : 'guide.copy')}</li>
      </ol>
    </section>`;
  }

  #issuer(): TemplateResult {
    const preset = this.#preset;
    const isRequired = PRESETS[preset].issuer === 'required';
    const hint = maybe(`providers.issuer.${preset}`) ?? '';
    return line('issuer', t('providers.issuer'), {
      value: this.provider?.issuer,
      max: URL_MAX_UNITS,
      isRequired,
      hint,
    });
  }

  get #secretHint(): string {
    return t(this.provider ? 'providers.secretKept' : 'providers.secretHint');
  }

  #secret(): TemplateResult {
    const isRequired = this.provider === undefined;
    return line('clientSecret', t('providers.clientSecret'), { max: 5_000, isRequired, hint: this.#secretHint });
  }

  #privateKey(): TemplateResult {
    return html`<div class="field">
      <label for="clientSecret">${t('providers.privateKey')}</label>
      <textarea
        id="clientSecret"
        name="clientSecret"
        rows="5"
        dir="ltr"
        maxlength="5000"
        autocomplete="off"
        spellcheck="false"
        autocapitalize="off"
        placeholder="-----BEGIN PRIVATE KEY-----"
        ?required=${this.provider === undefined}
        aria-describedby="clientSecret-hint"
      ></textarea>
      <div class="hint" id="clientSecret-hint">${this.#secretHint}</div>
    </div>`;
  }
}
define('lc-provider-form', ProviderForm);

interface Line {
  readonly value?: string | null | undefined;
  readonly max: number;
  readonly isRequired: boolean;
  readonly hint?: string;
}

function line(name: string, label: string, { value, max, isRequired, hint = '' }: Line): TemplateResult {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <input
      id=${name}
      name=${name}
      dir=${name === 'name' ? 'auto' : 'ltr'}
      maxlength=${max}
      autocomplete="off"
      spellcheck="false"
      autocapitalize="off"
      .value=${value ?? ''}
      ?required=${isRequired}
      aria-describedby="${name}-hint"
    />
    <div class="hint" id="${name}-hint">${hint}</div>
  </div>`;
}

/** What is left empty is the service’s own. */
function without(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}

/** There is one address in the form, so what is wrong with an address is told there. */
function atIssuer(error: unknown): unknown {
  if (!(error instanceof ApiError) || error.code !== 'unsafe_address') return error;
  return new ApiError(error.status, error.code, `body/issuer ${error.detail}`);
}
