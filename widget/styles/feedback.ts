/** Votes and reactions. */
import { css } from 'lit';

export const feedback = css`
  .votes,
  .chips {
    display: inline-flex;
    align-items: center;
  }
  .votes {
    flex: none;
    margin-inline-end: 4px;
  }
  /* As high as a finger’s tip needs at least (WCAG 2.2, 2.5.8). */
  .bar .icon {
    display: inline-grid;
    place-items: center;
    flex: none;
    min-width: 28px;
    min-height: 28px;
    padding: 0;
  }
  .icon svg {
    display: block;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.3;
    stroke-linejoin: round;
  }
  .vote[data-vote='-1'] svg {
    transform: scaleY(-1);
  }
  .vote[aria-pressed='true'] {
    color: var(--accent);
  }
  .vote[aria-pressed='true'] svg {
    fill: currentColor;
  }
  .score {
    min-width: 1.1em;
    font-size: 0.85em;
    text-align: center;
    color: var(--muted);
    font-variant-numeric: tabular-nums;
  }
  .score[data-own] {
    font-weight: 600;
    color: var(--accent);
  }
  /* One line, however many there are: a second one would move what stands below. */
  .chips {
    --to: right;
    flex: 0 1 auto;
    gap: 4px;
    min-width: 0;
    padding: 2px;
    padding-inline-end: 14px;
    overflow-x: auto;
    scrollbar-width: none;
    /* Fades where there are more; the last one stands clear of it. */
    mask: linear-gradient(to var(--to), #000 calc(100% - 14px), #0000);
  }
  .chips:dir(rtl) {
    --to: left;
  }
  .bar .chip {
    flex: none;
    min-height: 24px;
    padding: 0 8px;
    font-size: 0.8em;
    line-height: 22px;
    border-color: var(--line);
    border-radius: 99px;
    color: var(--muted);
    font-variant-numeric: tabular-nums;
  }
  @media (hover: hover) {
    .chip:hover:enabled {
      border-color: currentColor;
    }
  }
  .chip[aria-pressed='true'] {
    font-weight: 600;
    color: var(--accent);
    border-color: var(--accent);
    background: color-mix(in oklab, var(--accent), transparent 90%);
  }
  .bar button {
    flex: none;
    white-space: nowrap;
  }
  .answer svg {
    display: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.3;
  }
  .answer:dir(rtl) svg {
    transform: scaleX(-1);
  }
  /* Here the words would leave no room for the reactions. */
  @container (max-width: 340px) {
    .bar:has(.votes):has([data-mode='react']) .answer {
      min-width: 32px;
      padding: 0;
      svg {
        display: block;
        margin: auto;
      }
      span {
        position: absolute;
        clip-path: inset(50%);
      }
    }
  }
  .picker {
    position: absolute;
    inset-block-end: calc(100% + 2px);
    inset-inline-start: 0;
    z-index: 2;
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
    max-width: 100%;
    padding: 4px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--field);
    box-shadow: 0 4px 16px #0003;
    animation: appear 0.12s;
  }
  .bar .picker button {
    min-width: 36px;
    min-height: 36px;
    padding: 0;
    font-size: 1.2em;
    line-height: 1;
  }
  .picker [aria-pressed='true'] {
    background: color-mix(in oklab, var(--accent), transparent 82%);
  }
  @media (forced-colors: active) {
    [aria-pressed='true'] {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
    }
  }
`;
