/** The two forms of a card: why it is rejected, and another text. What was written stays until the server has it. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { AdminComment } from '../../../protocol/admin/comments.ts';
import { BODY_MAX_BYTES, REASON_MAX_UNITS } from '../../../protocol/limits.ts';
import type { ApiError } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { drawContent } from '../../parts/content.ts';
import '../../parts/dialog.ts';
import { define, Part } from '../../parts/part.ts';
import { field, messageOf } from '../../parts/pieces.ts';
import { contentStyles } from './styles.ts';

const textIn = (form: HTMLFormElement, name: string): string => String(new FormData(form).get(name) ?? '').trim();

class RejectForm extends Part {
  static override properties = { comment: { attribute: false } };
  declare comment: AdminComment;
  declare send: (body: { reason?: string; message?: string }) => void;

  readonly #submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const [reason, message] = [textIn(form, 'reason'), textIn(form, 'message')];
    this.send({ ...(reason ? { reason } : {}), ...(message ? { message } : {}) });
  };

  override render(): TemplateResult {
    return html`<lc-dialog .label=${t('reject.title', { name: this.comment.author.name })}>
      <form class="form" @submit=${this.#submit}>
        ${field({
          id: 'message',
          label: t('reject.message'),
          hint: t('reject.messageHint'),
          control: ({ id, describedBy }) =>
            html`<textarea id=${id} name="message" autofocus maxlength=${REASON_MAX_UNITS} aria-describedby=${describedBy}></textarea>`,
        })}
        ${field({
          id: 'reason',
          label: t('reject.reason'),
          control: ({ id, describedBy }) =>
            html`<input id=${id} name="reason" maxlength=${REASON_MAX_UNITS} aria-describedby=${describedBy} />`,
        })}
        ${drawButtons(t('card.reject'), () => this.emit('lc-close'), 'danger')}
      </form>
    </lc-dialog>`;
  }
}
define('lc-reject-form', RejectForm);

class EditForm extends Part {
  static override properties = {
    comment: { attribute: false },
    error: { state: true },
    isBusy: { state: true },
  };
  static override styles = [
    ...Part.styles,
    contentStyles,
    css`
      .field {
        max-inline-size: none;
      }
    `,
  ];
  declare comment: AdminComment;
  declare send: (body: string) => Promise<void>;
  declare reload: () => Promise<void>;
  declare error: ApiError | undefined;
  declare isBusy: boolean;
  /** The text with which the form began. */
  #first: string | undefined;

  readonly #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.isBusy) return;
    this.isBusy = true;
    this.error = undefined;
    try {
      await this.send(textIn(event.currentTarget as HTMLFormElement, 'body'));
      this.emit('lc-close');
    } catch (error) {
      this.error = error as ApiError;
      // Whoever saves again has seen what they write over.
      if (this.error.code === 'changed') await this.reload();
    } finally {
      this.isBusy = false;
    }
  };

  override render(): TemplateResult {
    const { comment, error } = this;
    this.#first ??= comment.body ?? '';
    const isChanged = error?.code === 'changed';
    return html`<lc-dialog wide .label=${t('edit.title', { name: comment.author.name })}>
      <form class="form" @submit=${this.#submit}>
        ${field({
          id: 'body',
          label: t('edit.body'),
          hint: t('edit.hint'),
          error: error && (isChanged ? t('edit.changed') : messageOf(error)),
          control: ({ id, describedBy, invalid }) =>
            html`<textarea
              id=${id}
              name="body"
              rows="10"
              dir="auto"
              autofocus
              required
              maxlength=${BODY_MAX_BYTES}
              aria-describedby=${describedBy}
              aria-invalid=${invalid}
              .value=${this.#first ?? ''}
            ></textarea>`,
        })}
        ${isChanged ? html`<div class="note content">${drawContent(comment.content)}</div>` : nothing}
        ${drawButtons(t('save'), () => this.emit('lc-close'), '', this.isBusy)}
      </form>
    </lc-dialog>`;
  }
}
define('lc-edit-form', EditForm);

function drawButtons(verb: string, cancel: () => void, tone: string, isBusy = false): TemplateResult {
  return html`<div class="row">
    <button type="submit" class="primary ${tone}" aria-disabled=${isBusy}>${verb}</button>
    <button type="button" @click=${cancel}>${t('cancel')}</button>
  </div>`;
}
