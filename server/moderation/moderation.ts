/** What readers report and moderators decide. */
import type { BulkBody, BulkResult, DecisionNoun, Revision } from '../../protocol/admin/comments.ts';
import { REASON_MAX_UNITS } from '../../protocol/limits.ts';
import type { Flag } from '../../protocol/rest.ts';
import { requireToken, requireVoice } from '../accounts/accounts.ts';
import type { Comments } from '../comments/comments.ts';
import type { PageSender } from '../comments/sender.ts';
import type { ShadowFeedback } from '../comments/shadow.ts';
import { Refusal, unknownComment } from '../errors.ts';
import type { Bans } from '../people/bans.ts';
import type { Rules } from '../rules/rules.ts';
import type { Sites } from '../sites/sites.ts';
import { actorOf, requireSite, type Staff } from '../staff/staff.ts';
import type { Act } from '../store/contract/moderation.ts';
import type { Store, StoredComment } from '../store/store.ts';
import { cleanTitle } from '../text.ts';
import { inSteps } from '../turn.ts';
import type { Visitors } from '../visitors.ts';

/** What may be said with a decision, as it came in. */
export interface Words {
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
}

export interface ModerationRooms {
  readonly store: Store;
  readonly sites: Sites;
  readonly visitors: Visitors;
  readonly comments: Comments;
  readonly bans: Bans;
  readonly rules: Rules;
  readonly shadow: ShadowFeedback;
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
    const { viewer, address } = from;
    const isShadowed = (await this.#rooms.bans.check({ viewer, site: comment.site, address })) === 'shadow';
    if (isShadowed) {
      return { flag: { comment: comment.id, reason }, created: this.#rooms.shadow.report(viewer.id, comment) };
    }
    const { created } = await this.#rooms.store.flag({ comment: comment.id, viewer: from.viewer.id, reason });
    this.#rooms.shadow.report(viewer.id, comment);
    if (created) await this.#rooms.rules.flagged(comment);
    return { flag: { comment: comment.id, reason }, created };
  }

  /**
   * Gives a comment one of the nouns, or takes it back.
   * @throws Refusal as the store does.
   */
  async decide(id: string, noun: DecisionNoun, on: boolean, staff: Staff, act: Act): Promise<void> {
    await this.#moderated(id, staff);
    await this.#rooms.store.moderation.decide(id, noun, on, act);
  }

  /** One result for each, whatever became of the others. */
  async bulk({ action, undo = false, ids, versions = {}, ...words }: BulkBody, staff: Staff): Promise<BulkResult> {
    const wanted = new Set(ids);
    const stray = Object.keys(versions).find(id => !wanted.has(id));
    if (stray !== undefined) {
      throw new Refusal('bad_request', `body/versions names ${stray.slice(0, 100)}, which is not among body/ids.`);
    }
    const items = await inSteps(ids, id => {
      const version = versions[id];
      const act = actBy(staff, words, version === undefined ? null : [version]);
      return this.#decideOne(id, action, !undo, staff, act);
    });
    return { items };
  }

  async edit(id: string, body: string, staff: Staff, act: Act): Promise<void> {
    await this.#rooms.comments.editAsModerator(await this.#moderated(id, staff), body, act);
  }

  async purge(id: string, staff: Staff, act: Act): Promise<void> {
    await this.#moderated(id, staff);
    await this.#rooms.store.moderation.purge(id, act);
  }

  /** Earlier texts, the oldest first. */
  async revisions(id: string, staff: Staff): Promise<Revision[]> {
    await this.#moderated(id, staff);
    const revisions = await this.#rooms.store.moderation.revisions(id);
    return revisions.map(({ until, ...revision }) => ({ ...revision, until: new Date(until).toISOString() }));
  }

  async #decideOne(
    id: string,
    noun: DecisionNoun,
    on: boolean,
    staff: Staff,
    act: Act,
  ): Promise<BulkResult['items'][number]> {
    try {
      await this.#moderated(id, staff);
      const { state, version } = await this.#rooms.store.moderation.decide(id, noun, on, act);
      return { id, status: 200, state, version };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { id, status: error.status, code: error.code, detail: error.message };
    }
  }

  /** @throws Refusal `unknown_comment`, also for one of a site that is not theirs. */
  async #moderated(id: string, staff: Staff): Promise<StoredComment> {
    const comment = await this.#rooms.store.comment(id);
    if (comment === undefined) throw unknownComment(id);
    requireSite(staff, comment.site, () => unknownComment(id));
    return comment;
  }

  async #find(id: string, { viewer, origin }: PageSender): Promise<StoredComment> {
    const comment = await this.#rooms.comments.visible(id, viewer);
    requireVoice(viewer, this.#rooms.sites.admit(comment.site, origin));
    return comment;
  }
}

/** @param versions of the comment that are meant; null: whichever it is. */
export function actBy(staff: Staff, words: Words = {}, versions: Act['versions'] = null): Act {
  return { by: actorOf(staff), reason: said(words.reason), message: said(words.message), versions };
}

function said(text: string | undefined): string | null {
  return cleanTitle(text, REASON_MAX_UNITS);
}
