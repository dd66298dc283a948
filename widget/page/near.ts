/** When a section is worth loading: it is about to be seen, or a link leads into it. */

/** As far below or above the screen as the screen is high. */
const MARGIN = '100%';

/** Calls back once the element is near; returns how to stop waiting. */
export function whenNear(element: Element, then: () => void): () => void {
  const [box] = element.getClientRects();
  const isThere = (): boolean => location.hash.startsWith('#comment-');
  // Most often it is known at once, and a frame earlier than an observer says it.
  if (
    isThere() ||
    !globalThis.IntersectionObserver ||
    (box && box.top < 2 * innerHeight && box.bottom > -innerHeight)
  ) {
    then();
    return () => {};
  }
  const stop = (): void => {
    observer.disconnect();
    removeEventListener('hashchange', onHash);
  };
  const done = (): void => {
    stop();
    then();
  };
  const onHash = (): void => {
    if (isThere()) done();
  };
  const observer = new IntersectionObserver(entries => entries.some(entry => entry.isIntersecting) && done(), {
    rootMargin: MARGIN,
  });
  observer.observe(element);
  addEventListener('hashchange', onHash);
  return stop;
}
