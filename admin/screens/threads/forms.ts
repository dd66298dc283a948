/** What is done to a thread as a whole, each in a dialog that says what follows from it: move, merge, close beforehand. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { AdminSite } from '../../../protocol/admin/sites.ts';
import type { AdminThread } from '../../../protocol/admin/threads.ts';
import { THREAD_KEY_MAX_UNITS } from '../../../protocol/limits.ts';
import { listSites } from '../../api/sites.ts';
import { addAlias, addThread, listThreads, lockThread, mergeThread, moveThread } from '../../api/threads.ts';
import { t } from '../../i18n/index.ts';
import '../../parts/dialog.ts';
import { define, Part } from '../../parts/part.ts';
import { field, messageOf } from '../../parts/pieces.ts';

const TYPING_MS = 250;
const nameOf = ({ title, key }: AdminThread): string => title ?? key;

/** A form that does one thing; what went wrong stands in it, and what was typed stays. */
class ThreadForm extends Part {
  static override properties = {
    thread: { attribute: false },
    site: { attribute: false },
    error: { state: true },
    isBusy: { state: true },
    sites: { state: true },
  };
  declare thread: AdminThread;
  declare site: string | null;
  declare error: unknown;
  declare isBusy: boolean;
  declare sites: readonly AdminSite[];

  constructor() {
    super();
    this.sites = [];
  }

  protected async work(work: () => Promise<string>): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.error = undefined;
    try {
      this.emit('lc-done', await work());
    } catch (error) {
      this.error = error;
    } finally {
      this.isBusy = false;
    }
  }

  protected async readSites(): Promise<void> {
    // With one site there is nothing to choose, and where they cannot be read the thread stays on its own.
    this.sites = await listSites().then(
      ({ items }) => items,
      () => [],
    );
  }

  protected siteField(chosen: string): unknown {
    if (this.sites.length < 2) return nothing;
    return field({
      id: 'site',
      label: t('threads.moveSite'),
      control: ({ id }) =>
        html`<select id=${id} name="site">
          ${this.sites.map(({ key }) => html`<option value=${key} ?selected=${key === chosen}>${key}</option>`)}
        </select>`,
    });
  }

  protected keyField(label: string, value: string): TemplateResult {
    return field({
      id: 'key',
      label,
      control: ({ id, describedBy }) =>
        html`<input id=${id} name="key" dir="ltr" autofocus required maxlength=${THREAD_KEY_MAX_UNITS} .value=${value} aria-describedby=${describedBy} />`,
    });
  }

  protected end(verb: string, tone = '', isReady = true): TemplateResult {
    return html`${this.error === undefined ? nothing : html`<p class="error" role="alert">${messageOf(this.error)}</p>`}
      <div class="row">
        <button type="submit" class="primary ${tone}" ?disabled=${!isReady} aria-disabled=${this.isBusy}>${verb}</button>
        <button type="button" @click=${() => this.emit('lc-close')}>${t('cancel')}</button>
      </div>`;
  }
}

class MoveDialog extends ThreadForm {
  override firstUpdated(): void {
    void this.readSites();
  }

  readonly #submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const key = String(form.get('key') ?? '').trim();
    const site = String(form.get('site') ?? this.thread.site);
    void this.work(async () => {
      await moveThread(this.thread.id, { key, ...(site === this.thread.site ? {} : { site }) });
      return t('threads.moved', { text: key });
    });
  };

  override render(): TemplateResult {
    return html`<lc-dialog .label=${t('threads.moveTitle', { title: nameOf(this.thread) })}>
      <form class="form" @submit=${this.#submit}>
        <p>${t('threads.moveText')}</p>
        ${this.keyField(t('threads.moveKey'), this.thread.key)}${this.siteField(this.thread.site)}
        ${this.end(t('threads.move'))}
      </form>
    </lc-dialog>`;
  }
}
define('lc-move-dialog', MoveDialog);

class MergeDialog extends ThreadForm {
  static override properties = { ...ThreadForm.properties, found: { state: true }, into: { state: true } };
  static override styles = [
    ...Part.styles,
    css`
      .choices {
        max-block-size: 16rem;
        overflow-y: auto;
      }
      .choices span {
        overflow-wrap: anywhere;
      }
    `,
  ];
  declare found: readonly AdminThread[];
  declare into: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.found = [];
  }

  override firstUpdated(): void {
    void this.#find('');
  }

  async #find(q: string): Promise<void> {
    try {
      const { items } = await listThreads({ site: this.thread.site, limit: 20, ...(q === '' ? {} : { q }) });
      this.found = items.filter(({ id }) => id !== this.thread.id);
      if (!this.found.some(({ id }) => id === this.into)) this.into = undefined;
    } catch (error) {
      this.error = error;
    }
  }

  readonly #typed = (event: Event) => {
    const q = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#find(q), TYPING_MS);
  };

  readonly #submit = (event: SubmitEvent) => {
    event.preventDefault();
    const { into } = this;
    if (into === undefined) return;
    void this.work(async () => {
      await mergeThread(this.thread.id, into);
      return t('threads.merged');
    });
  };

  override render(): TemplateResult {
    const { thread, found, into } = this;
    return html`<lc-dialog .label=${t('threads.mergeTitle', { title: nameOf(thread) })}>
      <form class="form" @submit=${this.#submit}>
        <p class="note warn">${t('threads.mergeText')}</p>
        ${field({
          id: 'find',
          label: t('threads.mergeFind'),
          control: ({ id, describedBy }) =>
            html`<input id=${id} type="search" autofocus maxlength="200" aria-describedby=${describedBy} @input=${this.#typed} />`,
        })}
        <fieldset class="choices">
          <legend class="label">${t('threads.mergeInto')}</legend>
          ${found.length === 0 ? html`<p class="muted">${t('threads.none')}</p>` : nothing}
          ${found.map(
            each => html`<label class="check">
              <input type="radio" name="into" .checked=${each.id === into} @change=${() => {
                this.into = each.id;
              }} />
              <span><bdi>${nameOf(each)}</bdi> <span class="muted small">${t('threads.comments', { n: each.commentCount })}</span></span>
            </label>`,
          )}
        </fieldset>
        ${this.end(t('threads.merge'), 'danger', into !== undefined)}
      </form>
    </lc-dialog>`;
  }
}
define('lc-merge-dialog', MergeDialog);

class CloseDialog extends ThreadForm {
  override firstUpdated(): void {
    if (this.site === null) void this.readSites();
  }

  readonly #submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const key = String(form.get('key') ?? '').trim();
    const site = this.site ?? String(form.get('site') ?? this.sites[0]?.key ?? '');
    void this.work(async () => {
      const { id } = await addThread({ key, ...(site === '' ? {} : { site }) });
      await lockThread(id);
      return t('threads.lockedNow', { title: key });
    });
  };

  override render(): TemplateResult {
    return html`<lc-dialog .label=${t('threads.add')}>
      <form class="form" @submit=${this.#submit}>
        ${this.keyField(t('threads.addKey'), '')}${this.site === null ? this.siteField('') : nothing}
        ${this.end(t('threads.addDo'))}
      </form>
    </lc-dialog>`;
  }
}
define('lc-close-dialog', CloseDialog);

class AliasDialog extends ThreadForm {
  readonly #submit = (event: SubmitEvent) => {
    event.preventDefault();
    const key = String(new FormData(event.currentTarget as HTMLFormElement).get('key') ?? '').trim();
    const { site, id } = this.thread;
    void this.work(async () => {
      await addAlias(site, key, id);
      return t('aliases.added', { key });
    });
  };

  override render(): TemplateResult {
    return html`<lc-dialog .label=${t('aliases.addTitle', { title: nameOf(this.thread) })}>
      <form class="form" @submit=${this.#submit}>
        <p>${t('aliases.addText')}</p>
        ${this.keyField(t('aliases.addKey'), '')}${this.end(t('add'))}
      </form>
    </lc-dialog>`;
  }
}
define('lc-alias-dialog', AliasDialog);
