/** Keeps all times of the list true, and tells the whole date to who points at one. */
import type { Translator } from '../i18n/translator.ts';

const TICK_MS = 20_000;

/** Returns how to stop. */
export function keepTimes(root: ShadowRoot, t: () => Translator | undefined): () => void {
  const timer = setInterval(() => {
    for (const time of root.querySelectorAll<HTMLTimeElement>('time[datetime]')) {
      const text = t()?.ago(new Date(time.dateTime));
      // Written anew it would lose the reader's selection.
      if (text && text !== time.textContent) time.textContent = text;
    }
  }, TICK_MS);
  const explain = ({ target }: Event): void => {
    if (target instanceof HTMLTimeElement && target.dateTime) target.title = t()?.at(new Date(target.dateTime)) ?? '';
  };
  root.addEventListener('pointerover', explain);
  return () => {
    clearInterval(timer);
    root.removeEventListener('pointerover', explain);
  };
}
