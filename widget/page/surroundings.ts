/** What the page around the element says: its address, its language, and whether it is dark. */

import { parseUrl } from '../text/url.ts';
import { isDarkColor } from './colour.ts';

function canonical(): URL | null {
  const href = document.querySelector<HTMLLinkElement>('link[rel~="canonical"]')?.href;
  return href ? parseUrl(href) : null;
}

export function pageThread(): string {
  return (canonical() ?? location).pathname;
}

export function pageUrl(): string {
  return (canonical() ?? location).href;
}

/** The parent in the page as it is drawn: out of shadow roots, and into the slots of others. */
function parentOf(node: Element): Element | null {
  if (node.assignedSlot) return node.assignedSlot;
  if (node.parentElement) return node.parentElement;
  const root = node.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

export function nearestLang(element: Element): string {
  for (let at: Element | null = element; at; at = parentOf(at)) {
    const lang = at.getAttribute('lang');
    if (lang) return lang;
  }
  return 'en';
}

/** Whether a theme is none of our words, and so the page's: what it matches makes the page dark. */
export function isSelector(theme: string | null): theme is string {
  return !!theme && !['auto', 'light', 'dark'].includes(theme);
}

/** Whether the element is to be dark by its theme. */
export function isDarkBy(theme: string | null, element: Element): boolean {
  try {
    if (isSelector(theme)) return !!document.querySelector(theme);
  } catch {
    // No selector: the page's colours decide, as without a theme.
  }
  return theme === 'dark' || (theme !== 'light' && isDarkBehind(element));
}

/**
 * Whether what lies behind the element is dark. The site's own switch decides, not the system's setting alone: light
 * text on a page that has no dark mode could not be read.
 */
function isDarkBehind(element: Element): boolean {
  for (let at = parentOf(element); at; at = parentOf(at)) {
    const isDark = isDarkColor(getComputedStyle(at).backgroundColor);
    if (isDark !== null) return isDark;
  }
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  return scheme.includes('dark') && (!scheme.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches);
}
