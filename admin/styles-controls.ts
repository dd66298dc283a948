/** Buttons, fields and tables. */
import { css } from 'lit';

export const controls = css`
  button,
  input,
  select,
  textarea {
    margin: 0;
    color: inherit;
    font: inherit;
    letter-spacing: inherit;
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.375rem;
    min-block-size: 2.125rem;
    padding: 0.25rem 0.75rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--text);
    font-weight: 530;
    line-height: 1.3;
    text-decoration: none;
    cursor: pointer;
    transition:
      background-color 0.12s,
      border-color 0.12s;
  }
  .primary {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
  }
  .quiet {
    border-color: transparent;
    background: none;
  }
  .danger {
    color: var(--bad);
  }
  .primary.danger {
    background: var(--bad);
    color: light-dark(#fff, #2b0f0b);
  }
  .icon {
    min-inline-size: 2.125rem;
    padding: 0.25rem;
  }
  .link {
    min-block-size: 0;
    padding: 0;
    border: 0;
    background: none;
    color: var(--accent);
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  @media (hover: hover) {
    button:hover:not(:disabled, .link),
    .button:hover {
      border-color: var(--line-strong);
    }
    .quiet:hover:not(:disabled) {
      border-color: transparent;
      background: var(--soft);
    }
    .primary:hover:not(:disabled) {
      border-color: transparent;
      filter: brightness(1.08);
    }
  }
  @media (pointer: coarse) {
    button:not(.link),
    .button,
    input:not([type='checkbox'], [type='radio']),
    select {
      min-block-size: 2.75rem;
    }
    .icon {
      min-inline-size: 2.75rem;
    }
  }
  :is(button, input, select, textarea):disabled,
  button[aria-disabled='true'] {
    cursor: default;
    opacity: 0.55;
  }
  input:not([type='checkbox'], [type='radio']),
  select,
  textarea {
    inline-size: 100%;
    min-block-size: 2.25rem;
    padding: 0.375rem 0.625rem;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: light-dark(#fff, #16181a);
  }
  textarea {
    min-block-size: 5rem;
    line-height: 1.5;
    resize: vertical;
  }
  [aria-invalid='true'] {
    border-color: var(--bad) !important;
  }
  ::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  input[type='checkbox'],
  input[type='radio'] {
    flex: none;
    inline-size: 1.0625rem;
    block-size: 1.0625rem;
    accent-color: var(--accent);
  }
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.25rem;
    max-inline-size: 34rem;
  }
  .field > label,
  .field > legend,
  .label {
    font-weight: 550;
  }
  .hint {
    color: var(--muted);
    font-size: 0.8125rem;
  }
  .error {
    color: var(--bad);
    font-size: 0.875rem;
  }
  .check {
    display: flex;
    align-items: flex-start;
    gap: 0.5rem;
    padding-block: 0.1875rem;
    cursor: pointer;
  }
  .check > input {
    margin-block-start: 0.2rem;
  }
  @media (pointer: coarse) {
    .check {
      padding-block: 0.625rem;
    }
  }
  .form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1.125rem;
  }
  /* What says nothing yet takes no room, and is there for those who listen to it. */
  :is([role='alert'], [role='status']):empty {
    position: absolute;
  }
  .scroll {
    overflow-x: auto;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  th {
    color: var(--muted);
    font-size: 0.8125rem;
    font-weight: 550;
    text-align: start;
  }
  th,
  td {
    padding: 0.625rem 0.75rem;
    border-block-end: 1px solid var(--line);
    vertical-align: top;
  }
  :is(th, td):first-child {
    padding-inline-start: 1.125rem;
  }
  :is(th, td):last-child {
    padding-inline-end: 1.125rem;
  }
  tr:last-child > td {
    border-block-end: 0;
  }
`;
