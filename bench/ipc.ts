/** Calls between the bench and the processes that it starts. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

type Methods = Readonly<Record<string, (argument: never) => Promise<unknown>>>;

interface Call {
  readonly call: number;
  readonly method: string;
  readonly argument: unknown;
}

type Answer = { readonly call: number } & ({ readonly result: unknown } | { readonly fault: string });

/** In the started process: does what it is asked. */
export function answer(methods: Methods): void {
  process.on('message', ({ call, method, argument }: Call) => {
    const done = (methods[method] as (argument: unknown) => Promise<unknown>)(argument);
    done.then(
      result => process.send?.({ call, result }),
      (error: unknown) =>
        process.send?.({ call, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  // Without the bench there is nothing to do.
  process.on('disconnect', () => process.exit());
}

/** In the bench: a process and a way to ask it. */
export class Helper<M extends Methods> {
  readonly process: ChildProcess;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #calls = 0;

  constructor(file: string, options: { readonly execArgv?: readonly string[] } = {}) {
    this.process = fork(file, { execArgv: [...(options.execArgv ?? [])], serialization: 'advanced' });
    this.process.on('message', (message: Answer) => {
      const waiting = this.#waiting.get(message.call);
      this.#waiting.delete(message.call);
      if ('fault' in message) waiting?.reject(new Error(message.fault));
      else waiting?.resolve(message.result);
    });
    this.process.on('exit', code => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`${file} ended with ${code}`));
      this.#waiting.clear();
    });
  }

  call<K extends keyof M & string>(method: K, argument: Parameters<M[K]>[0]): Promise<Awaited<ReturnType<M[K]>>> {
    this.#calls += 1;
    const call = this.#calls;
    return new Promise((resolve, reject) => {
      this.#waiting.set(call, { resolve: resolve as (value: unknown) => void, reject });
      this.process.send({ call, method, argument } satisfies Call);
    });
  }

  async end(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const exited = once(this.process, 'exit');
    this.process.disconnect();
    await exited;
  }
}
