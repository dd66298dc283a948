/** Pictures of members: drawn one at a time, kept as files with names that nobody guesses. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, opendir, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../errors.ts';
import type { RecordStore } from '../store/contract/records.ts';
import { drawAvatar } from './pictures.ts';

/** Uploads that are received, wait or are drawn: each may hold a whole picture in memory. */
const UPLOADS_MAX = 8;
const NAME = /^[\w-]{22}\.webp$/;
/** A file that is on its way to its row is younger than this. */
const YOUNG_MS = 10 * 60_000;
const DAY_MS = 86_400_000;

const PATH = '/avatars/';

export class Avatars {
  readonly #folder: string;
  readonly #records: RecordStore;
  #uploads = 0;
  /** The last drawing: the next one waits for it. */
  #drawing: Promise<unknown> = Promise.resolve();

  readonly #sweeper: NodeJS.Timeout;

  constructor({
    dataDir,
    records,
    reportError,
  }: {
    readonly dataDir: string;
    readonly records: RecordStore;
    readonly reportError: (error: unknown) => void;
  }) {
    this.#folder = join(dataDir, 'avatars');
    this.#records = records;
    this.#sweeper = setInterval(() => void this.sweep().catch(reportError), DAY_MS).unref();
  }

  /** Finishes the picture under way. */
  async stop(): Promise<void> {
    clearInterval(this.#sweeper);
    await this.#drawing;
  }

  /**
   * To be called before a picture is received.
   * @returns what to call once its request is over.
   * @throws Refusal `unavailable` where too many come in at once.
   */
  enter(): () => void {
    if (this.#uploads >= UPLOADS_MAX) {
      const told = 'Many pictures come in at the moment; send yours again in a few seconds.';
      throw new Refusal('unavailable', told, { retryAfter: 5 });
    }
    this.#uploads += 1;
    let isIn = true;
    return () => {
      if (isIn) this.#uploads -= 1;
      isIn = false;
    };
  }

  /**
   * Draws a picture anew and keeps it.
   * @returns its path on this server.
   * @throws Refusal `bad_image`
   */
  async keep(bytes: Buffer): Promise<string> {
    const drawing = this.#drawing.then(() => drawAvatar(bytes));
    this.#drawing = drawing.catch(() => {});
    const picture = await drawing;
    const name = `${randomBytes(16).toString('base64url')}.webp`;
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const part = join(this.#folder, `${name}.part`);
    await writeWhole(part, picture);
    await rename(part, join(this.#folder, name));
    await syncFolder(this.#folder);
    return PATH + name;
  }

  /** The picture of a name; undefined where there is none. */
  async read(name: string): Promise<Buffer | undefined> {
    if (!NAME.test(name)) return undefined;
    try {
      return await readFile(join(this.#folder, name));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** Deletes the picture of a path, unless that leads elsewhere. */
  async remove(path: string | null): Promise<void> {
    const name = path?.startsWith(PATH) ? path.slice(PATH.length) : '';
    if (NAME.test(name)) await this.#unlink(name);
  }

  /** Deletes what nobody has: pictures of those who took another since, and what a crash left behind. */
  async sweep(now = Date.now()): Promise<number> {
    let removed = 0;
    for (const name of await this.#names()) {
      const age = now - ((await stat(join(this.#folder, name)).catch(() => undefined))?.mtimeMs ?? now);
      if (age < YOUNG_MS || (NAME.test(name) && (await this.#records.hasAvatar(PATH + name)))) continue;
      await this.#unlink(name);
      removed += 1;
    }
    return removed;
  }

  async #names(): Promise<string[]> {
    try {
      const names: string[] = [];
      for await (const { name } of await opendir(this.#folder)) names.push(name);
      return names;
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  async #unlink(name: string): Promise<void> {
    try {
      await unlink(join(this.#folder, name));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
}

async function writeWhole(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
