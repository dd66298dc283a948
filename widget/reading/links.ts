/** Links to single comments: `#comment-<id>` in the page's address. */

/** The comment that an address leads to. */
export function linkedIn({ hash }: { readonly hash: string }): string | undefined {
  return /^#comment-([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/i.exec(hash)?.[1]?.toLowerCase();
}

/** Calls back with the comment of each link that is followed in the page; returns how to stop. */
export function watchLinks(onLink: (id: string) => void): () => void {
  const follow = (): void => {
    const id = linkedIn(location);
    if (id) onLink(id);
  };
  // The link that was followed last changes nothing in the address when it is followed again.
  const again = (event: MouseEvent): void => {
    const link = event.composedPath().find(each => each instanceof HTMLAnchorElement);
    const { ctrlKey, metaKey, shiftKey, defaultPrevented } = event;
    if (link?.href === location.href && !(defaultPrevented || ctrlKey || metaKey || shiftKey)) follow();
  };
  addEventListener('hashchange', follow);
  document.addEventListener('click', again);
  return () => {
    removeEventListener('hashchange', follow);
    document.removeEventListener('click', again);
  };
}
