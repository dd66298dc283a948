/** What is stored about one person, as it is handed out to them. */
import type Database from 'better-sqlite3';
import { Refusal } from '../../errors.ts';
import type { LongRecord, PersonRecord } from '../contract/records.ts';
import { AUTHORED } from './authored.ts';

type Row = Record<string, unknown>;

const time = (column: string) => `strftime('%Y-%m-%dT%H:%M:%fZ', ${column} / 1000.0, 'unixepoch')`;
const CREATED = `${time('created_at')} AS createdAt`;
const COMMENT_ID = '(SELECT c.id FROM comments c WHERE c.number = comment)';

/** By list: its keys, and what is told of each row. */
const PAGES: Readonly<Record<LongRecord, { readonly keys: readonly string[]; readonly sql: string }>> = {
  comments: {
    keys: ['number'],
    sql: `SELECT c.number, c.id, s.key AS site, t.key AS thread, t.title AS threadTitle, t.url AS threadUrl,
                 (SELECT p.id FROM comments p WHERE p.number = c.parent) AS parent, c.author_name AS signedName,
                 c.author_website AS signedWebsite, c.body, c.state, c.author_state AS toldState,
                 ${time('c.created_at')} AS createdAt, ${time('c.edited_at')} AS editedAt, c.upvotes, c.downvotes,
                 json(c.reactions) AS reactions, c.notice,
                 (SELECT json_group_array(json_object('body', r.body, 'until', ${time('r.until')}) ORDER BY r.version)
                  FROM revisions r WHERE r.comment = c.number) AS earlier
          FROM (SELECT number FROM ${AUTHORED} WHERE author_id = @person AND number > @number
                ORDER BY number LIMIT @limit) a CROSS JOIN comments c ON c.number = a.number
               CROSS JOIN threads t ON t.id = c.thread_id CROSS JOIN sites s ON s.id = t.site_id ORDER BY a.number`,
  },
  votes: {
    keys: ['thread_id', 'number'],
    sql: `SELECT thread_id, comment AS number, ${COMMENT_ID} AS comment, value, ${CREATED} FROM votes
          WHERE viewer_id = @person AND (thread_id, comment) > (@thread_id, @number)
          ORDER BY thread_id, comment LIMIT @limit`,
  },
  reactions: {
    keys: ['thread_id', 'number', 'emoji'],
    sql: `SELECT thread_id, comment AS number, ${COMMENT_ID} AS comment, emoji, ${CREATED} FROM reactions
          WHERE viewer_id = @person AND (thread_id, comment, emoji) > (@thread_id, @number, @emoji)
          ORDER BY thread_id, comment, emoji LIMIT @limit`,
  },
  reports: {
    keys: ['number'],
    sql: `SELECT comment AS number, ${COMMENT_ID} AS comment, reason, ${CREATED} FROM flags
          WHERE viewer_id = @person AND comment > @number ORDER BY comment LIMIT @limit`,
  },
};

/** What is kept of them as text that is JSON. */
const JSON_FIELDS = ['reactions', 'earlier', 'knownOn', 'notifications'];
/** Before all keys. */
const FIRST: Readonly<Record<string, unknown>> = { thread_id: 0, number: 0, emoji: '' };

export class ExportReads {
  readonly #profile;
  readonly #lists: Readonly<Record<string, Database.Statement<[{ person: string }], Row>>>;
  readonly #ids: Readonly<Record<'guests' | 'mutes', Database.Statement<[string], string>>>;
  readonly #pages: Readonly<Record<LongRecord, Database.Statement<[Row], Row>>>;
  readonly #isKnown;

  constructor(db: Database.Database) {
    this.#profile = db.prepare<[string], Row>(
      `SELECT v.id, v.role, v.name, v.email, v.website, v.avatar, json(v.known_on) AS knownOn,
              ${time('v.created_at')} AS firstSeen, m.site, m.verified_email AS verifiedEmail, m.bio,
              json(m.notifications) AS notifications, ${time('m.created_at')} AS memberSince
       FROM viewers v LEFT JOIN members m ON m.id = v.id WHERE v.id = ?`,
    );
    const list = (sql: string) => db.prepare<[{ person: string }], Row>(sql);
    this.#lists = {
      identities: list(`SELECT site, issuer, subject, name AS way, ${CREATED} FROM identities WHERE member = @person`),
      sessions: list(
        `SELECT site, way, device, ${CREATED}, ${time('last_used_at')} AS lastUsedAt, ${time('expires_at')} AS expiresAt
         FROM member_sessions WHERE member = @person ORDER BY created_at`,
      ),
      bans: list(
        `SELECT site, kind, value, reason, shadow, ${CREATED}, ${time('until')} AS until FROM bans
         WHERE person = @person OR (kind = 'user' AND value = @person)
            OR (kind = 'email' AND value = (SELECT lower(email) FROM viewers WHERE id = @person)) ORDER BY id`,
      ),
      // Whoever noted it is not named.
      notes: list(`SELECT site, text, ${CREATED} FROM notes WHERE viewer_id = @person ORDER BY id`),
      decisions: list(
        `SELECT ${time('at')} AS at, site, action, reason FROM audit
         WHERE target_id = @person AND target_kind = 'user' ORDER BY id`,
      ),
    };
    this.#ids = {
      guests: db.prepare<[string], string>('SELECT guest FROM claims WHERE member = ?').pluck(),
      mutes: db.prepare<[string], string>('SELECT muted FROM mutes WHERE viewer = ? ORDER BY created_at').pluck(),
    };
    const page = (name: LongRecord) => db.prepare<[Row], Row>(PAGES[name].sql);
    this.#pages = {
      comments: page('comments'),
      votes: page('votes'),
      reactions: page('reactions'),
      reports: page('reports'),
    };
    this.#isKnown = db
      .prepare<[{ person: string }], 1>(
        `SELECT 1 WHERE EXISTS (SELECT 1 FROM viewers WHERE id = @person) OR EXISTS (SELECT 1 FROM votes WHERE viewer_id = @person)
           OR EXISTS (SELECT 1 FROM reactions WHERE viewer_id = @person) OR EXISTS (SELECT 1 FROM flags WHERE viewer_id = @person)
           OR EXISTS (SELECT 1 FROM mutes WHERE viewer = @person)`,
      )
      .pluck();
  }

  /** Also one who only voted, and has no row of their own. */
  isKnown(person: string): boolean {
    return this.#isKnown.get({ person }) !== undefined;
  }

  guests(person: string): string[] {
    return this.#ids.guests.all(person);
  }

  person(person: string): PersonRecord {
    if (!this.isKnown(person)) throw new Refusal('not_found', 'Nothing is stored about this person.');
    const list = (name: string) => (this.#lists[name]?.all({ person }) ?? []).map(opened);
    return {
      profile: opened(this.#profile.get(person) ?? { id: person }),
      identities: list('identities'),
      sessions: list('sessions'),
      guests: this.guests(person),
      mutes: this.#ids.mutes.all(person),
      bans: list('bans').map(({ shadow, ...ban }) => ({ ...ban, shadow: shadow === 1 })),
      notes: list('notes'),
      decisions: list('decisions'),
    };
  }

  page(
    list: LongRecord,
    person: string,
    after: readonly unknown[] | null,
    limit: number,
  ): { key: readonly unknown[]; row: Row }[] {
    const { keys } = PAGES[list];
    const from = Object.fromEntries(keys.map((key, n) => [key, after?.[n] ?? FIRST[key]]));
    return this.#pages[list].all({ person, limit, ...from }).map(({ number, thread_id, ...row }) => {
      const all: Row = { number, thread_id, ...row };
      return { key: keys.map(key => all[key]), row: opened(row) };
    });
  }
}

function opened(row: Row): Row {
  const entries = Object.entries(row).map(([name, value]) => [
    name,
    JSON_FIELDS.includes(name) && typeof value === 'string' ? (JSON.parse(value) as unknown) : value,
  ]);
  return Object.fromEntries(entries) as Row;
}
