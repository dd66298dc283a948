/** The look of `<live-comments-recent>`: the page's font and the same properties as the comments themselves. */

const CSS = `
  :host { display: block; min-height: 3em }
  :host([hidden]) { display: none }
  .recent {
    all: initial; display: block; box-sizing: border-box;
    color-scheme: light; line-height: 1.5; overflow-wrap: anywhere;
    --text: var(--lc-text, light-dark(#1d2025, #e6e7e9));
    --muted: var(--lc-muted, light-dark(#646a73, #9aa0a8));
    --line: var(--lc-line, light-dark(#e3e5e8, #34373c));
    --soft: var(--lc-soft, light-dark(#f4f5f6, #26282c));
    --accent: var(--lc-accent, light-dark(#2a5d8f, #8db8e2));
    --radius: var(--lc-radius, 10px);
    font-family: var(--lc-font, inherit); font-size: var(--lc-font-size, clamp(14px, 1em, 18px)); color: var(--text)
  }
  .dark { color-scheme: dark }
  .recent[dir=rtl] { direction: rtl }
  p, ul { margin: 0; padding: 0 }
  ul { list-style: none }
  li { padding-block: 12px; border-block-start: 1px solid var(--line) }
  li:first-child { padding-block-start: 0; border-block-start: 0 }
  .line { font-size: .875em; color: var(--muted) }
  .author { font-weight: 600; color: var(--text) }
  a.place { color: var(--accent); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 3px }
  a.place:hover { text-decoration-thickness: 2px }
  .text { display: -webkit-box; margin-block: 2px; overflow: hidden; -webkit-box-orient: vertical; -webkit-line-clamp: 2 }
  .when { font-size: .8125em; color: var(--muted) }
  .muted { color: var(--muted) }
  button {
    margin-block-start: 8px; padding: 5px 12px; border: 1px solid var(--line); border-radius: calc(var(--radius) * .6);
    font: inherit; font-size: .9em; color: var(--text); background: none; cursor: pointer
  }
  button:hover { background: var(--soft) }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px }
`;

let sheet: CSSStyleSheet | undefined;

/** One sheet for all elements of the page. */
export function recent(): CSSStyleSheet {
  sheet ??= new CSSStyleSheet();
  if (sheet.cssRules.length === 0) sheet.replaceSync(CSS);
  return sheet;
}
