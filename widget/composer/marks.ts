/** What the tools do to a text: each says what comes in place of what, and what is selected then. */

export interface Selected {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** `insert` in place of `from` to `to`; then `start` to `end` of the new text is selected. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  readonly start: number;
  readonly end: number;
}

/** What begins a line and belongs to no word: a quotation's or a list's marks. */
const LEAD = /^(?:\s|>|[-*+] |\d+[.)] )*/;
const LETTER = /[\p{L}\p{N}_]/u;
const URL_PLACE = 'url';

/** Puts marks around what is selected, or takes them away. */
export function wrap({ text, start, end }: Selected, mark: string): Change {
  if (start === end) return wrapCaret(text, start, mark);
  const chosen = text.slice(start, end);
  // Marks hug their text: with a blank inside they would mean nothing.
  const from = start + chosen.length - chosen.trimStart().length;
  const to = end - (chosen.length - chosen.trimEnd().length);
  if (from >= to) return wrapCaret(text, end, mark);
  if (text.slice(from, to).includes('\n')) return wrapLines(text, from, to, mark);
  return toggle(text, from, to, mark);
}

function toggle(text: string, from: number, to: number, mark: string): Change {
  const size = mark.length;
  const chosen = text.slice(from, to);
  if (isMarked(run(text, from - 1, -1, mark), run(text, to, 1, mark), mark)) {
    return { from: from - size, to: to + size, insert: chosen, start: from - size, end: to - size };
  }
  const insert = isWrapped(chosen, mark) ? chosen.slice(size, -size) : mark + chosen + mark;
  const start = insert.length < chosen.length ? from : from + size;
  return { from, to, insert, start, end: start + (insert.length < chosen.length ? insert.length : chosen.length) };
}

function isWrapped(chosen: string, mark: string): boolean {
  const [before, after] = [run(chosen, 0, 1, mark), run(chosen, chosen.length - 1, -1, mark)];
  return chosen.length > 2 * mark.length && isMarked(before, after, mark);
}

/** How often the mark's character stands here in a row. */
function run(text: string, at: number, step: 1 | -1, mark: string): number {
  let length = 0;
  while (text[at + length * step] === mark[0]) length += 1;
  return length;
}

/** One star is italic, two are bold, three are both. */
function isMarked(before: number, after: number, mark: string): boolean {
  const length = Math.min(before, after);
  return mark === '*' ? length % 2 === 1 : length >= mark.length;
}

function wrapCaret(text: string, at: number, mark: string): Change {
  const size = mark.length;
  const [before, after] = [run(text, at - 1, -1, mark), run(text, at, 1, mark)];
  if (isMarked(before, after, mark)) {
    return { from: at - size, to: at + size, insert: '', start: at - size, end: at - size };
  }
  const isInWord = LETTER.test(text[at - 1] ?? '') && LETTER.test(text[at] ?? '');
  if (isInWord) return wrapWord(text, at, mark);
  // Behind the last letter of what is marked one steps out of it.
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  if (isMarked(after, after, mark) && line.split(mark).length % 2 === 0) {
    return { from: at, to: at, insert: '', start: at + size, end: at + size };
  }
  return { from: at, to: at, insert: mark + mark, start: at + size, end: at + size };
}

function wrapWord(text: string, at: number, mark: string): Change {
  let [from, to] = [at, at];
  while (LETTER.test(text[from - 1] ?? '')) from -= 1;
  while (LETTER.test(text[to] ?? '')) to += 1;
  const change = toggle(text, from, to, mark);
  const caret = change.start + at - from;
  return { ...change, start: caret, end: caret };
}

/** No mark reaches over the end of a paragraph, and a list's own marks stay outside. */
function wrapLines(text: string, from: number, to: number, mark: string): Change {
  const parts = text
    .slice(from, to)
    .split('\n')
    .map(line => [LEAD.exec(line)?.[0] ?? '', line.replace(LEAD, '').trimEnd()] as const);
  const isOn = parts.every(([, words]) => words === '' || isWrapped(words, mark));
  const insert = parts
    .map(([lead, words]) => {
      if (words === '') return lead;
      return lead + (isOn ? words.slice(mark.length, -mark.length) : mark + words + mark);
    })
    .join('\n');
  return { from, to, insert, start: from, end: from + insert.length };
}

/** A word or two stand in backticks, lines in a block of their own. */
export function code(selected: Selected): Change {
  const { text, start, end } = selected;
  const chosen = text.slice(start, end);
  if (!chosen.trim().includes('\n')) return wrap(selected, chosen.slice(1, -1).includes('`') ? '``' : '`');
  const [from, to] = wholeLines(selected);
  const lines = text.slice(from, to).split('\n');
  const isOn = /^```/.test(lines[0] ?? '') && /^```\s*$/.test(lines.at(-1) ?? '');
  const insert = (isOn ? lines.slice(1, -1) : ['```', ...lines, '```']).join('\n');
  return { from, to, insert, start: from, end: from + insert.length };
}

export const QUOTE = { mark: '> ', is: /^> ?/ };
export const LIST = { mark: '- ', is: /^[-*+] / };

/** Begins each line with the mark, or takes it away from each. */
export function lead(selected: Selected, { mark, is }: { mark: string; is: RegExp }): Change {
  const { text, start, end } = selected;
  const [from, to] = wholeLines(selected);
  const lines = text.slice(from, to).split('\n');
  // A quotation goes on over an empty line, and a list has no empty item.
  const counts = (line: string): boolean => mark === QUOTE.mark || lines.length === 1 || line.trim() !== '';
  const isOn = lines.filter(counts).every(line => is.test(line));
  const changed = lines.map(line => (isOn ? line.replace(is, '') : counts(line) ? mark + line : line));
  const insert = changed.join('\n');
  if (start !== end) return { from, to, insert, start: from, end: from + insert.length };
  const caret = Math.max(from, start + insert.length - (to - from));
  return { from, to, insert, start: caret, end: caret };
}

function wholeLines({ text, start, end }: Selected): [number, number] {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const last = end > start && text[end - 1] === '\n' ? end - 1 : end;
  const to = text.indexOf('\n', last);
  return [from, to < 0 ? text.length : to];
}

/** Makes a link of what is selected, with the place for its address selected then; or plain words of a link. */
export function link({ text, start, end }: Selected, url = ''): Change {
  const chosen = text.slice(start, end);
  for (const { 0: whole, 1: words = '', index } of text.matchAll(/\[([^\]\n]*)\]\([^)\s]*\)/g)) {
    const isWithin = index <= start && end <= index + whole.length && (start !== index || end > start);
    if (isWithin && !url) {
      return { from: index, to: index + whole.length, insert: words, start: index, end: index + words.length };
    }
  }
  const caret = (insert: string, at: number): Change => ({ from: start, to: end, insert, start: at, end: at });
  if (isUrl(chosen)) return caret(`[](${chosen})`, start + 1);
  if (url) return caret(`[${chosen}](${url})`, end + url.length + 4);
  if (!chosen) return caret('[]()', start + 1);
  return { from: start, to: end, insert: `[${chosen}](${URL_PLACE})`, start: end + 3, end: end + 3 + URL_PLACE.length };
}

export function isUrl(text: string): boolean {
  return /^https?:\/\/[^\s<>]+$/.test(text) && URL.canParse(text);
}

/** Enter in a list begins its next item, and in an empty item ends the list; null elsewhere. */
export function nextItem({ text, start, end }: Selected): Change | null {
  if (start !== end) return null;
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const line = text.slice(from, start);
  const [, indent = '', mark = '', words = ''] = /^(\s*)([-*+]|\d{1,9}[.)]) (.*)$/.exec(line) ?? [];
  if (!mark || isInBlock(text.slice(0, from))) return null;
  const isEmpty = !words.trim() && !/^[^\n]*\S/.test(text.slice(start));
  if (isEmpty) return { from, to: start, insert: '', start: from, end: from };
  const number = Number.parseInt(mark, 10);
  const insert = `\n${indent}${Number.isNaN(number) ? mark : `${number + 1}${mark.slice(-1)}`} `;
  return { from: start, to: start, insert, start: start + insert.length, end: start + insert.length };
}

/** Whether a text ends within a block of code. */
export function isInBlock(before: string): boolean {
  return (before.match(/^```/gm)?.length ?? 0) % 2 === 1;
}
