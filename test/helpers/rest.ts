/** The REST calls that tests make again and again. */
import type { Comment } from '../../protocol/comment.ts';
import type { CommentPage } from '../../protocol/rest.ts';

/** One page of a thread or of a comment's replies. */
export async function page(url: string, query: Record<string, string | number>): Promise<CommentPage> {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const response = await fetch(`${url}/api/v1/comments?${search}`);
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as CommentPage;
}

/** Every comment of a thread that has no replies, oldest first, and the thread itself. */
export async function wholeThread(url: string, thread: string): Promise<CommentPage> {
  const first = await page(url, { thread, sort: 'oldest', limit: 100 });
  const items: Comment[] = [...first.items];
  for (let { next } = first; next !== null; ) {
    const more = await page(url, { thread, sort: 'oldest', limit: 100, cursor: next });
    items.push(...more.items);
    next = more.next;
  }
  return { ...first, items, next: null };
}

/** One of the server's own figures. */
export async function metric(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const line = text.split('\n').find(each => each.startsWith(`${name} `) || each.startsWith(`${name}{`));
  if (line === undefined) throw new Error(`no metric ${name}`);
  return Number(line.slice(line.lastIndexOf(' ') + 1));
}

/** The middle one, or any other share, of some figures. */
export function percentile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
