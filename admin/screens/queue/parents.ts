/** What a comment answers, kept for a while: a thread’s answers share their parent. */
import type { AdminComment } from '../../../protocol/admin/comments.ts';
import { readComment } from '../../api/comments.ts';

const MOST = 300;
const kept = new Map<string, Promise<AdminComment | null>>();

export function readParent(id: string): Promise<AdminComment | null> {
  const known = kept.get(id);
  if (known) return known;
  if (kept.size >= MOST) kept.clear();
  const asked = readComment(id).catch(() => {
    kept.delete(id);
    return null;
  });
  kept.set(id, asked);
  return asked;
}
