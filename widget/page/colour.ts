/** Whether a colour, as browsers compute it, is dark. */

/** Null for what one can see through. */
export function isDarkColor(color: string): boolean | null {
  // The name of a colour space may hold digits, as in color(display-p3 0 0 0).
  const [, kind = '', list = ''] = /^([\w-]+)\((?:[a-z][\w-]*\s)?(.*)\)$/.exec(color.trim()) ?? [];
  const [a = 0, b = 0, c = 0, alpha = 1] = list.split(/[\s,/]+/).map(part => Number.parseFloat(part) || 0);
  if (!kind || alpha < 0.5) return null;
  if (/^rgb|^color/.test(kind)) return 0.299 * a + 0.587 * b + 0.114 * c < (kind.startsWith('rgb') ? 128 : 0.5);
  // The others that a browser computes, lab() and oklch() and their kin, begin with the lightness.
  return a < (kind.startsWith('ok') ? 0.5 : 50);
}
