/** Who may not write: asked before anything of a reader’s is taken in, so it is answered from memory. */
import type { Viewer } from '../../protocol/comment.ts';
import type { Store } from '../store/store.ts';

export interface Speaker {
  readonly viewer: Viewer;
  readonly site: string;
  readonly address: string;
  /** As they sign, where they do. */
  readonly name?: string | undefined;
  readonly email?: string | null | undefined;
}

export class Bans {
  readonly #store: Store;

  private constructor(store: Store) {
    this.#store = store;
  }

  static async open(store: Store): Promise<Bans> {
    return new Bans(store);
  }

  /**
   * @returns `shadow` for somebody who must not notice it.
   * @throws Refusal `banned` with the reason and the end.
   */
  check(_speaker: Speaker): 'shadow' | undefined {
    return undefined;
  }
}
