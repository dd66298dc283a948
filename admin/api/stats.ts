/** How a site, or all of them, fare. */
import type { Stats } from '../../protocol/admin/log.ts';
import { request } from './client.ts';

export function readStats(site: string | null, days: number, signal?: AbortSignal): Promise<Stats> {
  return request('/stats', { query: { site, days }, ...(signal ? { signal } : {}) });
}
