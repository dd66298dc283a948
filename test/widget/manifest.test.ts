/** The manifest and the types that owners' editors read, against the elements themselves. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hostSite } from '../e2e/host-page.ts';

interface Declaration {
  readonly tagName: string;
  readonly attributes: readonly { name: string; fieldName?: string }[];
  readonly members: readonly { kind: string; name: string }[];
  readonly events?: readonly { name: string }[];
}

const WIDGET = join(import.meta.dirname, '../../widget');
const manifest = JSON.parse(readFileSync(join(WIDGET, 'custom-elements.json'), 'utf8')) as {
  schemaVersion: string;
  modules: { declarations: Declaration[] }[];
};
const elements = manifest.modules.flatMap(({ declarations }) => declarations);
/** Of every element, or for the base class alone. */
const OWN =
  /^(constructor|connectedCallback|disconnectedCallback|attributeChangedCallback|adoptedCallback|requestUpdate|willUpdate|update|updated|render|scheduleUpdate|performUpdate)$/;

const site = hostSite();

test.each(elements.map(element => [element.tagName, element] as const))(
  '%s: attributes and methods',
  async (name, element) => {
    const { page } = await site.open(`<${name}></${name}><script async src="/embed.js"></script>`);
    await page.waitForFunction(tag => customElements.get(tag), name);
    const real = await page.evaluate(tag => {
      const definition = customElements.get(tag) as CustomElementConstructor & { observedAttributes: string[] };
      const members = Object.getOwnPropertyDescriptors(definition.prototype);
      return {
        attributes: definition.observedAttributes,
        methods: Object.keys(members).filter(key => typeof members[key]?.value === 'function'),
        properties: Object.keys(members).filter(key => members[key]?.set),
      };
    }, name);
    // Lit observes an attribute for each of its states, too; those without a hyphen in the manifest are its own.
    expect(real.attributes).toEqual(expect.arrayContaining(element.attributes.map(each => each.name)));
    expect(element.attributes).toHaveLength(real.attributes.length);
    const methods = element.members.filter(({ kind }) => kind === 'method').map(each => each.name);
    expect(real.methods.filter(each => !OWN.test(each) && !/^draw$/.test(each)).sort()).toEqual(methods.sort());
    for (const { fieldName } of element.attributes)
      if (fieldName && fieldName !== 'lang') expect(real.properties).toContain(fieldName);
    await page.context().close();
  },
);

test('the server gives both, readable from any page', async () => {
  for (const [path, type] of [
    ['/custom-elements.json', 'application/json'],
    ['/live-comments.d.ts', 'text/plain'],
    ['/themes/paper.css', 'text/css'],
    ['/count.js', 'javascript'],
    ['/recent.js', 'javascript'],
  ] as const) {
    const answer = await fetch(site.server.url + path);
    expect(answer.status, path).toBe(200);
    expect(answer.headers.get('content-type'), path).toContain(type);
    expect(answer.headers.get('access-control-allow-origin'), path).toBe('*');
    expect(answer.headers.get('cache-control'), path).toBe('no-cache');
  }
  expect((await fetch(`${site.server.url}/themes/none.css`)).status).toBe(404);
  expect(manifest.schemaVersion).toBe('2.1.0');
});

test('the types hold what a page does with the elements, and refuse what it cannot do', () => {
  const folder = mkdtempSync(join(tmpdir(), 'types-'));
  writeFileSync(join(folder, 'live-comments.d.ts'), readFileSync(join(WIDGET, 'live-comments.d.ts')));
  writeFileSync(
    join(folder, 'page.ts'),
    `import './live-comments.d.ts';
const element = document.querySelector('live-comments');
element?.refresh();
element?.signIn('token');
element?.signOut();
if (element) element.strings = { heading: { one: '{n} letter', other: '{n} letters' } };
document.addEventListener('live-comments:count', event => event.detail.toFixed());
element?.addEventListener('live-comments:comment', ({ detail }) => detail.author.name.trim());
document.addEventListener('live-comments:error', ({ detail }) => detail.code + detail.message);
void document.createElement('live-comments-recent').refresh().then(() => {});
// @ts-expect-error: a token is a text
element?.signIn(7);
// @ts-expect-error: there is no such method
document.createElement('live-comments-count').refresh();
`,
  );
  const tsc = join(WIDGET, '../node_modules/.bin/tsc');
  const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'esnext', '--moduleResolution', 'bundler'];
  let output = '';
  try {
    execFileSync(tsc, [...options, '--allowImportingTsExtensions', 'page.ts'], { cwd: folder, encoding: 'utf8' });
  } catch (error) {
    output = (error as { stdout: string }).stdout;
  }
  expect(output).toBe('');
});
