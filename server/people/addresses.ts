/** From where people wrote last: in memory alone, and forgotten after two days. */

const KEPT_MS = 48 * 60 * 60_000;
const PEOPLE_MAX = 20_000;

export class Addresses {
  /** The one who wrote longest ago comes first. */
  readonly #last = new Map<string, { readonly address: string; readonly at: number }>();

  remember(person: string, address: string): void {
    this.#last.delete(person);
    this.#last.set(person, { address, at: Date.now() });
    for (const [oldest, { at }] of this.#last) {
      if (this.#last.size <= PEOPLE_MAX && Date.now() - at < KEPT_MS) return;
      this.#last.delete(oldest);
    }
  }

  forget(person: string): void {
    this.#last.delete(person);
  }

  of(person: string): string | undefined {
    const last = this.#last.get(person);
    return last && Date.now() - last.at < KEPT_MS ? last.address : undefined;
  }
}
