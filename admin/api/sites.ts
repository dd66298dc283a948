/** Sites: settings, origins, and whether a page’s address works. */
import type { AdminSite, SiteCheck, SitePatch } from '../../protocol/admin/sites.ts';
import { call } from './client.ts';

export function listSites(): Promise<{ items: AdminSite[]; next: null }> {
  return call('get', '/sites');
}

export function readSite(key: string): Promise<AdminSite> {
  return call('get', '/sites/{key}', { params: { path: { key } } });
}

export function makeSite(key: string, origins: string[]): Promise<AdminSite> {
  return call('post', '/sites', { body: { key, origins } });
}

export function changeSite(key: string, body: SitePatch): Promise<AdminSite> {
  return call('patch', '/sites/{key}', { params: { path: { key } }, body });
}

export function checkPage(key: string, url: string): Promise<SiteCheck> {
  return call('get', '/sites/{key}/check', { params: { path: { key }, query: { url } } });
}
