/** Counts down to a moment, in whole seconds. */
const SECOND_MS = 1_000;

export class Countdown {
  /** What is left; 0 when the moment is here. */
  seconds = 0;
  readonly #onSecond: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onSecond: () => void) {
    this.#onSecond = onSecond;
  }

  /** @returns whether there is something left. */
  until(moment: number): boolean {
    const left = moment - Date.now();
    this.seconds = Math.max(0, Math.ceil(left / SECOND_MS));
    this.stop();
    if (left > 0) this.#timer = setTimeout(this.#onSecond, left % SECOND_MS || SECOND_MS);
    return left > 0;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
