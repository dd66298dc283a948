/** What moderators look through. */
import type { QueueCounts } from '../../../protocol/admin/comments.ts';
import type { SiteScope } from '../../../protocol/admin/shared.ts';
import type {
  CardContext,
  CardHead,
  CardPage,
  CardQuery,
  DeskStore,
  StatsQuery,
  StoredCard,
  StoredStats,
} from '../contract/desk.ts';
import { Cards } from './desk-cards.ts';
import { DeskLists } from './desk-lists.ts';
import { DeskStats } from './desk-stats.ts';
import type { Parts } from './shared.ts';

export class SqliteDesk implements DeskStore {
  readonly #cards: Cards;
  readonly #lists: DeskLists;
  readonly #stats: DeskStats;

  constructor({ db, reads, run }: Parts) {
    this.#cards = new Cards(db, reads);
    this.#lists = new DeskLists(db, this.#cards, run);
    this.#stats = new DeskStats(db);
  }

  async card(id: string): Promise<StoredCard | undefined> {
    return this.#cards.byId(id);
  }

  async cards(numbers: readonly number[]): Promise<readonly StoredCard[]> {
    return [...this.#cards.each(numbers)];
  }

  async heads(numbers: readonly number[]): Promise<readonly CardHead[]> {
    return this.#cards.heads(numbers);
  }

  list(query: CardQuery): Promise<CardPage> {
    return this.#lists.list(query);
  }

  async context(id: string, around: number): Promise<CardContext | undefined> {
    return this.#cards.context(id, around);
  }

  counts(sites: SiteScope, max: number): Promise<QueueCounts> {
    return this.#lists.counts(sites, max);
  }

  stats(query: StatsQuery): Promise<StoredStats> {
    return this.#stats.stats(query);
  }
}
