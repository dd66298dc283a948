/** Builds the widget into dist/widget: a stable loader, hashed modules, and a compressed copy beside each; then the dashboard. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile, type Plugin, transform } from 'esbuild';
import { buildAdmin } from './build-admin.ts';
import { type BuiltFile, removeStale, type Text, writeWithCopies } from './output.ts';
import { FIRST, findLater, LANGUAGES, sources } from './sources.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const outdir = join(root, 'dist/widget');
const assets = 'assets';

export interface BuildResult {
  files: BuiltFile[];
  /** What a browser fetches before the first comment: the loader, the entry module and what that imports at once. */
  firstLoadGzip: number;
  /** The hashed modules among it. */
  first: string[];
}

interface BuildChoices {
  minify?: boolean;
  /** Code to run after the loader, for development. */
  footer?: string;
}

type SharedOptions = BuildOptions & { write: false; metafile: true };

interface SharedChoices {
  /** The modules that are made to share everything. */
  readonly parts?: readonly string[];
  readonly plugins?: readonly Plugin[];
}

function shared(minify: boolean, { parts = [], plugins = [] }: SharedChoices = {}): SharedOptions {
  return {
    absWorkingDir: root,
    bundle: true,
    minify,
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    write: false,
    metafile: true,
    outdir,
    plugins: [...plugins, sources(minify, parts)],
    logLevel: 'warning',
  };
}

/**
 * The languages are files of their own, the same for every element. One hash stands for all of them: hashes do not
 * compress, and the table of the languages is part of the first load.
 */
async function buildLanguages(paths: string[], minify: boolean): Promise<{ files: Text[]; plugin: Plugin }> {
  const { outputFiles } = await build({ ...shared(minify), entryPoints: paths, format: 'esm' });
  const texts = outputFiles.map(({ text }) => text);
  const hash = createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 8).toUpperCase();
  // Of accounts, each language has a file of its own.
  const nameOf = (path: string): string => {
    const room = basename(dirname(path)) === 'account' ? 'account-' : '';
    return `${room}${basename(path).replace(/\.[jt]s$/, '')}.${hash}.js`;
  };
  const plugin: Plugin = {
    name: 'languages',
    setup(setup) {
      setup.onResolve({ filter: /\.ts$/ }, ({ kind, path, resolveDir }) =>
        kind === 'dynamic-import' && resolveDir === LANGUAGES ? { path: `./${nameOf(path)}`, external: true } : null,
      );
    },
  };
  return {
    files: outputFiles.map(({ path }, n) => ({ path: `${assets}/${nameOf(path)}`, text: texts[n] ?? '' })),
    plugin,
  };
}

/** One entry with all that it imports, now or later. */
async function buildEntry(
  name: string,
  path: string,
  options: SharedOptions,
): Promise<{ files: Text[]; entry: string; metafile: Metafile }> {
  const { outputFiles, metafile } = await build({
    ...options,
    entryPoints: { [name]: path },
    format: 'esm',
    splitting: true,
    entryNames: `${assets}/[name].[hash]`,
    chunkNames: `${assets}/[name].[hash]`,
  });
  const files = outputFiles.map(file => ({ path: file.path.slice(outdir.length + 1), text: file.text }));
  const entry = files.find(file => file.path.startsWith(`${assets}/${name}.`))?.path;
  if (entry === undefined) throw new Error('esbuild made no entry module');
  return { files, entry, metafile };
}

/** The entry module and all that it imports without being asked to. */
function staticImports(metafile: Metafile, entry: string): string[] {
  const prefix = 'dist/widget/';
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const { path: next, kind } of metafile.outputs[prefix + path]?.imports ?? []) {
      if (kind === 'import-statement') visit(next.slice(prefix.length));
    }
  };
  visit(entry);
  // The entry itself may be nothing but an import of the file that holds everything.
  return [...seen].filter(path => Object.keys(metafile.outputs[prefix + path]?.inputs ?? {}).length > 0);
}

/** A script with a stable name, which knows the hashed names of the others. */
async function buildScript(name: string, define: Record<string, unknown>, minify: boolean, footer = ''): Promise<Text> {
  const result = await build({
    ...shared(minify),
    entryPoints: { [name]: `widget/${name}.ts` },
    footer: { js: footer },
    format: 'iife',
    define: Object.fromEntries(Object.entries(define).map(([key, value]) => [key, JSON.stringify(value)])),
  });
  return { path: `${name}.js`, text: result.outputFiles[0]?.text ?? '' };
}

/** Themes, and what editors and compilers read: served as they are, the style sheets a little smaller. */
async function readFiles(minify: boolean): Promise<Text[]> {
  const names = (await readdir(join(root, 'widget/themes'))).filter(name => name.endsWith('.css'));
  const themes = names.map(async name => {
    const css = await readFile(join(root, 'widget/themes', name), 'utf8');
    const { code } = await transform(css, { loader: 'css', minify, target: 'es2022', charset: 'utf8' });
    return { path: `themes/${name}`, text: code };
  });
  const others = ['custom-elements.json', 'live-comments.d.ts'].map(async path => ({
    path,
    text: await readFile(join(root, 'widget', path), 'utf8'),
  }));
  return Promise.all([...themes, ...others]);
}

/** Builds once; `minify: false` gives readable modules for development. */
export async function buildWidget({ minify = true, footer = '' }: BuildChoices = {}): Promise<BuildResult> {
  const found = await findLater();
  const languages = await buildLanguages(found.languages, minify);
  const plugins = [languages.plugin];
  const [widget, recent, follow] = await Promise.all([
    buildEntry('live-comments', FIRST, shared(minify, { parts: found.parts, plugins })),
    buildEntry('recent', 'widget/recent/live-comments-recent.ts', shared(minify, { plugins })),
    buildEntry('follow', 'widget/count/follow.ts', shared(minify)),
  ]);
  const first = staticImports(widget.metafile, widget.entry);
  const loader = await buildScript('embed', { MODULES: first, RECENT: recent.entry }, minify, footer);
  const others = await Promise.all([
    buildScript('count', { FOLLOW: follow.entry }, minify),
    buildScript('recent', { RECENT: recent.entry }, minify),
    readFiles(minify),
  ]);
  const texts = [loader, ...widget.files, ...recent.files, ...follow.files, ...languages.files, ...others.flat()];
  const built = await Promise.all(texts.map(text => writeWithCopies(outdir, text)));
  await removeStale(outdir, built);
  const firstLoad = new Set([loader.path, ...first]);
  const firstLoadGzip = built.reduce((sum, file) => sum + (firstLoad.has(file.path) ? file.gzip : 0), 0);
  return { files: built, firstLoadGzip, first };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { files, firstLoadGzip } = await buildWidget();
  const kib = (firstLoadGzip / 1024).toFixed(2);
  process.stdout.write(`widget: ${kib} KiB gzip to the first comment; ${files.map(file => file.path).join(', ')}\n`);
  const admin = await buildAdmin();
  process.stdout.write(`admin: ${(admin.firstLoadGzip / 1024).toFixed(2)} KiB gzip to the sign-in\n`);
}
