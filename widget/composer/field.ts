/** Changes a text area so that undo still knows what stood there before. */
import type { Change, Selected } from './marks.ts';

export function selectedIn({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): Selected {
  return { text: value, start: selectionStart, end: selectionEnd };
}

export function change(box: HTMLTextAreaElement, { from, to, insert, start, end }: Change): void {
  box.focus({ preventScroll: true });
  if (from !== to || insert) {
    box.setSelectionRange(from, to);
    // Deprecated, and the only way that keeps the browser's own undo.
    const isDone = document.execCommand(insert ? 'insertText' : 'delete', false, insert);
    if (!isDone) {
      box.setRangeText(insert, from, to, 'end');
      box.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertReplacementText' }));
    }
  }
  box.setSelectionRange(start, end);
}
