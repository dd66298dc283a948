/** A member’s picture; their initial where they have none, or where it is on another server, which would learn who looks. */
import { html, type TemplateResult } from 'lit';

export function portrait({ name, avatar }: { readonly name: string; readonly avatar: string | null }): TemplateResult {
  const url = avatar === null ? undefined : new URL(avatar, location.origin);
  if (url?.origin === location.origin) return html`<img src=${url.href} alt="" width="40" height="40" />`;
  const [initial = ''] = Array.from(new Intl.Segmenter().segment(name.trim()), ({ segment }) => segment);
  return html`<span class="initial" aria-hidden="true">${initial.toLocaleUpperCase()}</span>`;
}
