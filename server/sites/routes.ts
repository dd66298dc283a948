/** The doors of the sites room under /api/v1/admin: what an owner decides about a site. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { AdminSite, SiteParams, SitePatch } from '../../protocol/rest.ts';
import { type Accounts, requireAdmin } from '../accounts/accounts.ts';
import type { Site } from '../store/store.ts';
import type { Sites } from './sites.ts';

const tags = ['sites'];

/** There are few, so all are on one page. */
const SiteList = Type.Object({ items: Type.Array(AdminSite), next: Type.Null() });

export const siteRoutes: FastifyPluginAsyncTypebox<{ rooms: { accounts: Accounts; sites: Sites } }> = async (
  app,
  { rooms: { accounts, sites } },
) => {
  app.addHook('preHandler', async (request, reply) => {
    sites.admitAny(request.headers.origin);
    requireAdmin((await accounts.ofHeader(request.headers.authorization)).viewer);
    reply.header('cache-control', 'no-store');
  });

  app.get('/admin/sites', { schema: { summary: 'All sites', tags, response: { 200: SiteList } } }, async () => ({
    items: sites.all().map(siteView),
    next: null,
  }));

  app.get(
    '/admin/sites/:key',
    { schema: { summary: 'One site', tags, params: SiteParams, response: { 200: AdminSite } } },
    async request => siteView(sites.get(request.params.key)),
  );

  app.patch(
    '/admin/sites/:key',
    {
      schema: {
        summary: 'Change settings of a site; those that are left out stay',
        tags,
        params: SiteParams,
        body: SitePatch,
        response: { 200: AdminSite },
      },
    },
    async request => siteView(await sites.change(request.params.key, request.body.settings)),
  );
};

function siteView({ key, origins, settings }: Site): AdminSite {
  return { key, origins: [...origins], settings };
}
