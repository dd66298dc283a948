/** Tells when the page around the element may have changed what it says. */

/** A page that fades its background is only half way there when its attribute changes. */
const FADE_MS = 500;

/** Calls back when the page may have changed its colours or its language; returns how to stop. */
export function watchPage(onChange: () => void): () => void {
  const media = matchMedia('(prefers-color-scheme: dark)');
  let frame = 0;
  let faded: ReturnType<typeof setTimeout> | undefined;
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
  for (const element of [document.documentElement, document.body]) observer.observe(element, { attributes: true });
  media.addEventListener('change', later);
  return () => {
    clearTimeout(faded);
    cancelAnimationFrame(frame);
    observer.disconnect();
    media.removeEventListener('change', later);
  };
}
