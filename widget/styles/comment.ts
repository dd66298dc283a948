/** One comment, its text, and the replies below it. */
import { css } from 'lit';

export const comment = css`
  lc-comment {
    display: block;
  }
  .comment {
    display: grid;
    grid-template-columns: 36px minmax(0, 1fr);
    gap: 12px;
    padding-block-end: 16px;
    border-radius: 4px;
    outline-offset: 6px;
    scroll-margin: 72px;
  }
  .replies .fresh {
    animation: appear 0.4s ease-out;
  }
  .sending .main {
    opacity: 0.6;
  }
  .avatar {
    width: 36px;
    height: 36px;
    border-radius: 50%;
    font-size: 13px;
    font-weight: 600;
    line-height: 36px;
    text-align: center;
    user-select: none;
    object-fit: cover;
    color: light-dark(hsl(var(--hue) 48% 30%), hsl(var(--hue) 45% 82%));
    background: light-dark(hsl(var(--hue) 48% 90%), hsl(var(--hue) 30% 27%));
  }
  .avatar[data-tone='0'] {
    --hue: 12;
  }
  .avatar[data-tone='1'] {
    --hue: 38;
  }
  .avatar[data-tone='2'] {
    --hue: 90;
  }
  .avatar[data-tone='3'] {
    --hue: 150;
  }
  .avatar[data-tone='4'] {
    --hue: 185;
  }
  .avatar[data-tone='5'] {
    --hue: 214;
  }
  .avatar[data-tone='6'] {
    --hue: 262;
  }
  .avatar[data-tone='7'] {
    --hue: 325;
  }
  .avatar[data-tone='none'] {
    background: var(--soft);
  }
  .gone .main {
    padding-block: 6px;
    font-size: 0.95em;
    font-style: italic;
  }
  .meta {
    font-size: 0.875em;
    color: var(--muted);
  }
  .meta > * + * {
    margin-inline-start: 4px;
  }
  .author {
    font-weight: 600;
    color: var(--text);
  }
  .badge {
    padding: 0 7px;
    border: 1px solid var(--line);
    border-radius: 99px;
    font-size: 0.86em;
  }
  .content {
    margin-block-start: 2px;
  }
  .content :is(p, ul, ol, pre, blockquote) {
    margin: 0 0 0.6em;
    unicode-bidi: isolate;
  }
  .content > :last-child {
    margin-block-end: 0;
  }
  .content :is(ul, ol) {
    padding-inline-start: 1.5em;
  }
  .content ul {
    list-style: disc;
  }
  .content a {
    color: var(--accent);
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 2px;
  }
  .content blockquote {
    padding-inline-start: 12px;
    border-inline-start: 3px solid var(--line);
    color: var(--muted);
  }
  .content code {
    padding: 1px 5px;
    border-radius: 5px;
    font: 0.875em ui-monospace, monospace;
    background: var(--soft);
  }
  .content pre {
    padding: 10px 14px;
    border-radius: var(--radius);
    line-height: 1.5;
    text-align: left;
    white-space: pre;
    overflow-x: auto;
    background: var(--soft);
  }
  .content pre code {
    padding: 0;
    background: none;
  }
  .mention {
    font-weight: 600;
  }
  .actions {
    min-height: 28px;
    margin-block-start: 2px;
    margin-inline-start: -9px;
  }
  .actions button {
    padding: 2px 8px;
    font-size: 0.85em;
  }
  .replies {
    margin-inline-start: 17px;
    padding-inline-start: 30px;
    border-inline-start: 2px solid var(--line);
    margin-block-end: 16px;
  }
  .replies .replies {
    margin-block-end: 8px;
  }
  .replies .comment {
    grid-template-columns: 28px minmax(0, 1fr);
    gap: 10px;
  }
  .replies .replies {
    margin-inline-start: 13px;
    padding-inline-start: 24px;
  }
  .replies .avatar {
    width: 28px;
    height: 28px;
    font-size: 11px;
    line-height: 28px;
  }
  .deeper {
    margin-block: -14px 16px;
    margin-inline-start: 38px;
  }
  .count {
    color: var(--muted);
  }
  @container (max-width: 520px) {
    .replies {
      margin-inline-start: 13px;
      padding-inline-start: 14px;
    }
    .replies .replies {
      margin-inline-start: 0;
      padding-inline-start: 12px;
    }
  }
`;
