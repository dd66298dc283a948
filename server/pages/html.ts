/** A tagged template for our own pages and feeds: what is put in is escaped, unless it is markup made here. */
import type { Content } from '../../protocol/content.ts';
import { escapeHtml, toHtml } from '../comments/markdown.ts';

/** Markup that was made by `html`, from a content tree, or from a text of the program's own. */
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

export function ofContent(content: Content): Html {
  return new Html(toHtml(content));
}

/** A text that stands in the program, and nothing that anybody wrote. */
export function trusted(text: string): Html {
  return new Html(text);
}

function textOf(value: Value): string {
  if (value === null) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(each => each.text).join('');
  return escapeHtml(String(value));
}
