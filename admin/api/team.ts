/** The team, and the links that let people in. */
import type { InviteBody, Invited, StaffMember, StaffPatch } from '../../protocol/admin/staff.ts';
import { request } from './client.ts';

export type Invitation = Invited;

export async function listTeam(): Promise<StaffMember[]> {
  return (await request<{ items: StaffMember[] }>('/team')).items;
}

export function invite(body: InviteBody): Promise<Invitation> {
  return request('/team', { method: 'POST', body });
}

export function changeMember(id: string, body: StaffPatch): Promise<StaffMember> {
  return request(`/team/${encodeURIComponent(id)}`, { method: 'PATCH', body });
}

export function removeMember(id: string): Promise<void> {
  return request(`/team/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

/** A new link for an invitation that was lost, or for a new password. */
export function newLink(id: string): Promise<Invitation> {
  return request(`/team/${encodeURIComponent(id)}/link`, { method: 'POST' });
}
