/** What the dashboard asks about threads, one function for each request. */
import type {
  AdminThread,
  Alias,
  AliasesPage,
  MoveBody,
  NewThreadBody,
  PrefixMoveResult,
  ThreadsPage,
  ThreadsQuery,
} from '../../protocol/admin/threads.ts';
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

interface PrefixMove {
  readonly from: string;
  readonly to: string;
  readonly merge: boolean;
  readonly dryRun: boolean;
}

export const moveThreads = (site: string, body: PrefixMove): Promise<PrefixMoveResult> =>
  call('post', '/sites/{key}/threads/move', { params: { path: { key: site } }, body });

export const listAliases = (site: string, cursor?: string): Promise<AliasesPage> =>
  call('get', '/sites/{key}/aliases', { params: { path: { key: site }, query: { cursor } } });

export const addAlias = (site: string, key: string, thread: number): Promise<Alias> =>
  call('put', '/sites/{key}/aliases', { params: { path: { key: site } }, body: { key, thread } });

export const removeAlias = (site: string, key: string): Promise<unknown> =>
  call('delete', '/sites/{key}/aliases', { params: { path: { key: site }, query: { key } } });
