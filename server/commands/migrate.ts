/** `live-comments migrate`: brings the database to this version's schema without serving. */
import type { Config } from '../config.ts';
import { openSqliteStore } from '../store/sqlite/store.ts';

export async function migrate(config: Config): Promise<void> {
  const store = await openSqliteStore({ dataDir: config.dataDir, warn: sentence => console.warn(sentence) });
  await store.close();
  process.stdout.write(`The database in ${config.dataDir} has this version’s schema.\n`);
}
