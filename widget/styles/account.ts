/** Who speaks: the name at a box, the ways to sign in, the pages of an account, and the card of somebody else. */
import { css } from 'lit';

export const account = css`
  .avatar:not(.blank):has(+ .main) {
    cursor: pointer;
  }
  .me {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 32px;
    max-width: 100%;
    padding-inline: 4px 8px;
  }
  .me .avatar {
    --avatar: 24px;
    flex: none;
    width: 24px;
    height: 24px;
    font-size: 10px;
    line-height: 24px;
  }
  .me > :last-child {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .ways-in {
    display: flex;
    flex: 1 1 100%;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 8px;
    padding-inline: 6px;
    font-size: 0.9em;
  }
  .ways-in button {
    font-size: 1em;
  }
  lc-composer .passing {
    margin-block: 8px 0;
  }

  .sheet {
    width: min(480px, calc(100vw - 32px));
    max-width: none;
    max-height: calc(100dvh - 32px);
    margin: auto;
    padding: 0;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    color: var(--text);
    background: var(--field);
    box-shadow: 0 12px 48px #0004;
    overscroll-behavior: contain;
  }
  .sheet.narrow {
    width: min(400px, calc(100vw - 32px));
  }
  .sheet::backdrop {
    background: #0006;
  }
  .sheet .page {
    padding: 16px 20px 20px;
  }
  .sheet header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    margin-block-end: 12px;
  }
  .sheet :is(h3, h4) {
    margin: 0;
    font-size: 1.15em;
    font-weight: 600;
    line-height: 1.4;
  }
  .sheet h3:focus-visible {
    outline: none;
  }
  .sheet h4 {
    margin-block: 16px 8px;
    font-size: 1em;
  }
  .sheet .icon {
    flex: none;
  }
  .sheet :is(form, lc-sign-in, lc-profile, lc-written, lc-notifications, lc-muted, lc-sessions, lc-own-data, lc-person) {
    display: flex;
    flex-direction: column;
    gap: 8px;
    min-width: 0;
  }
  .sheet form > label {
    margin-block-start: 8px;
    font-size: 0.9em;
    font-weight: 600;
  }
  .sheet :is(input:not([type='checkbox'], [type='file']), textarea) {
    width: 100%;
    min-height: 40px;
    padding: 8px 12px;
    line-height: 1.5;
    border-color: color-mix(in oklab, var(--line), var(--text) 35%);
    background: var(--field);
  }
  .sheet textarea[name] {
    min-height: 88px;
    max-height: 40vh;
    field-sizing: content;
  }
  .sheet [aria-invalid='true'] {
    border-color: var(--danger);
  }
  .sheet .code {
    max-width: 12em;
    font-size: 1.25em;
    letter-spacing: 0.2em;
    font-variant-numeric: tabular-nums;
  }
  .sheet .wide {
    width: 100%;
    min-height: 40px;
    margin-block-start: 8px;
  }
  .sheet .plain {
    background: var(--field);
  }
  .or {
    display: flex;
    align-items: center;
    gap: 12px;
    font-size: 0.875em;
  }
  .or::before,
  .or::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid var(--line);
  }
  .other-ways {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 4px 16px;
  }
  .sheet .remark:empty {
    display: none;
  }
  .sheet .apart {
    margin-block-start: 12px;
    border-block-start: 1px solid var(--line);
  }
  .switch {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 40px;
  }
  .switch input {
    flex: none;
    width: 18px;
    height: 18px;
    accent-color: var(--accent);
  }
  .about-person,
  .rows li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
  }
  .about-person .avatar {
    --avatar: 64px;
    display: block;
    flex: none;
    font-size: 22px;
  }
  .about-person > .muted {
    flex: 1 1 10em;
    font-size: 0.9em;
  }
  .about-person .plain {
    margin-inline-start: auto;
  }
  .about-person .grow .plain {
    margin-inline-start: 0;
  }
  .rows li {
    padding-block: 8px;
    border-block-end: 1px solid var(--line);
  }
  .rows .avatar {
    flex: none;
  }
  .rows .badge {
    display: inline-block;
    font-size: 0.75em;
  }
  .grow {
    flex: 1 1 10em;
    min-width: 0;
  }
  .rows .muted {
    display: block;
    font-size: 0.875em;
  }
  .bio {
    white-space: pre-line;
  }
  .sheet a {
    color: var(--accent);
    text-underline-offset: 2px;
  }
  .written :is(a, .item) {
    display: block;
    padding: 8px 10px;
    margin-inline: -10px;
    border-radius: calc(var(--radius) * 0.6);
    font-size: 0.95em;
    color: inherit;
    text-decoration: none;
  }
  .written a:focus-visible {
    outline-offset: -2px;
  }
  .written .meta {
    min-height: 0;
  }
  .written .meta > :first-child {
    min-width: 0;
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  @media (hover: hover) {
    .written a:hover {
      background: var(--soft);
    }
    .author:hover {
      text-decoration: underline;
      text-underline-offset: 3px;
    }
  }
  @media (max-width: 520px) {
    .sheet,
    .sheet.narrow {
      width: 100vw;
      max-height: calc(100dvh - 24px);
      margin-block-end: 0;
      border-width: 1px 0 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }
    .sheet .page {
      padding-block-end: max(20px, env(safe-area-inset-bottom));
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .sheet {
      animation: appear 0.15s;
    }
  }
  /* Below this size a phone enlarges the page when one begins to write. */
  @media (pointer: coarse) {
    .sheet :is(input, textarea) {
      font-size: max(16px, 1em);
    }
    .sheet .code {
      font-size: 1.25em;
    }
  }
  @media (forced-colors: active) {
    .sheet,
    .rows li {
      border-color: CanvasText;
    }
    .sheet [aria-invalid='true'] {
      outline: 2px solid Mark;
    }
  }
`;
