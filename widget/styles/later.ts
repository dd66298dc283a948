/** What comes after the first comments, and what they can do without until then: who is here, the "N new" pill, hovering. */
import { css } from 'lit';

export const later = css`
  .lc {
    --on-accent: var(--lc-on-accent, light-dark(#fff, #10202f));
    --danger: var(--lc-danger, light-dark(#b3362b, #f08a7e));
  }
  :is(:disabled, [aria-disabled='true']) {
    cursor: default;
    opacity: 0.5;
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  button {
    transition: background-color 0.12s;
  }
  .quiet {
    color: var(--muted);
  }
  /* After a tap a phone keeps the hover where the finger was. */
  @media (hover: hover) {
    .quiet:hover {
      color: var(--text);
    }
    .quiet:hover,
    .plain:hover {
      background: var(--soft);
    }
    .link:hover {
      text-decoration: underline;
      text-underline-offset: 3px;
    }
  }
  h2:focus-visible {
    outline: none;
  }
  .sort option {
    color: var(--text);
    background: var(--field);
  }
  /* What a stream has pushed far down costs its place alone, which is known from when it was seen. */
  .flow > lc-list > ul > li {
    contain-intrinsic-size: auto 100px;
  }
  .flow > lc-list > ul > li:nth-child(n + 60) {
    content-visibility: auto;
    overflow-clip-margin: 8px;
  }
  .back {
    margin-block-end: 16px;
  }
  .corner {
    margin-inline-start: auto;
  }
  .bar {
    position: relative;
    display: flex;
    align-items: center;
    margin-inline-start: -9px;
  }
  .bar button {
    padding: 2px 8px;
    font-size: 0.85em;
  }
  lc-status {
    display: flex;
    flex: 1;
    align-items: center;
    min-width: 0;
  }
  .here {
    flex: none;
    margin-inline-end: 12px;
  }
  .typing {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  /* Who types is worth more than who reads, where there is no room for both. */
  @container (max-width: 400px) {
    .here:has(+ .typing:not(:empty)) {
      display: none;
    }
  }
  .icon {
    display: grid;
    place-items: center;
    width: 2.1em;
    height: 2.1em;
    padding: 0;
    font-size: 1em;
  }
  .icon svg {
    width: 1.25em;
    height: 1.25em;
  }
  .icon path {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
  }
  .icon[aria-expanded='true'] {
    color: var(--text);
    background: var(--soft);
  }
  .passing {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    margin-block-end: 12px;
    padding: 8px 16px;
    text-align: start;
  }
  .news button {
    font-size: 1em;
    padding-block: 2px;
  }
  .news button::before,
  .unread::before {
    content: '';
    display: inline-block;
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--accent);
  }
  .news button::before {
    margin-inline-end: 8px;
  }
  /* At the corner of the face, where it is in nobody's way in either direction. */
  .unread::before {
    position: absolute;
    inset-block-start: -2px;
    inset-inline-start: 27px;
    width: 10px;
    height: 10px;
  }
  .replies .unread::before {
    inset-inline-start: 20px;
  }
  .comment {
    position: relative;
    scroll-margin: 72px;
  }
  .comment:focus-visible {
    outline: none;
  }
  /* Around what stands in the comment, in the half of the gap that is its own: the next one begins right below. */
  .comment:is(:focus-visible, [data-linked])::after {
    content: '';
    position: absolute;
    inset: 0 0 calc(var(--gap) / 2 + 4px);
    border-radius: 2px;
    outline: 2px solid var(--accent);
    outline-offset: 4px;
    pointer-events: none;
  }
  /* Not faded in: it must be there for those too who want no motion. */
  .comment[data-linked]::after {
    --tint: color-mix(in oklab, var(--accent), #0000 94%);
    background: var(--tint);
    box-shadow: 0 0 0 4px var(--tint);
  }
  .late {
    position: absolute;
    inset-block-end: -6px;
    inset-inline-end: 0;
    z-index: 1;
    padding: 1px 12px;
    border-color: var(--line);
    border-radius: 99px;
    font-size: 0.85em;
    font-weight: 600;
    color: var(--accent);
    background: var(--field);
    box-shadow: 0 1px 4px #0002;
    animation: appear 0.2s;
  }
  .here::before {
    content: '';
    display: inline-block;
    width: 7px;
    height: 7px;
    margin-inline-end: 7px;
    border-radius: 50%;
    background: #3a9b63;
    vertical-align: 1px;
  }
  .primary {
    padding-inline: 16px;
    font-weight: 600;
    color: var(--on-accent);
    background: var(--accent);
  }
  @media (hover: hover) {
    .primary:hover:enabled {
      background: color-mix(in oklab, var(--accent), var(--text) 14%);
    }
  }
  /* The next comment is drawn later, and would cover what shows the focus. */
  li:focus-within {
    z-index: 1;
  }
  .pill {
    position: sticky;
    top: 12px;
    z-index: 2;
    height: 0;
    text-align: center;
  }
  .pill button {
    /* The number may grow and nothing moves. */
    display: inline-flex;
    justify-content: space-between;
    align-items: center;
    min-width: 13em;
    border-radius: 99px;
    box-shadow: 0 2px 10px #0003;
    animation: appear 0.2s;
  }
  .pill button::after {
    content: '';
    width: 7px;
    height: 7px;
    border: solid;
    border-width: 2px 0 0 2px;
    transform: translateY(2px) rotate(45deg);
  }
  @media (forced-colors: active) {
    button,
    .badge {
      border-color: ButtonBorder;
    }
    .here::before,
    .news button::before,
    .unread::before {
      forced-color-adjust: none;
      background: CanvasText;
    }
    .comment[data-linked]::after {
      outline: 3px solid Highlight;
      background: none;
    }
  }
`;
