/** Short cuts for plain text give what the long way gives, for any text. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, parseMarkdown } from '../../server/comments/markdown.ts';
import { Refusal } from '../../server/errors.ts';
import { cleanText, cleanTextAtLength } from '../../server/text.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
console.warn(`SEED=${seed}`);

/** Mostly what the short cut takes, with everything between that it must not. */
const word = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('and', 'so', 'Это', 'élan', 'I', '42', 'mid-way', '(yes)', "it's", 'a/b', '50%'),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom('far.', 'said:', 'why?', 'oh!', '…', '“well”', '$5', '#1', 'x=y', '1.', '2)'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '-',
      '+',
      '*',
      '>',
      '#',
      '=',
      '***',
      '_a_',
      '`b`',
      '[c](d)',
      '&amp;',
      '\\',
      '<b>',
      '~~',
      '|',
      '||x||',
      '@Ann',
      '===',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'a.example',
      'www.b.com',
      '//c.de',
      'http://d.org',
      'e@f.com',
      'mailto:g',
      '1.2',
      ':',
      '.com',
      '://',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
);
const gap = fc.oneof(
  { weight: 8, arbitrary: fc.constant(' ') },
  { weight: 2, arbitrary: fc.constantFrom('\n', '\n\n', '\n\n\n', '') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('  ', ' \n', '\n ', '    ', '\n    ', '\t', '\u00a0', '\u3000', '  \n', '\n\t'),
  },
);
const text = fc
  .array(fc.tuple(word, gap), { minLength: 1, maxLength: 12 })
  .map(parts => parts.flat().join(''))
  .map(joined => cleanText(joined.toWellFormed().replace(/\r\n?/g, '\n')));

function outcome(make: () => unknown): unknown {
  try {
    return make();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

test('a plain text becomes the tree that the parser makes of it', () => {
  fc.assert(
    fc.property(text, body => {
      expect(outcome(() => parseMarkdown(body))).toEqual(outcome(() => parse(body)));
    }),
    { seed, numRuns: 20_000 },
  );
});

test('a text that is clean as it stands is what cleaning would make of it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), text), any => {
      expect(cleanText(any)).toBe(cleanTextAtLength(any));
    }),
    { seed, numRuns: 20_000 },
  );
  // Every character alone and beside others that it might join with.
  for (let code = 0; code < 0x1_0000; code += 1) {
    for (const around of ['', 'a', 'あ', '가']) {
      const any = `${around}${String.fromCharCode(code)}${around}`.toWellFormed();
      expect(cleanText(any)).toBe(cleanTextAtLength(any));
    }
  }
});
