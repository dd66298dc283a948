/** What a person wrote, in figures. */
import { html, type TemplateResult } from 'lit';
import type { Person } from '../../../protocol/admin/people.ts';
import { number, t } from '../../i18n/index.ts';
import { chip } from '../../parts/pieces.ts';
import { isOfTeam } from './ban.ts';

/** The share of what was decided that was rejected or spam; null where nothing was. */
export function rejectedShare({ counts: { published, rejected, spam } }: Person): number | null {
  const all = published + rejected + spam;
  return all === 0 ? null : (rejected + spam) / all;
}

/** What somebody is on the pages; what they are in the team, an owner or an admin, stands on its own screen. */
export function roleOf(role: Person['role']): string {
  return isOfTeam(role) ? t('nav.team') : t(`role.${role}`);
}

export function drawShare(person: Person): TemplateResult | null {
  const share = rejectedShare(person);
  if (share === null || share === 0) return null;
  const text = t('person.share', { share: number(share, { style: 'percent' }) });
  return chip(text, share >= 0.2 ? 'bad' : 'warn');
}

export function drawFigures(person: Person): TemplateResult {
  const { counts, flagged } = person;
  const figures = [
    [t('person.published'), counts.published],
    [t('person.held'), counts.held],
    [t('person.rejected'), counts.rejected],
    [t('person.spam'), counts.spam],
    [t('person.deleted'), counts.deleted],
    [t('person.reports'), flagged],
  ] as const;
  return html`<section class="stack">
    <dl class="figures">
      ${figures.map(([label, n]) => html`<div><dt>${label}</dt><dd>${number(n)}</dd></div>`)}
    </dl>
    <div>${drawShare(person)}</div>
  </section>`;
}
