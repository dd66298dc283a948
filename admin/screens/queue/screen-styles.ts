/** How the queue screen is laid out. */
import { css } from 'lit';

export const screenStyles = css`
  :host {
    max-inline-size: 60rem !important;
    --card-top: 8.5rem;
  }
  .top {
    position: relative;
    z-index: 5;
    margin-block-end: 1rem;
    background: var(--ground);
  }
  .tabs {
    display: flex;
    gap: 0.25rem;
    overflow-x: auto;
    border-block-end: 1px solid var(--line);
    scrollbar-width: none;
  }
  .tabs a {
    display: flex;
    align-items: center;
    gap: 0.375rem;
    padding: 0.625rem 0.625rem 0.5rem;
    border-block-end: 2px solid transparent;
    color: var(--muted);
    font-weight: 550;
    text-decoration: none;
    white-space: nowrap;
  }
  .tabs a:focus-visible {
    outline-offset: -2px;
  }
  .tabs a[aria-current] {
    border-color: var(--accent);
    color: var(--text);
  }
  @media (hover: hover) {
    .tabs a:hover {
      color: var(--text);
    }
  }
  .count {
    min-inline-size: 1.5em;
    padding-inline: 0.375rem;
    border-radius: 1rem;
    background: var(--soft);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
    text-align: center;
  }
  .count:empty {
    visibility: hidden;
  }
  .count.loud {
    background: var(--accent-soft);
    color: var(--accent);
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    min-block-size: 3.5rem;
    padding-block: 0.5rem;
  }
  .tools form {
    flex: 1 1 12rem;
    max-inline-size: 22rem;
  }
  .tools .order {
    inline-size: auto;
    margin-inline-start: auto;
  }
  .tools [aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--accent-soft);
    color: var(--accent);
  }
  .filter {
    max-inline-size: 16rem;
    border-radius: 1rem;
  }
  .filter > span:first-child {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .filter svg {
    inline-size: 0.875rem;
    block-size: 0.875rem;
  }
  .bulk {
    padding-inline: 0.75rem;
    background: var(--accent-soft);
  }
  .bulk strong {
    min-inline-size: 6.5rem;
    font-variant-numeric: tabular-nums;
  }
  .bulk progress {
    inline-size: 6rem;
    accent-color: var(--accent);
  }
  .approve {
    color: var(--good);
  }
  .reject {
    color: var(--bad);
  }
  /* It lies over the list, so that its coming and going moves nothing. */
  .pill {
    position: absolute;
    inset-inline: 0;
    display: grid;
    justify-items: center;
    block-size: 0;
  }
  .pill button {
    border-radius: 2rem;
    box-shadow: var(--shadow-large);
  }
  .feed {
    display: grid;
    gap: 0.75rem;
  }
  .zen {
    font-size: 1.0625rem;
  }
  .more {
    display: grid;
    justify-items: center;
    padding-block: 1.5rem;
  }
  .keys > div {
    display: flex;
    gap: 1rem;
    padding-block: 0.25rem;
  }
  .keys dt {
    inline-size: 9rem;
  }
  @media (min-width: 60rem) {
    .top {
      position: sticky;
      inset-block-start: 0;
    }
  }
  @media (max-width: 60rem) {
    .top:has(.bulk) {
      position: sticky;
      inset-block-start: 3rem;
    }
  }
  @media (max-width: 40rem) {
    .tools .keys {
      display: none;
    }
  }
  @media (pointer: coarse) {
    .tabs a {
      min-block-size: 2.75rem;
    }
    .tools .keys {
      display: none;
    }
  }
`;
