/** First answers of writes with an idempotency key, for as long as the key counts. */

export interface FirstAnswer {
  /** A hash of the request: the same key for another one is a mistake. */
  readonly request: string;
  /** Null: it was begun, and never answered. */
  readonly answer: { readonly status: number; readonly body: string } | null;
}

export interface IdempotencyStore {
  /** Begins a request; where it was begun before, what became of it comes back, and nothing is written. */
  begin(key: string, request: string, since: number): Promise<FirstAnswer | undefined>;
  finish(key: string, answer: { readonly status: number; readonly body: string }): Promise<void>;
  /** For a request that changed nothing: it may be sent again. */
  forget(key: string): Promise<void>;
  /** Answers that are kept, in the order of their keys. */
  answers(after: string, limit: number): Promise<readonly { readonly key: string; readonly body: string }[]>;
  /** What was answered is known no more; the requests are not done again for it. */
  blank(keys: readonly string[]): Promise<void>;
}
