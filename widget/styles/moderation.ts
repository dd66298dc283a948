/** What moderators see besides readers. */
import { css } from 'lit';

export const moderation = css`
  .undo {
    position: fixed;
    inset-block-end: 16px;
    inset-inline: 0;
    z-index: 3;
    display: flex;
    align-items: center;
    gap: 16px;
    width: max-content;
    max-width: calc(100vw - 32px);
    margin-inline: auto;
    padding: 8px 8px 8px 16px;
    border-radius: var(--radius);
    color: var(--field);
    background: var(--text);
    box-shadow: 0 6px 24px #0004;
  }
  .undo button {
    min-height: 36px;
    padding-inline: 12px;
    font-weight: 600;
    color: inherit;
    text-decoration: underline;
  }
`;
