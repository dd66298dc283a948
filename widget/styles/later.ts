/** What comes after the first comments: the box in which one writes, the "N new" pill, and what asks before deleting. */
import { css } from 'lit';

export const later = css`
  .box {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--field);
    transition: border-color 0.12s ease;
  }
  .box:hover {
    border-color: color-mix(in oklab, var(--line), var(--text) 20%);
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
  .hint {
    padding: 6px 14px 0;
    font-size: 0.8em;
    color: var(--muted);
  }
  lc-comment .hint {
    display: none;
  }
  lc-comment lc-composer {
    margin-block: 8px 16px;
  }
  .danger {
    font-weight: 600;
    color: var(--danger);
    border-color: currentColor;
  }
  .danger:hover {
    color: var(--field);
    background: var(--danger);
    border-color: var(--danger);
  }
  .sure {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-block-start: 8px;
    font-size: 0.95em;
  }
  .pill {
    position: sticky;
    top: 12px;
    z-index: 1;
    height: 0;
    text-align: center;
  }
  .pill button {
    border-radius: 99px;
    box-shadow: 0 2px 10px #0003;
    animation: appear 0.2s;
  }
  @container (max-width: 400px) {
    .foot input {
      flex: 1 0 100%;
    }
  }
`;
