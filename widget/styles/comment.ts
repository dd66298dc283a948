/** One comment, its text, and the replies below it. */
import { css } from 'lit';

export const comment = css`
  lc-comment {
    display: block;
  }
  .comment {
    display: grid;
    grid-template-columns: var(--avatar) minmax(0, 1fr);
    gap: 12px;
    padding-block-end: var(--gap);
  }
  .avatar {
    width: var(--avatar);
    height: var(--avatar);
    border-radius: 50%;
    font-size: 13px;
    font-weight: 600;
    line-height: var(--avatar);
    text-align: center;
    position: relative;
    overflow: hidden;
    color: light-dark(hsl(var(--hue) 48% 30%), hsl(var(--hue) 45% 82%));
    background: light-dark(hsl(var(--hue) 48% 90%), hsl(var(--hue) 30% 27%));
  }
  .avatar img {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    object-fit: cover;
    background: var(--field);
  }
  .blank {
    background: var(--soft);
  }
  .gone .main {
    align-self: center;
  }
  .meta {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    column-gap: 8px;
    min-height: 24px;
    font-size: 0.875em;
    color: var(--muted);
  }
  .when {
    color: inherit;
    text-decoration: none;
  }
  .author {
    padding: 0;
    border: 0;
    font-size: 1em;
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
  .folded {
    max-height: 15em;
    overflow: hidden;
    mask: linear-gradient(#000 calc(100% - 4em), #0000);
  }
  /* Covered until its reader asks: not to be seen, found, selected or heard. */
  lc-spoiler:not([open]) {
    background: var(--muted);
  }
  lc-spoiler:not([open]) > * {
    visibility: hidden;
  }
  lc-picture:not(:defined) {
    display: inline-block;
    min-width: 28px;
    vertical-align: middle;
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
  /* As high as what is loaded a moment later. */
  .bar {
    min-height: max(28px, 1.275em + 6px);
    margin-block-start: 2px;
  }
  .replies {
    margin-inline-start: calc(var(--avatar) / 2 - 1px);
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
