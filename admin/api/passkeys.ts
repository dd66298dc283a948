/** Passkeys: the browser’s part is the library’s, the server’s is behind these addresses. */
import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';
import type { Passkey, StaffSession } from '../../protocol/admin/staff.ts';
import { call } from './client.ts';
import { readSession } from './session.ts';

/** Browsers have them on https and on localhost alone. */
export const hasPasskeys = browserSupportsWebAuthn;

export async function signInWithPasskey(): Promise<StaffSession> {
  return prove('/session/passkey');
}

export async function stepUpWithPasskey(): Promise<StaffSession> {
  return prove('/session/step-up/passkey');
}

async function prove(path: '/session/passkey' | '/session/step-up/passkey'): Promise<StaffSession> {
  const { options } = await call('post', `${path}/options`, { open: true });
  const response = await startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON });
  await call('post', path, { body: { response }, open: true });
  return readSession();
}

export async function listPasskeys(): Promise<Passkey[]> {
  return (await call('get', '/passkeys')).items;
}

export async function addPasskey(name: string): Promise<Passkey> {
  const { options } = await call('post', '/passkeys/options');
  const response = await startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON });
  return call('post', '/passkeys', { body: { name, response } });
}

export function removePasskey(id: string): Promise<void> {
  return call('delete', '/passkeys/{id}', { params: { path: { id } } });
}

/** Whether somebody closed the browser’s own dialog, which is no failure. */
export function wasCancelled(error: unknown): boolean {
  return error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError');
}
