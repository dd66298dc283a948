/** Keeps all times of the list true, and tells the whole date to who points at one or comes by with the keyboard. */
import type { Translator } from '../i18n/translator.ts';

const TICK_MS = 20_000;
const EXPLAINED_ON = ['pointerover', 'focusin', 'click'];

/** Returns how to stop. */
export function keepTimes(root: ShadowRoot, t: () => Translator | undefined): () => void {
  const timer = setInterval(() => {
    for (const time of root.querySelectorAll<HTMLTimeElement>('time[datetime]')) {
      const text = t()?.ago(new Date(time.dateTime));
      // Written anew it would lose the reader's selection.
      if (text && text !== time.textContent) time.textContent = text;
    }
  }, TICK_MS);
  const explain = (event: Event): void => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('.when') : null;
    const time = link?.querySelector('time');
    if (!link || !time?.dateTime) return;
    time.title = t()?.at(new Date(time.dateTime)) ?? '';
    // Whatever the page’s <base> says: the link leads to a place in this page.
    link.href = location.href.split('#')[0] + link.hash;
    // Where the page finds its own way by what follows the #, it would lead out of it.
    if (event.type === 'click' && /^#[!/]/.test(location.hash)) event.preventDefault();
  };
  for (const type of EXPLAINED_ON) root.addEventListener(type, explain);
  return () => {
    clearInterval(timer);
    for (const type of EXPLAINED_ON) root.removeEventListener(type, explain);
  };
}
