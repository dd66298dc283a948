/** The keys of the queue: which of them mean what, and when they mean nothing because somebody is writing. */

export type Stroke =
  | 'next'
  | 'previous'
  | 'approval'
  | 'rejection'
  | 'spam'
  | 'select'
  | 'extendDown'
  | 'extendUp'
  | 'all'
  | 'ban'
  | 'nextQueue'
  | 'zen'
  | 'new'
  | 'undo'
  | 'search'
  | 'help'
  | 'escape'
  | `queue${1 | 2 | 3 | 4 | 5 | 6}`;

const STROKES: Readonly<Record<string, Stroke>> = {
  j: 'next',
  k: 'previous',
  f: 'approval',
  d: 'rejection',
  s: 'spam',
  x: 'select',
  J: 'extendDown',
  K: 'extendUp',
  a: 'all',
  b: 'ban',
  t: 'nextQueue',
  z: 'zen',
  n: 'new',
  u: 'undo',
  '/': 'search',
  '?': 'help',
  Escape: 'escape',
  1: 'queue1',
  2: 'queue2',
  3: 'queue3',
  4: 'queue4',
  5: 'queue5',
  6: 'queue6',
};

/** Held down, these would run through a queue that nobody has read. */
const ONCE: readonly Stroke[] = ['approval', 'rejection', 'spam', 'select', 'all', 'undo', 'zen', 'nextQueue'];

export function strokeOf(event: KeyboardEvent): Stroke | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return null;
  if (isTaken(event)) return null;
  const stroke = STROKES[event.key] ?? physical(event);
  if (stroke === undefined || (event.repeat && ONCE.includes(stroke))) return null;
  return stroke;
}

/** Where a keyboard writes another script, the letter on the key’s place counts. */
function physical({ key, code, shiftKey }: KeyboardEvent): Stroke | undefined {
  if (/^[\p{Script=Latin}\p{N}\p{P}\p{S}]$/u.test(key) || key.length !== 1) return undefined;
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
  return letter === undefined ? undefined : STROKES[shiftKey ? letter : letter.toLowerCase()];
}

/** Whether whatever has the focus has a use for keys of its own. */
function isTaken(event: KeyboardEvent): boolean {
  return event
    .composedPath()
    .some(
      each =>
        each instanceof Element &&
        (each.matches('textarea, select, dialog, [contenteditable]') ||
          (each instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(each.type))),
    );
}

/** For the list of keys, in the order in which they are told. */
export const KEY_LIST = [
  ['stroke.next', ['j']],
  ['stroke.previous', ['k']],
  ['stroke.approve', ['f']],
  ['stroke.reject', ['d']],
  ['stroke.spam', ['s']],
  ['stroke.undo', ['u']],
  ['stroke.select', ['x']],
  ['stroke.extend', ['Shift+j', 'Shift+k']],
  ['stroke.all', ['a']],
  ['stroke.ban', ['b']],
  ['stroke.nextQueue', ['t']],
  ['stroke.queue', ['1', '…', '6']],
  ['stroke.new', ['n']],
  ['stroke.zen', ['z']],
  ['stroke.search', ['/']],
  ['stroke.help', ['?']],
  ['stroke.escape', ['Esc']],
] as const;
