/** The examples of docs/frameworks.md with the frameworks themselves, and the HTML that site generators put out. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { compile } from 'svelte/compiler';
import { beforeAll, expect, test } from 'vitest';
import { compileScript, parse } from 'vue/compiler-sfc';
import { post } from '../helpers/api.ts';
import { metric } from '../helpers/rest.ts';
import { hostSite } from './host-page.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples/frameworks');

const site = hostSite();

beforeAll(async () => {
  const { url } = site.server;
  await post(url, 'framework/one', 'On page one');
  for (const body of ['On page two', 'Also on page two']) await post(url, 'framework/two', body);
});

/** What the frameworks' own bundler plugins do, in a few lines. */
const components: Plugin = {
  name: 'components',
  setup(setup) {
    setup.onLoad({ filter: /\.vue$/ }, async ({ path }) => {
      const { descriptor } = parse(await readFile(path, 'utf8'));
      const compilerOptions = { isCustomElement: (tag: string) => tag.startsWith('live-comments') };
      const { content } = compileScript(descriptor, {
        id: 'app',
        inlineTemplate: true,
        templateOptions: { compilerOptions },
      });
      return { contents: content, loader: 'js' };
    });
    setup.onLoad({ filter: /\.svelte$/ }, async ({ path }) => {
      const { js } = compile(await readFile(path, 'utf8'), { filename: path, generate: 'client' });
      return { contents: js.code, loader: 'js' };
    });
  },
};

async function bundle(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(EXAMPLES, file)],
    bundle: true,
    write: false,
    format: 'iife',
    jsx: 'automatic',
    conditions: ['browser'],
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    plugins: [components],
    logLevel: 'error',
  });
  return (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script');
}

test.each(['react.jsx', 'vue.js', 'svelte.js'])('%s: mounts, re-keys, hears, unmounts', async file => {
  const { page, complaints } = await site.open(`<div id="app"></div><script>${await bundle(file)}</script>`, {
    head: '<script async src="/embed.js"></script>',
  });
  await page.getByText('On page one').waitFor();
  await expect.poll(() => page.locator('output').textContent()).toBe('1');
  await page.getByRole('button', { name: 'Another page' }).click();
  await page.getByText('Also on page two').waitFor();
  await expect.poll(() => page.locator('output').textContent()).toBe('2');
  await expect.poll(() => page.getByText('On page one').count()).toBe(0);
  await page.getByRole('button', { name: 'No comments' }).click();
  await expect.poll(() => page.locator('live-comments').count()).toBe(0);
  await expect.poll(() => metric(site.server.url, 'live_comments_subscriptions')).toBe(0);
  expect(complaints).toEqual([]);
});

/** What the templates of the documentation put out for a post. */
const OUTPUT = {
  Hugo: '<live-comments thread="framework/one" thread-title="A &amp; B" thread-url="https://site.example/a/"></live-comments><script async src="/embed.js"></script>',
  WordPress:
    '<script async id="live-comments-js" src="/embed.js"></script><live-comments thread="framework/one"\n  thread-title="A"\n  thread-url="https://site.example/?p=1"></live-comments>',
  VitePress:
    '<div id="app"><live-comments thread="framework/one" theme="html.dark"></live-comments></div><script async="" src="/embed.js"></script>',
};

test.each(Object.entries(OUTPUT))('%s: the HTML that its template makes', async (_, html) => {
  const { page, complaints } = await site.open(html);
  await page.getByText('On page one').waitFor();
  expect(await page.locator('live-comments').count()).toBe(1);
  expect(complaints).toEqual([]);
});
