/** The element's attributes, read with their defaults filled in. */
import type { Sort } from '../protocol/comment.ts';
import { DEFAULT_SITE, PAGE_DEFAULT, PAGE_MAX } from '../protocol/limits.ts';
import type { Plural } from './i18n/en.ts';
import type { OwnStrings } from './i18n/translator.ts';
import { pageThread } from './page/surroundings.ts';
import { isText } from './session/storage.ts';
import type { ThreadOptions } from './thread/controller.ts';

interface Attributes {
  readonly server: string | null;
  readonly site: string | null;
  readonly thread: string | null;
  readonly sort: string | null;
  readonly live: string | null;
  readonly token: string | null;
  readonly pageSize: number | null;
}

export function readOptions({ server, site, thread, token, live, pageSize }: Attributes): ThreadOptions {
  return {
    server: new URL(server || new URL(import.meta.url).origin, document.baseURI).href.replace(/\/+$/, ''),
    site: site || DEFAULT_SITE,
    thread: thread || pageThread(),
    token: token || null,
    pageSize: Math.min(PAGE_MAX, Math.max(1, Math.round(pageSize || PAGE_DEFAULT))),
    isLive: live !== 'off',
  };
}

/** Null where the site decides. */
export function readSort({ sort }: Attributes): Sort | null {
  return sort === 'newest' || sort === 'oldest' || sort === 'best' ? sort : null;
}

/** An owner's own words, given as an object or as JSON; what are no words is left out. */
export function readStrings(strings: unknown): OwnStrings {
  try {
    const own = typeof strings === 'string' ? JSON.parse(strings) : strings;
    return Object.fromEntries(Object.entries(own as object).filter(([, words]) => isWords(words)));
  } catch {
    return {};
  }
}

/** A text, or plural forms that are all texts. */
export function isWords(words: unknown): words is string | Plural {
  return isText((words as Plural | null)?.other ?? words) && Object.values(words as Plural).every(isText);
}
