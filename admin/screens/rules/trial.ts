/** What a dry run found: how many comments a rule would have applied to, and which. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { DryRun, RuleAction } from '../../../protocol/admin/rules.ts';
import { type Key, maybe, t } from '../../i18n/index.ts';
import { drawContent } from '../../parts/content.ts';
import { chip, type Tone } from '../../parts/pieces.ts';

const TONES: Readonly<Record<string, Tone>> = { published: 'good', held: 'warn', rejected: 'bad', spam: 'bad' };

export const trialStyles = css`
  .found {
    max-block-size: 22rem;
    overflow-y: auto;
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  .found > li {
    padding: 0.5rem 0.75rem;
  }
  .excerpt {
    overflow-wrap: anywhere;
  }
  .excerpt > :is(p, ul, ol) {
    display: inline;
  }
`;

export function drawTrial(
  { looked, applied, approvedByPeople: otherwise, items, note }: DryRun,
  { kind, action }: { readonly kind: string; readonly action: RuleAction },
): TemplateResult {
  const own = maybe(`rules.note.${kind}`);
  return html`<div class="stack">
    <p><strong>${headline(looked, applied)}</strong> ${
      otherwise === 0
        ? nothing
        : t(action === 'approve' ? 'rules.trial.refused' : 'rules.trial.approved', { n: otherwise })
    }</p>
    ${
      items.length === 0
        ? nothing
        : html`<ul class="list found" tabindex="0" aria-label=${t('rules.trial.list')}>
          ${items.map(drawItem)}
        </ul>`
    }
    ${items.length < applied ? html`<p class="muted small">${t('rules.trial.newest', { n: items.length })}</p>` : nothing}
    ${own === undefined && note === null ? nothing : html`<p class="muted small" lang=${own ? nothing : 'en'}>${own ?? note}</p>`}
  </div>`;
}

function headline(looked: number, applied: number): string {
  if (looked === 0) return t('rules.trial.nothing');
  if (applied === 0) return t('rules.trial.none', { n: looked });
  return t('rules.trial.applied', { n: applied, looked });
}

function drawItem({ excerpt, author, state, reason: { detail, matches } }: DryRun['items'][number]): TemplateResult {
  return html`<li>
    <div class="row small">
      <strong><bdi>${author}</bdi></strong> ${chip(t(`state.${state}` as Key), TONES[state])}
      <span class="muted" lang="en">${detail}</span>
    </div>
    <div class="excerpt" dir="auto">${drawContent([excerpt], matches.flatMap(asWritten))}</div>
  </li>`;
}

/** A link is found by its whole address, and is often written with less. */
function asWritten(match: string): string[] {
  const short = match.replace(/^https?:\/\//, '').replace(/\/$/, '');
  return short === match ? [match] : [match, short];
}
