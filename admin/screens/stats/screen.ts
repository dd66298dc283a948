/** `/admin/stats`: how one site, or all of them, fare. */
import { html, nothing } from 'lit';
import type { Stats } from '../../../protocol/admin/log.ts';
import { readStats } from '../../api/stats.ts';
import { type Key, number, t } from '../../i18n/index.ts';
import '../../parts/chart.ts';
import { define } from '../../parts/part.ts';
import { empty, failed, loading } from '../../parts/pieces.ts';
import { Screen } from '../../parts/screen.ts';
import { href } from '../../router.ts';
import { durationOf } from './duration.ts';
import { styles } from './styles.ts';

const DAYS = [7, 30, 90] as const;
/** How often it is asked who is there, while somebody looks. */
const VIEWERS_MS = 30_000;

class StatsScreen extends Screen {
  static override properties = {
    ...Screen.properties,
    days: { state: true },
    stats: { state: true },
    viewers: { state: true },
    error: { state: true },
    busy: { state: true },
  };
  static override styles = [...Screen.styles, styles];
  declare days: number;
  declare stats: Stats | undefined;
  declare viewers: number;
  declare error: unknown;
  declare busy: boolean;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** What is asked for; an answer to an older question is not waited for. */
  #asking: AbortController | undefined;

  constructor() {
    super();
    this.days = 30;
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => void this.#count(), VIEWERS_MS);
    document.addEventListener('visibilitychange', this.#count);
  }

  override disconnectedCallback(): void {
    clearInterval(this.#timer);
    document.removeEventListener('visibilitychange', this.#count);
    this.#asking?.abort();
    super.disconnectedCallback();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('site')) this.stats = undefined;
    if (changed.has('site') || changed.has('days')) void this.#read();
  }

  readonly #read = async () => {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    this.busy = true;
    this.error = undefined;
    try {
      const stats = await readStats(this.site, this.days, asking.signal);
      if (asking.signal.aborted) return;
      this.stats = stats;
      this.viewers = stats.viewers;
    } catch (error) {
      if (asking.signal.aborted) return;
      this.error = error;
    }
    this.busy = false;
  };

  /** One day is counted sooner than many; nothing is asked where nobody looks, or where it went wrong before. */
  readonly #count = async () => {
    const { site, stats } = this;
    if (document.hidden || !stats || this.busy) return;
    try {
      const { viewers } = await readStats(site, 1);
      if (site === this.site) this.viewers = viewers;
    } catch {
      // The figure stays as it was; the next question may be answered.
    }
  };

  override render(): unknown {
    return html`<div class="head">
        <h1 tabindex="-1">${t('stats.title')}</h1>
        <fieldset class="push">
          <legend class="sr">${t('stats.span')}</legend>
          ${DAYS.map(
            days => html`<label class="choice">
              <input
                type="radio"
                name="days"
                .checked=${days === this.days}
                @change=${() => {
                  this.days = days;
                }}
              />
              ${t('stats.days', { n: days })}
            </label>`,
          )}
        </fieldset>
        <p>${this.site === null ? t('stats.textAll') : t('stats.textSite', { site: this.site })}</p>
      </div>
      ${this.#content()}`;
  }

  #content(): unknown {
    const { stats, error } = this;
    if (error !== undefined) return failed(error, () => void this.#read());
    if (!stats) return html`<div class="card">${loading(8)}</div>`;
    const { totals } = stats;
    const isEmpty = totals.comments === 0 && totals.decisions === 0 && totals.flags === 0;
    return html`<div class="stack ${this.busy ? 'stale' : ''}" aria-busy=${this.busy}>
      ${this.#tiles(totals)}
      ${isEmpty ? html`<div class="card">${empty('chart', t('stats.none'), t('stats.noneText'))}</div>` : this.#details(stats)}
    </div>`;
  }

  #tiles({ comments, people, decisions, flags }: Stats['totals']): unknown {
    const tiles = [
      ['comments', comments],
      ['people', people],
      ['decisions', decisions],
      ['reports', flags],
      ['viewers', this.viewers],
    ] as const;
    return html`<dl class="tiles">
      ${tiles.map(
        ([name, value]) => html`<div class="card pad">
          <dt class="muted small">${t(`stats.${name}`)}</dt>
          <dd class=${name}>${number(value)}</dd>
        </div>`,
      )}
    </dl>`;
  }

  #details(stats: Stats): unknown {
    const days = stats.days.map(({ day }) => day);
    const series = (name: 'published' | 'held' | 'rejected' | 'spam' | 'decisions', label: Key, tone: string) => ({
      name: t(label),
      tone,
      values: stats.days.map(each => each[name]),
    });
    const states = [
      series('published', 'person.published', 'accent'),
      series('held', 'person.held', 'warn'),
      series('rejected', 'person.rejected', 'bad'),
      series('spam', 'person.spam', 'plain'),
    ];
    return html`<section class="card pad">
        <lc-chart .label=${t('stats.perDay')} .days=${days} .series=${states}></lc-chart>
      </section>
      <div class="halves">
        <section class="card pad">
          <lc-chart
            .label=${t('stats.decisionsPerDay')}
            .days=${days}
            .series=${[series('decisions', 'stats.decisions', 'accent')]}
          ></lc-chart>
        </section>
        ${this.#waits(stats.timeToDecision)}${this.#threads(stats.topThreads)}${this.#moderators(stats.topModerators)}
      </div>
      <p class="muted small">${t('stats.note')}</p>`;
  }

  #waits({ median, p90 }: Stats['timeToDecision']): unknown {
    const isKnown = median !== null && p90 !== null;
    return html`<section class="card pad" aria-labelledby="waits">
      <h2 id="waits">${t('stats.wait')}</h2>
      ${
        isKnown
          ? html`<dl class="waits">
            <div><dt class="muted small">${t('stats.median')}</dt><dd>${durationOf(median)}</dd></div>
            <div><dt class="muted small">${t('stats.p90')}</dt><dd>${durationOf(p90)}</dd></div>
          </dl>`
          : nothing
      }
      <p class="muted">${t(isKnown ? 'stats.waitText' : 'stats.waitNone')}</p>
    </section>`;
  }

  #threads(threads: Stats['topThreads']): unknown {
    return html`<section class="card pad" aria-labelledby="threads">
      <h2 id="threads">${t('stats.topThreads')}</h2>
      ${threads.length === 0 ? html`<p class="muted">${t('stats.topThreadsNone')}</p>` : nothing}
      <ol class="list">
        ${threads.map(
          ({ key, site, title, comments }) => html`<li>
            <div>
              <a href=${href(`queue/all?${new URLSearchParams({ thread: key, in: site })}`)}><bdi>${title ?? key}</bdi></a>
              ${this.site === null ? html`<div class="muted small">${site}</div>` : nothing}
            </div>
            <span class="push muted">${t('stats.nComments', { n: comments })}</span>
          </li>`,
        )}
      </ol>
    </section>`;
  }

  #moderators(moderators: Stats['topModerators']): unknown {
    return html`<section class="card pad" aria-labelledby="moderators">
      <h2 id="moderators">${t('stats.topModerators')}</h2>
      ${moderators.length === 0 ? html`<p class="muted">${t('stats.topModeratorsNone')}</p>` : nothing}
      <ol class="list">
        ${moderators.map(
          ({ by, decisions }) => html`<li>
            <div><bdi>${by.name}</bdi> <span class="muted small">${t(`audit.via.${by.via}`)}</span></div>
            <span class="push muted">${t('stats.nDecisions', { n: decisions })}</span>
          </li>`,
        )}
      </ol>
    </section>`;
  }
}
define('lc-stats-screen', StatsScreen);
