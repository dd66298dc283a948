/** Does my page’s address work? What a browser would meet there, and what to change. */
import type { SiteCheck } from '../../protocol/admin/sites.ts';
import { matches, pageOf } from './origins.ts';
import type { Sites } from './sites.ts';

/**
 * @param server our own origin, as the one who asks has reached it.
 * @param keys the sites that they may know of.
 */
export function checkPage(
  sites: Sites,
  key: string,
  typed: string,
  server: string,
  keys: readonly string[],
): SiteCheck {
  const url = pageOf(typed);
  if (url === undefined) {
    const mend =
      'Only pages with a web address can hold comments; write it as it stands in the address bar, like https://blog.example/post. A file opened from a disk has none.';
    return { origin: null, allowed: false, mend };
  }
  const { origin } = url;
  if (sites.allows(key, origin)) return { origin, allowed: true, mend: mixedContent(url, server) };
  return { origin, allowed: false, mend: mendOf(sites, key, url, keys) };
}

/** Browsers load nothing over plain HTTP into a page that came over HTTPS, except from this very machine. */
function mixedContent(page: URL, server: string): string | null {
  const own = new URL(server);
  const isLocal = /^(localhost|127\..*|\[::1\])$/.test(own.hostname);
  if (page.protocol !== 'https:' || own.protocol === 'https:' || isLocal) return null;
  return `The origin is allowed, but the page comes over HTTPS and this server (${server}) over HTTP, which browsers refuse; put the server behind HTTPS and set PUBLIC_URL.`;
}

function mendOf(sites: Sites, key: string, { origin, protocol, host }: URL, keys: readonly string[]): string {
  const add = `add ${origin} to the origins of the site ‘${key}’`;
  const near = [
    [`${protocol === 'https:' ? 'http:' : 'https:'}//${host}`, 'scheme'],
    [`${protocol}//${host.startsWith('www.') ? host.slice(4) : `www.${host}`}`, '‘www.’'],
  ].find(([other = '']) => sites.allows(key, other));
  if (near) return `${near[0]} is allowed, but another ${near[1]} makes another origin: ${add}.`;
  const { hostname } = new URL(origin);
  const otherPort = sites.get(key).origins.find(allowed => matches(`${allowed.replace(/:(\d+|\*)$/, '')}:*`, origin));
  if (otherPort) return `${otherPort} is allowed, but another port of ${hostname} is another origin: ${add}.`;
  const other = keys.find(each => each !== key && sites.allows(each, origin));
  if (other) return `It belongs to the site ‘${other}’: set data-site="${other}" in the page, or ${add}.`;
  return `Nothing allows ${origin} yet: ${add}.`;
}
