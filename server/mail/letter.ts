/** What a mail looks like: the same few parts as plain text and as HTML, without pictures or anything from elsewhere. */
import { type Html, html } from '../pages/html.ts';

export type Part =
  | { readonly kind: 'text' | 'note'; readonly text: string }
  | { readonly kind: 'link'; readonly label: string; readonly href: string }
  | { readonly kind: 'code'; readonly code: string };

export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he']);

/** No colours but the button’s, so that whatever reads mails in the dark may choose its own. */
const STYLES = {
  body: 'margin:0;padding:0;font:16px/1.5 system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;overflow-wrap:anywhere;word-break:break-word',
  frame: 'max-width:34em;margin:0 auto;padding:24px 20px',
  text: 'margin:0 0 16px',
  note: 'margin:0 0 12px;font-size:14px;opacity:.75',
  link: 'display:inline-block;margin:0 0 16px;padding:12px 20px;border-radius:8px;background:#1a56db;color:#ffffff;font-weight:600;text-decoration:none',
  code: 'margin:0 0 16px;font:600 28px/1.2 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;letter-spacing:.15em',
};

export function letter(subject: string, lang: string, parts: readonly Part[]): Letter {
  return { subject, text: `${parts.map(plain).join('\n\n')}\n`, html: page(subject, lang, parts).text };
}

/** A name or an address between other words, which it must not turn around where those are written the other way. */
export function isolated(lang: string, text: string): string {
  return isRightToLeft(lang) ? `\u2068${text}\u2069` : text;
}

function isRightToLeft(lang: string): boolean {
  return RIGHT_TO_LEFT.has(lang);
}

function plain(part: Part): string {
  if (part.kind === 'link') return `${part.label}:\n${part.href}`;
  return part.kind === 'code' ? `    ${part.code}` : part.text;
}

function page(subject: string, lang: string, parts: readonly Part[]): Html {
  const dir = isRightToLeft(lang) ? 'rtl' : 'ltr';
  return html`<!doctype html>
<html lang="${lang}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${subject}</title>
</head>
<body lang="${lang}" dir="${dir}" style="${STYLES.body}">
<div lang="${lang}" dir="${dir}" style="${STYLES.frame}">
${parts.map(drawn)}</div>
</body>
</html>
`;
}

function drawn(part: Part): Html {
  if (part.kind === 'link') {
    return html`<p style="margin:0"><a href="${part.href}" style="${STYLES.link}">${part.label}</a></p>\n`;
  }
  if (part.kind === 'code') return html`<p style="${STYLES.code}"><bdi dir="ltr">${part.code}</bdi></p>\n`;
  return html`<p style="${STYLES[part.kind]}">${part.text}</p>\n`;
}
