/** The field to search in, and what was found. */
import { css } from 'lit';

export const search = css`
  lc-search {
    display: block;
    margin-block-end: 12px;
  }
  lc-search form {
    display: flex;
    gap: 8px;
  }
  lc-search input {
    flex: 1;
    min-width: 0;
    padding: 7px 14px;
    line-height: 1.5;
    border-color: var(--line);
    border-radius: var(--radius);
    background: var(--field);
  }
  lc-search input:focus-visible {
    border-color: var(--accent);
    outline: 1px solid var(--accent);
    outline-offset: 0;
  }
  .sum {
    min-height: 32px;
    padding-block: 6px;
    font-size: 0.875em;
    color: var(--muted);
  }
  /* The list itself stays as it is, behind what was found. */
  lc-search.found ~ :not(.sr, div[role='status'], dialog) {
    display: none;
  }
  .results a {
    display: block;
    padding: 10px 14px;
    border-radius: var(--radius);
    color: inherit;
    text-decoration: none;
  }
  .results li + li a {
    border-start-start-radius: 0;
    border-start-end-radius: 0;
  }
  .results li + li {
    border-block-start: 1px solid var(--line);
  }
  @media (hover: hover) {
    .results a:hover {
      background: var(--soft);
    }
  }
  .results[aria-busy='true'] {
    opacity: 0.6;
  }
  .snippet {
    display: block;
  }
  mark {
    padding-inline: 1px;
    border-radius: 3px;
    font-weight: 600;
    color: inherit;
    background: color-mix(in oklab, var(--accent), #0000 78%);
  }
  @media (forced-colors: active) {
    mark {
      color: MarkText;
      background: Mark;
    }
  }
`;
