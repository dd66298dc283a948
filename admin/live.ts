/** The desk’s socket: hears what changed and who looks at what, and comes back by itself when it is lost. */
import type { DeskServerFrame } from '../protocol/admin/desk.ts';
import { mayReconnect } from '../protocol/codes.ts';

/** The same as DESK_PATH of protocol/admin/desk.ts, which stands beside schemas that a browser has no use for. */
const PATH = '/api/v1/admin/live';
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

export type Changed = Extract<DeskServerFrame, { type: 'changed' }>['comments'][number];
export type Looker = Extract<DeskServerFrame, { type: 'looking' }>['people'][number];

export interface DeskListener {
  /** It is open; `again` when it was lost in between, so that changes may have been missed. */
  opened(again: boolean): void;
  /** It is lost; `forGood` when the server asked not to come back. */
  lost(forGood: boolean): void;
  changed(comments: readonly Changed[]): void;
  /** Everybody else at the desk. */
  looking(people: readonly Looker[]): void;
}

export class DeskLink {
  readonly #listener: DeskListener;
  #socket: WebSocket | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #wasOpen = false;
  #you = '';
  #looksAt: string | null = null;
  readonly #hurry = (): void => {
    if (this.#socket || this.#timer === undefined || document.visibilityState === 'hidden') return;
    this.#connect();
  };

  constructor(listener: DeskListener) {
    this.#listener = listener;
  }

  open(): void {
    if (this.#socket || this.#timer !== undefined) return;
    addEventListener('online', this.#hurry);
    document.addEventListener('visibilitychange', this.#hurry);
    this.#connect();
  }

  close(): void {
    removeEventListener('online', this.#hurry);
    document.removeEventListener('visibilitychange', this.#hurry);
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }

  /** Tells the others which card is looked at here. */
  look(comment: string | null): void {
    if (comment === this.#looksAt) return;
    this.#looksAt = comment;
    this.#sendLook();
  }

  #sendLook(): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    this.#socket.send(JSON.stringify({ type: 'look', comment: this.#looksAt }));
  }

  #connect(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const url = new URL(PATH, location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      if (socket === this.#socket && typeof data === 'string') this.#receive(JSON.parse(data) as DeskServerFrame);
    });
    socket.addEventListener('close', ({ code }) => {
      if (socket === this.#socket) this.#lost(code);
    });
  }

  #receive(frame: DeskServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        this.#you = frame.you;
        this.#tries = 0;
        this.#sendLook();
        this.#listener.opened(this.#wasOpen);
        this.#wasOpen = true;
        break;
      case 'changed':
        this.#listener.changed(frame.comments);
        break;
      case 'looking':
        this.#listener.looking(frame.people.filter(({ connection }) => connection !== this.#you));
        break;
    }
  }

  #lost(code: number): void {
    this.#socket = undefined;
    const forGood = !mayReconnect(code);
    this.#listener.looking([]);
    this.#listener.lost(forGood);
    if (forGood) return;
    // Spread over the whole span: all desks are lost at once when a server starts anew.
    const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#tries);
    this.#tries += 1;
    this.#timer = setTimeout(() => this.#connect(), most * (0.3 + 0.7 * Math.random()));
  }
}
