/** What members change about themselves under a ban that they are not told of: kept in memory, for their own eyes. */
import type { Viewer } from '../../protocol/comment.ts';
import { Lru } from '../lru.ts';
import type { Bans } from '../people/bans.ts';
import type { MemberChange } from '../store/contract/members.ts';

const KEPT_MAX = 1_000;

interface Shown {
  readonly name?: string;
  readonly website?: string | null;
  readonly avatar?: string | null;
  readonly bio?: string;
}

export class Unseen {
  readonly #bans: Bans;
  readonly #changes = new Lru<string, Shown>(KEPT_MAX);

  constructor(bans: Bans) {
    this.#bans = bans;
  }

  /**
   * Whether what a member changes is to be kept here.
   * @param name what they would be called: a banned one is not to be taken over all that they wrote.
   * @throws Refusal `banned` for who is told.
   */
  async takes(viewer: Viewer, address: string, name = viewer.name): Promise<boolean> {
    const speaker = { viewer, site: viewer.site ?? '', address };
    for (const each of new Set([viewer.name, name])) {
      if ((await this.#bans.check({ ...speaker, name: each })) === 'shadow') return true;
    }
    return false;
  }

  keep(id: string, change: Omit<MemberChange, 'notifications' | 'role'>): void {
    const told = Object.entries(change).filter(([, value]) => value !== undefined);
    this.#changes.set(id, { ...this.#changes.get(id), ...Object.fromEntries(told) });
  }

  /** What a member alone sees of themselves; nothing any more once the ban is over. */
  async of(viewer: Viewer, address: string): Promise<Shown> {
    const kept = this.#changes.get(viewer.id);
    if (kept === undefined) return {};
    const speaker = { viewer, site: viewer.site ?? '', address };
    for (const name of [viewer.name, kept.name]) {
      if (await this.#bans.silences({ ...speaker, name })) return kept;
    }
    this.#changes.delete(viewer.id);
    return {};
  }

  /** Lets go of a picture; its path, for its file to go as well. */
  forgetAvatar(id: string): string | null {
    const { avatar = null, ...rest } = this.#changes.get(id) ?? {};
    if (avatar !== null) this.#changes.set(id, rest);
    return avatar;
  }

  /** To be called when somebody is erased. */
  forget(id: string): void {
    this.#changes.delete(id);
  }
}
