/** Runs an action for requests that may come faster than they should be met, each way of meeting them together. */

/** The first request acts at once; those that come within `interval` milliseconds after it become one further action. */
export class Throttle {
  readonly #action: () => void;
  readonly #interval: number;
  #timer: NodeJS.Timeout | undefined;
  #again = false;

  constructor(interval: number, action: () => void) {
    this.#interval = interval;
    this.#action = action;
  }

  request(): void {
    if (this.#timer) this.#again = true;
    else this.#run();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #run(): void {
    this.#again = false;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#again) this.#run();
    }, this.#interval);
    this.#action();
  }
}

/**
 * Nothing waits when nothing follows: a request acts at once, however soon after the last action it comes. An action
 * that finds more than one thing to do was overtaken, so a burst has begun: requests gather for an `interval` of
 * milliseconds and become one action, until one of these finds no more than one thing again.
 */
export class Coalescer {
  readonly #action: () => Promise<number>;
  readonly #interval: number;
  #state: 'idle' | 'running' | 'gathering' | 'stopped' = 'idle';
  #again = false;
  #timer: NodeJS.Timeout | undefined;

  /** @param action resolves with the number of things that it did, and must not reject. */
  constructor(interval: number, action: () => Promise<number>) {
    this.#interval = interval;
    this.#action = action;
  }

  request(): void {
    if (this.#state === 'idle') void this.#run();
    else this.#again = true;
  }

  stop(): void {
    this.#state = 'stopped';
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    this.#state = 'running';
    this.#again = false;
    const done = await this.#action();
    if (this.#state !== 'running') return;
    if (done > 1 || this.#again) this.#gather();
    else this.#state = 'idle';
  }

  #gather(): void {
    this.#state = 'gathering';
    this.#timer = setTimeout(() => {
      if (this.#again) void this.#run();
      else this.#state = 'idle';
    }, this.#interval);
  }
}
