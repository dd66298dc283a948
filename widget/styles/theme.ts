/** Colours and measures that an owner may set, and a wall against what the page's own rules would hand down. */
import { css } from 'lit';

export const theme = css`
  :host {
    display: block;
    min-height: var(--lc-min-height, 280px);
    container-type: inline-size;
    /* A container has no width of its own: where boxes shrink to their content it would be none. */
    flex-grow: 1;
    place-self: stretch;
  }
  :host([hidden]) {
    display: none;
  }
  .lc {
    /* Where the page makes a flex box of the element, too. */
    width: 100%;
    min-width: 0;
    /* What the page sets on its own elements is inherited across the shadow root: only the font may stay. */
    font-style: normal;
    font-weight: 400;
    font-variant: normal;
    letter-spacing: normal;
    word-spacing: normal;
    line-height: 1.55;
    text-align: start;
    text-indent: 0;
    text-transform: none;
    text-shadow: none;
    white-space: normal;
    visibility: visible;
    cursor: auto;
    overflow-wrap: anywhere;
    word-break: normal;
    line-break: auto;
    hyphens: manual;
    color-scheme: light;
    --text: var(--lc-text, light-dark(#1d2025, #e6e7e9));
    --muted: var(--lc-muted, light-dark(#646a73, #9aa0a8));
    --line: var(--lc-line, light-dark(#e3e5e8, #34373c));
    --soft: var(--lc-soft, light-dark(#f4f5f6, #26282c));
    --field: var(--lc-field, light-dark(#fff, #1c1e21));
    --accent: var(--lc-accent, light-dark(#2a5d8f, #8db8e2));
    --radius: var(--lc-radius, 10px);
    --gap: var(--lc-gap, 16px);
    --avatar: var(--lc-avatar-size, 36px);
    font-family: var(--lc-font, inherit);
    font-size: var(--lc-font-size, clamp(15px, 1em, 18px));
    color: var(--text);
  }
  .dark {
    color-scheme: dark;
  }
  * {
    box-sizing: border-box;
  }
  h2,
  p,
  ul {
    margin: 0;
    padding: 0;
  }
  ul {
    list-style: none;
  }
  button,
  select,
  textarea,
  input {
    margin: 0;
    font: inherit;
    letter-spacing: inherit;
    color: inherit;
    border: 1px solid transparent;
    border-radius: calc(var(--radius) * 0.6);
    background: none;
  }
  button {
    padding: 5px 12px;
    font-size: 0.9em;
    line-height: 1.5;
    cursor: pointer;
  }
  .link {
    padding-inline: 0;
    font-weight: 500;
    color: var(--accent);
  }
  .plain {
    border-color: var(--line);
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .muted {
    color: var(--muted);
  }
  .reason {
    font-size: 0.9em;
    color: var(--danger);
  }
  .reason:empty {
    display: none;
  }
  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation-duration: 0.01ms !important;
      transition: none !important;
    }
  }
`;
