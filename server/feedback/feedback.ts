/** Votes and reactions: one a viewer, and of guests no more than one network may honestly have. */
import type { Comment, Vote } from '../../protocol/comment.ts';
import { requireHome, requireToken, requireVoice } from '../accounts/accounts.ts';
import { addressKey } from '../address.ts';
import type { Comments } from '../comments/comments.ts';
import type { PageSender } from '../comments/sender.ts';
import type { ShadowFeedback } from '../comments/shadow.ts';
import { Refusal } from '../errors.ts';
import type { Bans } from '../people/bans.ts';
import type { Networks } from '../privacy/networks.ts';
import type { Sites } from '../sites/sites.ts';
import type { NewVote, Store, StoredComment } from '../store/store.ts';
import type { Visitors } from '../visitors.ts';

/** Votes, and reactions of one kind, that a comment takes from the guests of one network. */
const NETWORK_MAX = 10;

export interface FeedbackRooms {
  readonly store: Store;
  readonly sites: Sites;
  readonly visitors: Visitors;
  readonly comments: Comments;
  readonly bans: Bans;
  readonly shadow: ShadowFeedback;
  readonly networks: Networks;
}

export class Feedback {
  readonly #rooms: FeedbackRooms;

  constructor(rooms: FeedbackRooms) {
    this.#rooms = rooms;
  }

  /** @throws Refusal `feature_off`, `too_many_votes` or what `Store.vote` refuses. */
  async vote(id: string, value: Vote, from: PageSender): Promise<Comment> {
    const comment = await this.#open(id, value !== 0, from);
    const { votes } = this.#rooms.sites.get(comment.site).settings;
    if (votes === 'off') throw new Refusal('feature_off', 'Votes are switched off on this site.');
    if (votes === 'up' && value === -1) {
      throw new Refusal('feature_off', 'This site takes votes for a comment only, so value must be 1 or 0.');
    }
    this.#spend(from);
    if (await this.#isShadowed(comment, from)) {
      await this.#rooms.shadow.requireOpen(comment);
      this.#rooms.shadow.vote(from.viewer.id, comment.id, value);
      return this.#rooms.comments.view(comment, from.viewer);
    }
    const network = this.#network(comment, from);
    const voted = await this.#rooms.store.vote({ comment: comment.id, viewer: from.viewer.id, value, network });
    this.#rooms.shadow.forget(from.viewer.id, comment.id);
    return this.#rooms.comments.view(voted, from.viewer);
  }

  /** What was taken off the site's list can still be taken back. */
  async react(id: string, emoji: string, on: boolean, from: PageSender): Promise<Comment> {
    const comment = await this.#open(id, on, from);
    if (on) refuseUnknown(emoji, this.#rooms.sites.get(comment.site).settings.reactions);
    this.#spend(from);
    if (await this.#isShadowed(comment, from)) {
      await this.#rooms.shadow.requireOpen(comment);
      this.#rooms.shadow.react(from.viewer.id, comment.id, emoji, on);
      return this.#rooms.comments.view(comment, from.viewer);
    }
    const network = this.#network(comment, from);
    const reacted = await this.#rooms.store.react({ comment: comment.id, viewer: from.viewer.id, emoji, on, network });
    this.#rooms.shadow.forget(from.viewer.id, comment.id);
    return this.#rooms.comments.view(reacted, from.viewer);
  }

  /** What was given can be taken back, even where it could not be given any more. */
  async #open(id: string, on: boolean, { viewer, origin }: PageSender): Promise<StoredComment> {
    requireToken(viewer);
    const comment = await this.#rooms.comments.visible(id, viewer);
    const site = this.#rooms.sites.admit(comment.site, origin);
    if (on) requireVoice(viewer, site);
    else requireHome(viewer, site.key);
    return comment;
  }

  /**
   * They are told that it counts, and it does not.
   * @throws Refusal `banned`
   */
  async #isShadowed({ site }: StoredComment, { viewer, address }: PageSender): Promise<boolean> {
    return (await this.#rooms.bans.check({ viewer, site, address })) === 'shadow';
  }

  #spend({ viewer, address }: PageSender): void {
    this.#rooms.visitors.address(address).take('feedback');
    this.#rooms.visitors.viewer(viewer.id).take('feedback');
  }

  /** A hash that is another one for each comment, so that what is stored links nothing to nobody. */
  #network(comment: StoredComment, { viewer, address }: PageSender): NewVote['network'] {
    if (viewer.role !== 'guest' || !this.#rooms.visitors.enabled) return null;
    const text = `network\n${comment.id}\n${addressKey(address)}`;
    const { today, yesterday } = this.#rooms.networks.hash(text);
    return { key: today, before: yesterday, max: NETWORK_MAX };
  }
}

function refuseUnknown(emoji: string, allowed: readonly string[]): void {
  if (allowed.length === 0) throw new Refusal('feature_off', 'Reactions are switched off on this site.');
  if (allowed.includes(emoji)) return;
  throw new Refusal('unknown_reaction', `This site’s reactions are ${allowed.join(' ')}; choose one of them.`);
}
