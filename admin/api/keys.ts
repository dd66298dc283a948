/** API keys. */
import type { ApiKey, NewApiKey, NewApiKeyBody } from '../../protocol/admin/staff.ts';
import { call } from './client.ts';

export async function listKeys(): Promise<ApiKey[]> {
  return (await call('get', '/api-keys')).items;
}

export function makeKey(body: NewApiKeyBody): Promise<NewApiKey> {
  return call('post', '/api-keys', { body });
}

export function revokeKey(id: string): Promise<void> {
  return call('delete', '/api-keys/{id}', { params: { path: { id } } });
}
