/** What a delivery says: the event, and its comment as it is when it is sent, so that what was erased is not sent. */
import type { Viewer } from '../../protocol/comment.ts';
import { commentView } from '../comments/view.ts';
import type { StoredDelivery } from '../store/contract/webhooks.ts';

/** Webhooks are set up by admins, and see what these see. */
const RECEIVER: Viewer = { id: '', name: '', role: 'admin' };

export function payloadOf({ event, createdAt, comment }: StoredDelivery) {
  return {
    type: event,
    timestamp: new Date(createdAt).toISOString(),
    data: comment === null ? {} : { comment: commentView(comment, RECEIVER, { withBody: true }) },
  };
}
