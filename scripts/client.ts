/** Writes the types of the REST API from its own description: `node scripts/client.ts`. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { buildApp } from '../server/app.ts';
import { readConfig } from '../server/config.ts';

const FILE = join(import.meta.dirname, '../client/schema.d.ts');
const HEAD = '/** The REST API as its server describes it. Made by scripts/client.ts; not to be changed by hand. */\n';

/** The types that the server of this program has. */
async function schemaTypes(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'live-comments-client-'));
  try {
    const app = await buildApp(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }));
    const { body } = await app.inject('/openapi.json');
    await app.close();
    return HEAD + astToString(await openapiTS(body, { alphabetize: true, emptyObjectsUnknown: true }));
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** @returns what is wrong with the committed file; nothing where it is up to date. */
export async function clientFault(): Promise<string> {
  const [made, kept] = await Promise.all([schemaTypes(), readFile(FILE, 'utf8').catch(() => '')]);
  return made === kept
    ? ''
    : 'client/schema.d.ts is not what the routes say; run ‘node scripts/client.ts’ and commit it';
}

if (import.meta.main) await writeFile(FILE, await schemaTypes());
