/** Where in the dashboard one is: paths below /admin/, kept in the browser’s history. */

const BASE = '/admin/';

/** Tells `change` when the path is another one. */
export const route = new EventTarget();

/** The path below /admin/, without slashes around it: `queue/pending`. */
export function path(): string {
  return location.pathname.slice(BASE.length).replace(/\/$/, '');
}

/** The full address of a path below /admin/, for links. */
export function href(to: string): string {
  return BASE + to;
}

export function navigate(to: string, { replace = false } = {}): void {
  const address = to.startsWith('/') ? to : BASE + to;
  if (replace) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  route.dispatchEvent(new Event('change'));
}

/** Follows links to our own screens without loading a page; everything else is the browser’s. */
export function followLinks(event: MouseEvent): void {
  if (
    event.defaultPrevented ||
    event.button !== 0 ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.altKey
  ) {
    return;
  }
  const link = event.composedPath().find(each => each instanceof HTMLAnchorElement);
  if (!(link instanceof HTMLAnchorElement) || link.target !== '' || link.hasAttribute('download')) return;
  const url = new URL(link.href);
  if (url.origin !== location.origin || !url.pathname.startsWith(BASE)) return;
  // A jump within the page, as of the link that skips the navigation.
  if (url.hash !== '' && url.pathname === location.pathname) return;
  event.preventDefault();
  navigate(url.pathname + url.search);
}

addEventListener('popstate', () => route.dispatchEvent(new Event('change')));
