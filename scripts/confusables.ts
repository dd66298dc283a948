/**
 * Writes the table of characters that look alike, out of Unicode’s own: `node scripts/confusables.ts confusables.txt`, with
 * the file from https://www.unicode.org/Public/security/ (UTS 39).
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, '../server/accounts/confusables.txt');
/** Lines such as `0441 ;	0063 ;	MA	# …`: a character, and what it looks like. */
const LINE = /^\uFEFF?([0-9A-F]+) ;\t([0-9A-F ]+) ;\tMA/gm;
/** What is compared of a name: letters, digits, and the marks that are not accents. */
const COUNTS = /[\p{L}\p{N}\p{M}]/u;
const ACCENTS = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/gu;

const charactersOf = (codes: string) =>
  String.fromCodePoint(...codes.split(' ').map(code => Number.parseInt(code, 16)));

/** By what they look like, the characters that a clean name may hold. */
function tableOf(text: string): Map<string, string> {
  const table = new Map<string, string>();
  for (const [, code = '', codes = ''] of text.matchAll(LINE)) {
    const character = charactersOf(code);
    // Names are compared decomposed, so whatever comes apart has no line of its own.
    if (character.normalize('NFKD') !== character || /\p{Default_Ignorable_Code_Point}/u.test(character)) continue;
    const shape = [...charactersOf(codes).normalize('NFKD').replace(ACCENTS, '')]
      .filter(each => COUNTS.test(each))
      .join('');
    if (shape === '' || shape === character) continue;
    table.set(shape, (table.get(shape) ?? '') + character);
  }
  return table;
}

const [source = '', version = ''] = process.argv.slice(2);
const text = await readFile(source, 'utf8');
const stated = /^# Version: (\S+)/m.exec(text)?.[1] ?? version;
const table = [...tableOf(text)].sort(([a], [b]) => (a < b ? -1 : 1));
const head = [
  `# What looks alike, from Unicode’s confusables.txt, version ${stated} (UTS 39). © Unicode, Inc., Unicode License v3.`,
  '# Made by scripts/confusables.ts; not to be changed by hand. A shape, a tab, and the characters that look like it.',
];
await writeFile(FILE, `${[...head, ...table.map(([shape, characters]) => `${shape}\t${characters}`)].join('\n')}\n`);
