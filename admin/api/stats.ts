/** How a site, or all of them, fare. */
import type { Stats } from '../../protocol/admin/log.ts';
import { call } from './client.ts';

export function readStats(site: string | null, days: number, signal?: AbortSignal): Promise<Stats> {
  return call('get', '/stats', { params: { query: { site, days } }, signal });
}
