/** What the browser tells of the page that a link has to know: seen or hidden, frozen or woken, on or off the network. */

/** A tab that nobody looks at gives its socket back and resumes when it is seen again. */
const HIDDEN_MS = 5 * 60_000;

interface Hearer {
  /** It is worth a look whether the link still lives. */
  wake(): void;
  /** Nobody needs it now. */
  rest(): void;
  /** Another tab has stored something. */
  stored(event: StorageEvent): void;
}

/** Returns how to stop. */
export function watchAttention({ wake, rest, stored }: Hearer): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  let hidden: ReturnType<typeof setTimeout> | undefined;
  addEventListener('online', wake, { signal });
  addEventListener('pageshow', ({ persisted }) => persisted && wake(), { signal });
  // An open socket would keep the page out of the back-forward cache.
  addEventListener('pagehide', rest, { signal });
  addEventListener('storage', stored, { signal });
  const onVisibility = (): void => {
    clearTimeout(hidden);
    if (document.visibilityState === 'visible') wake();
    else hidden = setTimeout(rest, HIDDEN_MS);
  };
  document.addEventListener('visibilitychange', onVisibility, { signal });
  return () => {
    clearTimeout(hidden);
    listening.abort();
  };
}
