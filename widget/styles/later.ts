/** What comes after the first comments: the box in which one writes, the "N new" pill, and what asks before deleting. */
import { css } from 'lit';

export const later = css`
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
  .primary {
    padding-inline: 16px;
    font-weight: 600;
    color: var(--on-accent);
    background: var(--accent);
  }
  .primary:hover:enabled {
    background: color-mix(in oklab, var(--accent), var(--text) 14%);
  }
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
  /* The next comment is drawn later, and would cover what shows the focus. */
  li:focus-within {
    z-index: 1;
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
  @container (max-width: 400px) {
    .foot input {
      flex: 1 0 100%;
    }
  }
  @media (forced-colors: active) {
    button,
    .badge {
      border-color: ButtonBorder;
    }
  }
`;
