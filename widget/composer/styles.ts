/** The tools, the list of suggestions, and the preview. */
import { css } from 'lit';

export const aids = css`
  .tools {
    display: flex;
  }
  .tool {
    display: grid;
    place-items: center;
    flex: none;
    width: 32px;
    height: 32px;
    padding: 0;
    color: var(--muted);
  }
  .tool:hover {
    color: var(--text);
    background: var(--soft);
  }
  .tool:focus-visible {
    outline-offset: -2px;
  }
  .tool svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.4;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .tool .heavy {
    stroke-width: 2;
  }
  [dir='rtl'] .turns {
    transform: scaleX(-1);
  }
  .preview {
    min-height: var(--box, 88px);
    max-height: 60vh;
    margin: 0;
    padding: 11px 15px;
    line-height: 1.5;
    overflow-y: auto;
  }
  .preview:focus-visible {
    outline-offset: -2px;
  }
  .choices {
    position: fixed;
    inset: auto;
    width: max-content;
    min-width: 180px;
    max-width: min(320px, 100vw - 8px);
    max-height: 296px;
    margin: 0;
    padding: 4px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    color: var(--text);
    background: var(--field);
    box-shadow: 0 4px 16px #0003;
    overflow: hidden auto;
  }
  .choice {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 36px;
    padding: 4px 8px;
    border-radius: calc(var(--radius) * 0.6);
    font-size: 0.9em;
    line-height: 1.3;
    cursor: pointer;
  }
  .choice:hover {
    background: var(--soft);
  }
  .choice[aria-selected='true'] {
    color: var(--on-accent);
    background: var(--accent);
  }
  .choice .avatar {
    flex: none;
    width: 24px;
    height: 24px;
    font-size: 10px;
    line-height: 24px;
  }
  .char {
    width: 24px;
    font-size: 1.25em;
    line-height: 1;
    text-align: center;
  }
  @media (forced-colors: active) {
    .tool {
      border: 0;
    }
    .tool:hover {
      color: Highlight;
    }
    .choice[aria-selected='true'] {
      forced-color-adjust: none;
      color: SelectedItemText;
      background: SelectedItem;
    }
  }
  @media (pointer: coarse) {
    .choice {
      min-height: 44px;
    }
  }
`;
