/** What the dashboard asks about threads, one function for each request. */
import type { AdminThread, MoveBody, NewThreadBody, ThreadsPage, ThreadsQuery } from '../../protocol/admin/threads.ts';
import { request } from './client.ts';

export const listThreads = (query: ThreadsQuery): Promise<ThreadsPage> => request('/threads', { query });

export const addThread = (body: NewThreadBody): Promise<AdminThread> => request('/threads', { method: 'POST', body });

export const lockThread = (id: number): Promise<AdminThread> => request(`/threads/${id}/lock`, { method: 'PUT' });

export const unlockThread = (id: number): Promise<AdminThread> => request(`/threads/${id}/lock`, { method: 'DELETE' });

export const moveThread = (id: number, body: MoveBody): Promise<AdminThread> =>
  request(`/threads/${id}/move`, { method: 'POST', body });

export const mergeThread = (id: number, into: number): Promise<AdminThread> =>
  request(`/threads/${id}/merge`, { method: 'POST', body: { into } });
