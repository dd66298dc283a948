/** Stands for a network in the database: a hash with a key of the day, which is in memory alone and gone after two days. */
import { createHmac, randomBytes } from 'node:crypto';

const DAY_MS = 24 * 60 * 60_000;

interface DayKey {
  readonly day: number;
  readonly key: Buffer;
}

export interface NetworkHash {
  /** What is stored. */
  readonly today: string;
  /** What was stored of the same yesterday; null where nobody can know any more. */
  readonly yesterday: string | null;
}

/**
 * Without its key a hash stands for nothing: not even who has the database and the server’s secret can try out addresses.
 * A restart takes the keys along, so a network is a new one after it, as it is after two days.
 */
export class Networks {
  #today: DayKey = newKey();
  #yesterday: DayKey | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor() {
    this.#schedule();
  }

  hash(text: string): NetworkHash {
    this.#turn();
    const yesterday = this.#yesterday && hashOf(this.#yesterday, text);
    return { today: hashOf(this.#today, text), yesterday };
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** A key serves for the day that it was made on, and is compared with for the day after. */
  #turn(): void {
    const day = dayOf(Date.now());
    if (this.#today.day !== day) {
      this.#yesterday?.key.fill(0);
      this.#yesterday = this.#today;
      this.#today = newKey();
    }
    if (this.#yesterday && this.#yesterday.day !== day - 1) {
      this.#yesterday.key.fill(0);
      this.#yesterday = null;
    }
  }

  /** Nobody need come by for a key to be destroyed. */
  #schedule(): void {
    const left = DAY_MS - (Date.now() % DAY_MS);
    this.#timer = setTimeout(() => {
      this.#turn();
      this.#schedule();
    }, left).unref();
  }
}

function newKey(): DayKey {
  return { day: dayOf(Date.now()), key: randomBytes(32) };
}

function dayOf(time: number): number {
  return Math.floor(time / DAY_MS);
}

function hashOf({ key }: DayKey, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url').slice(0, 22);
}
