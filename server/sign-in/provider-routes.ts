/** The owners’ doors to the providers that readers of a site sign in with. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import {
  NewProviderBody,
  Provider,
  ProviderCheck,
  ProviderList,
  ProviderParams,
  ProviderPatch,
} from '../../protocol/admin/sign-in.ts';
import { SiteParams } from '../../protocol/admin/sites.ts';
import { unknownSite } from '../errors.ts';
import { baseOf } from '../pages/links.ts';
import type { Sites } from '../sites/sites.ts';
import type { Access } from '../staff/guard.ts';
import { requireSite, type Staff } from '../staff/staff.ts';
import { type Providers, providerTag } from './providers.ts';

const tags = ['sign-in'];
const read: { access: Access } = { access: { scope: 'sign-in:read', role: 'admin' } };
const tryOut: { access: Access } = { access: { scope: 'sign-in:write', role: 'admin' } };
/** Whoever changes a provider decides whom the site takes for whom. */
const write: { access: Access } = { access: { scope: 'sign-in:write', role: 'admin', stepUp: true } };

interface Options {
  readonly rooms: {
    readonly providers: Providers;
    readonly sites: Sites;
    readonly publicUrl: string | undefined;
  };
}

export const providerRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { rooms }) => {
  const { providers, sites, publicUrl } = rooms;
  const siteOf = (key: string, staff: Staff): string => {
    requireSite(staff, key, () => unknownSite(key));
    return sites.get(key).key;
  };
  const base = (request: FastifyRequest) => baseOf(request, publicUrl);

  app.get(
    '/sites/:key/sign-in/providers',
    {
      config: read,
      schema: {
        summary: 'The providers that readers may sign in with',
        tags,
        params: SiteParams,
        response: { 200: ProviderList },
      },
    },
    async request => {
      const site = siteOf(request.params.key, request.staff);
      return { items: await providers.list(site, base(request)), next: null };
    },
  );

  app.post(
    '/sites/:key/sign-in/providers',
    {
      config: write,
      schema: {
        summary: 'Let readers sign in with a provider',
        description:
          'The secret is never told again. The `callback` of the answer is to be entered at the provider; it is `/api/v1/session/oauth/callback/`, the site, a dot and the preset, so it is known before. docs/sign-in.md tells what to do at each of them.',
        tags,
        params: SiteParams,
        body: NewProviderBody,
        response: { 201: Provider },
      },
    },
    async (request, reply) => {
      const site = siteOf(request.params.key, request.staff);
      const provider = await providers.add(site, request.body, request.staff, base(request));
      reply.code(201).header('etag', providerTag(provider));
      return provider;
    },
  );

  app.get(
    '/sites/:key/sign-in/providers/:id',
    {
      config: read,
      schema: { summary: 'One provider', tags, params: ProviderParams, response: { 200: Provider } },
    },
    async (request, reply) => {
      const site = siteOf(request.params.key, request.staff);
      const provider = await providers.get(site, request.params.id, base(request));
      reply.header('etag', providerTag(provider));
      return provider;
    },
  );

  app.patch(
    '/sites/:key/sign-in/providers/:id',
    {
      config: write,
      schema: {
        summary: 'Change a provider; what is left out stays',
        description: 'Whoever signed in with it before stays who they are, and signed in.',
        tags,
        params: ProviderParams,
        body: ProviderPatch,
        response: { 200: Provider },
      },
    },
    async (request, reply) => {
      const { staff, params, headers } = request;
      const place = { site: siteOf(params.key, staff), id: params.id };
      const how = { staff, ifMatch: headers['if-match'], base: base(request) };
      const provider = await providers.change(place, request.body, how);
      reply.header('etag', providerTag(provider));
      return provider;
    },
  );

  app.delete(
    '/sites/:key/sign-in/providers/:id',
    {
      config: write,
      schema: {
        summary: 'Delete a provider',
        description: 'Whoever signed in with it stays signed in until they sign out, and cannot come back by it.',
        tags,
        params: ProviderParams,
        response: { 204: Type.Null({ description: 'It is gone' }) },
      },
    },
    async ({ params, staff }, reply) => {
      await providers.remove(siteOf(params.key, staff), params.id, staff);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/sites/:key/sign-in/providers/:id/check',
    {
      config: tryOut,
      schema: {
        summary: 'Try a provider out, as far as that goes without anybody signing in',
        tags,
        params: ProviderParams,
        response: { 200: ProviderCheck },
      },
    },
    async request => {
      const { params, staff } = request;
      return providers.check(siteOf(params.key, staff), params.id, base(request));
    },
  );
};
