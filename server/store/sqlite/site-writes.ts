/** Changes of sites; each method runs inside a transaction that its caller opened. */
import type Database from 'better-sqlite3';
import type { SiteSettings } from '../../../protocol/comment.ts';
import { unknownSite } from '../../errors.ts';
import type { Site } from '../store.ts';
import type { Reads } from './reads.ts';

export class SiteWrites {
  readonly #reads: Reads;
  readonly #setSettings;

  constructor(db: Database.Database, reads: Reads) {
    this.#reads = reads;
    this.#setSettings = db.prepare<[string, string]>('UPDATE sites SET settings = ? WHERE key = ?');
  }

  set(key: string, settings: SiteSettings): Site {
    this.#setSettings.run(JSON.stringify(settings), key);
    const site = this.#reads.site(key);
    if (site === undefined) throw unknownSite(key);
    return site;
  }
}
