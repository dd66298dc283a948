/** Passkeys: the browser’s part is the library’s, the server’s is behind these addresses. */
import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';
import type { Passkey, StaffSession } from '../../protocol/admin/staff.ts';
import { request } from './client.ts';
import { readSession } from './session.ts';

/** Browsers have them on https and on localhost alone. */
export const hasPasskeys = browserSupportsWebAuthn;

export async function signInWithPasskey(): Promise<StaffSession> {
  return prove('/session/passkey');
}

export async function stepUpWithPasskey(): Promise<StaffSession> {
  return prove('/session/step-up/passkey');
}

async function prove(path: string): Promise<StaffSession> {
  const { options } = await request<{ options: PublicKeyCredentialRequestOptionsJSON }>(`${path}/options`, {
    method: 'POST',
    open: true,
  });
  const response = await startAuthentication({ optionsJSON: options });
  await request(path, { method: 'POST', body: { response }, open: true });
  return readSession();
}

export async function listPasskeys(): Promise<Passkey[]> {
  return (await request<{ items: Passkey[] }>('/passkeys')).items;
}

export async function addPasskey(name: string): Promise<Passkey> {
  const { options } = await request<{ options: PublicKeyCredentialCreationOptionsJSON }>('/passkeys/options', {
    method: 'POST',
  });
  const response = await startRegistration({ optionsJSON: options });
  return request('/passkeys', { method: 'POST', body: { name, response } });
}

export function removePasskey(id: string): Promise<void> {
  return request(`/passkeys/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

/** Whether somebody closed the browser’s own dialog, which is no failure. */
export function wasCancelled(error: unknown): boolean {
  return error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError');
}
