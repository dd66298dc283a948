/** Who is signed in here, and how they come in, prove themselves and go. */
import type { StaffSession } from '../../protocol/admin/staff.ts';
import { request } from './client.ts';

export function readSession(): Promise<StaffSession> {
  return request('/session', { open: true });
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly code?: string;
}

export async function signIn(body: Credentials): Promise<StaffSession> {
  await request('/session', { method: 'POST', body, open: true });
  return readSession();
}

export function signOut(): Promise<void> {
  return request('/session', { method: 'DELETE', open: true });
}

export interface NewOwner {
  readonly token: string;
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

export async function setUp(body: NewOwner): Promise<StaffSession> {
  await request('/set-up', { method: 'POST', body, open: true });
  return readSession();
}

export async function acceptInvite(body: { readonly token: string; readonly password: string }): Promise<StaffSession> {
  await request('/invite', { method: 'POST', body, open: true });
  return readSession();
}

export async function stepUp(body: { readonly password?: string; readonly code?: string }): Promise<StaffSession> {
  await request('/session/step-up', { method: 'POST', body, open: true });
  return readSession();
}
