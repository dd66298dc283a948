/** The widget's sources on their way into the build: what is loaded later, and templates made small. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Plugin, transform } from 'esbuild';

const WIDGET = fileURLToPath(new URL('../widget', import.meta.url));
export const FIRST = join(WIDGET, 'live-comments.ts');
export const LANGUAGES = join(WIDGET, 'i18n');

/** All modules that another one imports when it needs them: the languages, and the parts of the widget. */
export async function findLater(): Promise<{ languages: string[]; parts: string[] }> {
  const names = await readdir(WIDGET, { recursive: true });
  const files = names.filter(name => name.endsWith('.ts')).map(name => join(WIDGET, name));
  const found = await Promise.all(
    files.map(async file => {
      const imports = (await readFile(file, 'utf8')).matchAll(/\bimport\('(\.[^']+)'\)/g);
      return Array.from(imports, ([, path = '']) => resolve(dirname(file), path));
    }),
  );
  const all = [...new Set(found.flat())].sort();
  const isLanguage = (path: string): boolean => path.startsWith(`${LANGUAGES}/`) && basename(path) !== 'account.ts';
  return { languages: all.filter(isLanguage), parts: all.filter(path => !isLanguage(path)) };
}

/**
 * What is needed before the first comment comes as one file, because a slow phone spends milliseconds on each module: what
 * two parts share would become a third, so each part of the widget is made to share everything. It has loaded all of it anyway.
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

/** @param parts the modules that are made to share everything. */
export function sources(minify: boolean, parts: readonly string[]): Plugin {
  return {
    name: 'sources',
    setup(setup) {
      setup.onLoad({ filter: /widget\/.*\.ts$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        const shared = parts.includes(path) ? shareEverything(source) : source;
        return { contents: minify ? await tighten(shared) : shared, loader: 'ts' };
      });
    },
  };
}

/** The same for another folder’s templates, where nothing is shared. */
export function tightTemplates(filter: RegExp): Plugin {
  return {
    name: 'tight-templates',
    setup(setup) {
      setup.onLoad({ filter }, async ({ path }) => ({
        contents: await tighten(await readFile(path, 'utf8')),
        loader: 'ts',
      }));
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
