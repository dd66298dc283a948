/** What the key of a draft says. */
import type { DraftKey, Mode } from './draft.ts';

/** The comment that a draft belongs to; empty for a new one. */
export function idOf(key: DraftKey): string {
  return key === 'new' ? '' : key.slice(key.indexOf(':') + 1);
}

export function modeOf(key: DraftKey): Mode {
  return key.startsWith('edit:') ? 'edit' : 'reply';
}
