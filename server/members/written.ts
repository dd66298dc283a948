/** What somebody wrote, as a list of their own: all that they are told of, or what everybody sees. */
import type { WrittenPage } from '../../protocol/account.ts';
import type { Viewer } from '../../protocol/comment.ts';
import { PAGE_DEFAULT } from '../../protocol/limits.ts';
import { ANONYMOUS } from '../accounts/accounts.ts';
import { commentView } from '../comments/view.ts';
import { decodeNumber, encodeNumber } from '../cursor.ts';
import type { Sites } from '../sites/sites.ts';
import type { RecordStore, WrittenComment, WrittenFilter } from '../store/contract/records.ts';

interface Paging {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

export class WrittenLists {
  readonly #records: RecordStore;
  readonly #sites: Sites;

  constructor({ records, sites }: { readonly records: RecordStore; readonly sites: Sites }) {
    this.#records = records;
    this.#sites = sites;
  }

  /** @throws Refusal `bad_cursor` */
  own(viewer: Viewer, site: string | undefined, paging: Paging): Promise<WrittenPage> {
    return this.#page({ person: viewer.id, site: site ?? null, published: false }, viewer, paging);
  }

  /** @throws Refusal `bad_cursor` */
  public(person: string, site: string, paging: Paging): Promise<WrittenPage> {
    return this.#page({ person, site, published: true }, ANONYMOUS, paging);
  }

  async #page(filter: WrittenFilter, viewer: Viewer, { limit = PAGE_DEFAULT, cursor }: Paging): Promise<WrittenPage> {
    const list = ['written', filter];
    const before = cursor === undefined ? null : decodeNumber(list, cursor);
    const found = await this.#records.written(filter, before, limit + 1);
    const items = found.slice(0, limit);
    const last = items.at(-1)?.comment.number;
    return {
      items: items.map(each => this.#view(each, viewer)),
      next: found.length > limit && last !== undefined ? encodeNumber(list, last) : null,
    };
  }

  /** A page whose address leads away from the site is not linked to. */
  #view({ comment, thread: { key, title, url } }: WrittenComment, viewer: Viewer): WrittenPage['items'][number] {
    return {
      comment: commentView(comment, viewer, { withBody: true }),
      thread: { key, title, url: url !== null && this.#sites.hasPage(comment.site, url) ? url : null },
    };
  }
}
