/** What staff change about themselves: password, code app, sessions. */
import type { SessionInfo, TotpSetUp } from '../../protocol/admin/staff.ts';
import { request } from './client.ts';

export function changePassword(current: string, password: string): Promise<void> {
  return request('/session/password', { method: 'PUT', body: { current, password } });
}

export type CodeApp = TotpSetUp;

export function beginTotp(): Promise<CodeApp> {
  return request('/session/totp', { method: 'POST' });
}

/** Resolves with the recovery codes, which are told this once. */
export async function enableTotp(code: string): Promise<string[]> {
  return (await request<{ codes: string[] }>('/session/totp', { method: 'PUT', body: { code } })).codes;
}

export function disableTotp(): Promise<void> {
  return request('/session/totp', { method: 'DELETE' });
}

export async function renewCodes(): Promise<string[]> {
  return (await request<{ codes: string[] }>('/session/recovery-codes', { method: 'POST' })).codes;
}

export async function listSessions(): Promise<SessionInfo[]> {
  return (await request<{ items: SessionInfo[] }>('/sessions')).items;
}

export function endSession(id: string): Promise<void> {
  return request(`/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

export function endOtherSessions(): Promise<void> {
  return request('/sessions', { method: 'DELETE' });
}
