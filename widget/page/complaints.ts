/** Tells a site's owner, once and in the console, what in the element's attributes cannot be used. */
import { account } from '../i18n/account/en.ts';
import { isWords } from '../options.ts';
import { isSelector } from './surroundings.ts';

/** What was said already: an element that is drawn anew, or stands twice on the page, says nothing twice. */
const said = new Set<string>();

interface Checked {
  readonly theme: string | null;
  readonly strings: unknown;
}

/** @param words all messages there are, but for those of accounts. */
export function complain({ theme, strings }: Checked, words: object): void {
  for (const fault of [faultOfStrings(strings, words), faultOfTheme(theme)]) {
    if (fault === undefined || said.has(fault)) continue;
    said.add(fault);
    console.warn(`<live-comments>: ${fault}`);
  }
}

function faultOfTheme(theme: string | null): string | undefined {
  if (!isSelector(theme)) return undefined;
  try {
    document.querySelector(theme);
    return undefined;
  } catch {
    return `the attribute ‘theme’ is ‘${theme}’, which is no CSS selector; write auto, light, dark or a selector such as html[data-theme=dark].`;
  }
}

function faultOfStrings(strings: unknown, words: object): string | undefined {
  let own = strings ?? {};
  if (typeof own === 'string') {
    try {
      own = JSON.parse(own || '{}') as object;
    } catch (error) {
      return `the attribute ‘strings’ is not JSON (${(error as Error).message}); write an object such as {"post":"Send"}.`;
    }
  }
  if (typeof own !== 'object' || own === null || Array.isArray(own))
    return 'the attribute ‘strings’ is no object; write one such as {"post":"Send"}.';
  const known = { ...account, ...words };
  const unknown = Object.keys(own).filter(key => !Object.hasOwn(known, key) && !key.startsWith('error_'));
  if (unknown.length > 0)
    return `the attribute ‘strings’ has unknown keys (${unknown.join(', ')}); take those of the list in docs/embedding.md.`;
  const wrong = Object.entries(own).filter(([, own]) => !isWords(own));
  if (wrong.length === 0) return undefined;
  return `the attribute ‘strings’ has no words for ${wrong.map(([key]) => key).join(', ')}; write a text, or plural forms that are all texts, with ‘other’ among them.`;
}
