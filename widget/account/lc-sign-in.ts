/** `<lc-sign-in>`: the ways to sign in on this site: other services, or a mail with a link and six digits. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Ways } from '../../protocol/account.ts';
import { define, InnerElement } from '../elements/lc-element.ts';
import type { Translator } from '../i18n/translator.ts';
import { asFailure, Failure, type FailureCode } from '../session/api.ts';
import type { Session } from '../session/session.ts';
import { type Arrival, confirmMail, pendingMail, signInByMail, signInWith, ways } from '../session/sign-in.ts';

/** Until a mail may be asked for once more. */
const AGAIN_MS = 20_000;

/** Why a link cannot sign in in this browser. */
const USELESS: readonly FailureCode[] = ['link_over', 'other_browser'];

/** Which part of the panel a fault belongs to. */
type Place = 'ways' | 'email' | 'code' | 'link';

export class LcSignIn extends InnerElement {
  static override properties = {
    t: { attribute: false },
    arrival: { attribute: false },
    known: { state: true },
    email: { state: true },
    isBusy: { state: true },
    fault: { state: true },
    mayAgain: { state: true },
    remark: { state: true },
  };
  declare t: Translator;
  declare session: Session;
  /** For one who is new here. */
  declare name: string;
  /** What the page was opened with. */
  declare arrival: Exclude<Arrival, { kind: 'signed-in' }> | undefined;
  declare private known: Ways | undefined;
  /** To whom a mail is on its way; empty where none is. */
  declare private email: string;
  declare private isBusy: boolean;
  declare private fault: { readonly place: Place; readonly text: string } | undefined;
  declare private mayAgain: boolean;
  declare private remark: string;
  #unwatch: (() => void) | undefined;
  #isDone = false;
  /** Who was signed in when it was opened: somebody else may be meant to come after them. */
  #before: string | null = null;
  #again: ReturnType<typeof setTimeout> | undefined;
  /** What was typed, should the address be another one. */
  #typed = '';

  constructor() {
    super();
    this.email = '';
    this.remark = '';
    this.isBusy = false;
    this.mayAgain = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { arrival, session } = this;
    this.#before = session.speaker;
    // The link may be opened in another window meanwhile.
    this.#unwatch = session.watch(() => this.#look());
    if (arrival?.kind === 'failed') this.#wrong('ways', new Failure(arrival.code as FailureCode, ''));
    this.email = arrival ? '' : (pendingMail(session)?.email ?? '');
    this.#waitAgain();
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch?.();
    clearTimeout(this.#again);
  }

  protected override render(): TemplateResult {
    const { arrival } = this;
    if (arrival?.kind === 'mail') return this.#confirm(arrival.email);
    return this.email ? this.#byCode() : this.#waysIn();
  }

  #waysIn(): TemplateResult {
    const { t, known } = this;
    if (!known)
      return html`${this.#reason('ways')}${this.fault ? this.#retry() : html`<p class="muted" role="status">…</p>`}`;
    const { mail, providers, sso } = known;
    return html`${this.#reason('ways')}
      ${providers.map(
        ({ id, name }) => html`<button type="button" class="plain wide" @click=${() => this.#with(id)}>
          ${t.text('continueWith', { name })}
        </button>`,
      )}
      ${mail && providers.length > 0 ? html`<p class="or muted">${t.text('or')}</p>` : nothing}
      ${mail ? this.#byMail() : nothing}
      ${sso ? html`<p class="muted">${t.text('siteSignIn')}</p>` : nothing}
      ${sso || mail || providers.length > 0 ? nothing : html`<p class="muted">${t.text('locked')}</p>`}`;
  }

  #byMail(): TemplateResult {
    const { t } = this;
    return html`<form novalidate @submit=${this.#send}>
      <label for="lc-email">${t.text('email')}</label>
      <input
        id="lc-email"
        name="email"
        type="email"
        dir="ltr"
        autocomplete="email"
        maxlength="254"
        .value=${this.#typed}
        aria-invalid=${this.fault?.place === 'email' ? 'true' : 'false'}
        aria-describedby=${this.fault?.place === 'email' ? 'lc-fault' : nothing}
      >
      ${this.#reason('email')}
      <button class="primary wide" aria-disabled=${this.isBusy ? 'true' : 'false'}>${t.text('sendLink')}</button>
    </form>`;
  }

  #byCode(): TemplateResult {
    const { t, email } = this;
    const isWrong = this.fault?.place === 'code';
    return html`<form novalidate @submit=${this.#check}>
      <p id="lc-sent">${t.text('linkSent', { name: email })}</p>
      <label for="lc-code">${t.text('digits')}</label>
      <input
        id="lc-code"
        name="code"
        class="code"
        dir="ltr"
        inputmode="numeric"
        autocomplete="one-time-code"
        maxlength="12"
        aria-invalid=${isWrong ? 'true' : 'false'}
        aria-describedby=${isWrong ? 'lc-fault' : 'lc-sent'}
      >
      ${this.#reason('code')}
      <button class="primary wide" aria-disabled=${this.isBusy ? 'true' : 'false'}>${t.text('signIn')}</button>
      <p class="remark" role="status">${this.remark}</p>
      <div class="other-ways">
        <button type="button" class="link" aria-disabled=${this.mayAgain && !this.isBusy ? 'false' : 'true'} @click=${this.#sendAgain}>
          ${t.text('sendAgain')}
        </button>
        <button type="button" class="link" @click=${this.#other}>${t.text('otherAddress')}</button>
      </div>
    </form>`;
  }

  /** A link alone signs nobody in: whoever was sent one by somebody else would write under their name. */
  #confirm(email: string | null): TemplateResult {
    const { t } = this;
    return html`<p>${email ? t.text('isYou', { name: email }) : t.text('isSomebody')}</p>
      ${this.#reason('link')}
      <button type="button" class="primary wide" aria-disabled=${this.isBusy ? 'true' : 'false'} @click=${this.#finish}>
        ${t.text('signIn')}
      </button>`;
  }

  #reason(place: Place): TemplateResult {
    return html`<p id=${this.fault?.place === place ? 'lc-fault' : nothing} class="reason" role="alert">${
      this.fault?.place === place ? this.fault.text : ''
    }</p>`;
  }

  #retry(): TemplateResult {
    return html`<button type="button" class="plain" @click=${() => this.#load()}>${this.t.text('retry')}</button>`;
  }

  #wrong(place: Place, error: unknown): void {
    this.fault = { place, text: typeof error === 'string' ? error : this.t.failure(asFailure(error)) };
  }

  async #load(): Promise<void> {
    try {
      this.known = await ways(this.session);
    } catch (error) {
      this.#wrong('ways', error);
    }
  }

  /** Works on one thing at a time; what goes wrong is said at its place. */
  async #work(place: Place, deed: () => Promise<unknown>): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    this.fault = undefined;
    this.remark = '';
    try {
      await deed();
      return true;
    } catch (error) {
      this.#wrong(place === 'link' && !this.arrival ? 'ways' : place, error);
      await this.updateComplete;
      this.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
      return false;
    } finally {
      this.isBusy = false;
    }
  }

  async #with(id: string): Promise<void> {
    // At once, and even while something else is under way: a browser lets a window be opened only in a click.
    const opened = signInWith(this.session, id);
    await this.#work('ways', () => opened);
    this.#look();
  }

  #send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const field = this.querySelector<HTMLInputElement>('#lc-email');
    this.#typed = field?.value.trim() ?? '';
    if (!field?.validity.valid || !this.#typed.includes('@')) {
      this.#wrong('email', this.t.text('emailWrong'));
      field?.focus();
      return;
    }
    if (await this.#work('email', () => this.#mail(this.#typed))) {
      this.email = this.#typed;
      await this.updateComplete;
      this.querySelector<HTMLElement>('#lc-code')?.focus();
    }
  };

  async #mail(email: string): Promise<void> {
    const { session, name, t } = this;
    await signInByMail(session, { email, ...(name && { name }), lang: t.lang });
    this.#waitAgain();
  }

  #waitAgain(): void {
    this.mayAgain = false;
    clearTimeout(this.#again);
    this.#again = setTimeout(() => {
      this.mayAgain = true;
    }, AGAIN_MS);
  }

  #sendAgain = async (): Promise<void> => {
    if (!this.mayAgain) return;
    if (await this.#work('code', () => this.#mail(this.email))) this.remark = this.t.text('sentAgain');
  };

  #other = async (): Promise<void> => {
    this.#typed = this.email;
    this.email = '';
    this.fault = undefined;
    await this.updateComplete;
    const field = this.querySelector<HTMLInputElement>('#lc-email');
    field?.focus();
    field?.select();
  };

  #check = async (event: Event): Promise<void> => {
    event.preventDefault();
    const field = this.querySelector<HTMLInputElement>('#lc-code');
    const code = digits(field?.value ?? '');
    if (!/^\d{6}$/.test(code)) {
      this.#wrong('code', this.t.text('codeWrong'));
      field?.focus();
      return;
    }
    await this.#work('code', () => confirmMail(this.session, { code }));
    this.#look();
  };

  #finish = async (): Promise<void> => {
    const { arrival } = this;
    if (arrival?.kind !== 'mail') return;
    const isDone = await this.#work('link', () => this.#redeem(arrival.token));
    if (isDone) return this.#finished();
    if (this.arrival) return;
    await this.updateComplete;
    this.querySelector<HTMLElement>('#lc-email, button')?.focus();
  };

  /** A link that is of no use here, and never will be, makes room for the ways to begin anew. */
  async #redeem(token: string): Promise<void> {
    try {
      await confirmMail(this.session, { token });
    } catch (error) {
      if (USELESS.includes(asFailure(error).code)) this.arrival = undefined;
      throw error;
    }
  }

  #look(): void {
    const { speaker } = this.session;
    if (speaker && speaker !== this.#before) this.#finished();
  }

  #finished(): void {
    if (this.#isDone) return;
    this.#isDone = true;
    this.dispatchEvent(new Event('lc-done'));
  }
}

/** As the server knows them, whatever digits the keyboard has. */
function digits(text: string): string {
  const ascii = text
    .normalize('NFKC')
    .replace(/[٠-٩]/g, char => `${char.charCodeAt(0) - 0x660}`)
    .replace(/[۰-۹]/g, char => `${char.charCodeAt(0) - 0x6f0}`);
  return ascii.replace(/\D/g, '');
}

define('lc-sign-in', LcSignIn);
