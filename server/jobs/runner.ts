/** Does the jobs that the store wrote down: soon after the commit, again after a failure, never twice at a time. */
import { messageOf } from '../errors.ts';
import type { Job, Store } from '../store/store.ts';

/** A job that did not end by then is taken for lost with its process, and is due again. */
const LEASE_MS = 60_000;
/** Also looks without a commit, for what is due again. */
const LOOK_MS = 10_000;
const ATTEMPTS_MAX = 8;
/** 1 s, 4 s, 16 s … up to an hour between tries. */
const backoff = (attempts: number) => Math.min(3_600_000, 1_000 * 4 ** (attempts - 1));

export type JobHandlers = Readonly<Record<string, (payload: unknown) => Promise<void>>>;

export class JobRunner {
  readonly #store: Store;
  readonly #handlers: JobHandlers;
  readonly #reportError: (error: unknown) => void;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(store: Store, handlers: JobHandlers, reportError: (error: unknown) => void) {
    this.#store = store;
    this.#handlers = handlers;
    this.#reportError = reportError;
    this.#timer = setInterval(() => this.wake(), LOOK_MS).unref();
  }

  /** Looks for due jobs, unless it is looking already. */
  wake(): void {
    if (this.#stopped) return;
    this.#running ??= this.#run()
      .catch(this.#reportError)
      .finally(() => {
        this.#running = undefined;
      });
  }

  /** Finishes the job under way and takes no other. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const job = await this.#store.claimJob(LEASE_MS);
      if (job === undefined) return;
      await this.#attempt(job);
    }
  }

  async #attempt(job: Job): Promise<void> {
    try {
      const handler = this.#handlers[job.kind];
      if (handler === undefined) throw new Error(`no handler for jobs of kind ${job.kind}`);
      await handler(job.payload);
      await this.#store.finishJob(job.id);
    } catch (error) {
      this.#reportError(error);
      const retryAt = job.attempts < ATTEMPTS_MAX ? Date.now() + backoff(job.attempts) : null;
      await this.#store.failJob(job.id, messageOf(error), retryAt);
    }
  }
}
