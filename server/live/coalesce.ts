/** Runs an action at once, and what is asked for meanwhile together, at most once an interval. */

/**
 * Nothing waits when nothing follows: the first call acts immediately; calls during the action or within `interval`
 * milliseconds after it become one further action.
 */
export class Coalescer {
  readonly #action: () => Promise<void> | void;
  readonly #interval: number;
  #timer: NodeJS.Timeout | undefined;
  #running = false;
  #again = false;
  #stopped = false;

  constructor(interval: number, action: () => Promise<void> | void) {
    this.#interval = interval;
    this.#action = action;
  }

  request(): void {
    if (this.#running || this.#timer) this.#again = true;
    else void this.#run();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    this.#running = true;
    this.#again = false;
    try {
      await this.#action();
    } finally {
      this.#running = false;
      if (!this.#stopped) {
        this.#timer = setTimeout(() => {
          this.#timer = undefined;
          if (this.#again) void this.#run();
        }, this.#interval);
      }
    }
  }
}
