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
import { request } from './client.ts';

export const listComments = (query: AdminCommentQuery, signal?: AbortSignal): Promise<AdminCommentPage> =>
  request('/comments', { query, ...(signal ? { signal } : {}) });

export const readComment = (id: string): Promise<AdminComment> => request(`/comments/${id}`);

export const readContext = (id: string): Promise<CommentContext> => request(`/comments/${id}/context`);

export const readRevisions = (id: string): Promise<{ items: Revision[] }> => request(`/comments/${id}/revisions`);

export const readCounts = (site: string | null): Promise<QueueCounts> => request('/queues', { query: { site } });

/** @throws ApiError `changed` where the comment is no longer the version that was looked at. */
export const giveNoun = (
  id: string,
  noun: DecisionNoun,
  version: number,
  body: DecisionBody = {},
): Promise<AdminComment> => request(`/comments/${id}/${noun}`, { method: 'PUT', version, body });

export const takeNoun = (id: string, noun: DecisionNoun): Promise<AdminComment> =>
  request(`/comments/${id}/${noun}`, { method: 'DELETE' });

export const editComment = (id: string, version: number, body: string): Promise<AdminComment> =>
  request(`/comments/${id}`, { method: 'PATCH', version, body: { body } });

export const decideMany = (body: BulkBody): Promise<BulkResult> => request('/comments/bulk', { method: 'POST', body });
