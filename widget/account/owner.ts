/** The element as those who speak in it need it. */
import type { Translator } from '../i18n/translator.ts';
import type { ThreadController } from '../thread/controller.ts';
import type { prepareMenu } from '../tools/menu.ts';

export interface AccountOwner {
  readonly thread: ThreadController;
  readonly t: Translator;
  readonly root: ShadowRoot;
  readonly menu: typeof prepareMenu;
  changed(): void;
  say(text: string): void;
  /** Shows at a comment what went wrong there. */
  note(id: string, error: unknown): void;
}
