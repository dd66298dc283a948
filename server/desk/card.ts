/** A comment as moderators see it: the whole text, why it is where it is, and who wrote it. */
import type { AdminComment } from '../../protocol/admin/comments.ts';
import { textOf } from '../../protocol/content.ts';
import { commentView } from '../comments/view.ts';
import { unknownComment } from '../errors.ts';
import type { Bans } from '../people/bans.ts';
import type { Sites } from '../sites/sites.ts';
import { hasScope, requireSite, type Staff, viewerOf } from '../staff/staff.ts';
import type { StoredCard, StoredParent } from '../store/contract/desk.ts';
import { type StoredDecision, UNDO_DELETION_MS } from '../store/contract/moderation.ts';
import type { Store, StoredComment } from '../store/store.ts';

/** UTF-16 units of what a comment answers. */
const EXCERPT_MAX = 200;

export class Cards {
  readonly #store: Store;
  readonly #sites: Sites;
  readonly #bans: Bans;

  constructor(rooms: { readonly store: Store; readonly sites: Sites; readonly bans: Bans }) {
    this.#store = rooms.store;
    this.#sites = rooms.sites;
    this.#bans = rooms.bans;
  }

  /** @throws Refusal `unknown_comment`, also for one of a site that is not theirs. */
  async one(id: string, staff: Staff): Promise<AdminComment> {
    const card = await this.#store.desk.card(id);
    if (card === undefined) throw unknownComment(id);
    requireSite(staff, card.comment.site, () => unknownComment(id));
    return this.view(card, staff);
  }

  /** The caller has asked whether they may see it. */
  view(card: StoredCard, staff: Staff): AdminComment {
    const { comment, reasons, flags, flagCount, decision, revisions, parent, threadTitle, threadUrl } = card;
    return {
      ...commentView(comment, viewerOf(staff), { withBody: true }),
      version: comment.version,
      reasons: comment.state === 'deleted' ? [] : [...reasons],
      flags: [...flags],
      flagCount,
      decision: decision && decisionView(decision, comment),
      shadowed: comment.authorState === 'published' && comment.state !== 'published',
      revisions,
      inReplyTo: parent && parentView(parent),
      threadTitle,
      threadUrl: threadUrl !== null && this.#sites.hasPage(comment.site, threadUrl) ? threadUrl : null,
      person: this.#person(card, staff),
    };
  }

  #person({ comment: { author, site, state }, person }: StoredCard, staff: Staff): AdminComment['person'] {
    // Whoever deletes what they wrote takes their name from it.
    if (state === 'deleted') {
      return { id: '', email: null, published: 0, rejected: 0, isNew: false, isBanned: false };
    }
    // A page that a moderator works on must not read its readers’ addresses through them.
    const email = hasScope(staff, 'users:read') ? person.email : null;
    return { id: author.id, ...person, email, isBanned: this.#bans.isBanned(author.id, site) };
  }
}

function decisionView(decision: StoredDecision, comment: StoredComment): AdminComment['decision'] {
  const { state, by, at, reason } = decision;
  const isOver = state === 'held' || (state === 'deleted' && Date.now() >= at + UNDO_DELETION_MS);
  return { state, by, at: new Date(at).toISOString(), reason, undoable: comment.state === state && !isOver };
}

/** It stands in the same thread, so whoever sees the reply may see it; of what was deleted nothing is told. */
function parentView({ id, author, state, content }: StoredParent): AdminComment['inReplyTo'] {
  if (state === 'deleted') return { id, author: '', excerpt: '' };
  const line = textOf(content).replace(/\s+/gu, ' ').trim();
  return {
    id,
    author,
    excerpt: line
      .slice(0, EXCERPT_MAX)
      .toWellFormed()
      .replace(/\ufffd$/, ''),
  };
}

export function etagOf({ version }: { readonly version: number }): string {
  return `"v${version}"`;
}
