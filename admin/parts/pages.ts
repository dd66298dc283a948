/** A list that comes page by page: what is loaded, whether there is more, and what went wrong. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export class Pages<T> implements ReactiveController {
  items: readonly T[] = [];
  next: string | null = null;
  state: 'loading' | 'ready' | 'failed' = 'loading';
  error: unknown;
  readonly #host: ReactiveControllerHost;
  readonly #load: (cursor: string | undefined) => Promise<Page<T>>;
  /** An answer to an older question is thrown away. */
  #asked = 0;

  constructor(host: ReactiveControllerHost, load: (cursor: string | undefined) => Promise<Page<T>>) {
    this.#host = host;
    this.#load = load;
    host.addController(this);
  }

  hostConnected(): void {}

  /** From the beginning. `quietly` keeps what is shown until the answer is there. */
  async reload({ quietly = false } = {}): Promise<void> {
    if (!quietly) this.items = [];
    await this.#ask(undefined);
  }

  async more(): Promise<void> {
    if (this.next !== null) await this.#ask(this.next);
  }

  change(items: readonly T[]): void {
    this.items = items;
    this.#host.requestUpdate();
  }

  async #ask(cursor: string | undefined): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    this.state = 'loading';
    this.#host.requestUpdate();
    try {
      const page = await this.#load(cursor);
      if (asked !== this.#asked) return;
      this.items = cursor === undefined ? page.items : [...this.items, ...page.items];
      this.next = page.next;
      this.state = 'ready';
    } catch (error) {
      if (asked !== this.#asked) return;
      this.error = error;
      this.state = 'failed';
    }
    this.#host.requestUpdate();
  }
}
