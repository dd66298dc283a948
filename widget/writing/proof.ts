/** Shows the server that a person writes: a form from the first focus of a box on, when this is loaded, with the work that it asks for. */
import type { FormProof } from '../../protocol/comment.ts';
import type { Form } from '../../protocol/rest.ts';
import type { ThreadController } from '../thread/controller.ts';
import { solve } from './work.ts';

/** A post does not wait longer for it, and goes without. */
const PATIENCE_MS = 10_000;
/** After a failure. */
const AGAIN_MS = 30_000;
/** Before the server would take it for too old. */
const RESERVE_MS = 60_000;

interface Made {
  readonly proof: FormProof;
  readonly until: number;
}

export class Proof {
  readonly #thread: ThreadController;
  #making: Promise<Made | undefined> | undefined;
  #until = 0;

  constructor(thread: ThreadController) {
    this.#thread = thread;
  }

  /** Somebody begins to write, or writes on. */
  begin(): void {
    if (this.#making && Date.now() < this.#until) return;
    this.#until = Number.POSITIVE_INFINITY;
    const making = this.#make()
      .then(made => {
        if (this.#making === making) this.#until = made.until;
        return made;
      })
      // A server that has no forms, or a bad moment: posts go without, and it is asked again later.
      .catch(() => {
        if (this.#making === making) this.#until = Date.now() + AGAIN_MS;
        return undefined;
      });
    this.#making = making;
  }

  /** For one post; the next one needs another. */
  async take(trap: string): Promise<FormProof | undefined> {
    this.begin();
    const making = this.#making;
    this.#making = undefined;
    const late = new Promise<undefined>(resolve => setTimeout(resolve, PATIENCE_MS));
    const made = await Promise.race([making, late]);
    return made && { ...made.proof, ...(trap && { website2: trap }) };
  }

  async #make(): Promise<Made> {
    const { session, site, thread } = this.#thread;
    const { token, expiresAt, challenge } = await session.api.request<Form>('/form', { query: { site, thread } });
    const until = Date.parse(expiresAt) - RESERVE_MS;
    if (!challenge) return { proof: { token }, until };
    return { proof: { token, solution: await solve(challenge.salt, challenge.bits) }, until };
  }
}
