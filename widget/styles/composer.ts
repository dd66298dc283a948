/** The box in which one writes. */
import { css } from 'lit';

export const composer = css`
  .box {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--field);
    transition: border-color 0.12s ease;
  }
  @media (hover: hover) {
    .box:hover {
      border-color: color-mix(in oklab, var(--line), var(--text) 20%);
    }
  }
  .box:focus-within {
    border-color: var(--accent);
    box-shadow: 0 0 0 1px var(--accent);
  }
  .box :is(textarea, input):focus-visible {
    outline: none;
  }
  textarea {
    display: block;
    width: 100%;
    min-height: calc(1.5em + 20px);
    max-height: 60vh;
    padding: 10px 14px;
    line-height: 1.5;
    resize: none;
    field-sizing: content;
  }
  .open textarea {
    min-height: 88px;
  }
  [hidden] {
    display: none;
  }
  /* As high as the tools, which come with the first focus. */
  .kit {
    height: 32px;
    padding-inline: 4px;
    overflow: auto hidden;
    scrollbar-width: none;
  }
  .away {
    visibility: hidden;
  }
  ::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 8px;
  }
  .foot input {
    flex: 0 1 13em;
    min-width: 0;
    padding: 5px 10px;
    font-size: 0.9em;
    line-height: 1.5;
    border-color: var(--line);
  }
  .foot input:focus {
    border-color: var(--accent);
  }
  .who {
    min-width: 0;
    padding-inline: 6px;
    font-size: 0.9em;
    color: var(--muted);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .room {
    flex: 1;
    font-size: 0.8em;
    text-align: end;
    color: var(--muted);
    font-variant-numeric: tabular-nums;
  }
  .over {
    color: var(--danger);
  }
  .composer .reason {
    padding: 8px 14px 0;
  }
  lc-comment lc-composer {
    margin-block: 8px 16px;
  }
  /* The box has a line around it already. */
  @media (forced-colors: active) {
    .box textarea {
      border-color: Canvas;
    }
    .box:focus-within {
      outline: 2px solid Highlight;
    }
  }
  /* Below this size a phone enlarges the page when one begins to write. */
  @media (pointer: coarse) {
    textarea,
    .foot input {
      font-size: max(16px, 1em);
    }
  }
  @container (max-width: 400px) {
    .foot input,
    .room:not(:empty) {
      flex: 1 0 100%;
    }
    .room:not(:empty) {
      order: -1;
      padding-inline: 6px;
      text-align: start;
    }
    .foot {
      justify-content: end;
    }
    .who {
      margin-inline-end: auto;
    }
  }
`;
