/**
 * What readers under a shadow ban believe that they did: shown to them as if it counted, and to nobody else. In memory
 * alone, so a server that begins anew has forgotten it.
 */
import type { Vote } from '../../protocol/comment.ts';
import { deletedComment, lockedThread, unknownComment } from '../errors.ts';
import { Lru } from '../lru.ts';
import type { Mine, Place, Store, StoredComment } from '../store/store.ts';

/** People who are remembered, and comments of each. */
const PEOPLE_MAX = 1_000;
const COMMENTS_MAX = 200;
const REPORTS_MAX = 20_000;

/** What counts on a comment, seen by one who believes that their part is in it. */
export interface Share {
  readonly upvotes: number;
  readonly downvotes: number;
  readonly reactions: ReadonlyMap<string, number>;
}

export interface Seen extends Mine {
  /** By comment id; none: they see what all see. */
  readonly shares?: ReadonlyMap<string, Share>;
}

interface Belief {
  readonly vote?: Vote;
  readonly reactions: ReadonlyMap<string, boolean>;
}

/** By comment id; the one that was touched longest ago comes first. */
type Beliefs = Map<string, Belief>;

export class ShadowFeedback {
  readonly #store: Store;
  readonly #people = new Lru<string, Beliefs>(PEOPLE_MAX);
  readonly #reports = new Lru<string, object>(REPORTS_MAX);

  constructor(store: Store) {
    this.#store = store;
  }

  /** @throws Refusal where the store refuses a vote or reaction that counts. */
  async requireOpen(comment: StoredComment): Promise<void> {
    requirePublic(comment);
    if ((await this.#store.thread(comment)).state === 'locked') throw lockedThread();
  }

  vote(viewer: string, comment: string, vote: Vote): void {
    this.#believe(viewer, comment, ({ reactions }) => ({ reactions, vote }));
  }

  react(viewer: string, comment: string, emoji: string, on: boolean): void {
    this.#believe(viewer, comment, belief => ({ ...belief, reactions: new Map(belief.reactions).set(emoji, on) }));
  }

  /** To be called when they do something that counts: the truth on this comment is what they see from then on. */
  forget(viewer: string, comment: string): void {
    this.#people.get(viewer)?.delete(comment);
  }

  /**
   * Notes a report that does not count, or one that did; true for the first of this viewer.
   * @throws Refusal where the store refuses one.
   */
  report(viewer: string, comment: StoredComment): boolean {
    requirePublic(comment);
    const key = `${viewer} ${comment.id}`;
    const isFirst = this.#reports.get(key) === undefined;
    this.#reports.set(key, {});
    return isFirst;
  }

  /** What a viewer did in a thread, as they are to see it. */
  async mine(viewer: string, { site, thread }: Place): Promise<Seen> {
    const mine = await this.#store.mine(viewer, { site, thread });
    const beliefs = this.#people.get(viewer);
    if (beliefs === undefined || beliefs.size === 0) return mine;
    const votes = new Map(mine.votes);
    const reactions = new Map(mine.reactions);
    const shares = new Map<string, Share>();
    for (const [comment, belief] of beliefs) {
      const counted = { vote: votes.get(comment) ?? 0, reactions: reactions.get(comment) ?? [] };
      const vote = belief.vote ?? counted.vote;
      votes.set(comment, vote);
      reactions.set(comment, believed(counted.reactions, belief.reactions));
      shares.set(comment, {
        upvotes: Number(vote === 1) - Number(counted.vote === 1),
        downvotes: Number(vote === -1) - Number(counted.vote === -1),
        reactions: new Map(
          [...belief.reactions].map(([emoji, on]) => [emoji, Number(on) - Number(counted.reactions.includes(emoji))]),
        ),
      });
    }
    return { ...mine, votes, reactions, shares };
  }

  #believe(viewer: string, comment: string, change: (belief: Belief) => Belief): void {
    const beliefs: Beliefs = this.#people.get(viewer) ?? new Map();
    const belief = change(beliefs.get(comment) ?? { reactions: new Map() });
    beliefs.delete(comment);
    beliefs.set(comment, belief);
    const [oldest] = beliefs.keys();
    if (beliefs.size > COMMENTS_MAX && oldest !== undefined) beliefs.delete(oldest);
    this.#people.set(viewer, beliefs);
  }
}

/** A comment that only its author is shown as public is public to them. */
function requirePublic({ id, state, authorState }: StoredComment): void {
  if (state === 'deleted') throw deletedComment(id);
  if ((authorState ?? state) !== 'published') throw unknownComment(id);
}

function believed(counted: readonly string[], belief: Belief['reactions']): readonly string[] {
  const all = new Set(counted);
  for (const [emoji, on] of belief) {
    if (on) all.add(emoji);
    else all.delete(emoji);
  }
  return [...all].sort();
}

/** The counts of a comment with a share added; what is nobody’s any more is not told. */
export function withShare(counts: Counts, share: Share | undefined): Counts {
  if (share === undefined) return counts;
  const reactions = new Map(Object.entries(counts.reactions));
  for (const [emoji, more] of share.reactions) {
    const count = (reactions.get(emoji) ?? 0) + more;
    if (count > 0) reactions.set(emoji, count);
    else reactions.delete(emoji);
  }
  return {
    upvotes: counts.upvotes + share.upvotes,
    downvotes: counts.downvotes + share.downvotes,
    reactions: Object.fromEntries(reactions),
  };
}

interface Counts {
  readonly upvotes: number;
  readonly downvotes: number;
  readonly reactions: Readonly<Record<string, number>>;
}
