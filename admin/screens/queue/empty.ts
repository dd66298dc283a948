/** What a queue says when there is nothing in it. */
import { html, type TemplateResult } from 'lit';
import type { Queue } from '../../../protocol/admin/comments.ts';
import { t } from '../../i18n/index.ts';
import { empty } from '../../parts/pieces.ts';
import { href } from '../../router.ts';

/** `address` leads to the same queue without filters. */
export function drawEmpty(queue: Queue | null, isNarrowed: boolean, address: string): TemplateResult {
  if (isNarrowed) {
    const link = html`<a class="button" href=${href(address)}>${t('queue.clearFilters')}</a>`;
    return empty('search', t('queue.noneFound'), undefined, link);
  }
  switch (queue) {
    case 'pending':
      return empty('check', t('queue.emptyPending'), t('queue.emptyPendingHint'));
    case 'reported':
      return empty('flag', t('queue.emptyReported'), t('queue.emptyReportedHint'));
    case 'unmoderated':
      return empty('check', t('queue.emptyUnmoderated'), t('queue.emptyUnmoderatedHint'));
    default:
      return empty('inbox', t('queue.emptyOther'), t('queue.emptyOtherHint'));
  }
}
