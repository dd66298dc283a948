/** Whether a text may be posted now, by its length and by the site's slow mode; and what one sees and hears of it. */
import type { View } from '../elements/view.ts';
import { roomLeft } from '../text/length.ts';
import { Countdown } from './countdown.ts';

/** The room left is shown from here on. */
const NEAR_LIMIT = 500;
/** Who hears the room left hears it when they pause, and not with each key. */
const PAUSE_MS = 1_000;

interface Box {
  readonly view: View;
  readonly text: string;
  requestUpdate(): void;
}

export class Allowance {
  /** What a screen reader is told. */
  spoken = '';
  readonly #box: Box;
  readonly #countdown: Countdown;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(box: Box) {
    this.#box = box;
    this.#countdown = new Countdown(() => box.requestUpdate());
  }

  get isOver(): boolean {
    return roomLeft(this.#box.text) < 0;
  }

  get isWaiting(): boolean {
    return this.#countdown.seconds > 0;
  }

  /** What one sees: how long to wait, or the room left. */
  get shown(): string {
    const { t } = this.#box.view;
    return this.isWaiting ? t.text('slowMode', { n: this.#countdown.seconds }) : this.#room();
  }

  /** Looks at the clock. */
  count(until: number): void {
    const { isWaiting: wasWaiting } = this;
    const isWaiting = this.#countdown.until(until);
    if (isWaiting !== wasWaiting) this.spoken = isWaiting ? this.shown : '';
  }

  onInput(): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      this.spoken = this.#room();
      this.#box.requestUpdate();
    }, PAUSE_MS);
  }

  stop(): void {
    this.#countdown.stop();
    clearTimeout(this.#pause);
  }

  #room(): string {
    const { t } = this.#box.view;
    const room = roomLeft(this.#box.text);
    if (room < 0) return t.text('tooLong');
    return room < NEAR_LIMIT ? t.text('left', { n: room }) : '';
  }
}
