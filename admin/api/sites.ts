/** Sites: settings, origins, and whether a page’s address works. */
import type { AdminSite, SiteCheck, SitePatch } from '../../protocol/admin/sites.ts';
import { request } from './client.ts';

const at = (key: string) => `/sites/${encodeURIComponent(key)}`;

export function listSites(): Promise<{ items: AdminSite[]; next: null }> {
  return request('/sites');
}

export function readSite(key: string): Promise<AdminSite> {
  return request(at(key));
}

export function makeSite(key: string, origins: readonly string[]): Promise<AdminSite> {
  return request('/sites', { method: 'POST', body: { key, origins } });
}

export function changeSite(key: string, body: SitePatch): Promise<AdminSite> {
  return request(at(key), { method: 'PATCH', body });
}

export function checkPage(key: string, url: string): Promise<SiteCheck> {
  return request(`${at(key)}/check`, { query: { url } });
}
