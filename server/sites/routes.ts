/** The doors of the sites room under /api/v1/admin: what an owner decides about a site. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { AdminSite, SiteParams, SitePatch } from '../../protocol/rest.ts';
import { unknownSite } from '../errors.ts';
import type { Access } from '../staff/guard.ts';
import { mayOnSite, requireSite } from '../staff/staff.ts';
import type { Site } from '../store/store.ts';
import type { Sites } from './sites.ts';

const tags = ['sites'];

/** There are few, so all are on one page. */
const SiteList = Type.Object({ items: Type.Array(AdminSite), next: Type.Null() });

const read: { access: Access } = { access: { scope: 'sites:read', role: 'moderator' } };
const write: { access: Access } = { access: { scope: 'sites:write', role: 'admin' } };

export const siteRoutes: FastifyPluginAsyncTypebox<{ rooms: { sites: Sites } }> = async (app, { rooms: { sites } }) => {
  app.get(
    '/sites',
    { config: read, schema: { summary: 'All sites', tags, response: { 200: SiteList } } },
    async ({ staff }) => ({
      items: sites
        .all()
        .filter(({ key }) => mayOnSite(staff, key))
        .map(siteView),
      next: null,
    }),
  );

  app.get(
    '/sites/:key',
    { config: read, schema: { summary: 'One site', tags, params: SiteParams, response: { 200: AdminSite } } },
    async ({ params: { key }, staff }) => {
      requireSite(staff, key, () => unknownSite(key));
      return siteView(sites.get(key));
    },
  );

  app.patch(
    '/sites/:key',
    {
      config: write,
      schema: {
        summary: 'Change settings of a site; those that are left out stay',
        tags,
        params: SiteParams,
        body: SitePatch,
        response: { 200: AdminSite },
      },
    },
    async ({ params: { key }, body, staff }) => {
      requireSite(staff, key, () => unknownSite(key));
      return siteView(await sites.change(key, body.settings));
    },
  );
};

function siteView({ key, origins, settings }: Site): AdminSite {
  return { key, origins: [...origins], settings };
}
