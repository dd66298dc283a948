/** The SQLite store: one file, one writer, every acknowledged change on disk. */

import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { messageOf, StartError } from '../../errors.ts';
import type { AuditRecord } from '../contract/audit.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import type {
  CommentEdit,
  CommentTree,
  Commit,
  EventsRead,
  Job,
  ListPage,
  Mine,
  NewComment,
  NewFlag,
  NewReaction,
  NewVote,
  PageQuery,
  Place,
  SearchQuery,
  Site,
  Store,
  StoredComment,
  StoredThread,
  StoredViewer,
  StoreStats,
} from '../store.ts';
import { placeKey } from '../store.ts';
import { Acts } from './acts.ts';
import { SqliteAudit } from './audit.ts';
import { Branch } from './branch.ts';
import { Changes } from './changes.ts';
import { Decisions } from './decisions.ts';
import { SqliteDesk } from './desk.ts';
import { Drops } from './drops.ts';
import { Epoch } from './epoch.ts';
import { Erasure } from './erasure.ts';
import { GroupCommit } from './group-commit.ts';
import { SqliteIdempotency } from './idempotency.ts';
import { Jobs } from './jobs.ts';
import { lockDataDir } from './lock.ts';
import { SqliteMembers } from './members.ts';
import { migrate } from './migrate.ts';
import { MineReads } from './mine.ts';
import { SqliteModeration } from './moderation.ts';
import { assertDurable, openDatabase } from './open.ts';
import { SqlitePeople } from './people.ts';
import { Reads } from './reads.ts';
import { Recent } from './recent.ts';
import { SqliteRecords } from './records.ts';
import { SqliteRetention } from './retention.ts';
import { Revisions } from './revisions.ts';
import { SqliteRules } from './rules.ts';
import { Search } from './search.ts';
import { SqliteSignIns } from './sign-ins.ts';
import { SiteWrites } from './site-writes.ts';
import { SqliteStaff } from './staff.ts';
import { Standings } from './standings.ts';
import { SqliteThreads } from './threads.ts';
import { Votes } from './votes.ts';
import { SqliteWebhooks } from './webhooks.ts';
import { Writes } from './writes.ts';

/** A new installation's site; `localhost` on any port, so that a first try needs no setting. */
const FIRST_SITE: Site = {
  key: 'default',
  origins: ['http://localhost:*', 'http://127.0.0.1:*', 'http://[::1]:*'],
  settings: DEFAULT_SETTINGS,
};

export interface SqliteOptions {
  readonly dataDir: string;
  /** Hears what an operator should know, such as a changed epoch. */
  readonly warn: (sentence: string) => void;
}

/**
 * Opens, locks, migrates and checks `dataDir/live-comments.sqlite`, making what is missing.
 * @throws StartError with a sentence for the operator.
 */
export async function openSqliteStore(options: SqliteOptions): Promise<SqliteStore> {
  makeFolder(options.dataDir);
  const lock = lockDataDir(options.dataDir);
  try {
    const db = openDatabase(join(options.dataDir, 'live-comments.sqlite'));
    try {
      migrate(db);
      const epoch = new Epoch(db, options.dataDir);
      if (epoch.warning) options.warn(epoch.warning);
      addFirstSite(db);
      assertDurable(db);
      return new SqliteStore(db, epoch, lock, options.dataDir);
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    lock.release();
    if (error instanceof StartError) throw error;
    throw new StartError(`The database in ${options.dataDir} cannot be used (${messageOf(error)}).`, { cause: error });
  }
}

export class SqliteStore implements Store {
  readonly audit: SqliteAudit;
  readonly moderation: SqliteModeration;
  readonly desk: SqliteDesk;
  readonly people: SqlitePeople;
  readonly threads: SqliteThreads;
  readonly members: SqliteMembers;
  readonly records: SqliteRecords;
  readonly signIns: SqliteSignIns;
  readonly staff: SqliteStaff;
  readonly rules: SqliteRules;
  readonly webhooks: SqliteWebhooks;
  readonly idempotency: SqliteIdempotency;
  readonly retention: SqliteRetention;
  readonly #db: Database.Database;
  readonly #epoch: Epoch;
  readonly #lock: { release(): void };
  readonly #walFile: string;
  readonly #reads: Reads;
  readonly #mine: MineReads;
  readonly #writes: Writes;
  readonly #votes: Votes;
  readonly #sites: SiteWrites;
  readonly #search: Search;
  readonly #recent: Recent;
  readonly #branch: Branch;
  readonly #jobs: Jobs;
  readonly #commits: GroupCommit;
  readonly #listeners: ((commit: Commit) => void)[] = [];
  #touched = new Map<string, Place>();
  #changed = new Set<number>();

  constructor(db: Database.Database, epoch: Epoch, lock: { release(): void }, dataDir: string) {
    this.#db = db;
    this.#epoch = epoch;
    this.#lock = lock;
    this.#walFile = join(dataDir, 'live-comments.sqlite-wal');
    this.#reads = new Reads(db);
    this.#mine = new MineReads(db, this.#reads);
    const changes = new Changes(db, this.#reads, (place, comment) => {
      if (place !== null) this.#touched.set(placeKey(place), place);
      if (comment !== null) this.#changed.add(comment);
    });
    this.#votes = new Votes(db, changes);
    const run = <T>(work: () => T): Promise<T> => this.#commits.run(work);
    this.audit = new SqliteAudit(db, run);
    const decisions = new Decisions(db, changes);
    const standings = new Standings(db, this.#reads);
    const revisions = new Revisions(db);
    const erasure = new Erasure(db, { changes, decisions, votes: this.#votes, revisions });
    const drops = new Drops(db);
    const acts = new Acts(db, { changes, decisions, standings, erasure, audit: this.audit });
    this.#writes = new Writes(db, { reads: this.#reads, changes, decisions, standings, revisions, erasure });
    const parts = {
      db,
      run,
      reads: this.#reads,
      changes,
      decisions,
      writes: this.#writes,
      audit: this.audit,
      drops,
    };
    this.moderation = new SqliteModeration(parts, { acts, erasure, revisions });
    this.desk = new SqliteDesk(parts);
    this.people = new SqlitePeople(parts);
    this.threads = new SqliteThreads(parts);
    this.members = new SqliteMembers(parts);
    this.records = new SqliteRecords(parts, this.members);
    this.signIns = new SqliteSignIns(parts);
    this.staff = new SqliteStaff(parts);
    this.rules = new SqliteRules(parts);
    this.webhooks = new SqliteWebhooks(parts);
    this.idempotency = new SqliteIdempotency(db, run);
    this.retention = new SqliteRetention(parts);
    this.#sites = new SiteWrites(db, this.#reads, this.audit);
    this.#search = new Search(db, this.#reads, run);
    this.#recent = new Recent(this.#reads, this.#search);
    this.#branch = new Branch(db, this.#reads);
    this.#jobs = new Jobs(db);
    this.#commits = new GroupCommit(db, {
      begun: () => this.#writes.begin(),
      beforeCommit: () => {
        this.#writes.finish();
        epoch.count();
      },
      rolledBack: () => {
        this.#writes.undone();
        this.#reads.aliases.settle();
      },
      afterCommit: ({ size, seconds }) => {
        const places = [...this.#touched.values()];
        const comments = [...this.#changed];
        this.#touched = new Map();
        this.#changed = new Set();
        const rerouted = this.#reads.aliases.settle();
        this.#epoch.moved();
        drops.afterCommit();
        for (const listener of this.#listeners) listener({ places, comments, rerouted, size, seconds });
      },
    });
  }

  get epoch(): string {
    return this.#epoch.value;
  }

  async site(key: string): Promise<Site | undefined> {
    return this.#reads.site(key);
  }

  async sites(): Promise<readonly Site[]> {
    return this.#reads.sites();
  }

  async viewer(id: string): Promise<StoredViewer | undefined> {
    return this.#reads.viewer(id);
  }

  async isKnown(viewer: string, site: string): Promise<boolean> {
    return this.#reads.knownOn(viewer).includes(site);
  }

  canonical<P extends Place>(place: P): P {
    return this.#reads.aliases.canonical(place);
  }

  async thread(place: Place): Promise<StoredThread> {
    return this.#reads.thread(place);
  }

  async comment(id: string): Promise<StoredComment | undefined> {
    return this.#reads.comment(id);
  }

  async list(query: PageQuery): Promise<ListPage> {
    return this.#reads.list(query);
  }

  async events(place: Place, since: number, limit: number): Promise<EventsRead> {
    return this.#reads.events(place, since, limit);
  }

  async counts(site: string, threads: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.#reads.counts(site, threads);
  }

  async mine(viewer: string, place: Place): Promise<Mine> {
    return this.#mine.mine(viewer, place);
  }

  async branch(id: string, preview: readonly number[]): Promise<readonly CommentTree[]> {
    return this.#branch.of(id, preview);
  }

  search(query: SearchQuery): Promise<{ readonly items: readonly StoredComment[]; readonly more: boolean }> {
    return this.#search.find(query);
  }

  indexSearch(): Promise<void> {
    return this.#search.index();
  }

  async recent(
    site: string,
    thread: string | undefined,
    limit: number,
  ): Promise<readonly { readonly comment: StoredComment; readonly thread: StoredThread }[]> {
    return this.#recent.comments(site, thread, limit);
  }

  async participants(place: Place, limit: number): Promise<readonly StoredComment['author'][]> {
    return this.#recent.participants(place, limit);
  }

  create(comment: NewComment): Promise<{ comment: StoredComment; created: boolean }> {
    return this.#commits.run(() => this.#writes.create(comment, Date.now()));
  }

  edit(id: string, edit: CommentEdit): Promise<StoredComment> {
    return this.#commits.run(() => this.#writes.edit(id, edit, Date.now()));
  }

  remove(id: string): Promise<StoredComment> {
    return this.#commits.run(() => this.#writes.remove(id, Date.now()));
  }

  vote(vote: NewVote): Promise<StoredComment> {
    return this.#commits.run(() => this.#votes.vote(vote, Date.now()));
  }

  react(reaction: NewReaction): Promise<StoredComment> {
    return this.#commits.run(() => this.#votes.react(reaction, Date.now()));
  }

  flag(flag: NewFlag): Promise<{ created: boolean }> {
    return this.#commits.run(() => this.#votes.flag(flag, Date.now()));
  }

  setSite(key: string, change: Partial<Omit<Site, 'key'>>, record: AuditRecord | null): Promise<Site> {
    return this.#commits.run(() => this.#sites.set(key, change, record, Date.now()));
  }

  addSite(site: Site, record: AuditRecord): Promise<Site> {
    return this.#commits.run(() => this.#sites.add(site, record, Date.now()));
  }

  pruneEvents(place: Place, seq: number): Promise<void> {
    return this.#commits.run(() => this.#writes.pruneEvents(place, seq));
  }

  async claimJob(lease: number): Promise<Job | undefined> {
    // Looking is free, a transaction costs an fsync: most looks find nothing.
    if (!this.#jobs.isDue(Date.now())) return undefined;
    return this.#commits.run(() => this.#jobs.claim(Date.now(), lease));
  }

  finishJob(id: number): Promise<void> {
    return this.#commits.run(() => this.#jobs.finish(id));
  }

  failJob(id: number, error: string, retryAt: number | null): Promise<void> {
    return this.#commits.run(() => this.#jobs.fail(id, error, retryAt));
  }

  onCommit(listener: (commit: Commit) => void): void {
    this.#listeners.push(listener);
  }

  stats(): StoreStats {
    return {
      queued: this.#commits.queued,
      walBytes: statSync(this.#walFile, { throwIfNoEntry: false })?.size ?? 0,
    };
  }

  async close(): Promise<void> {
    if (!this.#db.open) return;
    this.#commits.flush();
    this.#epoch.close();
    this.#db.close();
    this.#lock.release();
  }
}

function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StartError(
      `DATA_DIR ${dataDir} cannot be made (${messageOf(error)}); set DATA_DIR to a folder that this user may write.`,
      {
        cause: error,
      },
    );
  }
}

function addFirstSite(db: Database.Database): void {
  db.prepare('INSERT INTO sites (key, origins, settings, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING').run(
    FIRST_SITE.key,
    JSON.stringify(FIRST_SITE.origins),
    JSON.stringify(FIRST_SITE.settings),
    Date.now(),
  );
}
