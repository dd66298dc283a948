/** Moderators’ notes about people. */
import type { ActorRef, SiteScope } from '../../../protocol/admin/shared.ts';
import { Refusal } from '../../errors.ts';
import type { StoredNote } from '../contract/people.ts';
import type { Parts } from './shared.ts';

interface NoteRow {
  readonly id: number;
  readonly site: string | null;
  readonly text: string;
  readonly by: string;
  readonly created_at: number;
}

export class NoteRows {
  readonly #parts: Parts;
  readonly #of;
  readonly #get;
  readonly #insert;
  readonly #delete;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { db } = parts;
    const columns = 'SELECT id, site, text, by, created_at FROM notes';
    this.#of = db.prepare<[string], NoteRow>(`${columns} WHERE viewer_id = ? ORDER BY id DESC`);
    this.#get = db.prepare<[string, number], NoteRow>(`${columns} WHERE viewer_id = ? AND id = ?`);
    this.#insert = db.prepare<[string, string | null, string, string, number]>(
      'INSERT INTO notes (viewer_id, site, text, by, created_at) VALUES (?, ?, ?, ?, ?)',
    );
    this.#delete = db.prepare<[number]>('DELETE FROM notes WHERE id = ?');
  }

  /** The newest first. */
  of(person: string, sites: SiteScope): StoredNote[] {
    return this.#of
      .all(person)
      .filter(({ site }) => sites === null || site === null || sites.includes(site))
      .map(noteOf);
  }

  add(person: string, site: string | null, text: string, by: ActorRef, now: number): StoredNote {
    const { lastInsertRowid } = this.#insert.run(person, site, text, JSON.stringify(by), now);
    const id = Number(lastInsertRowid);
    this.#record('user.note', person, { site, before: null, after: { note: id } }, by, now);
    return { id, site, text, by, createdAt: now };
  }

  remove(person: string, id: number, by: ActorRef, now: number): void {
    const row = this.#get.get(person, id);
    if (row === undefined) throw new Refusal('not_found', `There is no note ${id} about this person.`);
    this.#delete.run(id);
    this.#record('user.note.delete', person, { site: row.site, before: { note: id }, after: null }, by, now);
  }

  /** Never the text: a note that is taken back is gone. */
  #record(
    action: string,
    person: string,
    { site, before, after }: { readonly site: string | null; readonly before: unknown; readonly after: unknown },
    by: ActorRef,
    now: number,
  ): void {
    const target = { kind: 'user', id: person };
    this.#parts.audit.add({ by, site, action, target, before, after, reason: null }, now);
  }
}

function noteOf({ by, created_at, ...row }: NoteRow): StoredNote {
  return { ...row, by: JSON.parse(by) as ActorRef, createdAt: created_at };
}
