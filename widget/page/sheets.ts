/** Style sheets that come with what is loaded later. */
import type { CSSResult } from 'lit';

/** Adds those that the root does not have. */
export function adopt(root: Node, ...sheets: readonly CSSResult[]): void {
  if (!(root instanceof ShadowRoot)) return;
  for (const { styleSheet } of sheets) {
    if (styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets.push(styleSheet);
  }
}
