/** Any text at all: a tree of allowed nodes or a refusal, never markup, never a crash, never a long wait. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ContentNode, textOf } from '../../protocol/content.ts';
import { parseMarkdown, toHtml } from '../../server/comments/markdown.ts';
import { Refusal } from '../../server/errors.ts';
import { cleanBody, cleanName } from '../../server/text.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
const runs = { seed, numRuns: 3_000 };
console.warn(`SEED=${seed}`);

/** Pieces that mean something to a Markdown parser, a browser or a Unicode rule. */
const piece = fc.constantFrom(
  ...'* ** _ ~~ ` ``` > - 1. \n \n\n [ ]( ) ![ <a <script> </p> &#106; &lt; | # \\ " \' : //'.split(' '),
  'javascript:',
  'data:text/html,',
  'https://a.example',
  'mailto:',
  'www.',
  'a@b.example',
  '||',
  '@',
  '@Ann',
  ' Lee',
  ' ',
  '    ',
  '\t',
  '\r',
  '\u0000',
  '\u200d',
  '\u200b',
  '\u202e',
  '\ud800',
  '\udc00',
  '\u0301',
  '\u0316',
  '\ufe0f',
  '\u{e0041}',
  '\u{1f3f4}',
  '\u{e007f}',
  '\u{1f468}',
  'é',
  'e',
  'x',
  'あ',
  '\u1100',
  '\u1161',
);
const text = fc.oneof(
  fc.array(piece, { maxLength: 60 }).map(pieces => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string(),
);

/** What `work` gives, or undefined where it refuses; anything else it throws is a fault. */
function unlessRefused<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

const PEOPLE = ['Ann', 'Ann Lee', '<x>', 'é'].map(name => ({ id: `id of ${name}`, name }));

const TAGS = 'p em strong del code pre blockquote ul ol li a br spoiler mention'.split(' ');
/** Where an `@` means itself. */
const LITERAL = ['a', 'code', 'pre', 'mention'];

function checkNode(node: ContentNode, insideLink = false, insideLiteral = false): void {
  if (typeof node === 'string') return;
  const [tag, ...rest] = node as readonly [string, ...unknown[]];
  expect(TAGS).toContain(tag);
  if (tag === 'br') expect(rest).toEqual([]);
  if (tag === 'a') {
    expect(insideLink).toBe(false);
    const attributes = rest.shift() as { href: string };
    expect(Object.keys(attributes)).toEqual(['href']);
    expect(attributes.href).toMatch(/^(https?:\/?\/?|mailto:)/i);
    expect(['http:', 'https:', 'mailto:']).toContain(new URL(attributes.href).protocol);
  }
  if (tag === 'mention') {
    expect(insideLiteral).toBe(false);
    const { id, ...others } = rest.shift() as { id: string };
    const person = PEOPLE.find(each => each.id === id);
    expect([others, rest]).toEqual([{}, [expect.any(String)]]);
    expect(String(rest[0]).toLowerCase()).toBe(`@${person?.name.toLowerCase()}`);
  }
  for (const child of rest) {
    expect(typeof child === 'string' || Array.isArray(child)).toBe(true);
    checkNode(child as ContentNode, insideLink || tag === 'a', insideLiteral || LITERAL.includes(tag));
  }
}

test('every text becomes allowed nodes or is refused, and its HTML holds no other tag', () => {
  fc.assert(
    fc.property(text, written => {
      const tree = unlessRefused(() => parseMarkdown(cleanBody(written), PEOPLE));
      if (tree === undefined) return;
      for (const node of tree) checkNode(node);
      const rest = toHtml(tree).replace(
        /<a href="[^"<>]*" rel="nofollow ugc noopener noreferrer">|<\/?(?:p|em|strong|del|code|pre|blockquote|ul|ol|li)>|<\/a>|<br>|<span class="(?:spoiler|mention)">|<\/span>/g,
        '',
      );
      expect(rest).not.toMatch(/[<>"']/);
    }),
    runs,
  );
});

test('cleaning what is clean changes nothing', () => {
  fc.assert(
    fc.property(text, written => {
      const once = unlessRefused(() => cleanBody(written));
      if (once !== undefined) expect(cleanBody(once)).toBe(once);
      const name = unlessRefused(() => cleanName(written.slice(0, 60)));
      if (name !== undefined) expect(cleanName(name)).toBe(name);
    }),
    runs,
  );
});

test('a row that somebody changed by hand gives no HTML but that of the tree', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (tag, href) => {
      const html = toHtml([
        [tag, ['a', { href }, '<x>']],
        ['a', { href: 'javascript:alert(1)' }, 'x'],
      ] as unknown as ContentNode[]);
      expect(html).not.toContain('<x>');
      expect(html).not.toContain('javascript:');
    }),
    runs,
  );
});

test('a mention changes no word of a text', () => {
  fc.assert(
    fc.property(text, written => {
      const trees = [PEOPLE, []].map(people => unlessRefused(() => parseMarkdown(cleanBody(written), people)));
      const [named, plain] = trees.map(tree => tree && textOf(tree));
      expect(named).toBe(plain);
    }),
    runs,
  );
});

/** As many as a comment can mention, with names that differ late. */
const CROWD = Array.from({ length: 500 }, (_, n) => ({ id: String(n), name: `${'a'.repeat(30)} ${n}` }));

const PATHOLOGICAL = [
  '||a',
  '||a ',
  '||',
  'a||b ',
  '@a',
  '@ ',
  ` @${'a'.repeat(30)} `,
  '*a **a ',
  '[',
  '![',
  '](',
  '> ',
  '- ',
  '`',
  '``a',
  '<',
  '&',
  '~~a',
  '_a ',
  '[a](b',
  'a@a.',
  'https://a.',
  '\\',
  '*_',
  'a\u0316\u0316',
  '\u200d',
  '1. \n',
  '> - ',
  'www.',
  '//',
  '\u{1f468}\u200d',
];

test('no comment takes much longer than its length deserves', () => {
  const time = (unit: string, size: number) => {
    const written = unit.repeat(size / unit.length);
    const started = performance.now();
    unlessRefused(() => parseMarkdown(cleanBody(written), CROWD));
    return performance.now() - started;
  };
  const best = (unit: string, size: number) => Math.min(...Array.from({ length: 4 }, () => time(unit, size)));
  for (const unit of PATHOLOGICAL) {
    const [small, large] = [best(unit, 500), best(unit, 5_000)];
    // Ten times the text: a linear parser takes ten times as long, a quadratic one a hundred. Below 1 ms is noise.
    expect(large, JSON.stringify(unit)).toBeLessThan(Math.max(small, 1) * 40);
  }
});
