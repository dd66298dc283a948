/** Builds the widget into dist/widget: a stable loader, hashed modules, and a compressed copy beside each. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type BuildOptions, build, type Metafile, type Plugin, transform } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const outdir = join(root, 'dist/widget');
const assets = 'assets';

interface BuiltFile {
  /** Below dist/widget. */
  path: string;
  bytes: number;
  gzip: number;
  brotli: number;
}

export interface BuildResult {
  files: BuiltFile[];
  /** What a browser fetches before the first comment: the loader, the entry module and what that imports at once. */
  firstLoadGzip: number;
  /** The hashed modules among it. */
  first: string[];
}

/** Entry modules besides the widget's own, built on their own so that neither waits for what it does not use. */
const PARTS = { recent: 'widget/recent/live-comments-recent.ts', follow: 'widget/count/follow.ts' };

interface BuildChoices {
  minify?: boolean;
  /** Code to run after the loader, for development. */
  footer?: string;
}

interface Text {
  path: string;
  text: string;
}

/** What is loaded after the first comments, and shares code with them. */
const LATER = ['later.ts', 'composer/aids.ts', 'reading/landing.ts', 'reading/options.ts', 'search/lc-search.ts'].map(
  path => join(root, 'widget', path),
);
const FIRST = join(root, 'widget/live-comments.ts');

/**
 * What is needed before the first comment comes as one file, because a slow phone spends milliseconds on each module: what
 * two parts share would become a third, so each later part is made to share everything. It has loaded all of it anyway.
 */
const shareEverything = (source: string): string => `${source}\nimport ${JSON.stringify(FIRST)};`;

/**
 * Makes templates small: css`…` goes through esbuild's own minifier, and line breaks with their indentation, which in
 * html`…` would all become text nodes, shrink to one space where they stand between tags or attributes.
 */
async function tighten(source: string): Promise<string> {
  const styled = await replaceAsync(source, /css`([^`]*)`/g, async css => {
    const { code } = await transform(css, { loader: 'css', minify: true, target: 'es2022', charset: 'utf8' });
    return `css\`${code.trim()}\``;
  });
  return styled.replace(/\n\s+/g, '\n');
}

function sources(minify: boolean): Plugin {
  return {
    name: 'sources',
    setup(setup) {
      setup.onLoad({ filter: /widget\/.*\.ts$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        const shared = LATER.includes(path) ? shareEverything(source) : source;
        return { contents: minify ? await tighten(shared) : shared, loader: 'ts' };
      });
    },
  };
}

async function replaceAsync(
  text: string,
  pattern: RegExp,
  replace: (group: string) => Promise<string>,
): Promise<string> {
  const replaced = await Promise.all(Array.from(text.matchAll(pattern), match => replace(match[1] ?? '')));
  return text.replace(pattern, () => replaced.shift() ?? '');
}

function shared(minify: boolean): BuildOptions & { write: false; metafile: true } {
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
    plugins: [sources(minify)],
    logLevel: 'warning',
  };
}

/** One entry with all that it imports, now or later. */
async function buildEntry(
  name: string,
  path: string,
  minify: boolean,
): Promise<{ files: Text[]; entry: string; metafile: Metafile }> {
  const result = await build({
    ...shared(minify),
    entryPoints: { [name]: path },
    format: 'esm',
    splitting: true,
    entryNames: `${assets}/[name].[hash]`,
    chunkNames: `${assets}/[name].[hash]`,
  });
  const files = result.outputFiles.map(file => ({ path: file.path.slice(outdir.length + 1), text: file.text }));
  const entry = files.find(file => file.path.startsWith(`${assets}/${name}.`))?.path;
  if (entry === undefined) throw new Error('esbuild made no entry module');
  return { files, entry, metafile: result.metafile };
}

async function buildModules(minify: boolean): Promise<{ files: Text[]; first: string[] }> {
  const { files, entry, metafile } = await buildEntry('live-comments', 'widget/live-comments.ts', minify);
  // The entry itself may be nothing but an import of the file that holds everything.
  const isEmpty = (path: string) => Object.keys(metafile.outputs[`dist/widget/${path}`]?.inputs ?? {}).length === 0;
  return { files, first: staticImports(metafile, entry).filter(path => !isEmpty(path)) };
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
  return [...seen];
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

const toGzip = promisify(gzip);
const toBrotli = promisify(brotliCompress);

async function writeWithCopies({ path, text }: Text): Promise<BuiltFile> {
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
async function removeStale(files: BuiltFile[]): Promise<void> {
  const keep = new Set(files.flatMap(({ path }) => [path, `${path}.gz`, `${path}.br`]));
  for (const name of await readdir(outdir, { recursive: true })) {
    if (/\.(js|gz|br|map|css|json|ts)$/.test(name) && !keep.has(name)) await rm(join(outdir, name));
  }
}

/** Builds once; `minify: false` gives readable modules for development. */
export async function buildWidget({ minify = true, footer = '' }: BuildChoices = {}): Promise<BuildResult> {
  const { files, first } = await buildModules(minify);
  const [recent, follow] = await Promise.all([
    buildEntry('recent', PARTS.recent, minify),
    buildEntry('follow', PARTS.follow, minify),
  ]);
  const loader = await buildScript('embed', { MODULES: first, RECENT: recent.entry }, minify, footer);
  const others = await Promise.all([
    buildScript('count', { FOLLOW: follow.entry }, minify),
    buildScript('recent', { RECENT: recent.entry }, minify),
    readFiles(minify),
  ]);
  // What two builds have in common comes out the same.
  const texts = new Map(
    [loader, ...files, ...recent.files, ...follow.files, ...others.flat()].map(each => [each.path, each]),
  );
  const built = await Promise.all([...texts.values()].map(writeWithCopies));
  await removeStale(built);
  const firstLoad = new Set([loader.path, ...first]);
  const firstLoadGzip = built.reduce((sum, file) => sum + (firstLoad.has(file.path) ? file.gzip : 0), 0);
  return { files: built, firstLoadGzip, first };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { files, firstLoadGzip } = await buildWidget();
  const kib = (firstLoadGzip / 1024).toFixed(2);
  process.stdout.write(`widget: ${kib} KiB gzip to the first comment; ${files.map(file => file.path).join(', ')}\n`);
}
