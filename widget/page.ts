/** What the page around the element says: its address, its language, and whether it is dark. */
import { parseUrl } from './text.ts';

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

/**
 * Whether what lies behind the element is dark. The site's own switch decides, not the system's setting alone: light
 * text on a page that has no dark mode could not be read.
 */
export function isDarkBehind(element: Element): boolean {
  for (let at = parentOf(element); at; at = parentOf(at)) {
    const isDark = isDarkColor(getComputedStyle(at).backgroundColor);
    if (isDark !== null) return isDark;
  }
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  return scheme.includes('dark') && (!scheme.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches);
}

/** Null for what one can see through. */
function isDarkColor(color: string): boolean | null {
  const [a = 0, b = 0, c = 0, alpha = 1] = color.match(/[\d.]+/g)?.map(Number) ?? [];
  if (alpha < 0.5) return null;
  if (/^rgb|^color/.test(color)) return 0.299 * a + 0.587 * b + 0.114 * c < (color.startsWith('rgb') ? 128 : 0.5);
  // The others that a browser computes, lab() and oklch() and their kin, begin with the lightness.
  return a < (color.startsWith('ok') ? 0.5 : 50);
}

/** Calls back when the page may have changed its colours or its language; returns how to stop. */
export function watchPage(onChange: () => void): () => void {
  const media = matchMedia('(prefers-color-scheme: dark)');
  // A page that fades its background is only half way there when its attribute changes.
  const later = (): void => {
    onChange();
    setTimeout(onChange, 500);
  };
  const observer = new MutationObserver(later);
  for (const element of [document.documentElement, document.body]) observer.observe(element, { attributes: true });
  media.addEventListener('change', later);
  return () => {
    observer.disconnect();
    media.removeEventListener('change', later);
  };
}
