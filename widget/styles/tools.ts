/** What may be done to a comment: the bar below it, what opens there, and what its reader has put out of sight. */
import { css } from 'lit';

export const tools = css`
  .danger {
    font-weight: 600;
    color: var(--danger);
    border-color: currentColor;
  }
  .sure {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-block-start: 8px;
    margin-inline-start: 9px;
    font-size: 0.95em;
  }
  .replies .fresh {
    animation: appear 0.4s ease-out;
  }
  .sending .main {
    opacity: 0.6;
  }
  .remark {
    font-size: 0.875em;
    color: var(--muted);
  }
  .bar .icon {
    width: 28px;
    height: 28px;
  }
  /* Clear of what shows the focus of the button before it. */
  .done {
    min-width: 0;
    padding-inline-start: 8px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-size: 0.85em;
    color: var(--muted);
  }
  /* For a moment the reactions make room for it. */
  .bar:has(.done:not(:empty)) .chips {
    flex-shrink: 99999;
  }

  /* The menu is in the top layer: neither the list nor the next comment can cut it off. */
  .menu {
    position: fixed;
    inset: auto;
    min-width: 180px;
    max-width: min(320px, calc(100vw - 16px));
    max-height: calc(100vh - 16px);
    margin: 0;
    padding: 4px;
    overflow: auto;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    color: var(--text);
    background: var(--field);
    box-shadow: 0 8px 24px #0003;
  }
  .menu .about {
    display: grid;
    padding: 4px 12px 8px;
    font-size: 0.8125em;
    color: var(--muted);
  }
  .menu button {
    display: block;
    width: 100%;
    padding: 6px 12px;
    font-size: 0.9em;
    text-align: start;
  }
  .menu button:focus {
    background: var(--soft);
  }
  .menu button:focus-visible {
    outline-offset: -2px;
  }
  .menu .narrow {
    display: none;
  }
  @container (max-width: 520px) {
    .bar .roomy {
      display: none;
    }
    .menu .narrow {
      display: block;
    }
  }

  .report {
    margin-block: 8px;
    padding: 12px 16px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  .report fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }
  .report legend {
    padding: 0 0 4px;
    font-weight: 600;
  }
  .report label {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 28px;
  }
  .report label input {
    accent-color: var(--accent);
  }
  .report textarea {
    min-height: 64px;
    margin-block: 4px;
    border-color: var(--line);
    background: var(--field);
  }
  .report .foot {
    margin-block-start: 8px;
    padding: 0;
  }

  .toggle {
    display: flex;
    align-items: center;
    gap: 4px;
    min-width: 24px;
    min-height: 24px;
    padding: 0 4px;
    font-size: 1em;
  }
  .toggle svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.3;
  }
  .collapsed {
    align-items: center;
  }
  .collapsed .main {
    min-width: 0;
  }
  /* Whom the reader has hidden has no face here either: the line begins where it would stand. */
  .main:only-child {
    grid-column: 1 / -1;
  }
  .gone .meta {
    flex-wrap: nowrap;
  }
  /* Over the line along the replies, as wide as a pointer needs, from below the face to the end. */
  .rail {
    position: absolute;
    inset-block: 44px 0;
    inset-inline-start: 6px;
    width: 24px;
    cursor: pointer;
  }
  .replies .replies > .rail {
    inset-block: 36px 0;
    inset-inline-start: 2px;
  }
  .rail::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 11px;
    width: 2px;
    border-radius: 1px;
    background: var(--accent);
    opacity: 0;
    transition: opacity 0.12s;
  }
  .rail:hover::before {
    opacity: 1;
  }
  @container (max-width: 520px) {
    .rail {
      inset-inline-start: 2px;
    }
    .replies .replies > .rail {
      inset-inline-start: -11px;
    }
  }
  lc-spoiler {
    border-radius: 4px;
    box-decoration-break: clone;
  }
  lc-spoiler:not([open]) {
    cursor: pointer;
  }
  lc-spoiler[open] {
    background: var(--soft);
  }
  /* Its line is as high as without it. */
  .content .icon {
    display: inline-grid;
    width: 28px;
    height: 24px;
    margin-block: -4px;
    vertical-align: middle;
  }
  .content .reason {
    display: block;
  }
  .meta .link {
    padding-block: 0;
    font-size: 1em;
  }
  .picture {
    display: block;
    max-width: 100%;
    max-height: min(60vh, 480px);
    margin-block: 4px;
    border-radius: var(--radius);
  }
  .when:focus-visible time::after {
    content: ' · ' attr(title);
  }
  @media (hover: hover) {
    .danger:hover {
      color: var(--field);
      background: var(--danger);
      border-color: var(--danger);
    }
    .when:any-link:hover {
      text-decoration: underline;
    }
    .menu button:hover {
      background: var(--soft);
    }
    lc-spoiler:not([open]):hover {
      background: var(--text);
    }
  }
  @media (forced-colors: active) {
    .menu,
    .report {
      border-color: CanvasText;
    }
    .menu button:focus {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
    }
    lc-spoiler:not([open]) {
      forced-color-adjust: none;
      background: ButtonText;
    }
    .rail::before {
      background: Highlight;
    }
  }
`;
