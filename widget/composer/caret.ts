/** Where the caret of a text area stands on the screen, by a copy of its text as far as the caret. */

const COPIED = [
  'box-sizing',
  'width',
  'font',
  'letter-spacing',
  'word-spacing',
  'line-height',
  'text-indent',
  'text-transform',
  'tab-size',
  'padding',
  'border-width',
  'border-style',
  'direction',
  'overflow-wrap',
  'word-break',
];

export interface CaretPlace {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

export function caretPlace(box: HTMLTextAreaElement, at: number): CaretPlace {
  const style = getComputedStyle(box);
  const copy = document.createElement('div');
  for (const name of COPIED) copy.style.setProperty(name, style.getPropertyValue(name));
  Object.assign(copy.style, { position: 'fixed', visibility: 'hidden', whiteSpace: 'pre-wrap', top: '0', left: '0' });
  const mark = document.createElement('span');
  // Something to stand before, so that the mark breaks into the next line as its word does.
  mark.textContent = '\u200b';
  copy.append(box.value.slice(0, at), mark);
  // Beside the box: there it has the same styles.
  box.parentElement?.append(copy);
  const [frame, all, spot] = [box, copy, mark].map(element => element.getBoundingClientRect()) as [
    DOMRect,
    DOMRect,
    DOMRect,
  ];
  copy.remove();
  const top = frame.top + spot.top - all.top - box.scrollTop;
  return { x: frame.left + spot.left - all.left, top, bottom: top + spot.height };
}
