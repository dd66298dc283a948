/** The tools' pictures: lines on a grid of 16, in the colour of the text. */
import { html, type TemplateResult } from 'lit';

export const ICONS = {
  bold: icon('M4.5 2.75h4.25a2.6 2.6 0 0 1 0 5.25H4.5zM4.5 8h5a2.6 2.6 0 0 1 0 5.25h-5z', 'heavy'),
  italic: icon('M6.5 2.75h5.25M4.25 13.25H9.5M9.5 2.75l-3 10.5'),
  strike: icon(
    'M2.5 8h11M11.25 5C11.1 3.6 10 2.75 8.25 2.75c-2.9 0-3.9 2-2.9 3.5M4.75 11c.15 1.4 1.4 2.25 3.25 2.25 2.9 0 4-1.75 3.2-3.25',
  ),
  link: icon(
    'M6.6 9.4a2.75 2.75 0 0 0 3.9 0l2.4-2.4a2.76 2.76 0 0 0-3.9-3.9l-.9.9M9.4 6.6a2.75 2.75 0 0 0-3.9 0L3.1 9a2.76 2.76 0 0 0 3.9 3.9l.9-.9',
  ),
  quoteBlock: icon('M2.75 3v10M6.25 4.5h7.25M6.25 8h7.25M6.25 11.5h4.5', 'turns'),
  code: icon('M5.25 4.5 1.75 8l3.5 3.5M10.75 4.5l3.5 3.5-3.5 3.5'),
  list: icon('M6.25 4h7.25M6.25 8h7.25M6.25 12h7.25M2.75 4h.01M2.75 8h.01M2.75 12h.01', 'turns'),
  spoiler: icon('M1.75 8S4 4 8 4s6.25 4 6.25 4S12 12 8 12 1.75 8 1.75 8zM3 13.25 13 2.75'),
} as const;

/** @param look `heavy` for thick lines; `turns` where it is drawn the other way round from right to left. */
function icon(lines: string, look = ''): TemplateResult {
  return html`<svg class=${look} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d=${lines}></path></svg>`;
}
