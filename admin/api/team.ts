/** The team, and the links that let people in. */
import type { InviteBody, Invited, StaffMember, StaffPatch } from '../../protocol/admin/staff.ts';
import { call } from './client.ts';

export type Invitation = Invited;

export async function listTeam(): Promise<StaffMember[]> {
  return (await call('get', '/team')).items;
}

export function invite(body: InviteBody): Promise<Invitation> {
  return call('post', '/team', { body });
}

export function changeMember(id: string, body: StaffPatch): Promise<StaffMember> {
  return call('patch', '/team/{id}', { params: { path: { id } }, body });
}

export function removeMember(id: string): Promise<void> {
  return call('delete', '/team/{id}', { params: { path: { id } } });
}

/** A new link for an invitation that was lost, or for a new password. */
export function newLink(id: string): Promise<Invitation> {
  return call('post', '/team/{id}/link', { params: { path: { id } } });
}
