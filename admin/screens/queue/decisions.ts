/** What a moderator decides: at once on the screen, then at the server; and how it is taken back. */
import type { AdminComment, DecisionBody, DecisionNoun } from '../../../protocol/admin/comments.ts';
import type { ActorRef } from '../../../protocol/admin/shared.ts';
import type { ApiError } from '../../api/client.ts';
import { decideMany, editComment, giveNoun, readComment, takeNoun } from '../../api/comments.ts';
import { type Key, t } from '../../i18n/index.ts';
import { messageOf } from '../../parts/pieces.ts';
import { toast } from '../../parts/toasts.ts';
import {
  asSettled,
  type Cards,
  currentCard,
  decide,
  fail,
  find,
  isAlready,
  isDone,
  isVerdict,
  nextOpen,
  openCount,
  restore,
  settle,
} from './cards.ts';
import type { Desk } from './desk.ts';

/** What one stroke did, and one stroke takes back. */
interface Stroke {
  readonly noun: DecisionNoun;
  readonly ids: readonly string[];
  /** The one card as it was before; many are asked for anew. */
  readonly was?: AdminComment;
  /** Those about which it was really decided, once that is known. */
  readonly done: Promise<readonly string[]>;
}

const NOUN_OF = {
  published: 'approval',
  rejected: 'rejection',
  spam: 'spam',
  deleted: 'deletion',
  held: null,
} as const;
const SAID: Readonly<Record<keyof typeof NOUN_OF, Key>> = {
  published: 'done.publishedSelf',
  rejected: 'done.rejectedSelf',
  spam: 'done.spamSelf',
  deleted: 'done.deletedSelf',
  held: 'done.held',
};
const SAID_OF_MANY: Readonly<Record<string, Key>> = {
  approval: 'bulk.approved',
  rejection: 'bulk.rejected',
  spam: 'bulk.spam',
  deletion: 'bulk.deleted',
};
/** So many a request: the bar can tell how far it is. */
const CHUNK = 100;
const UNDO_MAX = 100;
/** So few cards left, and more are asked for. */
const AHEAD = 8;

/** Is given the version that came of what was asked before, or told that this failed. */
type Work = (latest: number | undefined, isLost: boolean) => Promise<AdminComment | undefined>;

export interface DecisionsHost {
  /** Who decides. */
  readonly me: () => ActorRef;
  /** Only one card is on the screen, so what was decided is not seen any more. */
  readonly isAlone: () => boolean;
  /** The card is on the screen, once that is drawn. */
  readonly isSeen: (id: string) => Promise<boolean>;
  /** The current card is another one, by the moderator’s own doing. */
  readonly moved: () => void;
  /** For those who hear the screen. */
  readonly say: (text: string) => void;
}

export class Decisions {
  readonly #desk: Desk;
  readonly #host: DecisionsHost;
  readonly #undo: Stroke[] = [];
  /** What is on its way, by card: the next thing about a card waits, and resolves with what the server made of it. */
  readonly #busy = new Map<string, Promise<AdminComment | undefined>>();
  /** Of the bulk decision that is on its way. */
  progress: { readonly done: number; readonly n: number } | null = null;

  constructor(desk: Desk, host: DecisionsHost) {
    this.#desk = desk;
    this.#host = host;
  }

  async decide(id: string, noun: DecisionNoun, body: DecisionBody = {}): Promise<void> {
    const card = find(this.#desk.cards, id);
    if (!card) return;
    if (isAlready(card.comment, noun)) return this.#goOn(id);
    const { version, pinned, featured } = card.comment;
    const isTaken = (noun === 'pin' && pinned) || (noun === 'feature' && featured);
    this.#update(cards => decide(cards, id, noun, this.#host.me(), new Date().toISOString()));
    const decided = this.#inTurn(id, latest =>
      isTaken ? takeNoun(id, noun) : giveNoun(id, noun, latest ?? version, body),
    );
    if (!isVerdict(noun)) return void (await decided);
    // At once: who presses u in the next moment means this one.
    const done = decided.then(comment => (comment ? [id] : []));
    this.#remember({ noun, ids: [id], was: card.comment, done });
    this.#goOn(id);
    const comment = await decided;
    if (comment) this.#host.say(t(SAID[comment.state]));
  }

  /** Takes back what was decided about one card, by whomever. */
  async undo(id: string): Promise<void> {
    const comment = find(this.#desk.cards, id)?.comment;
    const noun = comment && NOUN_OF[comment.decision?.state ?? comment.state];
    if (!noun) return;
    const at = this.#undo.findLastIndex(({ ids }) => ids.length === 1 && ids[0] === id);
    const [stroke] = at === -1 ? [] : this.#undo.splice(at, 1);
    await this.#takeBack(id, noun, stroke?.was);
  }

  /** Takes back the last stroke, were it one card or a hundred; after a reload, what was decided about the current card. */
  async undoLast(): Promise<void> {
    const stroke = this.#undo.pop();
    const comment = currentCard(this.#desk.cards)?.comment;
    if (stroke) await this.#takeBackStroke(stroke);
    else if (comment?.decision?.undoable) await this.undo(comment.id);
    else toast(t('undo.nothing'));
  }

  async #takeBackStroke(stroke: Stroke): Promise<void> {
    const [only] = stroke.ids;
    if (stroke.ids.length === 1 && only !== undefined) await this.#takeBack(only, stroke.noun, stroke.was);
    else await this.#takeBackMany(await stroke.done, stroke.noun);
  }

  async #takeBack(id: string, noun: DecisionNoun, was: AdminComment | undefined): Promise<void> {
    const isHere = find(this.#desk.cards, id) !== undefined;
    if (isHere) {
      this.#update(cards => ({ ...restore(cards, id, was), current: id, anchor: null }));
      this.#host.moved();
    }
    // What did not happen needs no undoing, and the card says so.
    const comment = await this.#inTurn(id, async (_, isLost) => (isLost ? undefined : takeNoun(id, noun)));
    if (!comment) return;
    this.#host.say(t('undo.done'));
    if (!isHere || this.#host.isAlone()) toast(t('undo.done'));
  }

  /**
   * Asks the server, after what it was asked before about the same card; `work` is given the version that came of that.
   * Only the last answer is shown: the others are older than what the moderator already sees.
   */
  #inTurn(id: string, work: Work): Promise<AdminComment | undefined> {
    const mine = this.#after(this.#busy.get(id), work).catch(async error => {
      await this.#refused(id, error as ApiError);
      return undefined;
    });
    this.#busy.set(id, mine);
    void mine.then(comment => {
      this.#desk.count();
      if (this.#busy.get(id) !== mine) return;
      this.#busy.delete(id);
      if (comment) this.#update(cards => settle(cards, comment));
    });
    return mine;
  }

  async #after(earlier: Promise<AdminComment | undefined> | undefined, work: Work): Promise<AdminComment | undefined> {
    const latest = await earlier;
    return work(latest?.version, earlier !== undefined && latest === undefined);
  }

  async decideMany(ids: readonly string[], noun: DecisionNoun, body: DecisionBody = {}): Promise<void> {
    const free = ids.filter(id => {
      const card = find(this.#desk.cards, id);
      return card && !this.#busy.has(id) && !isAlready(card.comment, noun);
    });
    if (free.length === 0 || this.progress !== null) return;
    // As they are seen now: a text that changes while they are on their way is not decided.
    const versions = new Map(free.map(id => [id, find(this.#desk.cards, id)?.comment.version ?? 1]));
    const sent = this.#send(free, { action: noun, ...body }, versions);
    const stroke = { noun, ids: free, done: sent.then(({ done }) => done) };
    this.#remember(stroke);
    const { done, failed, now } = await sent;
    const at = new Date().toISOString();
    this.#update(cards => {
      const decided = done.reduce((all, id) => decide(all, id, noun, this.#host.me(), at), cards);
      return { ...asSettled(decided, now), selected: new Set(failed), anchor: null };
    });
    const { current } = this.#desk.cards;
    if (current !== null && done.includes(current)) this.#goOn(current);
    if (done.length > 0) this.#offerUndo(stroke, done.length);
  }

  async #takeBackMany(ids: readonly string[], noun: DecisionNoun): Promise<void> {
    if (ids.length === 0) return;
    const { done } = await this.#send(ids, { action: noun, undo: true });
    // Where they stand now, only the server knows.
    await this.#desk.read(done.filter(id => find(this.#desk.cards, id)));
    const first = this.#desk.cards.items.find(({ comment }) => done.includes(comment.id));
    this.#update(cards => ({ ...cards, current: first?.comment.id ?? cards.current }));
    this.#host.moved();
    toast(t('bulk.undone', { n: done.length }));
  }

  /** Sends one decision about many in pieces; what was refused is told on its card. */
  async #send(
    ids: readonly string[],
    body: { action: DecisionNoun; undo?: boolean } & DecisionBody,
    versions?: ReadonlyMap<string, number>,
  ): Promise<{ done: string[]; failed: string[]; now: Map<string, number> }> {
    const now = new Map<string, number>();
    const changed: string[] = [];
    const failed = new Map<string, string>();
    try {
      for (let at = 0; at < ids.length; at += CHUNK) {
        this.progress = { done: at, n: ids.length };
        this.#update(cards => cards);
        const some = ids.slice(at, at + CHUNK);
        const seen = versions && { versions: Object.fromEntries(some.map(id => [id, versions.get(id) ?? 1])) };
        const { items } = await decideMany({ ...body, ids: some, ...seen });
        for (const { id, status, code, detail, version } of items) {
          if (status < 400) now.set(id, version ?? 1);
          else failed.set(id, code === 'changed' ? t('card.changed') : (detail ?? String(status)));
          if (code === 'changed') changed.push(id);
        }
      }
    } catch (error) {
      for (const id of ids) if (!now.has(id) && !failed.has(id)) failed.set(id, messageOf(error));
    } finally {
      this.progress = null;
      this.#desk.count();
    }
    for (const [id, text] of failed) {
      this.#update(cards => fail(cards, id, changed.includes(id) ? text : t('card.failed', { text })));
    }
    const [text] = failed.values();
    if (text !== undefined) toast({ text: t('bulk.failed', { n: failed.size, text }), tone: 'bad' });
    void this.#desk.read(changed, { kind: 'changed', text: t('card.changed') });
    return { done: [...now.keys()], failed: [...failed.keys()], now };
  }

  /** @throws ApiError, `changed` among others, so that the form can keep what was written. */
  async edit(comment: AdminComment, body: string): Promise<void> {
    const edited = await editComment(comment.id, comment.version, body);
    this.#update(cards => settle(cards, edited));
  }

  #remember(stroke: Stroke): void {
    this.#undo.push(stroke);
    if (this.#undo.length > UNDO_MAX) this.#undo.shift();
    // What cannot be seen any more is offered on the edge of the screen.
    if (stroke.ids.length === 1 && this.#host.isAlone()) this.#offerUndo(stroke, 1);
  }

  #offerUndo(stroke: Stroke, n: number): void {
    const run = () => {
      const at = this.#undo.indexOf(stroke);
      // It was taken back with the key meanwhile.
      if (at === -1) return;
      this.#undo.splice(at, 1);
      void this.#takeBackStroke(stroke);
    };
    toast({ text: t(SAID_OF_MANY[stroke.noun] ?? 'bulk.approved', { n }), action: { label: t('undo'), run } });
  }

  /** The next card that waits becomes the current one. */
  #goOn(from: string): void {
    if (this.#desk.cards.current !== from) return;
    this.#update(cards => ({ ...cards, current: nextOpen(cards, from) ?? from, anchor: null }));
    this.#desk.sweep();
    this.#host.moved();
    void this.#fetchAhead();
  }

  /** The next page is there before this one is done. */
  async #fetchAhead(): Promise<void> {
    if (openCount(this.#desk.cards) > AHEAD || this.#desk.next === null) return;
    await this.#desk.more();
    const { cards } = this.#desk;
    const card = currentCard(cards);
    if (card && isDone(cards, card)) this.#goOn(card.comment.id);
  }

  async #refused(id: string, error: ApiError): Promise<void> {
    if (error.code !== 'changed') {
      const text = t('card.failed', { text: messageOf(error) });
      this.#update(cards => fail(cards, id, text));
      // The card says so: once is enough for who sees it.
      return (await this.#host.isSeen(id)) ? this.#host.say(text) : void toast({ text, tone: 'bad' });
    }
    this.#update(cards => fail(cards, id, t('card.changed')));
    const show = { label: t('card.show'), run: () => this.#goTo(id) };
    toast({ text: t('card.changed'), tone: 'bad', action: show, milliseconds: 15_000 });
    const comment = await readComment(id).catch(() => null);
    if (comment) this.#update(cards => settle(cards, comment, { kind: 'changed', text: t('card.changed') }));
  }

  #goTo(id: string): void {
    if (!find(this.#desk.cards, id)) return;
    this.#update(cards => ({ ...cards, current: id }));
    this.#host.moved();
  }

  #update(next: (cards: Cards) => Cards): void {
    this.#desk.set(next(this.#desk.cards));
  }
}
