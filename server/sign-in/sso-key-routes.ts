/** The owners’ doors to the keys of a site’s own users. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { NewSsoKey, NewSsoKeyBody, SsoKeyList, SsoKeyParams } from '../../protocol/admin/sign-in.ts';
import { SiteParams } from '../../protocol/admin/sites.ts';
import { unknownSite } from '../errors.ts';
import type { Sites } from '../sites/sites.ts';
import type { Access } from '../staff/guard.ts';
import { requireSite, type Staff } from '../staff/staff.ts';
import type { SsoKeys } from './sso-keys.ts';

const tags = ['sign-in'];
const read: { access: Access } = { access: { scope: 'sign-in:read', role: 'admin' } };
const write: { access: Access } = { access: { scope: 'sign-in:write', role: 'admin', stepUp: true } };

interface Options {
  readonly rooms: { readonly ssoKeys: SsoKeys; readonly sites: Sites };
}

export const ssoKeyRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { rooms: { ssoKeys, sites } }) => {
  const siteOf = (key: string, staff: Staff): string => {
    requireSite(staff, key, () => unknownSite(key));
    return sites.get(key).key;
  };

  app.get(
    '/sites/:key/sso-keys',
    {
      config: read,
      schema: {
        summary: 'The keys that sign for the site’s own users',
        tags,
        params: SiteParams,
        response: { 200: SsoKeyList },
      },
    },
    async ({ params, staff }) => ({ items: await ssoKeys.list(siteOf(params.key, staff)), next: null }),
  );

  app.post(
    '/sites/:key/sso-keys',
    {
      config: write,
      schema: {
        summary: 'Make a key that signs for the site’s own users',
        description:
          'A secret that is made here is told in the answer, and never again. docs/sso.md says how to sign with it.',
        tags,
        params: SiteParams,
        body: NewSsoKeyBody,
        response: { 201: NewSsoKey },
      },
    },
    async ({ params, body, staff }, reply) => {
      const made = await ssoKeys.add(siteOf(params.key, staff), body, staff);
      reply.code(201);
      return made;
    },
  );

  app.delete(
    '/sites/:key/sso-keys/:id',
    {
      config: write,
      schema: { summary: 'Take a key back; what it signs is refused at once', tags, params: SsoKeyParams },
    },
    async ({ params, staff }, reply) => {
      await ssoKeys.remove(siteOf(params.key, staff), params.id, staff);
      return reply.code(204).send();
    },
  );
};
