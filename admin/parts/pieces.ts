/** Small pieces of screens, as templates: chips, times, empty, loading and failed states, labelled fields. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ApiError } from '../api/client.ts';
import { dateTime, maybe, relative, t } from '../i18n/index.ts';
import { type Icon, icon } from './icons.ts';

export type Tone = 'plain' | 'accent' | 'good' | 'warn' | 'bad';

export function chip(text: string, tone: Tone = 'plain', title?: string): TemplateResult {
  return html`<span class="chip ${tone}" title=${title ?? nothing}>${text}</span>`;
}

/** How long ago; the exact time on hovering. */
export function time(iso: string): TemplateResult {
  return html`<time datetime=${iso} title=${dateTime(iso)}>${relative(iso)}</time>`;
}

export function empty(name: Icon, title: string, text: unknown = nothing, action: unknown = nothing): TemplateResult {
  return html`<div class="state">
    ${icon(name)}<strong>${title}</strong>
    ${text === nothing ? nothing : html`<p>${text}</p>`}${action}
  </div>`;
}

/** Grey lines where something is about to be. */
export function loading(lines = 4): TemplateResult {
  return html`<div class="pad" role="status">
    <span class="sr">${t('loading')}</span>
    <div class="bones stack" aria-hidden="true">${Array.from({ length: lines }, () => html`<div></div>`)}</div>
  </div>`;
}

export function failed(error: unknown, again: () => void): TemplateResult {
  return html`<div class="state" role="alert">
    ${icon('alert')}<strong>${t('failed')}</strong>
    <p>${messageOf(error)}</p>
    <button type="button" @click=${again}>${t('tryAgain')}</button>
  </div>`;
}

/** A failure in words: ours for its code where we have some, else the server’s. */
export function messageOf(error: unknown): string {
  const { code, message, retryAfter } = error as Partial<ApiError>;
  if (code === undefined) return message ?? String(error);
  const own = maybe(`error.${code}`);
  const wait = retryAfter === undefined ? '' : ` ${t('retryAfter', { n: Math.ceil(retryAfter) })}`;
  return (own ?? faultIn(error)?.whole ?? message ?? '') + wait;
}

/** What a refusal says of one field, as in `body/settings/reactions/0 must be an emoji`: its name, and the rest. */
export function faultIn(error: unknown): { name: string; text: string; whole: string } | undefined {
  const { status, message = '' } = error as Partial<ApiError>;
  const [, name, text] = (status === 400 && /^body\/(?:settings\/)?(\w+)(?:\/\d+)? (.+)$/s.exec(message)) || [];
  if (name === undefined || text === undefined) return undefined;
  return { name, text: text.charAt(0).toUpperCase() + text.slice(1), whole: `${name} ${text}` };
}

interface FieldParts {
  readonly label: string;
  /** Draws the control with its id, what describes it, and whether it is wrong. */
  readonly control: (ids: { id: string; describedBy: string; invalid: 'true' | 'false' }) => TemplateResult;
  readonly id: string;
  readonly hint?: unknown;
  readonly error?: string | undefined;
}

/** A labelled control with its explanation and what is wrong with it. */
export function field({ label, control, id, hint, error }: FieldParts): TemplateResult {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${control({ id, describedBy: `${id}-hint ${id}-error`, invalid: error ? 'true' : 'false' })}
    <div class="hint" id="${id}-hint">${hint ?? nothing}</div>
    <div class="error" id="${id}-error">${error ?? nothing}</div>
  </div>`;
}
