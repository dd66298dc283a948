/** Webhooks and what was sent to them. */
import type { Delivery, NewWebhook, NewWebhookBody, Webhook, WebhookPatch } from '../../protocol/admin/webhooks.ts';
import { request } from './client.ts';

export async function listWebhooks(): Promise<Webhook[]> {
  return (await request<{ items: Webhook[] }>('/webhooks')).items;
}

export function makeWebhook(body: NewWebhookBody): Promise<NewWebhook> {
  return request('/webhooks', { method: 'POST', body });
}

export function changeWebhook(id: number, body: WebhookPatch): Promise<Webhook> {
  return request(`/webhooks/${id}`, { method: 'PATCH', body });
}

export function removeWebhook(id: number): Promise<void> {
  return request(`/webhooks/${id}`, { method: 'DELETE' });
}

export function testWebhook(id: number): Promise<Delivery> {
  return request(`/webhooks/${id}/test`, { method: 'POST' });
}

export function listDeliveries(id: number, cursor?: string): Promise<{ items: Delivery[]; next: string | null }> {
  return request(`/webhooks/${id}/deliveries`, { query: { cursor } });
}

export function resend(id: number, delivery: string): Promise<Delivery> {
  return request(`/webhooks/${id}/deliveries/${encodeURIComponent(delivery)}/resend`, { method: 'POST' });
}
