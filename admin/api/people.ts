/** What the dashboard asks about people and bans, one function for each request. */
import type { Ban, Note, Person, PersonDetail, UserBanBody } from '../../protocol/admin/people.ts';
import { request } from './client.ts';

interface PeopleQuery {
  readonly site?: string | null;
  readonly q?: string;
  readonly banned?: 'true' | undefined;
  readonly cursor?: string | null;
}

const at = (id: string): string => `/users/${encodeURIComponent(id)}`;

export const listPeople = (query: PeopleQuery): Promise<{ items: Person[]; next: string | null }> =>
  request('/users', { query: { ...query } });

export const readPerson = (id: string): Promise<PersonDetail> => request(at(id));

interface BanResult {
  readonly bans: Ban[];
  readonly rejected: number;
  readonly notKnown: string[];
}

export const banPerson = (id: string, body: UserBanBody): Promise<BanResult> =>
  request(`${at(id)}/ban`, { method: 'PUT', body });

export const unbanPerson = (id: string): Promise<unknown> => request(`${at(id)}/ban`, { method: 'DELETE' });

export const deleteBan = (id: number): Promise<unknown> => request(`/bans/${id}`, { method: 'DELETE' });

export const addNote = (id: string, text: string): Promise<Note> =>
  request(`${at(id)}/notes`, { method: 'POST', body: { text } });

export const deleteNote = (id: string, note: number): Promise<unknown> =>
  request(`${at(id)}/notes/${note}`, { method: 'DELETE' });
