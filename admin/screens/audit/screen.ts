/** `/admin/audit`: who did what, filtered, and as a file. */
import { css, html, nothing } from 'lit';
import type { AuditEntry } from '../../../protocol/admin/log.ts';
import { type AuditQuestion, auditFile, listAudit } from '../../api/audit.ts';
import { t } from '../../i18n/index.ts';
import { icon } from '../../parts/icons.ts';
import { Pages } from '../../parts/pages.ts';
import { define } from '../../parts/part.ts';
import { empty, failed, loading, time } from '../../parts/pieces.ts';
import { Screen } from '../../parts/screen.ts';

/** Where there is room, nobody has to open the filters first. */
const WIDE = matchMedia('(min-width: 48rem)');

class AuditScreen extends Screen {
  static override properties = { ...Screen.properties, question: { state: true } };
  static override styles = [
    ...Screen.styles,
    css`
      form {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(13.5rem, 100%), 1fr));
        align-items: start;
        gap: 0.75rem;
      }
      form .row {
        grid-column: 1 / -1;
      }
      summary {
        cursor: pointer;
      }
      .filters {
        margin-block-end: 1rem;
      }
      .filters > summary {
        margin-block-end: 0.75rem;
        color: var(--muted);
      }
      .entry {
        display: grid;
        gap: 0.125rem;
      }
      pre {
        max-block-size: 16rem;
        margin: 0.25rem 0;
        padding: 0.5rem 0.75rem;
        overflow: auto;
        border-radius: var(--radius);
        background: var(--soft);
        font-family: var(--mono);
        font-size: 0.75rem;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];
  declare question: AuditQuestion;
  readonly #log = new Pages<AuditEntry>(this, cursor => listAudit(this.#whole, cursor));

  constructor() {
    super();
    this.question = {};
  }

  /** With the site that is looked at. */
  get #whole(): AuditQuestion {
    return { ...this.question, site: this.site ?? undefined };
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('site') || changed.has('question')) void this.#log.reload();
  }

  readonly #filter = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? '').trim() || undefined;
    this.question = {
      action: text('action'),
      actor: text('actor'),
      target: text('target'),
      from: instant(text('from')),
      to: instant(text('to')),
    };
  };

  readonly #clear = () => {
    this.renderRoot.querySelector('form')?.reset();
    this.question = {};
  };

  #only(name: 'actor' | 'target', id: string): void {
    const input = this.renderRoot.querySelector<HTMLInputElement>(`#${name}`);
    if (input) input.value = id;
    this.question = { ...this.question, [name]: id };
  }

  override render(): unknown {
    return html`<div class="head">
        <h1 tabindex="-1">${t('audit.title')}</h1>
        <div class="row push">
          <span class="muted">${t('audit.export')}</span>
          <a class="button" href=${auditFile(this.#whole, 'csv')} download>${icon('download')} ${t('audit.exportCsv')}</a>
          <a class="button" href=${auditFile(this.#whole, 'ndjson')} download>${icon('download')} ${t('audit.exportNdjson')}</a>
        </div>
        <p>${t('audit.text')}</p>
      </div>
      <details class="filters" ?open=${WIDE.matches}>
      <summary>${t('audit.filter')}</summary>
      <form @submit=${this.#filter} role="search">
        ${this.#input('action', t('audit.action'), 'text', t('audit.actionHint'))}
        ${this.#input('actor', t('audit.actor'))} ${this.#input('target', t('audit.target'))}
        ${this.#input('from', t('audit.from'), 'datetime-local')} ${this.#input('to', t('audit.to'), 'datetime-local')}
        <div class="row">
          <button>${t('audit.filter')}</button>
          ${this.#isFiltered ? html`<button type="button" class="quiet" @click=${this.#clear}>${t('audit.clear')}</button>` : nothing}
        </div>
      </form>
      </details>
      <div class="card">${this.#list()}</div>`;
  }

  get #isFiltered(): boolean {
    return Object.values(this.question).some(value => value !== undefined);
  }

  #input(name: string, label: string, type = 'text', hint?: string): unknown {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input id=${name} name=${name} type=${type} maxlength="200" spellcheck="false" autocapitalize="off" aria-describedby="${name}-hint" />
      <div class="hint" id="${name}-hint">${hint ?? nothing}</div>
    </div>`;
  }

  #list(): unknown {
    const { state, items, next, error } = this.#log;
    if (state === 'failed') return failed(error, () => void this.#log.reload());
    if (state === 'loading' && items.length === 0) return loading(8);
    if (items.length === 0) return empty('log', this.#isFiltered ? t('audit.noneFound') : t('audit.none'));
    return html`<ul class="list">
        ${items.map(entry => this.#entry(entry))}
      </ul>
      ${next ? html`<div class="pad"><button type="button" @click=${() => this.#log.more()}>${t('more')}</button></div>` : nothing}`;
  }

  #entry({ at, by, site, action, target, before, after, reason }: AuditEntry): unknown {
    return html`<li class="entry">
      <div class="row">
        <code>${action}</code>
        <button type="button" class="link" title=${t('audit.onlyActor', { name: by.name })} @click=${() => this.#only('actor', by.id)}>
          <bdi>${by.name}</bdi>
        </button>
        <span class="muted small">${t(`audit.via.${by.via}`)}</span>
        <span class="muted small push">${time(at)}</span>
      </div>
      <div class="small muted">
        ${target.kind}
        <button type="button" class="link mono" title=${t('audit.onlyTarget', { id: target.id })} @click=${() => this.#only('target', target.id)}>
          <bdi>${target.id}</bdi>
        </button>
        ${site === null ? nothing : html`· ${site}`} ${reason === null ? nothing : html`· <q><bdi>${reason}</bdi></q>`}
      </div>
      ${
        before === null && after === null
          ? nothing
          : html`<details>
            <summary class="small">${t('audit.details')}</summary>
            ${this.#value(t('audit.before'), before)} ${this.#value(t('audit.after'), after)}
          </details>`
      }
    </li>`;
  }

  #value(label: string, value: unknown): unknown {
    if (value === null) return nothing;
    return html`<div class="small muted">${label}</div>
      <pre tabindex="0" dir="ltr">${JSON.stringify(value, null, 2)}</pre>`;
  }
}
define('lc-audit-screen', AuditScreen);

/** What a field for date and time holds, in the browser’s own zone, as the API takes it. */
function instant(local: string | undefined): string | undefined {
  return local === undefined ? undefined : new Date(local).toISOString();
}
