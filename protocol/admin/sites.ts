/** Sites as their owners see them: which pages may use them, and how they behave. */
import { type Static, Type } from 'typebox';
import { SiteKey, SiteSettings } from '../comment.ts';
import { ORIGINS_MAX, URL_MAX_UNITS } from '../limits.ts';
import { nullable, strict } from './shared.ts';

const Origins = Type.Array(Type.String({ minLength: 1, maxLength: 300 }), {
  maxItems: ORIGINS_MAX,
  uniqueItems: true,
  description:
    'scheme, host and port, like https://blog.example; https://*.blog.example stands for all its subdomains, https://blog-*.previews.example for preview hosts, and :* for any port',
});

export const AdminSite = Type.Object({
  key: SiteKey,
  origins: Type.Array(Type.String()),
  fixedOrigins: Type.Array(Type.String(), {
    description: 'those that the operator’s settings add (ALLOWED_ORIGINS, and the server itself); not changed here',
  }),
  settings: SiteSettings,
});
export type AdminSite = Static<typeof AdminSite>;

/** There are few, so all are on one page. */
export const SiteList = Type.Object({ items: Type.Array(AdminSite), next: Type.Null() });
export const SiteParams = Type.Object({ key: SiteKey }, strict);
export const NewSiteBody = Type.Object({ key: SiteKey, origins: Type.Optional(Origins) }, strict);
export const SitePatch = Type.Object(
  { settings: Type.Optional(Type.Partial(SiteSettings, strict)), origins: Type.Optional(Origins) },
  strict,
);
export type SitePatch = Static<typeof SitePatch>;

/** Does my page’s address work? */
export const SiteCheckQuery = Type.Object(
  { url: Type.String({ minLength: 1, maxLength: URL_MAX_UNITS, description: 'the page’s address' }) },
  strict,
);
export const SiteCheck = Type.Object({
  origin: nullable(Type.String({ description: 'what browsers send for that page; null where it is no web page' })),
  allowed: Type.Boolean(),
  mend: nullable(Type.String({ description: 'what to change, in English; null where nothing is wrong' })),
});
export type SiteCheck = Static<typeof SiteCheck>;
