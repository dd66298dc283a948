/** `<lc-chart label>`: a bar for each day, stacked where there are several series; the same figures stand in a table. */
import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { direction, language, number, t } from '../i18n/index.ts';
import { define, Part } from './part.ts';
import type { Tone } from './pieces.ts';

export interface Series {
  readonly name: string;
  readonly tone: Tone;
  /** One for each day. */
  readonly values: readonly number[];
}

/** The drawing’s own units: a day is so wide, and the tallest bar that there can be so high. */
const DAY = 10;
const HEIGHT = 100;
const BAR = 7;

class Chart extends Part {
  static override properties = { label: {}, days: { attribute: false }, series: { attribute: false } };
  static override styles = [
    ...Part.styles,
    css`
      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 1rem;
        margin-block-start: 0.375rem;
      }
      .legend li {
        display: flex;
        align-items: center;
        gap: 0.375rem;
      }
      .swatch {
        inline-size: 0.75rem;
        block-size: 0.75rem;
        border-radius: 0.1875rem;
        background: currentColor;
        forced-color-adjust: none;
      }
      .plot {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0.25rem 0.5rem;
        margin-block-start: 1.25rem;
      }
      .scale {
        display: flex;
        flex-direction: column-reverse;
        justify-content: space-between;
        margin-block: -0.5625rem;
        text-align: end;
      }
      .plot > svg {
        inline-size: 100%;
        block-size: 10rem;
        overflow: visible;
        forced-color-adjust: none;
      }
      .dates {
        display: flex;
        grid-column: 2;
        justify-content: space-between;
      }
      .line {
        stroke: var(--line);
        stroke-width: 1;
        vector-effect: non-scaling-stroke;
      }
      .bar {
        fill: currentColor;
        stroke: var(--surface);
        stroke-width: 1;
        vector-effect: non-scaling-stroke;
      }
      .day {
        fill: transparent;
      }
      g:hover > .day {
        fill: var(--soft);
      }
      .plain {
        color: var(--muted);
      }
      .accent {
        color: var(--accent);
      }
      .good {
        color: var(--good);
      }
      .warn {
        color: light-dark(#c68a1a, #e5b75c);
      }
      .bad {
        color: var(--bad);
      }
      summary {
        inline-size: fit-content;
        margin-block-start: 0.75rem;
        cursor: pointer;
      }
      .scroll {
        max-block-size: 18rem;
        overflow: auto;
      }
      :is(td, th) + :is(td, th) {
        text-align: end;
      }
      th,
      td {
        padding-block: 0.3125rem;
      }
    `,
  ];
  /** What is counted. */
  declare label: string;
  /** Dates as `2026-11-23`, the oldest first. */
  declare days: readonly string[];
  declare series: readonly Series[];

  override render(): unknown {
    const { label, days, series } = this;
    const totals = days.map((_, day) => series.reduce((total, { values }) => total + (values[day] ?? 0), 0));
    const top = topOf(Math.max(0, ...totals));
    const all = totals.reduce((sum, total) => sum + total, 0);
    return html`<figure aria-labelledby="title">
      <figcaption><h2 id="title">${label}</h2></figcaption>
      ${series.length > 1 ? this.#legend() : nothing}
      <div class="plot">
        <div class="scale muted small" aria-hidden="true">
          ${ticksOf(top).map(tick => html`<span>${number(tick, { notation: 'compact' })}</span>`)}
        </div>
        <svg
          viewBox="0 0 ${days.length * DAY} ${HEIGHT}"
          preserveAspectRatio="none"
          role="img"
          aria-label=${`${label}: ${t('stats.inAll', { n: all })}`}
        >
          ${ticksOf(top).map(tick => drawLine(tick, top, days.length))} ${days.map((day, at) => this.#day(day, at, top))}
        </svg>
        <div class="dates muted small" aria-hidden="true">
          ${marksOf(days).map(day => html`<span>${dateOf(day)}</span>`)}
        </div>
      </div>
      <details>
        <summary class="small">${t('stats.table')}</summary>
        ${this.#table()}
      </details>
    </figure>`;
  }

  #legend(): TemplateResult {
    return html`<ul class="legend small">
      ${this.series.map(
        ({ name, tone, values }) => html`<li>
          <span class="swatch ${tone}"></span> ${name}
          <strong>${number(values.reduce((sum, value) => sum + value, 0))}</strong>
        </li>`,
      )}
    </ul>`;
  }

  #day(day: string, at: number, top: number): unknown {
    const { days, series } = this;
    const start = (direction() === 'rtl' ? days.length - 1 - at : at) * DAY;
    let below = 0;
    const bars = series.map(({ values, tone }) => {
      const height = ((values[at] ?? 0) / top) * HEIGHT;
      if (height === 0) return nothing;
      below += height;
      return svg`<rect class="bar ${tone}" x=${start + (DAY - BAR) / 2} y=${HEIGHT - below} width=${BAR} height=${height}></rect>`;
    });
    const figures = series.map(({ name, values }) => `${name}: ${number(values[at] ?? 0)}`);
    return svg`<g>
      <title>${[dateOf(day), ...figures].join('\n')}</title>
      <rect class="day" x=${start} y="0" width=${DAY} height=${HEIGHT}></rect>${bars}
    </g>`;
  }

  #table(): TemplateResult {
    const { label, days, series } = this;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${label}>
      <table>
        <caption class="sr">${label}</caption>
        <thead>
          <tr><th scope="col">${t('stats.day')}</th>${series.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr>
        </thead>
        <tbody>
          ${days.map(
            (day, at) => html`<tr>
              <th scope="row">${dateOf(day)}</th>${series.map(({ values }) => html`<td>${number(values[at] ?? 0)}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}
define('lc-chart', Chart);

function drawLine(tick: number, top: number, days: number): unknown {
  const y = HEIGHT - (tick / top) * HEIGHT;
  return svg`<line class="line" x1="0" x2=${days * DAY} y1=${y} y2=${y}></line>`;
}

/** The least round number that nothing is above. */
function topOf(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  return power * ([1, 2, 4, 6, 8, 10].find(step => step * power >= most) ?? 10);
}

/** Half of one comment is none. */
function ticksOf(top: number): readonly number[] {
  return top === 1 ? [0, 1] : [0, top / 2, top];
}

/** Where there is no room for each day: the first, the middle and the last. */
function marksOf(days: readonly string[]): readonly string[] {
  if (days.length <= 7) return days;
  return [0, Math.floor((days.length - 1) / 2), days.length - 1].flatMap(at => days[at] ?? []);
}

/** Days are UTC’s, wherever one sits. */
function dateOf(day: string): string {
  return new Intl.DateTimeFormat(language(), { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(day));
}
