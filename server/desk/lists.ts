/** What a moderator asks for, in the words of the store: lists, queues and what surrounds a comment. */
import type {
  AdminCommentPage,
  AdminCommentQuery,
  CommentContext,
  QueueCounts,
} from '../../protocol/admin/comments.ts';
import { PAGE_DEFAULT } from '../../protocol/limits.ts';
import { decodeNumber, encodeNumber } from '../cursor.ts';
import { Refusal, unknownComment } from '../errors.ts';
import type { Sites } from '../sites/sites.ts';
import { requireSite, type Staff, sitesFor } from '../staff/staff.ts';
import type { Store } from '../store/store.ts';
import type { Cards } from './card.ts';

/** How far a queue is counted. */
const COUNTED_MAX = 1_000;
/** Comments of the same level that are shown on each side. */
const AROUND = 3;

export interface ListRooms {
  readonly store: Store;
  readonly sites: Sites;
  readonly cards: Cards;
}

export class Lists {
  readonly #rooms: ListRooms;

  constructor(rooms: ListRooms) {
    this.#rooms = rooms;
  }

  async page({ cursor, limit, ...query }: AdminCommentQuery, staff: Staff): Promise<AdminCommentPage> {
    const { site, q, from, to, order = 'newest', ...same } = query;
    const list = { ...same, site, q, from, to, order };
    const { items, next } = await this.#rooms.store.desk.list({
      ...same,
      sites: this.#sites(staff, site),
      text: q,
      from: from === undefined ? undefined : timeOf(from, 'from'),
      to: to === undefined ? undefined : timeOf(to, 'to'),
      order,
      after: cursor === undefined ? null : decodeNumber(list, cursor),
      limit: limit ?? PAGE_DEFAULT,
    });
    return {
      items: items.map(card => this.#rooms.cards.view(card, staff)),
      next: next === null ? null : encodeNumber(list, next),
    };
  }

  async context(id: string, staff: Staff): Promise<CommentContext> {
    const { store, cards } = this.#rooms;
    const comment = await store.comment(id);
    if (comment === undefined) throw unknownComment(id);
    requireSite(staff, comment.site, () => unknownComment(id));
    const found = await store.desk.context(id, AROUND);
    const { above = [], before = [], after = [] } = found ?? {};
    const [a, b, c] = [above, before, after].map(each => each.map(card => cards.view(card, staff)));
    return { above: a ?? [], before: b ?? [], after: c ?? [] };
  }

  counts(site: string | undefined, staff: Staff): Promise<QueueCounts> {
    return this.#rooms.store.desk.counts(this.#sites(staff, site), COUNTED_MAX);
  }

  #sites(staff: Staff, site: string | undefined) {
    const sites = sitesFor(staff, site);
    if (site !== undefined) this.#rooms.sites.get(site);
    return sites;
  }
}

/** @throws Refusal `bad_request` for a time that no calendar has. */
function timeOf(text: string, name: string): number {
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  throw new Refusal('bad_request', `query/${name} is no time that there is, like 2026-11-23T09:00:00Z.`);
}
