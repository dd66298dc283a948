/** How the statistics look. */
import { css } from 'lit';

export const styles = css`
  .head fieldset {
    display: flex;
    gap: 0.25rem;
  }
  .choice {
    position: relative;
    display: inline-flex;
    align-items: center;
    min-block-size: 2.125rem;
    padding: 0.25rem 0.75rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    font-weight: 530;
    cursor: pointer;
  }
  .choice input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .choice:has(:checked) {
    border-color: var(--accent);
    background: var(--accent-soft);
    color: var(--accent);
  }
  .choice:has(:focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr));
    gap: 0.75rem;
  }
  .tiles dd {
    font-size: 1.625rem;
    font-weight: 620;
    font-variant-numeric: tabular-nums;
    line-height: 1.2;
  }
  .halves {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr));
    gap: 1rem;
  }
  .halves h2 {
    margin-block-end: 0.5rem;
  }
  .list > li {
    display: flex;
    gap: 1rem;
    padding: 0.4375rem 0;
  }
  .list > li:first-child {
    padding-block-start: 0;
  }
  .list > li > :first-child {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .list > li > .push {
    font-variant-numeric: tabular-nums;
  }
  .waits {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 2rem;
    margin-block: 0.25rem 0.5rem;
  }
  .waits dd {
    font-size: 1.1875rem;
    font-weight: 600;
  }
  .stale {
    opacity: 0.6;
  }
  @media (pointer: coarse) {
    .choice {
      min-block-size: 2.75rem;
    }
  }
  @media (forced-colors: active) {
    .choice:has(:checked) {
      outline: 2px solid Highlight;
    }
  }
`;
