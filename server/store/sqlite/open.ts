/** Opens a database file with the settings that durability rests on, and proves that they hold. */
import Database from 'better-sqlite3';
import { messageOf, StartError } from '../../errors.ts';

/** Older versions can lose commits when one connection checkpoints while another writes (SQLite 3.51.3 release notes). */
const OLDEST_SQLITE = [3, 51, 3] as const;

/**
 * @throws StartError when the file cannot be opened, is no database, is damaged, or durability cannot be had.
 */
export function openDatabase(file: string): Database.Database {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { timeout: 200 });
    db.pragma('journal_mode = WAL');
    // better-sqlite3 is built to fall back to NORMAL in WAL mode, which loses acknowledged commits in a power cut.
    db.pragma('synchronous = FULL');
    // What is erased must not stand in the file's free pages either.
    db.pragma('secure_delete = ON');
    db.pragma('foreign_keys = ON');
    db.pragma('trusted_schema = OFF');
    db.pragma('cell_size_check = ON');
    // Pages that many posts change are copied back once for many commits.
    db.pragma('wal_autocheckpoint = 4000');
    db.pragma('cache_size = -64000');
    db.pragma(`journal_size_limit = ${64 * 1024 * 1024}`);
    assertVersion(db);
    const verdict = db.pragma('quick_check(1)', { simple: true });
    if (verdict !== 'ok') {
      const fault = String(verdict).replace(/\s+/g, ' ');
      throw new StartError(`The database ${file} is damaged (${fault}); restore a backup.`);
    }
    return db;
  } catch (error) {
    db?.close();
    if (error instanceof StartError) throw error;
    throw new StartError(openFailure(file, error), { cause: error });
  }
}

/**
 * Called after the first write, because that is when the fall-back to NORMAL would show.
 * @throws StartError when a setting that durability rests on does not hold.
 */
export function assertDurable(db: Database.Database): void {
  const expected = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1 } as const;
  for (const [name, value] of Object.entries(expected)) {
    const actual = db.pragma(name, { simple: true });
    if (actual !== value) {
      throw new StartError(`SQLite reports ${name} = ${String(actual)} where ${value} is needed for durability.`);
    }
  }
}

function assertVersion(db: Database.Database): void {
  const version = db.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '0.0.0';
  const parts = version.split('.').map(Number);
  const differing = OLDEST_SQLITE.findIndex((part, i) => part !== parts[i]);
  if (differing >= 0 && (parts[differing] ?? 0) < (OLDEST_SQLITE[differing] ?? 0)) {
    throw new StartError(`SQLite ${version} can lose data; ${OLDEST_SQLITE.join('.')} or newer is needed.`);
  }
}

function openFailure(file: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_NOTADB') return `The file ${file} is not a SQLite database; restore a backup, or move it away.`;
  if (code.startsWith('SQLITE_CORRUPT')) return `The database ${file} is damaged; restore a backup.`;
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) {
    return `The database ${file} cannot be written; give this user write access to its folder, or set another DATA_DIR.`;
  }
  if (code.startsWith('SQLITE_FULL')) return `The disk that holds ${file} is full; free some space.`;
  if (code.startsWith('SQLITE_BUSY')) return `Another program holds ${file} locked; stop it first.`;
  return `The database ${file} cannot be opened (${messageOf(error)}).`;
}
