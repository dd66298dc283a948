/** What owners may style: ready themes, and a list of properties and parts that leaves none out. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { post } from '../helpers/api.ts';
import { faults } from '../helpers/axe.ts';
import { hostSite } from './host-page.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const sources = readdirSync(join(ROOT, 'widget'), { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts') && !name.endsWith('.d.ts'))
  .map(name => read(`widget/${name}`))
  .join('\n');
const docs = read('docs/embedding.md');
const all = (text: string, pattern: RegExp) => new Set(Array.from(text.matchAll(pattern), match => match[1] ?? ''));
const used = all(sources, /var\(\s*(--lc-[a-z-]+)/g);
/** In templates, by `setAttribute`, and as the default of what draws a button. */
const parts = new Set([
  ...[...all(sources, /\bpart="([a-z -]+)"/g)].flatMap(names => names.split(' ')),
  ...all(sources, /setAttribute\('part', '([a-z-]+)'\)/g),
  ...all(sources, /\bpart = '([a-z-]+)'/g),
  ...all(sources, /\bdrawButton\([^`]*?\}, '([a-z-]+)'\)/g),
]);
const manifest = JSON.parse(read('widget/custom-elements.json')) as {
  modules: { declarations: { cssProperties?: { name: string }[]; cssParts?: { name: string }[] }[] }[];
};
const declared = (list: 'cssProperties' | 'cssParts') =>
  new Set(
    manifest.modules.flatMap(({ declarations }) =>
      declarations.flatMap(each => (each[list] ?? []).map(({ name }) => name)),
    ),
  );

const site = hostSite();

beforeAll(async () => {
  const { id } = await post(site.server.url, '/page', 'A comment with `code` and a [link](https://example.com).', {
    author: { name: 'Ann' },
  });
  await post(site.server.url, '/page', 'A reply to it.', { parent: id, author: { name: 'Bob' } });
});

test('every property and every part stands in docs/embedding.md and in the manifest', () => {
  expect(used.size).toBeGreaterThan(10);
  expect(parts.size).toBeGreaterThan(10);
  const documented = all(docs, /`(--lc-[a-z-]+)`/g);
  expect(
    [...used].filter(name => !documented.has(name)),
    'properties',
  ).toEqual([]);
  expect(
    [...documented].filter(name => !used.has(name)),
    'properties that do nothing',
  ).toEqual([]);
  expect(
    [...parts].filter(name => !docs.includes(`\`${name}\``)),
    'parts',
  ).toEqual([]);
  expect(
    [...used].filter(name => !declared('cssProperties').has(name)),
    'properties of the manifest',
  ).toEqual([]);
  expect(
    [...parts].filter(name => !declared('cssParts').has(name)),
    'parts of the manifest',
  ).toEqual([]);
  expect(
    [...declared('cssParts')].filter(name => !parts.has(name)),
    'parts that are nowhere',
  ).toEqual([]);
});

const THEMES = readdirSync(join(ROOT, 'widget/themes')).map(name => name.replace('.css', ''));

test('the themes use nothing but what is documented', () => {
  expect(THEMES).toHaveLength(3);
  for (const theme of THEMES) {
    const css = read(`widget/themes/${theme}.css`);
    expect(
      [...all(css, /(--lc-[a-z-]+)/g)].filter(name => !used.has(name)),
      theme,
    ).toEqual([]);
    expect(
      [...all(css, /::part\(([a-z-]+)\)/g)].filter(name => !parts.has(name)),
      theme,
    ).toEqual([]);
    expect(all(css, /^([^{}@/\s][^{]*?)\s*[,{]/gm), theme).not.toContain('body');
  }
});

test.each(THEMES.flatMap(theme => ['light', 'dark'].map(look => [theme, look] as const)))(
  'the theme %s, %s: really another look, with contrast enough',
  async (theme, look) => {
    const link = `<link rel="stylesheet" href="${site.server.url}/themes/${theme}.css">`;
    const back = look === 'dark' ? '#121212' : '#ffffff';
    const { page, complaints } = await site.open(
      `<main><live-comments></live-comments></main><script async src="/embed.js"></script>`,
      { head: `${link}<style>body { background: ${back} }</style>` },
    );
    await page.getByText('A reply to it.').waitFor();
    await page.getByRole('textbox', { name: 'Write a comment' }).click();
    const style = await page.locator('live-comments .lc').evaluate(element => getComputedStyle(element).fontFamily);
    expect(style).not.toMatch(/^Times|^"?Times/);
    expect(await faults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${theme}-${look}.png` });
    await page.context().close();
  },
);
