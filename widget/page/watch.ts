/** Tells when the page around the element may have changed what it says. */
import { isSelector } from './surroundings.ts';

/** A page that fades its background is only half way there when its attribute changes. */
const FADE_MS = 500;

export interface PageWatch {
  /** Goes by this theme from now on: what a selector matches may stand anywhere in the page. */
  follow(theme: string | null): void;
  stop(): void;
}

/** Calls back when the page may have changed its colours or its language. */
export function watchPage(onChange: () => void): PageWatch {
  const media = matchMedia('(prefers-color-scheme: dark)');
  let frame = 0;
  let faded: ReturnType<typeof setTimeout> | undefined;
  let isWide: boolean | undefined;
  // Once for all that a frame changes: pages that move write their body's style in each.
  const later = (): void => {
    clearTimeout(faded);
    faded = setTimeout(onChange, FADE_MS);
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      onChange();
    });
  };
  const observer = new MutationObserver(later);
  media.addEventListener('change', later);
  // A selector may go by the state of a switch, which is no attribute.
  document.addEventListener('change', later);
  const watch: PageWatch = {
    follow(theme) {
      if (isWide === isSelector(theme)) return;
      isWide = isSelector(theme);
      observer.disconnect();
      for (const element of [document.documentElement, document.body]) observer.observe(element, { attributes: true });
      if (isWide) observer.observe(document.documentElement, { attributes: true, childList: true, subtree: true });
    },
    stop() {
      clearTimeout(faded);
      cancelAnimationFrame(frame);
      observer.disconnect();
      media.removeEventListener('change', later);
      document.removeEventListener('change', later);
    },
  };
  return watch;
}
