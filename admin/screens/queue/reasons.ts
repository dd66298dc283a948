/** Why a comment is here, in words: what rules said of it, and what readers reported. */
import { html, type TemplateResult } from 'lit';
import type { AdminComment, Reason } from '../../../protocol/admin/comments.ts';
import { maybe, number, t } from '../../i18n/index.ts';
import { icon } from '../../parts/icons.ts';
import { chip, type Tone } from '../../parts/pieces.ts';

const TONES: Readonly<Record<Reason['action'], Tone>> = {
  approve: 'good',
  hold: 'warn',
  reject: 'bad',
  spam: 'bad',
  score: 'plain',
};

export function drawReasons({ reasons, flags }: AdminComment): TemplateResult[] {
  return [...flags.map(drawFlag), ...reasons.map(drawReason)];
}

function drawReason({ rule, name, action, points, detail, matches }: Reason): TemplateResult {
  const label = name ?? maybe(`reason.${rule}`) ?? `${t('reason.other')}: ${rule}`;
  const found = matches.slice(0, 3).join(', ');
  const text = found === '' ? label : `${label}: ${found}${matches.length > 3 ? ' …' : ''}`;
  const score = points === 0 ? '' : ` ${number(points, { signDisplay: 'always' })}`;
  return chip(text + score, TONES[action], detail);
}

function drawFlag({ reason, count }: AdminComment['flags'][number]): TemplateResult {
  // Readers may say it in words of their own.
  const label = maybe(`report.${reason}`) ?? `${t('report.other')}: ${reason}`;
  return html`<span class="chip bad flag">${icon('flag')} ${label}${count > 1 ? ` × ${number(count)}` : ''}</span>`;
}

/** All that rules found in the text. */
export function matchesOf({ reasons }: AdminComment): string[] {
  return reasons.flatMap(({ matches }) => matches);
}
