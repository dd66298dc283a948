/** The doors of the sites room under /api/v1/admin: what an owner decides about a site. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import {
  AdminSite,
  NewSiteBody,
  SiteCheck,
  SiteCheckQuery,
  SiteList,
  SiteParams,
  SitePatch,
} from '../../protocol/admin/sites.ts';
import { unknownSite } from '../errors.ts';
import { etagOf, requireMatch } from '../etag.ts';
import type { Access } from '../staff/guard.ts';
import { actorOf, mayOnSite, requireAllSites, requireSite } from '../staff/staff.ts';
import type { Site } from '../store/store.ts';
import { checkPage } from './check.ts';
import type { Sites } from './sites.ts';

const tags = ['sites'];
const read: { access: Access } = { access: { scope: 'sites:read', role: 'moderator' } };
const write: { access: Access } = { access: { scope: 'sites:write', role: 'admin' } };

interface Options {
  readonly rooms: { readonly sites: Sites; readonly publicUrl: string | undefined };
}

export const siteRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { rooms: { sites, publicUrl } }) => {
  const view = ({ key, origins, settings }: Site): AdminSite => ({
    key,
    origins: [...origins],
    fixedOrigins: [...sites.fixedOrigins(key)],
    settings,
  });

  app.get(
    '/sites',
    { config: read, schema: { summary: 'All sites', tags, response: { 200: SiteList } } },
    async ({ staff }) => ({
      items: sites
        .all()
        .filter(({ key }) => mayOnSite(staff, key))
        .map(view),
      next: null,
    }),
  );

  app.post(
    '/sites',
    { config: write, schema: { summary: 'Make a site', tags, body: NewSiteBody, response: { 201: AdminSite } } },
    async ({ body: { key, origins = [] }, staff }, reply) => {
      requireAllSites(staff);
      reply.code(201);
      return view(await sites.add(key, origins, actorOf(staff)));
    },
  );

  app.get(
    '/sites/:key',
    { config: read, schema: { summary: 'One site', tags, params: SiteParams, response: { 200: AdminSite } } },
    async ({ params: { key }, staff }, reply) => {
      requireSite(staff, key, () => unknownSite(key));
      const site = view(sites.get(key));
      reply.header('etag', etagOf(site));
      return site;
    },
  );

  app.patch(
    '/sites/:key',
    {
      config: write,
      schema: {
        summary: 'Change settings or origins of a site; what is left out stays',
        tags,
        params: SiteParams,
        body: SitePatch,
        response: { 200: AdminSite },
      },
    },
    async ({ params: { key }, body, staff, headers }, reply) => {
      requireSite(staff, key, () => unknownSite(key));
      requireMatch(headers['if-match'], etagOf(view(sites.get(key))));
      const site = view(await sites.change(key, body, actorOf(staff)));
      reply.header('etag', etagOf(site));
      return site;
    },
  );

  app.get(
    '/sites/:key/check',
    {
      config: read,
      schema: {
        summary: 'Whether a page with this address may use the site, and what to change if not',
        tags,
        params: SiteParams,
        querystring: SiteCheckQuery,
        response: { 200: SiteCheck },
      },
    },
    async ({ params: { key }, query: { url }, staff, protocol, host }) => {
      requireSite(staff, key, () => unknownSite(key));
      const theirs = sites.all().flatMap(site => (mayOnSite(staff, site.key) ? [site.key] : []));
      return checkPage(sites, key, url, publicUrl ?? `${protocol}://${host}`, theirs);
    },
  );
};
