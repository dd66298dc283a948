/** What the boxes of one thread need while one writes in them. */
import type { Author, FormProof } from '../../protocol/comment.ts';
import type { Content } from '../../protocol/content.ts';
import type { Participants } from '../../protocol/rest.ts';
import type { Failure } from '../session/api.ts';
import type { ThreadController } from '../thread/controller.ts';
import type { Desk } from './draft.ts';
import type { Proof } from './proof.ts';

export class ThreadDesk implements Desk {
  waitUntil = 0;
  #loading: Promise<Proof | undefined> | undefined;
  readonly #owner: { readonly thread: ThreadController; readonly root: ShadowRoot };

  constructor(owner: { readonly thread: ThreadController; readonly root: ShadowRoot }) {
    this.#owner = owner;
  }

  begin(): void {
    void this.#proof().then(proof => proof?.begin());
  }

  /** What goes with a post; nothing where it cannot be had. */
  async form(trap: string): Promise<FormProof | undefined> {
    return (await this.#proof())?.take(trap);
  }

  #proof(): Promise<Proof | undefined> {
    this.#loading ??= import('./proof.ts').then(
      ({ Proof }) => new Proof(this.#owner.thread),
      () => undefined,
    );
    return this.#loading;
  }

  async preview(body: string): Promise<Content> {
    const { site, thread, session } = this.#owner.thread;
    const answer = await session.api.request<{ content: Content }>('/preview', {
      method: 'POST',
      body: { site, thread, body },
    });
    return answer.content;
  }

  people(): { here: readonly Author[]; all: Promise<readonly Author[]> } {
    const { state, site, thread, session } = this.#owner.thread;
    const comments = [...(state?.nodes.values() ?? [])].map(({ comment }) => comment);
    const all = session.api.request<Participants>('/participants', { query: { site, thread } });
    return {
      here: comments.sort((a, b) => b.createdAt.localeCompare(a.createdAt)).map(({ author }) => author),
      all: all.then(({ items }) => items),
    };
  }

  /** The site's slow mode begins anew with each comment, for all but those who moderate. */
  posted({ role }: Author): void {
    const isFree = role === 'moderator' || role === 'admin';
    this.#wait(isFree ? 0 : (this.#owner.thread.state?.settings.slowMode ?? 0));
  }

  /** @returns whether the boxes count down how long it takes, which says enough. */
  refused({ code, retryAfter }: Failure): boolean {
    const isWait = (code === 'slow_mode' || code === 'rate_limited') && retryAfter > 0;
    if (isWait) this.#wait(retryAfter);
    return isWait;
  }

  /** All boxes count the seconds down. */
  #wait(seconds: number): void {
    if (seconds <= 0) return;
    this.waitUntil = Date.now() + seconds * 1000;
    const boxes = this.#owner.root.querySelectorAll<Element & { requestUpdate?(): void }>('lc-composer');
    for (const box of boxes) box.requestUpdate?.();
  }
}
