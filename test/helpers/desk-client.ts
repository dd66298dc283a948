/** A moderator’s socket at the live desk for tests. */
import { once } from 'node:events';
import WebSocket, { type ClientOptions } from 'ws';
import { DESK_PATH, type DeskServerFrame } from '../../protocol/admin/desk.ts';
import { until } from './until.ts';

type FrameOf<T extends DeskServerFrame['type']> = Extract<DeskServerFrame, { type: T }>;
type Changed = FrameOf<'changed'>['comments'][number];

export class DeskClient {
  readonly socket: WebSocket;
  /** Every frame as it came. */
  readonly texts: string[] = [];
  /** How the server calls this connection. */
  you = '';

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', data => this.texts.push(data.toString()));
    socket.on('error', () => {});
  }

  /** @param headers what shows who it is: a token or a cookie. */
  static async open(url: string, headers: Record<string, string>, options: ClientOptions = {}): Promise<DeskClient> {
    const socket = new WebSocket(url.replace('http', 'ws') + DESK_PATH, { headers, ...options });
    const client = new DeskClient(socket);
    await once(socket, 'open');
    await until(() => client.of('welcome').length > 0, 'no welcome came');
    client.you = client.of('welcome')[0]?.you ?? '';
    return client;
  }

  /** All frames of this type that came so far. */
  of<T extends DeskServerFrame['type']>(type: T): FrameOf<T>[] {
    const frames = this.texts.map(text => JSON.parse(text) as DeskServerFrame);
    return frames.filter((frame): frame is FrameOf<T> => frame.type === type);
  }

  /** What was told of a comment so far, in order. */
  told(id: string): Changed[] {
    return this.of('changed').flatMap(({ comments }) => comments.filter(each => each.id === id));
  }

  /** Waits until the last word on a comment is this. */
  async hears(id: string, matches: (comment: Changed) => boolean): Promise<void> {
    const holds = () => {
      const last = this.told(id).at(-1);
      return last !== undefined && matches(last);
    };
    await until(holds, () => `of ${id} came ${JSON.stringify(this.told(id))}`);
  }

  /** Waits until everybody at the desk is told to look so, by their names. */
  async sees(people: Record<string, string | null>): Promise<void> {
    const seen = () =>
      Object.fromEntries(
        this.of('looking')
          .at(-1)
          ?.people.map(({ name, comment }) => [name, comment]) ?? [],
      );
    const wanted = JSON.stringify(Object.entries(people).sort());
    const holds = () => JSON.stringify(Object.entries(seen()).sort()) === wanted;
    await until(holds, () => `they are seen as ${JSON.stringify(seen())}`);
  }

  look(comment: string | null): void {
    this.socket.send(JSON.stringify({ type: 'look', comment }));
  }

  async closed(): Promise<number> {
    const [code] = (await once(this.socket, 'close')) as [number];
    return code;
  }

  async close(): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) return;
    const closed = once(this.socket, 'close');
    this.socket.close();
    await closed;
  }
}
