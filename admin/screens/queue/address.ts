/** What the queue shows, as it stands in the address: `queue/pending?q=words`, `queue/all?author=<id>`. */
import type { Queue } from '../../../protocol/admin/comments.ts';
import { QUEUES } from './cards.ts';
import type { Filter } from './desk.ts';

/** Threads of two sites may have one key, so the site goes with it. */
const FIELDS = ['thread', 'author', 'q', 'order'] as const;

export function filterOf(path: string, search: string, site: string | null): Filter {
  const params = new URLSearchParams(search);
  const queue = QUEUES.find(each => each === path) ?? (path === 'all' ? undefined : 'pending');
  const within = site ?? params.get('in');
  const { order, ...rest } = Object.fromEntries(
    FIELDS.map(name => [name, params.get(name)]).filter(([, value]) => value),
  ) as Partial<Record<(typeof FIELDS)[number], string>>;
  return {
    ...(queue === undefined ? {} : { queue }),
    ...(within === null ? {} : { site: within }),
    ...rest,
    order: order === 'oldest' ? 'oldest' : 'newest',
  };
}

/** The address of a queue with the same filters, or with others. */
export function addressOf(queue: Queue | null, filter: Filter, changes: Record<string, string | null> = {}): string {
  const values: Record<string, string | null | undefined> = { ...filter, in: filter.site, ...changes };
  const params = new URLSearchParams();
  for (const name of FIELDS) {
    const value = values[name];
    if (value && value !== 'newest') params.set(name, value);
  }
  if (params.has('thread') && values['in']) params.set('in', values['in']);
  const query = params.size === 0 ? '' : `?${params}`;
  return `queue/${queue ?? 'all'}${query}`;
}

export function isNarrowed({ thread, author, q }: Filter): boolean {
  return thread !== undefined || author !== undefined || q !== undefined;
}
