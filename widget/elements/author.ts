/** Who wrote a comment: a face, and what they are here. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Author } from '../../protocol/comment.ts';
import { hue, initials } from '../text/face.ts';
import { parseUrl } from '../text/url.ts';
import type { View } from './view.ts';

/** The letters below are seen in its place. */
const hide = ({ target }: Event): void => (target as Element).remove();

/** @param server where pictures are that have no address of their own. */
export function drawAvatar(
  { id, name, avatar }: Pick<Author, 'id' | 'name'> & { readonly avatar?: string | null | undefined },
  server: string,
): TemplateResult {
  const url = avatar && parseUrl(avatar[0] === '/' ? server + avatar : avatar);
  // As a property: a policy of the page may forbid the attribute.
  return html`<span class="avatar ${name ? '' : 'blank'}" .style=${`--hue:${hue(id || name)}`} aria-hidden="true"
    >${initials(name)}${
      url && /^https?:$/.test(url.protocol)
        ? html`<img src=${url.href} alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer" @error=${hide}>`
        : nothing
    }</span>`;
}

export function drawBadges({ id, role }: Author, { t, viewer }: View): unknown {
  const badge = (key: 'moderator' | 'admin' | 'you'): TemplateResult => html`<span class="badge">${t.text(key)}</span>`;
  return html`${role === 'moderator' || role === 'admin' ? badge(role) : nothing}${
    id && id === viewer?.id ? badge('you') : nothing
  }`;
}
