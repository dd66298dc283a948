/** Tells a screen reader what has come: together, so that a burst is one sentence. */
import type { Comment } from '../../protocol/comment.ts';
import type { Translator } from '../i18n/translator.ts';

const COLLECT_MS = 1_000;

export class Announcer {
  #arrived: Comment[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #say: (text: string) => void;

  constructor(say: (text: string) => void) {
    this.#say = say;
  }

  add(comments: readonly Comment[], t: Translator): void {
    this.#arrived.push(...comments);
    this.#timer ??= setTimeout(() => {
      const n = this.#arrived.length;
      const name = this.#arrived[0]?.author.name || t.text('someone');
      this.#say(n === 1 ? t.text('newFrom', { name }) : t.text('fresh', { n }));
      this.#arrived = [];
      this.#timer = undefined;
    }, COLLECT_MS);
  }
}
