/** Builds the moderators’ dashboard into dist/admin: one page, hashed modules and style sheet, compressed copies. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { type BuiltFile, removeStale, writeWithCopies } from './output.ts';
import { tightTemplates } from './sources.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const outdir = join(root, 'dist/admin');

export interface AdminBuild {
  readonly files: readonly BuiltFile[];
  /** Page, style sheet, the entry module and what that imports at once. */
  readonly firstLoadGzip: number;
}

export async function buildAdmin({ minify = true }: { minify?: boolean } = {}): Promise<AdminBuild> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: { main: 'admin/main.ts', page: 'admin/page.css' },
    bundle: true,
    splitting: true,
    format: 'esm',
    minify,
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    write: false,
    metafile: true,
    outdir,
    entryNames: 'assets/[name].[hash]',
    chunkNames: 'assets/[name].[hash]',
    plugins: minify ? [tightTemplates(/\/admin\/.*\.ts$/)] : [],
    logLevel: 'warning',
  });
  const files = outputFiles.map(({ path, text }) => ({ path: path.slice(outdir.length + 1), text }));
  const [script, style] = [nameOf(metafile, 'admin/main.ts'), nameOf(metafile, 'admin/page.css')];
  const first = staticImports(metafile, script);
  const template = await readFile(join(root, 'admin/page.html'), 'utf8');
  const page = template
    .replace('{{style}}', `/admin/${style}`)
    .replace('{{script}}', `/admin/${script}`)
    .replace('{{preload}}', first.map(path => `<link rel="modulepreload" href="/admin/${path}">`).join('\n'));
  const built = await Promise.all(
    [...files, { path: 'index.html', text: page }].map(text => writeWithCopies(outdir, text)),
  );
  await removeStale(outdir, built);
  const firstLoad = new Set([...first, style, 'index.html']);
  return {
    files: built,
    firstLoadGzip: built.reduce((sum, file) => sum + (firstLoad.has(file.path) ? file.gzip : 0), 0),
  };
}

const PREFIX = 'dist/admin/';

function nameOf(metafile: Metafile, entry: string): string {
  const found = Object.entries(metafile.outputs).find(([, output]) => output.entryPoint === entry);
  if (found === undefined) throw new Error(`esbuild made nothing of ${entry}`);
  return found[0].slice(PREFIX.length);
}

/** A module and all that it imports without being asked to. */
function staticImports({ outputs }: Metafile, entry: string): string[] {
  const seen = new Set<string>([entry]);
  for (const path of seen) {
    for (const { path: next, kind } of outputs[PREFIX + path]?.imports ?? []) {
      if (kind === 'import-statement') seen.add(next.slice(PREFIX.length));
    }
  }
  return [...seen];
}
