/** The door of this room under /api/v1/admin: how the place fares. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Static } from 'typebox';
import { Stats, StatsQuery } from '../../protocol/admin/log.ts';
import type { SiteScope } from '../../protocol/admin/shared.ts';
import type { Hub } from '../live/hub.ts';
import type { Sites } from '../sites/sites.ts';
import type { Access } from '../staff/guard.ts';
import { sitesFor } from '../staff/staff.ts';
import type { StoredStats } from '../store/contract/desk.ts';
import type { Store } from '../store/store.ts';

const DAY_MS = 86_400_000;
const DAYS = 30;

const config: { access: Access } = { access: { scope: 'stats:read', role: 'moderator' } };

export const statsRoutes: FastifyPluginAsyncTypebox<{
  rooms: { readonly store: Store; readonly sites: Sites; readonly hub: Hub };
}> = async (app, { rooms: { store, sites, hub } }) => {
  /** Counting takes a while where there is much: who asks for the same meanwhile gets the same. */
  const counting = new Map<string, Promise<StoredStats>>();

  app.get(
    '/stats',
    {
      config,
      schema: {
        summary: 'Comments and decisions by day, and who watches now',
        description:
          'Comments are counted on the day on which they came in, by what they are now; deleted ones are not counted.',
        tags: ['stats'],
        querystring: StatsQuery,
        response: { 200: Stats },
      },
    },
    async ({ query: { site, days = DAYS }, staff }) => {
      const scope = sitesFor(staff, site);
      if (site !== undefined) sites.get(site);
      const query = { sites: scope, first: Math.floor(Date.now() / DAY_MS) - days + 1, days };
      const key = JSON.stringify(query);
      const counted = counting.get(key) ?? store.desk.stats(query).finally(() => counting.delete(key));
      counting.set(key, counted);
      return statsView(await counted, query.first, viewersOf(hub, scope));
    },
  );
};

function viewersOf(hub: Hub, sites: SiteScope): number {
  return hub.viewers(({ site }) => sites === null || sites.includes(site));
}

function statsView(stats: StoredStats, first: number, viewers: number): Static<typeof Stats> {
  const days = stats.days.map((counts, i) => ({ day: dayOf(first + i), ...counts }));
  const sum = (of: (day: (typeof days)[number]) => number) => days.reduce((total, day) => total + of(day), 0);
  const waits = stats.waits.toSorted((a, b) => a - b);
  return {
    days,
    totals: {
      comments: sum(day => day.published + day.held + day.rejected + day.spam),
      people: stats.people,
      decisions: sum(day => day.decisions),
      flags: stats.flags,
    },
    timeToDecision: { median: secondsAt(waits, 0.5), p90: secondsAt(waits, 0.9) },
    topThreads: [...stats.topThreads],
    topModerators: [...stats.topModerators],
    viewers,
  };
}

function dayOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The nearest rank: a time that somebody did wait. */
function secondsAt(sorted: readonly number[], share: number): number | null {
  const wait = sorted[Math.ceil(sorted.length * share) - 1];
  return wait === undefined ? null : wait / 1000;
}
