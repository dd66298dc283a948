/** What the dashboard asks about comments, one function for each request. */
import type {
  AdminComment,
  AdminCommentPage,
  AdminCommentQuery,
  BulkBody,
  BulkResult,
  CommentContext,
  DecisionBody,
  DecisionNoun,
  QueueCounts,
  Revision,
} from '../../protocol/admin/comments.ts';
import { call, ifMatch } from './client.ts';

export const listComments = (query: AdminCommentQuery, signal?: AbortSignal): Promise<AdminCommentPage> =>
  call('get', '/comments', { params: { query }, signal });

export const readComment = (id: string): Promise<AdminComment> =>
  call('get', '/comments/{id}', { params: { path: { id } } });

export const readContext = (id: string): Promise<CommentContext> =>
  call('get', '/comments/{id}/context', { params: { path: { id } } });

export const readRevisions = (id: string): Promise<{ items: Revision[] }> =>
  call('get', '/comments/{id}/revisions', { params: { path: { id } } });

export const readCounts = (site: string | null): Promise<QueueCounts> =>
  call('get', '/queues', { params: { query: { site } } });

/** @throws ApiError `changed` where the comment is no longer the version that was looked at. */
export const giveNoun = (
  id: string,
  noun: DecisionNoun,
  version: number,
  body: DecisionBody = {},
): Promise<AdminComment> =>
  call('put', `/comments/{id}/${noun}`, { params: { path: { id }, header: ifMatch(version) }, body });

export const takeNoun = (id: string, noun: DecisionNoun): Promise<AdminComment> =>
  call('delete', `/comments/{id}/${noun}`, { params: { path: { id } } });

export const editComment = (id: string, version: number, body: string): Promise<AdminComment> =>
  call('patch', '/comments/{id}', { params: { path: { id }, header: ifMatch(version) }, body: { body } });

export const decideMany = (body: BulkBody): Promise<BulkResult> => call('post', '/comments/bulk', { body });
