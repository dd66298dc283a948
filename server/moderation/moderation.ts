/** What readers report and moderators decide. */
import type { Comment } from '../../protocol/comment.ts';
import { REASON_MAX_UNITS } from '../../protocol/limits.ts';
import type { Flag } from '../../protocol/rest.ts';
import { requireToken } from '../accounts/accounts.ts';
import type { Comments } from '../comments/comments.ts';
import type { PageSender } from '../comments/sender.ts';
import { Refusal, unknownComment } from '../errors.ts';
import type { Sites } from '../sites/sites.ts';
import { requireSite, type Staff, viewerOf } from '../staff/staff.ts';
import type { Decision, Store, StoredComment } from '../store/store.ts';
import { cleanTitle } from '../text.ts';
import type { Visitors } from '../visitors.ts';

/** What a moderator says of a comment, by the words of the API, and the state that it gets by it. */
const DECISIONS = { approval: 'published', rejection: 'rejected', spam: 'spam' } as const;
export type DecisionName = keyof typeof DECISIONS;

export interface ModerationRooms {
  readonly store: Store;
  readonly sites: Sites;
  readonly visitors: Visitors;
  readonly comments: Comments;
}

export class Moderation {
  readonly #rooms: ModerationRooms;

  constructor(rooms: ModerationRooms) {
    this.#rooms = rooms;
  }

  /** Takes a report; of one viewer the last one counts. */
  async flag(id: string, text: string, from: PageSender): Promise<{ flag: Flag; created: boolean }> {
    requireToken(from.viewer);
    const comment = await this.#find(id, from);
    const reason = cleanTitle(text, REASON_MAX_UNITS);
    if (reason === null) throw new Refusal('bad_request', 'body/reason is blank; say what is wrong with the comment.');
    this.#rooms.visitors.address(from.address).take('flag');
    this.#rooms.visitors.viewer(from.viewer.id).take('flag');
    const { created } = await this.#rooms.store.flag({ comment: comment.id, viewer: from.viewer.id, reason });
    return { flag: { comment: comment.id, reason }, created };
  }

  async decide(id: string, name: DecisionName, staff: Staff): Promise<Comment> {
    const comment = await this.#moderated(id, staff);
    return this.#became(comment, DECISIONS[name], staff);
  }

  /** What was decided waits again; what was never decided so stays as it is. */
  async undo(id: string, name: DecisionName, staff: Staff): Promise<Comment> {
    const comment = await this.#moderated(id, staff);
    return this.#became(comment, comment.state === DECISIONS[name] ? 'held' : undefined, staff);
  }

  async pin(id: string, pinned: boolean, staff: Staff): Promise<Comment> {
    const comment = await this.#moderated(id, staff);
    return this.#rooms.comments.view(await this.#rooms.store.pin(comment.id, pinned), viewerOf(staff));
  }

  async #became(comment: StoredComment, state: Decision | undefined, staff: Staff): Promise<Comment> {
    const decided = state === undefined ? comment : await this.#rooms.store.decide(comment.id, state);
    return this.#rooms.comments.view(decided, viewerOf(staff));
  }

  async #moderated(id: string, staff: Staff): Promise<StoredComment> {
    const comment = await this.#rooms.comments.visible(id, viewerOf(staff));
    requireSite(staff, comment.site, () => unknownComment(id));
    return comment;
  }

  async #find(id: string, { viewer, origin }: PageSender): Promise<StoredComment> {
    const comment = await this.#rooms.comments.visible(id, viewer);
    this.#rooms.sites.admit(comment.site, origin);
    return comment;
  }
}
