/** The section as a whole: heading, quiet line, list, and the states without comments. */
import { css } from 'lit';

export const section = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 16px;
    min-height: 2.25em;
    margin-block-end: 12px;
  }
  h2 {
    flex: 1 0 auto;
    max-width: 100%;
    font-size: 1.3em;
    font-weight: 600;
    line-height: 1.4;
    letter-spacing: -0.01em;
    white-space: nowrap;
  }
  .ways {
    position: relative;
    display: flex;
    align-items: center;
    gap: 8px;
    margin-inline-start: auto;
  }
  /* As wide as the two buttons that are drawn a moment later. */
  .icons {
    display: flex;
    gap: 4px;
    min-width: calc(4.2em + 4px);
    min-height: 2.1em;
  }
  .sort {
    min-width: 0;
    min-height: 2.25em;
    padding: 2px 0;
    field-sizing: content;
    font-size: 0.875em;
    color: var(--muted);
    cursor: pointer;
  }
  /* As high as the box that is loaded a moment later, so that nothing moves. */
  lc-composer {
    display: block;
    min-height: calc(1.5em + 24px);
  }
  lc-composer:not(:defined) {
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    column-gap: 16px;
    min-height: 36px;
    padding-block: 4px;
    font-size: 0.875em;
    color: var(--muted);
  }
  .news {
    min-height: 28px;
  }
  @container (max-width: 520px) {
    .line:has(.news) {
      min-height: 64px;
    }
    .news {
      flex-basis: 100%;
    }
  }
  .thread,
  .flow,
  li {
    position: relative;
  }
  .more {
    display: block;
    width: 100%;
    margin-block: 8px 24px;
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
  /* Two lines of each of three comments. */
  .placeholders {
    height: 372px;
    background: repeating-linear-gradient(var(--soft) 0 12px, #0000 0 25px, var(--soft) 0 37px, #0000 0 124px);
    animation: pulse 1.6s ease-in-out infinite alternate;
  }
  @keyframes pulse {
    to {
      opacity: 0.45;
    }
  }
`;
