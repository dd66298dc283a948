/** Earlier texts of comments; runs inside a transaction of its caller. */
import type Database from 'better-sqlite3';
import { REVISIONS_MAX, type StoredRevision } from '../contract/moderation.ts';
import { type CommentRow, contentOf } from './rows.ts';

interface RevisionRow {
  readonly version: number;
  readonly body: string;
  readonly content: string;
  readonly until: number;
}

export class Revisions {
  readonly #insert;
  readonly #shorten;
  readonly #list;
  readonly #forget;

  constructor(db: Database.Database) {
    this.#insert = db.prepare<[number, number, string, string, number]>('INSERT INTO revisions VALUES (?, ?, ?, ?, ?)');
    this.#shorten = db.prepare(
      `DELETE FROM revisions WHERE comment = @comment AND version <=
         (SELECT version FROM revisions WHERE comment = @comment ORDER BY version DESC LIMIT 1 OFFSET @kept)`,
    );
    this.#list = db.prepare<[number], RevisionRow>(
      'SELECT version, body, content, until FROM revisions WHERE comment = ? ORDER BY version',
    );
    this.#forget = db.prepare<[number]>('DELETE FROM revisions WHERE comment = ?');
  }

  /** Keeps the text of a row that is about to get another. */
  keep({ number, version, body, content }: CommentRow, now: number): void {
    this.#insert.run(number, version, body, content, now);
    this.#shorten.run({ comment: number, kept: REVISIONS_MAX });
  }

  list(comment: number): StoredRevision[] {
    return this.#list.all(comment).map(row => ({ ...row, content: contentOf(row.content) }));
  }

  forget(comment: number): void {
    this.#forget.run(comment);
  }
}
