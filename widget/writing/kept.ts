/** Drafts that outlive the page: each under a key of its own, so that what two tabs write is never mixed. */
import { recall, remember } from '../session/storage.ts';
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
      const kept = recall<KeptDraft>(name);
      return kept ? [[name.slice(this.#prefix.length) as DraftKey, kept]] : [];
    });
  }

  put(key: DraftKey, draft: KeptDraft | null): void {
    if (draft) makeRoom(this.#prefix + key);
    remember(this.#prefix + key, draft);
  }

  /** Which of these drafts another tab has just taken away, as it does when it is posted. */
  removed({ key, newValue }: StorageEvent): DraftKey | undefined {
    return newValue === null && key?.startsWith(this.#prefix)
      ? (key.slice(this.#prefix.length) as DraftKey)
      : undefined;
  }
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
  const age = (other: string): number => recall<KeptDraft>(other)?.at ?? 0;
  const oldest = names.sort((a, b) => age(a) - age(b));
  for (const old of oldest.slice(0, names.length - DRAFTS_MAX + 1)) remember(old, null);
}
