/** What a sign-in that left the page comes back with, behind the `#` of its address. */

const FORM = /^#lc-(code|error|sign-in)=(.+)/;

let arrived: readonly string[] | null = null;

export function comesBack(): RegExpExecArray | null {
  return FORM.exec(location.hash);
}

/** Takes it out of the address at once, where it could be copied, or kept in the history. */
export function hasArrived(): boolean {
  const found = comesBack();
  if (found) {
    arrived = found.slice(1);
    history.replaceState(history.state, '', location.pathname + location.search);
  }
  return arrived !== null;
}

/** Once: two elements of a page do not both take it. */
export function takeArrival(): readonly string[] | null {
  const taken = arrived;
  arrived = null;
  return taken;
}
