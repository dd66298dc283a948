/** The section as a whole: heading, quiet line, list, and the states without comments. */
import { css } from 'lit';

export const section = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 4px 16px;
    min-height: 2.25em;
    margin-block-end: 12px;
  }
  h2 {
    flex: 1;
    font-size: 1.3em;
    font-weight: 650;
    line-height: 1.4;
    letter-spacing: -0.01em;
    white-space: nowrap;
  }
  h2:focus-visible {
    outline: none;
  }
  .here {
    font-size: 0.875em;
    color: var(--muted);
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
  .sort {
    padding: 2px 0;
    font-size: 0.875em;
    color: var(--muted);
    cursor: pointer;
  }
  .sort option {
    color: var(--text);
    background: var(--field);
  }
  /* As high as the box that is loaded a moment later, so that nothing moves. */
  lc-composer {
    display: block;
    min-height: calc(1.5em + 22px);
  }
  lc-composer:not(:defined) {
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  lc-status {
    display: block;
    min-height: 32px;
    padding-block: 4px;
    font-size: 0.875em;
    color: var(--muted);
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  .thread {
    position: relative;
  }
  .more {
    display: block;
    width: 100%;
    margin-block: 8px 24px;
  }
  .back {
    margin-block-end: 16px;
  }
  .notice,
  .failure,
  .empty {
    padding: 24px 16px;
    border-radius: var(--radius);
    text-align: center;
  }
  .notice,
  .failure {
    background: var(--soft);
  }
  .empty {
    padding-block: 32px 48px;
  }
  .failure button {
    margin-block-start: 12px;
    background: var(--field);
  }
  .placeholder {
    display: grid;
    grid-template-columns: 36px 1fr;
    gap: 9px 12px;
    padding-block-end: 40px;
    animation: pulse 1.6s ease-in-out infinite alternate;
  }
  .placeholder i {
    grid-row: span 3;
    width: 36px;
    height: 36px;
    border-radius: 50%;
    background: var(--soft);
  }
  .placeholder b {
    height: 12px;
    border-radius: 6px;
    background: var(--soft);
  }
  .placeholder b:nth-child(2) {
    width: 28%;
    margin-block-end: 4px;
  }
  .placeholder b:nth-child(4) {
    width: 64%;
  }
  @keyframes pulse {
    to {
      opacity: 0.45;
    }
  }
`;
