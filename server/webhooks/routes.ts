/** The doors of the webhooks room under /api/v1/admin/webhooks. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { NumberParams, strict } from '../../protocol/admin/shared.ts';
import {
  Delivery,
  DeliveryPage,
  DeliveryQuery,
  NewWebhook,
  NewWebhookBody,
  Webhook,
  WebhookList,
  WebhookPatch,
} from '../../protocol/admin/webhooks.ts';
import type { Access } from '../staff/guard.ts';
import { type Webhooks, webhookTag } from './webhooks.ts';

const tags = ['webhooks'];
const read: { access: Access } = { access: { scope: 'webhooks:read', role: 'admin' } };
const write: { access: Access } = { access: { scope: 'webhooks:write', role: 'admin' } };

const params = NumberParams;
const DeliveryParams = Type.Object(
  { ...NumberParams.properties, delivery: Type.String({ minLength: 1, maxLength: 100 }) },
  strict,
);

export const webhookRoutes: FastifyPluginAsyncTypebox<{ rooms: { webhooks: Webhooks } }> = async (
  app,
  { rooms: { webhooks } },
) => {
  app.get(
    '/webhooks',
    { config: read, schema: { summary: 'All webhooks', tags, response: { 200: WebhookList } } },
    async ({ staff }) => ({ items: await webhooks.list(staff), next: null }),
  );

  app.post(
    '/webhooks',
    {
      config: write,
      schema: {
        summary: 'Have another program told of what happens',
        description: 'The answer holds the secret that signs what is sent; it is told here and never again.',
        tags,
        body: NewWebhookBody,
        response: { 201: NewWebhook },
      },
    },
    async ({ body, staff }, reply) => {
      const webhook = await webhooks.create(body, staff);
      reply.code(201);
      return webhook;
    },
  );

  app.get(
    '/webhooks/:id',
    { config: read, schema: { summary: 'One webhook', tags, params, response: { 200: Webhook } } },
    async (request, reply) => {
      const webhook = await webhooks.get(request.params.id, request.staff);
      reply.header('etag', webhookTag(webhook));
      return webhook;
    },
  );

  app.patch(
    '/webhooks/:id',
    {
      config: write,
      schema: {
        summary: 'Change a webhook; what is left out stays',
        description: 'While it is switched off, nothing is written down for it, and what waits goes on waiting.',
        tags,
        params,
        body: WebhookPatch,
        response: { 200: Webhook },
      },
    },
    async (request, reply) => {
      const { staff, headers } = request;
      const webhook = await webhooks.change(request.params.id, request.body, { staff, ifMatch: headers['if-match'] });
      reply.header('etag', webhookTag(webhook));
      return webhook;
    },
  );

  app.delete(
    '/webhooks/:id',
    {
      config: write,
      schema: {
        summary: 'Delete a webhook with its log',
        tags,
        params,
        response: { 204: Type.Null({ description: 'It is gone' }) },
      },
    },
    async (request, reply) => {
      await webhooks.remove(request.params.id, request.staff);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/webhooks/:id/test',
    {
      config: write,
      schema: {
        summary: 'Send something that tells nothing, to see that it arrives',
        tags,
        params,
        response: { 202: Delivery },
      },
    },
    async (request, reply) => {
      const delivery = await webhooks.test(request.params.id, request.staff);
      reply.code(202);
      return delivery;
    },
  );

  app.get(
    '/webhooks/:id/deliveries',
    {
      config: read,
      schema: {
        summary: 'What was sent in the last 30 days, the newest first',
        tags,
        params,
        querystring: DeliveryQuery,
        response: { 200: DeliveryPage },
      },
    },
    async request => webhooks.deliveries(request.params.id, request.query, request.staff),
  );

  app.post(
    '/webhooks/:id/deliveries/:delivery/resend',
    {
      config: write,
      schema: {
        summary: 'Send a delivery once more, under its id',
        tags,
        params: DeliveryParams,
        response: { 202: Delivery },
      },
    },
    async (request, reply) => {
      const delivery = await webhooks.resend(request.params.id, request.params.delivery, request.staff);
      reply.code(202);
      return delivery;
    },
  );
};
