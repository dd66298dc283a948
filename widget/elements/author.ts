/** Who wrote a comment: a face, and what they are here. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Author } from '../../protocol/comment.ts';
import { hue, initials } from '../text/face.ts';
import { parseUrl } from '../text/url.ts';
import type { View } from './view.ts';

export function drawAvatar(author: Author): TemplateResult {
  const url = author.avatar && parseUrl(author.avatar);
  if (url && /^https?:$/.test(url.protocol)) {
    return html`<img class="avatar" src=${url.href} alt="" loading="lazy" referrerpolicy="no-referrer">`;
  }
  if (!author.name) return html`<span class="avatar blank"></span>`;
  // As a property: a policy of the page may forbid the attribute.
  return html`<span class="avatar" .style=${`--hue:${hue(author.id || author.name)}`} aria-hidden="true">${initials(author.name)}</span>`;
}

export function drawBadges({ id, role }: Author, { t, viewer }: View): unknown {
  const badge = (key: 'moderator' | 'admin' | 'you'): TemplateResult => html`<span class="badge">${t.text(key)}</span>`;
  return html`${role === 'moderator' || role === 'admin' ? badge(role) : nothing}${
    id && id === viewer?.id ? badge('you') : nothing
  }`;
}
