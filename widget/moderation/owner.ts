/** The element as those who moderate in it need it. */
import type { Translator } from '../i18n/translator.ts';
import type { ThreadController } from '../thread/controller.ts';

export interface ModerationOwner {
  readonly thread: ThreadController;
  readonly t: Translator;
  readonly root: ShadowRoot;
  readonly shown: { token: string | null };
  changed(): void;
  say(text: string): void;
  /** Shows at a comment what went wrong there. */
  note(id: string, error: unknown): void;
}
