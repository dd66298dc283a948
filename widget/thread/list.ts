/** What may be done to one list of comments: the thread's roots, or the replies to one. */
import type { List, Node } from './shape.ts';

export const EMPTY: List = { ids: [], tail: [], next: null };

/** As `replyCount` counts: published comments, and deleted ones that keep their place. */
export function counted(nodes: ReadonlyMap<string, Node>, list: List): number {
  return [...list.ids, ...list.tail].filter(id => {
    const node = nodes.get(id);
    return node && !node.sending && node.comment.state !== 'held';
  }).length;
}

/** The list with a page at its end; what stood behind the gap joins it once there is no gap. */
export function merged(list: List, loaded: readonly string[], next: string | null): List {
  const ids = [...new Set([...list.ids, ...loaded])];
  const tail = list.tail.filter(id => !ids.includes(id));
  return next === null ? { ids: [...ids, ...tail], tail: [], next } : { ids, tail, next };
}

/** A new list with `id` at `index`; at the end where the index is negative. */
export function insertAt(ids: readonly string[], index: number, id: string): string[] {
  return index < 0 ? [...ids, id] : [...ids.slice(0, index), id, ...ids.slice(index)];
}

export function without(list: List, id: string): List {
  const others = (ids: readonly string[]): string[] => ids.filter(other => other !== id);
  return { ...list, ids: others(list.ids), tail: others(list.tail) };
}
