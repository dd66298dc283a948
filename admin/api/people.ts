/** What the dashboard asks about people and bans, one function for each request. */
import type { Ban, Note, Person, PersonDetail, UserBanBody } from '../../protocol/admin/people.ts';
import { call } from './client.ts';

interface PeopleQuery {
  readonly site?: string | null;
  readonly q?: string;
  readonly banned?: 'true' | undefined;
  readonly cursor?: string | null;
}

export const listPeople = (query: PeopleQuery): Promise<{ items: Person[]; next: string | null }> =>
  call('get', '/users', { params: { query } });

export const readPerson = (id: string): Promise<PersonDetail> =>
  call('get', '/users/{id}', { params: { path: { id } } });

interface BanResult {
  readonly bans: Ban[];
  readonly rejected: number;
  readonly notKnown: string[];
}

export const banPerson = (id: string, body: UserBanBody): Promise<BanResult> =>
  call('put', '/users/{id}/ban', { params: { path: { id } }, body });

export const unbanPerson = (id: string): Promise<unknown> =>
  call('delete', '/users/{id}/ban', { params: { path: { id } } });

export const deleteBan = (id: number): Promise<unknown> => call('delete', '/bans/{id}', { params: { path: { id } } });

export const addNote = (id: string, text: string): Promise<Note> =>
  call('post', '/users/{id}/notes', { params: { path: { id } }, body: { text } });

export const deleteNote = (id: string, note: number): Promise<unknown> =>
  call('delete', '/users/{id}/notes/{note}', { params: { path: { id, note } } });

export const letModerate = (id: string): Promise<unknown> =>
  call('put', '/users/{id}/role', { params: { path: { id } }, body: { role: 'moderator' } });

export const endModerating = (id: string): Promise<unknown> =>
  call('delete', '/users/{id}/role', { params: { path: { id } } });

export const signOutPerson = (id: string): Promise<unknown> =>
  call('delete', '/users/{id}/sessions', { params: { path: { id } } });

/** Everything that is stored about somebody. */
export const exportPerson = (id: string): Promise<unknown> =>
  call('get', '/users/{id}/export', { params: { path: { id } } });

export const erasePerson = (id: string, name: string): Promise<unknown> =>
  call('delete', '/users/{id}', { params: { path: { id } }, body: { confirm: name } });
