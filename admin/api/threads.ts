/** What the dashboard asks about threads, one function for each request. */
import type { AdminThread, MoveBody, NewThreadBody, ThreadsPage, ThreadsQuery } from '../../protocol/admin/threads.ts';
import { call } from './client.ts';

export const listThreads = (query: ThreadsQuery): Promise<ThreadsPage> =>
  call('get', '/threads', { params: { query } });

export const addThread = (body: NewThreadBody): Promise<AdminThread> => call('post', '/threads', { body });

export const lockThread = (id: number): Promise<AdminThread> =>
  call('put', '/threads/{id}/lock', { params: { path: { id } } });

export const unlockThread = (id: number): Promise<AdminThread> =>
  call('delete', '/threads/{id}/lock', { params: { path: { id } } });

export const moveThread = (id: number, body: MoveBody): Promise<AdminThread> =>
  call('post', '/threads/{id}/move', { params: { path: { id } }, body });

export const mergeThread = (id: number, into: number): Promise<AdminThread> =>
  call('post', '/threads/{id}/merge', { params: { path: { id } }, body: { into } });
