/** What staff change about themselves: password, code app, sessions. */
import type { SessionInfo, TotpSetUp } from '../../protocol/admin/staff.ts';
import { call } from './client.ts';

export function changePassword(current: string, password: string): Promise<void> {
  return call('put', '/session/password', { body: { current, password } });
}

export type CodeApp = TotpSetUp;

export function beginTotp(): Promise<CodeApp> {
  return call('post', '/session/totp');
}

/** Resolves with the recovery codes, which are told this once. */
export async function enableTotp(code: string): Promise<string[]> {
  return (await call('put', '/session/totp', { body: { code } })).codes;
}

export function disableTotp(): Promise<void> {
  return call('delete', '/session/totp');
}

export async function renewCodes(): Promise<string[]> {
  return (await call('post', '/session/recovery-codes')).codes;
}

export async function listSessions(): Promise<SessionInfo[]> {
  return (await call('get', '/sessions')).items;
}

export function endSession(id: string): Promise<void> {
  return call('delete', '/sessions/{id}', { params: { path: { id } } });
}

export function endOtherSessions(): Promise<void> {
  return call('delete', '/sessions');
}
