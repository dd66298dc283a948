/** Tells the others that someone types here, and leaves oneself out of those who type. */
import { TYPING_MS, TYPING_REPEAT_MS } from '../../protocol/limits.ts';
import type { ThreadController } from '../thread/controller.ts';

export class Typing {
  #saidAt = 0;
  /** The server may still count the viewer among those who type. */
  #typedAt = 0;

  say(thread: ThreadController): void {
    if (Date.now() - this.#saidAt < TYPING_REPEAT_MS) return;
    this.#saidAt = Date.now();
    this.#typedAt = this.#saidAt;
    thread.link?.sayTyping(thread);
  }

  /** After a post the next key says anew that someone types. */
  pause(): void {
    this.#saidAt = 0;
  }

  /** A post that was taken ends the typing for the server too. */
  end(): void {
    this.#typedAt = this.#saidAt;
  }

  /** Those who type besides oneself: the server tells all watchers the same. */
  others(typing: readonly string[], { session }: ThreadController): readonly string[] {
    if (Date.now() - this.#typedAt > TYPING_MS + 1_000) return typing;
    const { viewer } = session;
    const self = typing.indexOf(viewer?.id ? viewer.name : '');
    return typing.filter((_, n) => n !== self);
  }
}
