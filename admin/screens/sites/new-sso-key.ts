/** `<lc-new-sso-key>`: a key for the site’s own program. Tells `lc-made` with it. */
import { html, type TemplateResult } from 'lit';
import type { SsoKey } from '../../../protocol/admin/sign-in.ts';
import { addSsoKey } from '../../api/sign-in.ts';
import { t } from '../../i18n/index.ts';
import { FormPart } from '../../parts/form.ts';
import { define } from '../../parts/part.ts';

type Algorithm = SsoKey['algorithm'];

const ALGORITHMS: readonly Algorithm[] = ['HS256', 'EdDSA', 'disqus'];

class NewSsoKey extends FormPart {
  static override properties = { ...FormPart.properties, site: { attribute: false }, algorithm: { state: true } };
  declare site: string;
  declare algorithm: Algorithm;

  constructor() {
    super();
    this.algorithm = 'HS256';
  }

  readonly #submit = this.sending(async ({ name = '', secret = '', publicKey = '', moderators }) => {
    const made = await addSsoKey(this.site, {
      algorithm: this.algorithm,
      name: name.trim(),
      moderators: moderators === 'on',
      ...(publicKey.trim() === '' ? {} : { publicKey: publicKey.trim() }),
      ...(secret === '' ? {} : { secret }),
    });
    this.emit('lc-made', made);
  });

  override render(): unknown {
    return html`<form class="form" @submit=${this.#submit}>
      <div class="field">
        <label for="name">${t('apiKeys.name')}</label>
        <input id="name" name="name" maxlength="100" autocomplete="off" required aria-describedby="name-hint" />
        <div class="hint" id="name-hint">${t('sso.nameHint')}</div>
      </div>
      ${this.#kind()} ${this.algorithm === 'EdDSA' ? publicKeyField() : secretField()}
      ${
        // Tokens in Disqus’ form tell no roles.
        this.algorithm === 'disqus' ? '' : moderatorsField()
      }
      ${this.problemNote()}
      <div class="row">
        <button class="primary" aria-disabled=${this.busy}>${t('sso.make')}</button>
        <button type="button" @click=${() => this.emit('lc-close')}>${t('cancel')}</button>
      </div>
    </form>`;
  }

  #kind(): TemplateResult {
    const choose = (event: Event) => {
      this.algorithm = (event.target as HTMLSelectElement).value as Algorithm;
      this.problem = undefined;
    };
    return html`<div class="field">
      <label for="algorithm">${t('sso.algorithm')}</label>
      <select id="algorithm" name="algorithm" @change=${choose}>
        ${ALGORITHMS.map(
          each =>
            html`<option value=${each} ?selected=${each === this.algorithm}>${t(`sso.algorithm.${each}`)}</option>`,
        )}
      </select>
    </div>`;
  }
}
define('lc-new-sso-key', NewSsoKey);

function publicKeyField(): TemplateResult {
  return html`<div class="field">
    <label for="publicKey">${t('sso.publicKey')}</label>
    <textarea
      id="publicKey"
      name="publicKey"
      rows="4"
      dir="ltr"
      maxlength="2000"
      spellcheck="false"
      autocapitalize="off"
      placeholder="-----BEGIN PUBLIC KEY-----"
      required
      aria-describedby="publicKey-hint"
    ></textarea>
    <div class="hint" id="publicKey-hint">${t('sso.publicKeyHint')}</div>
  </div>`;
}

function secretField(): TemplateResult {
  return html`<div class="field">
    <label for="secret">${t('sso.secret')}</label>
    <input
      id="secret"
      name="secret"
      dir="ltr"
      maxlength="500"
      autocomplete="off"
      spellcheck="false"
      autocapitalize="off"
      aria-describedby="secret-hint"
    />
    <div class="hint" id="secret-hint">${t('sso.secretHint')}</div>
  </div>`;
}

function moderatorsField(): TemplateResult {
  return html`<div>
    <label class="check">
      <input type="checkbox" name="moderators" aria-describedby="moderators-hint" /> ${t('sso.moderators')}
    </label>
    <div class="hint" id="moderators-hint">${t('sso.moderatorsHint')}</div>
  </div>`;
}
