/** What the word filter learned: how many texts of each kind held a word, and what was learned of each comment. */
import type { CommentState } from '../../../protocol/comment.ts';
import type { Counted } from '../contract/rules.ts';
import type { StoredComment } from '../store.ts';
import { commentOf } from './rows.ts';
import type { Parts } from './shared.ts';

/** The row that counts the texts. */
const TEXTS = '';

interface Learned {
  readonly kind: 'spam' | 'ham';
  readonly words: readonly string[];
}

export class Bayes {
  readonly #parts: Parts;
  readonly #decided;
  readonly #learned;
  readonly #remember;
  readonly #forget;
  readonly #count;
  readonly #counts;

  constructor(parts: Parts) {
    const { db } = parts;
    this.#parts = parts;
    this.#decided = db
      .prepare<[number], CommentState | null>(`SELECT json_extract(decision, '$.state') FROM comments WHERE number = ?`)
      .pluck();
    this.#learned = db.prepare<[number], { kind: Learned['kind']; words: string }>(
      'SELECT kind, words FROM learned WHERE comment = ?',
    );
    this.#remember = db.prepare('INSERT INTO learned (comment, site, kind, words) VALUES (?, ?, ?, ?)');
    this.#forget = db.prepare<[number]>('DELETE FROM learned WHERE comment = ?');
    this.#count = db.prepare(
      `INSERT INTO bayes (site, word, spam, ham) VALUES (@site, @word, max(@spam, 0), max(@ham, 0))
       ON CONFLICT DO UPDATE SET spam = max(spam + @spam, 0), ham = max(ham + @ham, 0)`,
    );
    this.#counts = db.prepare<[string, string], { word: string; spam: number; ham: number }>(
      'SELECT word, spam, ham FROM bayes WHERE site = ? AND word IN (SELECT value FROM json_each(?))',
    );
  }

  async learn(id: string, wordsOf: (comment: StoredComment) => readonly string[]): Promise<void> {
    const row = this.#parts.reads.commentRow(id);
    if (row === undefined) return;
    const words = row.state === 'deleted' ? [] : wordsOf(commentOf(row));
    await this.#parts.run(() => {
      const state = this.#parts.reads.commentRow(id)?.state;
      // Of a text that is gone nothing more can be learned, and what was learned stays.
      if (state === undefined || state === 'deleted') return;
      const decided = this.#decided.get(row.number);
      // What was rejected may have been rude, and no spam.
      const kind = decided === 'spam' ? 'spam' : decided === 'published' ? 'ham' : undefined;
      const before = this.#learned.get(row.number);
      if (before?.kind === kind) return;
      if (before) {
        this.#add(row.site, before.kind, JSON.parse(before.words) as string[], -1);
        this.#forget.run(row.number);
      }
      if (kind === undefined) return;
      this.#add(row.site, kind, words, 1);
      this.#remember.run(row.number, row.site, kind, JSON.stringify(words));
    });
  }

  learned(site: string, words: readonly string[]): { texts: Counted; words: ReadonlyMap<string, Counted> } {
    const counts = new Map(this.#counts.all(site, JSON.stringify([TEXTS, ...words])).map(row => [row.word, row]));
    const texts = counts.get(TEXTS) ?? { spam: 0, ham: 0 };
    counts.delete(TEXTS);
    return { texts, words: counts };
  }

  #add(site: string, kind: Learned['kind'], words: readonly string[], by: 1 | -1): void {
    const change = { site, spam: kind === 'spam' ? by : 0, ham: kind === 'ham' ? by : 0 };
    for (const word of [TEXTS, ...words]) this.#count.run({ ...change, word });
  }
}
