/** How a comment’s text and its card look. */
import { css } from 'lit';

export const contentStyles = css`
  .content {
    overflow-wrap: anywhere;
  }
  .content > * + * {
    margin-block-start: 0.5rem;
  }
  .content :is(ul, ol) {
    padding-inline-start: 1.5rem;
    list-style: revert;
  }
  .content blockquote {
    margin: 0;
    padding-inline-start: 0.75rem;
    border-inline-start: 3px solid var(--line);
    color: var(--muted);
  }
  .content pre {
    margin: 0;
    padding: 0.5rem 0.75rem;
    border-radius: var(--radius);
    background: var(--soft);
    overflow-x: auto;
  }
  .content .spoiler {
    border-block-end: 1px dashed var(--line-strong);
  }
  .content .mention {
    font-weight: 550;
  }
  .content a:is(.found, :has(mark)) {
    color: var(--text);
  }
  .content a.found {
    border-radius: 0.2rem;
    background: var(--mark);
  }
`;

export const cardStyles = css`
  :host {
    position: relative;
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    background: var(--surface);
    box-shadow: var(--shadow);
    scroll-margin-block: var(--card-top, 8rem) 25vh;
  }
  :host(:focus-visible) {
    outline: none;
  }
  /* The current card is marked for everybody, not for the keyboard alone: keys act on it. */
  :host([current]) {
    border-color: var(--accent);
    box-shadow: 0 0 0 1px var(--accent);
  }
  :host([selected]) {
    background: var(--accent-soft);
  }
  :host([done]) {
    background: none;
    box-shadow: none;
  }
  :host([done][current]) {
    box-shadow: 0 0 0 1px var(--accent);
  }
  :host([done]) :is(.content, .who > button, .thread) {
    color: var(--muted);
  }
  .inside {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 0.75rem;
    padding: 0.875rem 1.125rem;
  }
  .select {
    display: grid;
    place-items: center;
    block-size: 1.5rem;
  }
  .who {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.5rem;
    min-block-size: 1.5rem;
  }
  .who > .name {
    min-block-size: 0;
    padding: 0;
    border: 0;
    border-radius: 0.25rem;
    background: none;
    font-weight: 620;
  }
  .who > .name:hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .end {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    margin-inline-start: auto;
  }
  .looker {
    display: grid;
    place-items: center;
    inline-size: 1.5rem;
    block-size: 1.5rem;
    border-radius: 50%;
    background: var(--accent);
    color: var(--on-accent);
    font-size: 0.6875rem;
    font-weight: 650;
  }
  .thread,
  .parent {
    overflow: hidden;
    color: var(--muted);
    font-size: 0.8125rem;
    line-height: 1.5rem;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .thread > :is(a, .link) {
    color: inherit;
    font-size: inherit;
  }
  .parent {
    display: flex;
    gap: 0.375rem;
    block-size: 1.5rem;
  }
  .parent q {
    overflow: hidden;
    text-overflow: ellipsis;
    quotes: none;
  }
  .content {
    margin-block: 0.375rem 0.625rem;
    line-height: 1.55;
  }
  .why {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
    margin-block-end: 0.625rem;
  }
  .why .chip {
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .flag svg {
    inline-size: 0.8125rem;
    block-size: 0.8125rem;
  }
  .word {
    margin-block-end: 0.5rem;
    color: var(--muted);
    font-size: 0.8125rem;
  }
  .notice {
    margin-block-end: 0.625rem;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.375rem;
    min-block-size: 2.125rem;
  }
  .actions svg {
    inline-size: 1rem;
    block-size: 1rem;
  }
  .approve {
    color: var(--good);
  }
  .reject {
    color: var(--bad);
  }
  .verdict {
    display: flex;
    align-items: center;
    gap: 0.375rem;
    font-weight: 550;
  }
  .verdict.good {
    color: var(--good);
  }
  .verdict.bad {
    color: var(--bad);
  }
  .side {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    margin-inline-start: auto;
  }
  .side > button {
    padding-inline: 0.5rem;
    color: var(--muted);
    font-size: 0.8125rem;
  }
  lc-menu > * {
    white-space: nowrap;
  }
  @media (max-width: 40rem) {
    .inside {
      padding: 0.75rem;
    }
    .actions > :is(.approve, .reject, .spam) {
      flex: 1 0 auto;
      padding-inline: 0.5rem;
    }
    .actions > :is(.approve, .reject, .spam) > svg {
      display: none;
    }
    .side {
      flex-basis: 100%;
      margin-inline-start: 0;
    }
    .side lc-menu {
      margin-inline-start: auto;
    }
  }
  @media (pointer: coarse) {
    .select {
      inline-size: 2.75rem;
      block-size: 2.75rem;
      margin: -0.625rem;
    }
    .who > .name {
      min-block-size: 1.5rem;
    }
    .actions {
      min-block-size: 2.75rem;
    }
  }
  @media (forced-colors: active) {
    :host([current]) {
      outline: 2px solid Highlight;
    }
    mark {
      outline: 1px solid;
    }
  }
`;
