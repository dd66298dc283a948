/** Drafts that outlive the page: each under a key of its own, so that what two tabs write is never mixed. */
import { fields, isText, recall, remember, type Stored } from '../session/storage.ts';
import type { DraftKey, Sent } from './draft.ts';

export interface KeptDraft {
  readonly text: string;
  readonly sent?: Sent | undefined;
  /** What was on its way to the server, and may have arrived. */
  readonly underWay: readonly Sent[];
  /** Whether its box stood open. */
  readonly isOpen: boolean;
  readonly at: number;
}

const ID = '[\\da-f]{8}(-[\\da-f]{4}){4}[\\da-f]{8}';
const IS_ID = new RegExp(`^${ID}$`, 'i');
const IS_KEY = new RegExp(`^(new|(reply|edit):${ID})$`, 'i');

const PREFIX = 'live-comments draft ';
/** More are not kept: the oldest goes first. */
const DRAFTS_MAX = 50;

/** The drafts of one thread. */
export class KeptDrafts {
  readonly #prefix: string;

  constructor(...place: readonly string[]) {
    this.#prefix = `${PREFIX}${JSON.stringify(place)} `;
  }

  all(): [DraftKey, KeptDraft][] {
    return storedKeys(this.#prefix).flatMap(name => {
      const key = name.slice(this.#prefix.length);
      const kept = checked(recall(name));
      return kept && isKey(key) ? [[key, kept]] : [];
    });
  }

  put(key: DraftKey, draft: KeptDraft | null): void {
    if (draft) makeRoom(this.#prefix + key);
    remember(this.#prefix + key, draft);
  }

  /** Which of these drafts another tab has just taken away, as it does when it is posted, and what it was. */
  removed({ key: name, newValue, oldValue }: StorageEvent): [DraftKey, KeptDraft] | undefined {
    if (newValue !== null || !name?.startsWith(this.#prefix)) return undefined;
    const key = name.slice(this.#prefix.length);
    const before = checked(parsed(oldValue));
    return before && isKey(key) ? [key, before] : undefined;
  }
}

function parsed(text: string | null): Stored<KeptDraft> {
  try {
    return fields(JSON.parse(text ?? '0'));
  } catch {
    return {};
  }
}

function isKey(key: string): key is DraftKey {
  return IS_KEY.test(key);
}

/** What others put there is no draft of ours; an id of theirs must not come into an address. */
function checked({ text, sent, underWay, isOpen, at }: Stored<KeptDraft>): KeptDraft | null {
  if (!isText(text)) return null;
  return {
    text,
    sent: isSent(sent) ? sent : undefined,
    underWay: Array.isArray(underWay) ? underWay.filter(isSent) : [],
    isOpen: isOpen === true,
    at: Number(at) || 0,
  };
}

function isSent(value: unknown): value is Sent {
  const { id, text } = fields<Sent>(value);
  return isText(text) && isText(id) && IS_ID.test(id);
}

function storedKeys(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter(name => name.startsWith(prefix));
  } catch {
    return [];
  }
}

function makeRoom(name: string): void {
  const names = storedKeys(PREFIX);
  if (names.length < DRAFTS_MAX || names.includes(name)) return;
  const age = (other: string): number => Number(recall<KeptDraft>(other).at) || 0;
  const oldest = names.sort((a, b) => age(a) - age(b));
  for (const old of oldest.slice(0, names.length - DRAFTS_MAX + 1)) remember(old, null);
}
