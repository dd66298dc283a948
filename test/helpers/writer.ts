/** Someone who writes, replies, edits and deletes over REST, repeats what failed, and remembers what must be true. */
import type { Comment } from '../../protocol/comment.ts';
import type { Problem } from '../../protocol/rest.ts';

export class Writer {
  /** The text of each own comment by id; null once it is deleted. */
  readonly truth = new Map<string, string | null>();
  readonly #token: string;
  readonly #url: () => string;

  constructor(token: string, url: () => string) {
    this.#token = token;
    this.#url = url;
  }

  /** @returns the id, or undefined where the parent was deleted meanwhile. */
  async post(thread: string, body: string, parent: string | undefined): Promise<string | undefined> {
    const id = crypto.randomUUID();
    const answer = await this.#call('POST', '/comments', { id, thread, body, ...(parent ? { parent } : {}) });
    if ('code' in answer && parent !== undefined && answer.code === 'comment_deleted') return undefined;
    expectComment(answer);
    this.truth.set(id, body);
    return id;
  }

  async edit(id: string, body: string): Promise<void> {
    expectComment(await this.#call('PATCH', `/comments/${id}`, { body }));
    this.truth.set(id, body);
  }

  async remove(id: string): Promise<void> {
    expectComment(await this.#call('DELETE', `/comments/${id}`));
    this.truth.set(id, null);
  }

  /** Own comments that still have a text. */
  get alive(): string[] {
    return [...this.truth].filter(([, body]) => body !== null).map(([id]) => id);
  }

  /** What the server says of them now. */
  async stored(): Promise<Map<string, string | null>> {
    const entries = [...this.truth.keys()].map(async id => {
      const comment = expectComment(await this.#call('GET', `/comments/${id}`));
      return [id, comment.state === 'deleted' ? null : (comment.body ?? 'no body')] as const;
    });
    return new Map(await Promise.all(entries));
  }

  /** Tries until there is an answer that is not "later". */
  async #call(method: string, path: string, body?: unknown): Promise<Comment | Problem> {
    for (;;) {
      try {
        const response = await fetch(`${this.#url()}/api/v1${path}`, {
          method,
          headers: {
            authorization: `Bearer ${this.#token}`,
            connection: 'close',
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        if (response.status !== 503) return (await response.json()) as Comment | Problem;
      } catch {
        // Cut or not there: whether it was done is not known, so it is done again.
      }
      await new Promise(resolve => setTimeout(resolve, 30));
    }
  }
}

function expectComment(answer: Comment | Problem): Comment {
  if ('code' in answer) throw new Error(`${answer.code}: ${answer.detail}`);
  return answer;
}
