/** Writes what was built: each file with its compressed copies, and nothing of an older build beside it. */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export interface Text {
  path: string;
  text: string;
}

export interface BuiltFile {
  /** Below the folder that was built. */
  path: string;
  bytes: number;
  gzip: number;
  brotli: number;
}

const toGzip = promisify(gzip);
const toBrotli = promisify(brotliCompress);

export async function writeWithCopies(outdir: string, { path, text }: Text): Promise<BuiltFile> {
  const raw = Buffer.from(text);
  const [gz, br] = await Promise.all([
    toGzip(raw, { level: 9 }),
    toBrotli(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length } }),
  ]);
  const file = join(outdir, path);
  await mkdir(dirname(file), { recursive: true });
  await Promise.all([writeFile(file, raw), writeFile(`${file}.gz`, gz), writeFile(`${file}.br`, br)]);
  return { path, bytes: raw.length, gzip: gz.length, brotli: br.length };
}

/** An older build's modules would be served for ever: nothing but this build's files stays. */
export async function removeStale(outdir: string, files: readonly BuiltFile[]): Promise<void> {
  const keep = new Set(files.flatMap(({ path }) => [path, `${path}.gz`, `${path}.br`]));
  for (const name of await readdir(outdir, { recursive: true })) {
    if (/\.(js|gz|br|map|css|json|ts|html)$/.test(name) && !keep.has(name)) await rm(join(outdir, name));
  }
}
