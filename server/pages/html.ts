/** A tagged template for our own pages: what is put in is escaped, unless it is HTML made here. */
import { escapeHtml } from '../comments/markdown.ts';

/** HTML that was made by `html` or from a content tree. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Value = Html | string | number | readonly Html[] | null;

export function html(strings: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(strings.map((string, i) => string + (i < values.length ? textOf(values[i] ?? null) : '')).join(''));
}

function textOf(value: Value): string {
  if (value === null) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(each => each.text).join('');
  return escapeHtml(String(value));
}
