/** The cards that a moderator has before them, in pure functions: cards keep their places whatever happens to them. */
import type { AdminComment, DecisionNoun, Queue } from '../../../protocol/admin/comments.ts';
import type { ActorRef } from '../../../protocol/admin/shared.ts';

export const QUEUES = ['pending', 'reported', 'unmoderated', 'approved', 'rejected', 'spam'] as const;

/** What a moderator has to be told about one card. */
export interface Notice {
  readonly kind: 'changed' | 'failed';
  readonly text: string;
}

export interface Card {
  readonly comment: AdminComment;
  /** As it was before the decision that is on its way; null while none is. */
  readonly before: AdminComment | null;
  readonly notice: Notice | null;
}

export interface Cards {
  /** Null where all that a filter finds is shown, whatever its state. */
  readonly queue: Queue | null;
  readonly items: readonly Card[];
  /** The card that the keys act on. */
  readonly current: string | null;
  readonly selected: ReadonlySet<string>;
  /** Where a selection with Shift began. */
  readonly anchor: string | null;
}

export const noCards = (queue: Queue | null): Cards => ({
  queue,
  items: [],
  current: null,
  selected: new Set(),
  anchor: null,
});

const asCard = (comment: AdminComment): Card => ({ comment, before: null, notice: null });

/** Whether a comment is one of a queue, as far as can be told from itself; the server has the last word. */
export function belongs(queue: Queue | null, comment: Pick<AdminComment, 'state' | 'flagCount'>): boolean {
  switch (queue) {
    case null:
      return true;
    case 'pending':
      return comment.state === 'held';
    case 'reported':
      return comment.flagCount > 0 && (comment.state === 'published' || comment.state === 'held');
    case 'unmoderated':
    case 'approved':
      return comment.state === 'published';
    case 'rejected':
    case 'spam':
      return comment.state === queue;
  }
}

/** A card that nobody has to look at any more: decided here or by somebody else. It stays until the reader goes on. */
export function isDone({ queue }: Pick<Cards, 'queue'>, { comment }: Card): boolean {
  if (queue === 'unmoderated') return comment.state !== 'published' || comment.decision !== null;
  return !belongs(queue, comment);
}

export const find = (cards: Cards, id: string | null): Card | undefined =>
  cards.items.find(({ comment }) => comment.id === id);
export const currentCard = (cards: Cards): Card | undefined => find(cards, cards.current);
/** How many still wait for somebody. */
export const openCount = (cards: Cards): number => cards.items.filter(card => !isDone(cards, card)).length;

/** The first page, or all anew: what was known of a card that is still there stays known. */
export function fill(cards: Cards, comments: readonly AdminComment[]): Cards {
  const items = comments.map(asCard);
  const kept = items.some(({ comment }) => comment.id === cards.current) ? cards.current : null;
  const ids = new Set(comments.map(({ id }) => id));
  return {
    ...cards,
    items,
    current: kept ?? items[0]?.comment.id ?? null,
    selected: new Set([...cards.selected].filter(id => ids.has(id))),
    anchor: null,
  };
}

/** The next page goes to the end; a card that moved meanwhile is not there twice. */
export function append(cards: Cards, comments: readonly AdminComment[]): Cards {
  const known = new Set(cards.items.map(({ comment }) => comment.id));
  const items = [...cards.items, ...comments.filter(({ id }) => !known.has(id)).map(asCard)];
  return { ...cards, items, current: cards.current ?? items[0]?.comment.id ?? null };
}

/** The new ones go to the front, and what is done goes: only when the reader asks for it, because it moves things. */
export function prepend(cards: Cards, comments: readonly AdminComment[]): Cards {
  const known = new Set(cards.items.map(({ comment }) => comment.id));
  const fresh = comments.filter(({ id }) => !known.has(id)).map(asCard);
  const items = [...fresh, ...cards.items.filter(card => !isDone(cards, card))];
  return { ...cards, items, current: fresh[0]?.comment.id ?? items[0]?.comment.id ?? null, anchor: null };
}

/** Cards that were decided and lie more than `keep` places above the current one go; the rest keep their places. */
export function sweep(cards: Cards, keep: number): Cards {
  const at = indexOf(cards, cards.current);
  const items = cards.items.filter((card, i) => i >= at - keep || !isDone(cards, card) || card.before !== null);
  return items.length === cards.items.length ? cards : { ...cards, items };
}

function indexOf(cards: Cards, id: string | null): number {
  return cards.items.findIndex(({ comment }) => comment.id === id);
}

/** The same card with other contents, in the same place. */
export function change(cards: Cards, id: string, next: (card: Card) => Card): Cards {
  return { ...cards, items: cards.items.map(card => (card.comment.id === id ? next(card) : card)) };
}

/** What the server says of a card is what is true. */
export function settle(cards: Cards, comment: AdminComment, notice: Notice | null = null): Cards {
  const card: Card = { comment, before: null, notice };
  const settled = change(cards, comment.id, () => card);
  if (!cards.selected.has(comment.id) || !isDone(cards, card)) return settled;
  // Somebody else has done it: what is decided about the selected ones next is not meant for this one.
  return { ...settled, selected: new Set([...cards.selected].filter(id => id !== comment.id)) };
}

/** A comment that is there no more: whoever looks at its card is told. */
export function fail(cards: Cards, id: string, text: string): Cards {
  return change(cards, id, ({ comment, before }) => ({
    comment: before ?? comment,
    before: null,
    notice: { kind: 'failed', text },
  }));
}

const STATES = { approval: 'published', rejection: 'rejected', spam: 'spam', deletion: 'deleted' } as const;

/** The nouns that take a comment to another state; the other two mark it. */
export function isVerdict(noun: DecisionNoun): noun is keyof typeof STATES {
  return noun in STATES;
}

/** Whether a person has decided just that, and nobody reported it since: to decide it again would change nothing. */
export function isAlready({ state, decision, flagCount }: AdminComment, noun: DecisionNoun): boolean {
  return isVerdict(noun) && state === STATES[noun] && decision?.state === state && flagCount === 0;
}

/** As the comment will most probably be after a decision; the server’s answer replaces it. */
export function decide(cards: Cards, id: string, noun: DecisionNoun, by: ActorRef, at: string): Cards {
  return change(cards, id, card => ({
    comment: decided(card.comment, noun, by, at),
    before: card.before ?? card.comment,
    notice: null,
  }));
}

function decided(comment: AdminComment, noun: DecisionNoun, by: ActorRef, at: string): AdminComment {
  if (noun === 'pin') return { ...comment, pinned: !comment.pinned };
  if (noun === 'feature') return { ...comment, featured: !comment.featured };
  const state = STATES[noun];
  return {
    ...comment,
    state,
    flagCount: noun === 'deletion' ? comment.flagCount : 0,
    decision: { state, by, at, reason: null, undoable: true },
  };
}

/** As it was before a decision, while that is taken back; where that is not known, it waits again. */
export function restore(cards: Cards, id: string, was: AdminComment | undefined): Cards {
  return change(cards, id, ({ comment, before }) => ({
    comment: was ?? { ...comment, state: 'held', decision: null },
    before: before ?? comment,
    notice: null,
  }));
}

/** Nothing about these is on its way any more; each is the version that came of it. */
export function asSettled(cards: Cards, versions: ReadonlyMap<string, number>): Cards {
  const items = cards.items.map(card => {
    const version = versions.get(card.comment.id);
    return version === undefined ? card : { ...card, comment: { ...card.comment, version }, before: null };
  });
  return { ...cards, items };
}

/** The next card that is not done: below first, because that is where the reader goes, then above. */
export function nextOpen(cards: Cards, from: string | null): string | null {
  const at = indexOf(cards, from);
  const below = cards.items.slice(at + 1).find(card => !isDone(cards, card));
  const above = cards.items.slice(0, Math.max(at, 0)).findLast(card => !isDone(cards, card));
  return (below ?? above)?.comment.id ?? null;
}

export function step(cards: Cards, by: 1 | -1): Cards {
  const at = indexOf(cards, cards.current);
  const next = cards.items[at === -1 ? 0 : at + by];
  return next ? { ...cards, current: next.comment.id, anchor: null } : cards;
}

export function toggle(cards: Cards, id: string | null): Cards {
  if (id === null) return cards;
  const selected = new Set(cards.selected);
  if (!selected.delete(id)) selected.add(id);
  return { ...cards, selected, anchor: id };
}

/** All from where the selection began to the next card; going back gives cards back. */
export function extend(cards: Cards, by: 1 | -1): Cards {
  const anchor = cards.anchor ?? cards.current;
  const at = indexOf(cards, cards.current);
  const to = at + by;
  const start = indexOf(cards, anchor);
  const current = cards.items[to];
  if (!current || start === -1) return cards;
  const ids = cards.items.map(({ comment }) => comment.id);
  const span = (end: number): string[] => ids.slice(Math.min(start, end), Math.max(start, end) + 1);
  const selected = new Set(cards.selected);
  for (const id of span(at)) selected.delete(id);
  for (const id of span(to)) selected.add(id);
  return { ...cards, selected, anchor, current: current.comment.id };
}

/** Every card that is not done. */
export function selectAll(cards: Cards): Cards {
  const ids = cards.items.filter(card => !isDone(cards, card)).map(({ comment }) => comment.id);
  return { ...cards, selected: new Set(ids), anchor: null };
}

/** Every card that is not done; once more, and none is selected. */
export function toggleAll(cards: Cards): Cards {
  const { selected } = selectAll(cards);
  const isAll = selected.size > 0 && [...selected].every(id => cards.selected.has(id));
  return isAll ? selectNone(cards) : { ...cards, selected, anchor: null };
}

export function selectNone(cards: Cards): Cards {
  return { ...cards, selected: new Set(), anchor: null };
}
