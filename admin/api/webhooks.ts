/** Webhooks and what was sent to them. */
import type { Delivery, NewWebhook, NewWebhookBody, Webhook, WebhookPatch } from '../../protocol/admin/webhooks.ts';
import { call } from './client.ts';

export async function listWebhooks(): Promise<Webhook[]> {
  return (await call('get', '/webhooks')).items;
}

export function makeWebhook(body: NewWebhookBody): Promise<NewWebhook> {
  return call('post', '/webhooks', { body });
}

export function changeWebhook(id: number, body: WebhookPatch): Promise<Webhook> {
  return call('patch', '/webhooks/{id}', { params: { path: { id } }, body });
}

export function removeWebhook(id: number): Promise<void> {
  return call('delete', '/webhooks/{id}', { params: { path: { id } } });
}

export function testWebhook(id: number): Promise<Delivery> {
  return call('post', '/webhooks/{id}/test', { params: { path: { id } } });
}

export function listDeliveries(id: number, cursor?: string): Promise<{ items: Delivery[]; next: string | null }> {
  return call('get', '/webhooks/{id}/deliveries', { params: { path: { id }, query: { cursor } } });
}

export function resend(id: number, delivery: string): Promise<Delivery> {
  return call('post', '/webhooks/{id}/deliveries/{delivery}/resend', { params: { path: { id, delivery } } });
}
