/** How readers of a site sign in: services, keys of its own users, and whether the server can send mail. */
import type {
  MailState,
  MailTest,
  NewProviderBody,
  NewSsoKeyBody,
  Provider,
  ProviderCheck,
  ProviderPatch,
  SsoKey,
} from '../../protocol/admin/sign-in.ts';
import { call } from './client.ts';

export async function listProviders(key: string): Promise<Provider[]> {
  return (await call('get', '/sites/{key}/sign-in/providers', { params: { path: { key } } })).items;
}

export function addProvider(key: string, body: NewProviderBody): Promise<Provider> {
  return call('post', '/sites/{key}/sign-in/providers', { params: { path: { key } }, body });
}

export function changeProvider(key: string, id: string, body: ProviderPatch): Promise<Provider> {
  return call('patch', '/sites/{key}/sign-in/providers/{id}', { params: { path: { key, id } }, body });
}

export function removeProvider(key: string, id: string): Promise<unknown> {
  return call('delete', '/sites/{key}/sign-in/providers/{id}', { params: { path: { key, id } } });
}

export function checkProvider(key: string, id: string): Promise<ProviderCheck> {
  return call('post', '/sites/{key}/sign-in/providers/{id}/check', { params: { path: { key, id } } });
}

export async function listSsoKeys(key: string): Promise<SsoKey[]> {
  return (await call('get', '/sites/{key}/sso-keys', { params: { path: { key } } })).items;
}

/** With its secret, where the server made one. */
export function addSsoKey(key: string, body: NewSsoKeyBody): Promise<SsoKey & { secret: string | null }> {
  return call('post', '/sites/{key}/sso-keys', { params: { path: { key } }, body });
}

export function removeSsoKey(key: string, id: string): Promise<unknown> {
  return call('delete', '/sites/{key}/sso-keys/{id}', { params: { path: { key, id } } });
}

export function readMailState(): Promise<MailState> {
  return call('get', '/mail');
}

export function testMail(to: string): Promise<MailTest> {
  return call('post', '/mail/test', { body: { to } });
}
