/** What all elements of the dashboard look alike in: text, buttons, fields, cards, tables. Colours are tokens of page.css. */
import { css } from 'lit';
import { controls } from './styles-controls.ts';

const text = css`
  :host {
    display: block;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure,
  fieldset,
  table {
    margin: 0;
    padding: 0;
  }
  h1 {
    font-size: 1.375rem;
    font-weight: 650;
    line-height: 1.25;
    letter-spacing: -0.01em;
  }
  h2 {
    font-size: 1.0625rem;
    font-weight: 620;
    line-height: 1.35;
  }
  h3 {
    font-size: 0.9375rem;
    font-weight: 620;
  }
  ul,
  ol {
    list-style: none;
  }
  fieldset {
    min-inline-size: 0;
    border: 0;
  }
  legend {
    padding: 0;
  }
  a {
    color: var(--accent);
    text-underline-offset: 0.2em;
  }
  code,
  kbd,
  .mono {
    font-family: var(--mono);
    font-size: 0.8125rem;
  }
  kbd {
    padding: 0.05rem 0.35rem;
    border: 1px solid var(--line);
    border-block-end-width: 2px;
    border-radius: 0.3rem;
    background: var(--surface);
  }
  mark {
    border-radius: 0.2rem;
    background: var(--mark);
    color: inherit;
  }
  svg {
    display: block;
    flex: none;
    inline-size: 1.125rem;
    block-size: 1.125rem;
  }
  .muted {
    color: var(--muted);
  }
  .small {
    font-size: 0.8125rem;
  }
  .bad {
    color: var(--bad);
  }
  .sr {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  :is(h1, h2, main, section):focus-visible {
    outline: none;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation-duration: 0.01ms !important;
      transition: none !important;
    }
  }
`;

const blocks = css`
  .stack {
    display: grid;
    gap: 1rem;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }
  .push {
    margin-inline-start: auto;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 1rem;
    margin-block-end: 1.25rem;
  }
  .head p {
    flex: 0 0 100%;
    color: var(--muted);
  }
  .card {
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    background: var(--surface);
    box-shadow: var(--shadow);
  }
  .pad {
    padding: 1rem 1.125rem;
  }
  .list > li + li {
    border-block-start: 1px solid var(--line);
  }
  .list > li {
    padding: 0.75rem 1.125rem;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 0.25rem;
    padding: 0.05rem 0.5rem;
    border-radius: 1rem;
    background: var(--soft);
    color: var(--muted);
    font-size: 0.75rem;
    font-weight: 550;
    line-height: 1.6;
    white-space: nowrap;
  }
  .chip.accent {
    background: var(--accent-soft);
    color: var(--accent);
  }
  .chip.good {
    background: var(--good-soft);
    color: var(--good);
  }
  .chip.warn {
    background: var(--warn-soft);
    color: var(--warn);
  }
  .chip.bad {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .note {
    padding: 0.75rem 1rem;
    border-radius: var(--radius);
    background: var(--soft);
  }
  .note.good {
    background: var(--good-soft);
    color: var(--good);
  }
  .note.warn {
    background: var(--warn-soft);
    color: var(--warn);
  }
  .note.bad {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .state {
    display: grid;
    justify-items: center;
    gap: 0.5rem;
    padding: 3rem 1rem;
    color: var(--muted);
    text-align: center;
  }
  .state > svg {
    inline-size: 2rem;
    block-size: 2rem;
    stroke-width: 1.25;
  }
  .state > strong {
    color: var(--text);
    font-size: 1.0625rem;
  }
  .bones > * {
    block-size: 1rem;
    border-radius: 0.25rem;
    background: var(--soft);
    animation: breathe 1.2s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
  @media (forced-colors: active) {
    .chip,
    .note {
      border: 1px solid;
    }
  }
`;

export const base = [text, controls, blocks];
