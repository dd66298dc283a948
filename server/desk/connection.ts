/** One moderator’s socket at the live desk: what they look at comes in, what changed goes out. */
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import { DeskClientFrame, type DeskServerFrame } from '../../protocol/admin/desk.ts';
import { CLOSE } from '../../protocol/codes.ts';
import { Refusal } from '../errors.ts';
import { CLOSE_MS } from '../live/connection.ts';
import { parseFrame } from '../live/frames.ts';
import { encodeText } from '../live/sink.ts';
import { SocketSink } from '../live/socket-sink.ts';
import { validator } from '../schema.ts';
import type { Staff } from '../staff/staff.ts';

/** Frames that make no sense before the socket is closed with 4400. */
const NONSENSE_MAX = 10;
/** Refusals for coming too fast before it is closed with “come back”. */
const FLOODS_MAX = 50;
/** After this long it has to come back, and so to show again who it is: rights end by time, too. */
const AGE_MAX_MS = 60 * 60_000;

const checkFrame = validator(DeskClientFrame, 'frame');

export interface ConnectionRooms {
  readonly desk: {
    /** A moderator turned to a card, or away from all. */
    look(connection: DeskConnection, comment: string | null): Promise<void>;
    leave(connection: DeskConnection): void;
    readonly reportError: (error: unknown) => void;
  };
  readonly limits: { take(kind: 'frame'): void };
}

export class DeskConnection {
  readonly id = randomUUID();
  readonly staff: Staff;
  /** The card that they look at. */
  looking: { readonly comment: string; readonly site: string } | null = null;
  /** The last `looking` frame that they got. */
  told = '';
  readonly #socket: WebSocket;
  readonly #sink: SocketSink;
  readonly #rooms: ConnectionRooms;
  readonly #since = performance.now();
  /** Frames are handled in the order in which they came. */
  #queue: Promise<void> = Promise.resolve();
  #nonsense = 0;
  #floods = 0;
  #alive = true;

  /** @param tcp the connection under the socket. */
  constructor(socket: WebSocket, tcp: Socket, staff: Staff, rooms: ConnectionRooms) {
    this.#socket = socket;
    this.staff = staff;
    this.#rooms = rooms;
    this.#sink = new SocketSink(socket, tcp, { resume: () => {} });
    socket.on('message', (data, isBinary) => {
      this.#alive = true;
      // ws hands text over as a Buffer whose UTF-8 it has checked.
      const text = isBinary ? undefined : (data as Buffer).toString();
      socket.pause();
      this.#queue = this.#queue.then(() => this.#receive(text)).finally(() => socket.resume());
    });
    socket.on('ping', data => {
      if (this.#spend()) this.#sink.pong(data);
    });
    socket.on('pong', () => {
      this.#alive = true;
      this.#spend();
    });
    socket.on('close', () => rooms.desk.leave(this));
    this.send(encodeDeskFrame({ type: 'welcome', you: this.id }));
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** Whoever does not read is sent away: on coming back they ask for what there is, so nothing is lost. */
  send(frame: Buffer): void {
    if (this.#isOver()) this.close(CLOSE.signedOut, 'expired');
    else if (this.#sink.congested) this.close(CLOSE.slow, 'slow');
    else this.#sink.send(frame);
  }

  /** Called every heartbeat: ends what is dead, pings the rest (rule L7). */
  beat(): void {
    if (!this.#alive) this.#socket.terminate();
    else if (this.#isOver()) this.close(CLOSE.signedOut, 'expired');
    else if (this.#sink.congested) this.close(CLOSE.slow, 'slow');
    else if (performance.now() - this.#since > AGE_MAX_MS) this.close(CLOSE.idle, 'renew');
    else {
      this.#alive = false;
      this.#socket.ping();
    }
  }

  /** Asks the client to close, and does not wait for one who goes on talking. */
  close(code: number, reason: string): void {
    if (!this.isOpen) return;
    this.#socket.close(code, reason);
    setTimeout(() => this.#socket.terminate(), CLOSE_MS).unref();
  }

  /** A token that ends by itself tells nobody. */
  #isOver(): boolean {
    return (this.staff.until ?? Number.POSITIVE_INFINITY) <= Date.now();
  }

  async #receive(text: string | undefined): Promise<void> {
    if (!this.isOpen || !this.#spend()) return;
    try {
      const frame = checkFrame(parseFrame(text));
      await this.#rooms.desk.look(this, frame.comment);
    } catch (error) {
      if (!(error instanceof Refusal)) {
        this.#rooms.desk.reportError(error);
        this.close(CLOSE.internal, 'internal');
        return;
      }
      this.#nonsense += 1;
      if (this.#nonsense >= NONSENSE_MAX) this.close(CLOSE.protocol, 'protocol');
    }
  }

  /** False for who comes too fast; who does so all the time is sent away. */
  #spend(): boolean {
    try {
      this.#rooms.limits.take('frame');
      return true;
    } catch {
      this.#floods += 1;
      if (this.#floods >= FLOODS_MAX) this.close(CLOSE.busy, 'rate_limited');
      return false;
    }
  }
}

export function encodeDeskFrame(frame: DeskServerFrame): Buffer {
  return encodeText(JSON.stringify(frame));
}
