/** `<lc-move-many>`: all threads whose keys begin alike get another beginning; what would happen is shown first. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { PrefixMoveResult } from '../../../protocol/admin/threads.ts';
import { THREAD_KEY_MAX_UNITS } from '../../../protocol/limits.ts';
import { moveThreads } from '../../api/threads.ts';
import { t } from '../../i18n/index.ts';
import '../../parts/dialog.ts';
import { FormPart } from '../../parts/form.ts';
import { define } from '../../parts/part.ts';

interface Preview {
  readonly site: string;
  readonly move: { readonly from: string; readonly to: string; readonly merge: boolean };
  readonly result: PrefixMoveResult;
}

class MoveMany extends FormPart {
  static override properties = {
    ...FormPart.properties,
    sites: { attribute: false },
    preview: { state: true },
  };
  static override styles = [
    ...FormPart.styles,
    css`
      ul {
        margin-block: 0.25rem;
        overflow-wrap: anywhere;
      }
    `,
  ];
  /** Of which one is chosen, where there are several. */
  declare sites: readonly string[];
  /** What would happen to what stands in the fields. */
  declare preview: Preview | undefined;

  /** What was shown was about something else. */
  readonly #typed = () => {
    this.preview = undefined;
  };

  readonly #submit = this.sending(async ({ site = this.sites[0] ?? '', from = '', to = '', merge }) => {
    const move = { from, to, merge: merge === 'on' };
    this.preview = undefined;
    this.preview = { site, move, result: await moveThreads(site, { ...move, dryRun: true }) };
  });

  #move({ site, move }: Preview): Promise<void> {
    return this.doing(async () => this.emit('lc-done', said(await moveThreads(site, { ...move, dryRun: false }))));
  }

  override render(): TemplateResult {
    const { preview } = this;
    return html`<lc-dialog .label=${t('moves.title')}>
      <form class="form" @submit=${this.#submit} @input=${this.#typed}>
        <p>${t('moves.text')}</p>
        ${this.problemNote()} ${this.#site()}
        <div class="field">
          <label for="from">${t('moves.from')}</label>
          <input id="from" name="from" dir="ltr" required maxlength=${THREAD_KEY_MAX_UNITS} autocomplete="off" spellcheck="false" aria-describedby="from-hint" />
          <div class="hint" id="from-hint">${t('moves.fromHint')}</div>
        </div>
        <div class="field">
          <label for="to">${t('moves.to')}</label>
          <input id="to" name="to" dir="ltr" maxlength=${THREAD_KEY_MAX_UNITS} autocomplete="off" spellcheck="false" aria-describedby="to-hint" />
          <div class="hint" id="to-hint">${t('moves.toHint')}</div>
        </div>
        <div>
          <label class="check"><input type="checkbox" name="merge" aria-describedby="merge-hint" /> ${t('moves.merge')}</label>
          <div class="hint" id="merge-hint">${t('moves.mergeHint')}</div>
        </div>
        <div role="status">${preview ? this.#preview(preview) : nothing}</div>
        <div class="row">
          <button class=${preview ? '' : 'primary'} aria-disabled=${this.busy}>${t('moves.preview')}</button>
          ${
            preview && doesSomething(preview)
              ? html`<button type="button" class="primary" aria-disabled=${this.busy} @click=${() => this.#move(preview)}>${t('moves.do')}</button>`
              : nothing
          }
          <button type="button" @click=${() => this.emit('lc-close')}>${t('cancel')}</button>
        </div>
      </form>
    </lc-dialog>`;
  }

  #site(): unknown {
    if (this.sites.length < 2) return nothing;
    return html`<div class="field">
      <label for="site">${t('threads.moveSite')}</label>
      <select id="site" name="site">
        ${this.sites.map(key => html`<option value=${key}>${key}</option>`)}
      </select>
    </div>`;
  }

  #preview({ move, result }: Preview): TemplateResult {
    const { moved, conflicts, conflictCount, examples } = result;
    return html`<div class="note">
      <p><strong>${t('moves.would', { n: moved })}</strong></p>
      <ul class="mono">
        ${examples.map(({ from, to }) => html`<li dir="ltr">${from} → ${to}</li>`)}
      </ul>
      ${
        conflictCount === 0
          ? nothing
          : html`<p>${t(move.merge ? 'moves.merges' : 'moves.conflicts', { n: conflictCount })}</p>
            <ul class="mono">${conflicts.slice(0, 10).map(key => html`<li dir="ltr">${key}</li>`)}</ul>`
      }
    </div>`;
  }
}
define('lc-move-many', MoveMany);

function doesSomething({ move, result }: Preview): boolean {
  return result.moved > 0 || (move.merge && result.conflictCount > 0);
}

function said({ moved, merged, conflictCount }: PrefixMoveResult): string {
  return [
    t('moves.done', { n: moved }),
    ...(merged > 0 ? [t('moves.merged', { n: merged })] : []),
    ...(conflictCount > 0 ? [t('moves.stayed', { n: conflictCount })] : []),
  ].join(' · ');
}
