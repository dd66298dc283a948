/** People who leave and take all with them. */

import type { Viewer } from '../../protocol/comment.ts';
import { NAMELESS } from '../../protocol/limits.ts';
import type { Seal } from '../accounts/seal.ts';
import { Refusal } from '../errors.ts';
import type { Avatars } from '../members/avatars.ts';
import type { Members } from '../members/members.ts';
import type { Bans } from '../people/bans.ts';
import type { AuditRecord } from '../store/contract/audit.ts';
import type { Leaver } from '../store/contract/records.ts';
import type { Store } from '../store/store.ts';
import type { ErasedList } from './erased.ts';

/** Kept answers that are looked through at a time. */
const ANSWERS = 200;
/** A shorter name stands in words that have nothing to do with it. */
const TRACE_MIN = 3;

interface EraseRooms {
  readonly store: Store;
  readonly members: Members;
  readonly bans: Bans;
  readonly avatars: Avatars;
  readonly erased: ErasedList;
  /** With which first answers of repeated requests are sealed. */
  readonly answers: Seal;
}

export class Erase {
  readonly #rooms: EraseRooms;
  readonly #listeners: ((ids: readonly string[]) => void)[] = [];

  constructor(rooms: EraseRooms) {
    this.#rooms = rooms;
  }

  /** Hears of ids that are nobody’s any more, once that is on disk. */
  listen(listener: (ids: readonly string[]) => void): void {
    this.#listeners.push(listener);
  }

  /**
   * Erases whoever asks; a guest of whom nothing is stored loses their token by it.
   * @throws Refusal `bad_request` where `confirm` is not their name, `not_allowed` for the team.
   */
  async self(viewer: Viewer, confirm: string): Promise<void> {
    if (viewer.site === undefined && viewer.role !== 'guest') {
      throw new Refusal('not_allowed', 'Whoever runs the place is removed from the team in the dashboard.');
    }
    requireName(viewer.name, confirm);
    const leaver = (await this.#rooms.store.records.leaver(viewer.id)) ?? { ids: [viewer.id], traces: [] };
    await this.#erase(viewer.id, leaver);
  }

  /** @throws Refusal `not_found`, or `bad_request` where `confirm` is not their name. */
  async person(id: string, confirm: string, audit: AuditRecord): Promise<void> {
    const { records } = this.#rooms.store;
    const leaver = (await records.isErased(id)) ? undefined : await records.leaver(id);
    if (leaver === undefined) throw new Refusal('not_found', 'Nothing is stored about this person.');
    requireName((await this.#rooms.store.viewer(id))?.name ?? '', confirm);
    await this.#erase(id, leaver, audit);
  }

  /** Goes on until nothing is left of one id. */
  async finish(id: string): Promise<void> {
    const { records } = this.#rooms.store;
    while (!(await records.eraseStep(id)));
    await records.truncateLog();
  }

  /**
   * Erases anew whoever is back with an older database, and finishes what a crash cut off; to be called before anything
   * is served.
   * @returns how many were back.
   */
  async replay(): Promise<number> {
    const { records } = this.#rooms.store;
    const { erased } = this.#rooms;
    for (const id of await records.unfinished()) await this.finish(id);
    let count = 0;
    for (const { ids, at } of await erased.all()) {
      for (const id of ids) {
        if (await records.isErased(id)) continue;
        await records.erase(id, at);
        await this.finish(id);
        count += 1;
      }
    }
    return count;
  }

  async #erase(id: string, leaver: Leaver, audit?: AuditRecord): Promise<void> {
    const { store, members, bans, avatars, erased } = this.#rooms;
    const at = Date.now();
    // First: whoever asked for it and was cut off is erased when the server starts.
    await erased.add({ ids: leaver.ids, at });
    const avatar = (await store.viewer(id))?.avatar ?? null;
    await store.records.erase(id, at, audit);
    await members.endOthers(id, null);
    for (const each of leaver.ids) bans.forget(each);
    for (const listener of this.#listeners) listener(leaver.ids);
    await bans.reload();
    await avatars.remove(avatar);
    await this.#blankAnswers(leaver);
    await store.records.truncateLog();
  }

  /** Answers that were kept for a repeated request, and tell of them. */
  async #blankAnswers({ ids, traces }: Leaver): Promise<void> {
    const { store, answers } = this.#rooms;
    const telling = traces.filter(({ length }) => length >= TRACE_MIN);
    // They stand in JSON that stands in JSON.
    const words = [...ids, ...telling].map(word => JSON.stringify(JSON.stringify(word)).slice(3, -3));
    for (let after = ''; ; ) {
      const page = await store.idempotency.answers(after, ANSWERS);
      const last = page.at(-1);
      if (last === undefined) return;
      const found = page.filter(({ body }) => {
        const text = answers.open(body);
        return text !== undefined && words.some(word => text.includes(word));
      });
      if (found.length > 0) await store.idempotency.blank(found.map(({ key }) => key));
      after = last.key;
    }
  }
}

/** @throws Refusal `bad_request` */
function requireName(name: string, confirm: string): void {
  const expected = name || NAMELESS;
  if (confirm.normalize('NFKC').trim() === expected.normalize('NFKC')) return;
  throw new Refusal('bad_request', `body/confirm must be the name ‘${expected}’; this cannot be taken back.`);
}
