/** Who is signed in here, and how they come in, prove themselves and go. */
import type { StaffSession, WidgetToken } from '../../protocol/admin/staff.ts';
import { call } from './client.ts';

export function readSession(): Promise<StaffSession> {
  return call('get', '/session', { open: true });
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly code?: string;
}

export async function signIn(body: Credentials): Promise<StaffSession> {
  await call('post', '/session', { body, open: true });
  return readSession();
}

export function signOut(): Promise<void> {
  return call('delete', '/session', { open: true });
}

export interface NewOwner {
  readonly token: string;
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

export async function setUp(body: NewOwner): Promise<StaffSession> {
  await call('post', '/set-up', { body, open: true });
  return readSession();
}

export async function acceptInvite(body: { readonly token: string; readonly password: string }): Promise<StaffSession> {
  await call('post', '/invite', { body, open: true });
  return readSession();
}

export async function stepUp(body: { readonly password?: string; readonly code?: string }): Promise<StaffSession> {
  await call('post', '/session/step-up', { body, open: true });
  return readSession();
}

/** For the widget on a page: it moderates the page’s site for a while. */
export function makeWidgetToken(site: string, origin: string): Promise<WidgetToken> {
  return call('post', '/session/widget', { body: { site, origin } });
}
