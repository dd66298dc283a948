/** `<live-comments-count>`: how many comments a thread has; a script of its own, and all of a page's in one request. */
import { COUNTS_MAX } from '../protocol/limits.ts';
import type { Follow } from './count/follow.ts';

/** The hashed path of what follows live, beside this file; written in by the build. */
declare const FOLLOW: string;

/** A request's line has to fit in what servers read of one. */
const QUERY_MAX = 6_000;

/** Where embed.js has loaded this file, the tag that stands for the server is that one's. */
const script =
  (document.currentScript as HTMLScriptElement | null) ??
  document.querySelector<HTMLScriptElement>('script[src*="/count.js"],script[src*="/embed.js"]');
const counts = new Set<Count>();
let timer: ReturnType<typeof setTimeout> | undefined;
let follow: Follow | undefined;

class Count extends HTMLElement {
  static observedAttributes = ['server', 'site', 'thread', 'live'];
  /** The thread that was asked for. */
  place = '';

  connectedCallback(): void {
    counts.add(this);
    soon();
  }

  disconnectedCallback(): void {
    counts.delete(this);
    this.place = '';
    soon();
  }

  attributeChangedCallback(name: string): void {
    if (this.place && name !== 'live') this.textContent = '';
    soon();
  }
}

/** All elements that come or change in one turn are asked for together. */
function soon(): void {
  clearTimeout(timer);
  timer = setTimeout(look);
}

async function look(): Promise<void> {
  const fresh: string[] = [];
  const live: string[] = [];
  for (const count of counts) {
    const place = placeOf(count);
    if ((count.getAttribute('live') ?? 'off') !== 'off') live.push(place);
    else if (place !== count.place) fresh.push(place);
    count.place = place;
  }
  ask(fresh);
  if (live[0]) follow ??= (await import(new URL(FOLLOW, script?.src).href)).follow as Follow;
  follow?.(live, ask, draw);
}

/** Server and site, and the thread, read like those of `<live-comments>`, which may also have them as properties. */
function placeOf(element: Element): string {
  const read = (name: string): string =>
    element.getAttribute(name) || (element as unknown as Record<string, string>)[name] || '';
  const server = read('server') || new URL(script?.src ?? '').origin;
  return [
    new URL(server, document.baseURI).href.replace(/\/+$/, ''),
    read('site') || 'default',
    read('thread') ||
      new URL(document.querySelector<HTMLLinkElement>('link[rel~=canonical]')?.href || location.href).pathname,
  ].join('\n');
}

/** Takes what fits in one request, and then the others. */
async function ask(places: readonly string[]): Promise<void> {
  const later: string[] = [];
  let query = '';
  let start = '';
  let n = 0;
  for (const place of new Set(places)) {
    const [server, site = '', thread = ''] = place.split('\n');
    const first = `${server}/api/v1/counts?site=${encodeURIComponent(site)}`;
    start ||= first;
    const next = `${query}&thread=${encodeURIComponent(thread)}`;
    if (first !== start || n === COUNTS_MAX || (n && next.length > QUERY_MAX)) later.push(place);
    else {
      n++;
      query = next;
    }
  }
  if (!n) return;
  ask(later);
  try {
    const found = await (await fetch(start + query, { credentials: 'omit' })).json();
    for (const place of places) if (!later.includes(place)) draw(place, found[place.split('\n')[2] ?? '']);
  } catch {
    // What is not known is not shown.
  }
}

function draw(place: string, n: number | undefined): void {
  for (const count of counts) {
    if (count.place !== place || n === undefined) continue;
    try {
      count.textContent = n.toLocaleString(count.closest<HTMLElement>('[lang]')?.lang.replace('_', '-'));
    } catch {
      // A page may call its language what no browser knows.
      count.textContent = `${n}`;
    }
  }
}

// Beside the widget itself a number follows for nothing.
document.addEventListener('live-comments:count', event =>
  draw(placeOf(event.composedPath()[0] as Element), (event as CustomEvent<number>).detail),
);

if (!customElements.get('live-comments-count')) customElements.define('live-comments-count', Count);
