/** Who was erased, kept beside the database: a backup that is put back brings nobody back with it. */
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface ErasedOnce {
  readonly ids: readonly string[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

export class ErasedList {
  readonly #file: string;
  /** The last line that is written: the next one waits for it. */
  #writing: Promise<void> = Promise.resolve();

  constructor(dataDir: string) {
    this.#file = join(dataDir, 'erased.jsonl');
  }

  /** Resolves once it is on disk. */
  add({ ids, at }: ErasedOnce): Promise<void> {
    // A line that a crash cut short must not take this one with it.
    const line = `\n${JSON.stringify({ at: new Date(at).toISOString(), ids })}\n`;
    const writing = this.#writing.then(() => append(this.#file, line));
    this.#writing = writing.catch(() => {});
    return writing;
  }

  async all(): Promise<readonly ErasedOnce[]> {
    const text = await readFile(this.#file, 'utf8').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
      throw error;
    });
    return text.split('\n').flatMap(line => read(line) ?? []);
  }
}

async function append(file: string, text: string): Promise<void> {
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.appendFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Undefined for what is no whole line. */
function read(line: string): ErasedOnce | undefined {
  try {
    const { at, ids } = JSON.parse(line) as { at?: unknown; ids?: unknown };
    const isWhole = typeof at === 'string' && Array.isArray(ids) && ids.every(id => typeof id === 'string');
    return isWhole ? { ids, at: Date.parse(at) || 0 } : undefined;
  } catch {
    return undefined;
  }
}
