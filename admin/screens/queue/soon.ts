/** Work that is asked for often and done seldom: once after a pause, never twice at a time, and once more if asked meanwhile. */

export class Soon {
  readonly #work: () => Promise<void>;
  readonly #pause: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isRunning = false;
  #isAsked = false;

  constructor(pause: number, work: () => Promise<void>) {
    this.#pause = pause;
    this.#work = work;
  }

  ask(): void {
    if (this.#isRunning) {
      this.#isAsked = true;
      return;
    }
    this.#timer ??= setTimeout(() => void this.#run(), this.#pause);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isAsked = false;
  }

  async #run(): Promise<void> {
    this.#timer = undefined;
    this.#isRunning = true;
    try {
      await this.#work();
    } finally {
      this.#isRunning = false;
      if (this.#isAsked) {
        this.#isAsked = false;
        this.ask();
      }
    }
  }
}
