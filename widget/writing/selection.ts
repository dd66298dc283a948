/** What the reader selected last in the comments: a browser lets go of it when a button is pressed. */

type Chosen = Pick<StaticRange, 'startContainer' | 'startOffset' | 'endContainer' | 'endOffset'>;

const chosen = new WeakMap<ShadowRoot, Chosen | undefined>();

/** The selection as it is; the document itself knows of one in a shadow root only that it stands before its host. */
function current(root: ShadowRoot): Chosen | undefined {
  const [range] = document.getSelection()?.getComposedRanges?.({ shadowRoots: [root] }) ?? [];
  if (!range || range.collapsed) return undefined;
  return root.contains(range.startContainer) && root.contains(range.endContainer) ? range : undefined;
}

export function watchSelection(root: ShadowRoot): void {
  if (chosen.has(root)) return;
  chosen.set(root, undefined);
  const remember = (event: Event): void => {
    const isButton = event.target instanceof Element && event.target.closest('button, [role=menuitem]') !== null;
    chosen.set(root, current(root) ?? (isButton ? chosen.get(root) : undefined));
  };
  root.addEventListener('pointerdown', remember, { capture: true });
  root.addEventListener('keydown', remember, { capture: true });
}

export function selectionIn(root: ShadowRoot): Chosen | undefined {
  return current(root) ?? chosen.get(root);
}
