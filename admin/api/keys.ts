/** API keys. */
import type { ApiKey, NewApiKey, NewApiKeyBody } from '../../protocol/admin/staff.ts';
import { request } from './client.ts';

export async function listKeys(): Promise<ApiKey[]> {
  return (await request<{ items: ApiKey[] }>('/api-keys')).items;
}

export function makeKey(body: NewApiKeyBody): Promise<NewApiKey> {
  return request('/api-keys', { method: 'POST', body });
}

export function revokeKey(id: string): Promise<void> {
  return request(`/api-keys/${encodeURIComponent(id)}`, { method: 'DELETE' });
}
