/** Whom somebody does not want to read: a list that they alone know. */
import { setImmediate } from 'node:timers/promises';
import type { MuteList } from '../../protocol/account.ts';
import type { Author, Viewer } from '../../protocol/comment.ts';
import { NAMELESS } from '../../protocol/limits.ts';
import { Refusal } from '../errors.ts';
import type { MemberStore } from '../store/contract/members.ts';
import type { RecordStore } from '../store/contract/records.ts';

export const MUTES_MAX = 1_000;
/** People who are looked up before others have a turn. */
const STEP = 100;

export class MuteLists {
  readonly #members: MemberStore;
  readonly #records: RecordStore;

  constructor({ members, records }: { readonly members: MemberStore; readonly records: RecordStore }) {
    this.#members = members;
    this.#records = records;
  }

  /** The last one first. */
  async list(viewer: Viewer): Promise<MuteList> {
    const items: Author[] = [];
    for (const id of await this.#members.mutes(viewer.id)) {
      items.push(await this.#author(id, viewer));
      // The store answers without waiting: a thousand at once would keep all others from theirs.
      if (items.length % STEP === 0) await setImmediate();
    }
    return { items, next: null };
  }

  /** @throws Refusal `not_found` for somebody of whom nothing can be read, `bad_request` for oneself or too many. */
  async add(viewer: Viewer, id: string): Promise<void> {
    if (id === viewer.id) throw new Refusal('bad_request', 'This is you; one cannot mute oneself.');
    const known = await this.#members.mutes(viewer.id);
    if (known.includes(id)) return;
    if (known.length >= MUTES_MAX) {
      throw new Refusal('bad_request', `You have muted ${MUTES_MAX} people already; take one back first.`);
    }
    if ((await this.#records.authorOn(id, viewer.site ?? null)) === undefined) {
      throw new Refusal('not_found', 'There is nobody with this id who has written anything that you could read.');
    }
    await this.#members.mute(viewer.id, id, true);
  }

  async remove(viewer: Viewer, id: string): Promise<void> {
    await this.#members.mute(viewer.id, id, false);
  }

  /** As they are known where they were read; what they wrote may be gone since. */
  async #author(id: string, viewer: Viewer): Promise<Author> {
    const author = await this.#records.authorOn(id, viewer.site ?? null);
    return author ?? { id, name: NAMELESS, avatar: null, role: 'guest', website: null };
  }
}
