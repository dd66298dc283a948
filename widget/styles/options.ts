/** The reader's own options, and the list of the keys. */
import { css } from 'lit';

export const options = css`
  .icons .menu {
    position: absolute;
    inset-block-start: 100%;
    inset-inline-end: 0;
    z-index: 2;
    display: grid;
    gap: 2px;
    width: max-content;
    max-width: 100cqi;
    margin-block-start: 4px;
    padding: 6px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    font-size: 0.95em;
    background: var(--field);
    box-shadow: 0 6px 24px #0002;
  }
  .icons .menu label,
  .icons .menu button {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 36px;
    padding: 4px 10px;
    font-size: 1em;
    color: var(--text);
    border-radius: calc(var(--radius) * 0.6);
    cursor: pointer;
  }
  .icons .menu button {
    justify-content: space-between;
    text-align: start;
  }
  @media (hover: hover) {
    .icons .menu label:hover {
      background: var(--soft);
    }
  }
  .icons .menu input {
    width: 18px;
    height: 18px;
    accent-color: var(--accent);
  }
  kbd {
    display: inline-block;
    min-width: 1.9em;
    padding: 1px 6px;
    border: 1px solid var(--line);
    border-radius: 5px;
    font: 0.875em ui-monospace, monospace;
    text-align: center;
    background: var(--soft);
  }
  .keys {
    width: min(360px, calc(100vw - 32px));
    max-height: calc(100vh - 32px);
    padding: 20px 24px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    color: var(--text);
    background: var(--field);
    box-shadow: 0 12px 48px #0004;
  }
  .keys::backdrop {
    background: #0006;
  }
  .keys h3 {
    margin: 0;
    font-size: 1.1em;
    font-weight: 600;
  }
  .keys dl {
    margin: 12px 0 16px;
  }
  .keys dl div {
    display: flex;
    gap: 14px;
    padding-block: 5px;
  }
  .keys dd {
    margin: 0;
  }
`;
