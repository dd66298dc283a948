/** `live-comments site …`: sites as an operator makes and changes them on the machine itself, while no server runs. */
import type { ActorRef } from '../../protocol/admin/shared.ts';
import { NewSiteBody, SitePatch } from '../../protocol/admin/sites.ts';
import { SiteSettings } from '../../protocol/comment.ts';
import type { Config } from '../config.ts';
import { Refusal, StartError } from '../errors.ts';
import { validator } from '../schema.ts';
import { Sites } from '../sites/sites.ts';
import { openSqliteStore, type SqliteStore } from '../store/sqlite/store.ts';
import type { Site } from '../store/store.ts';

const USAGE = `Write it like one of these:

  live-comments site list
  live-comments site add KEY [ORIGIN …] [SETTING=VALUE …]
  live-comments site set KEY [origins=ORIGIN,ORIGIN …] [SETTING=VALUE …]

Settings: ${Object.keys(SiteSettings.properties).join(', ')}.`;

const OPERATOR: ActorRef = { id: 'admin', name: 'Admin', via: 'operator' };
const checkNew = validator(NewSiteBody, 'site');
const checkPatch = validator(SitePatch, 'site');

export async function site(config: Config, [verb, key, ...rest]: readonly string[]): Promise<void> {
  const isList = verb === 'list' && key === undefined;
  if (!isList && (key === undefined || (verb !== 'add' && verb !== 'set'))) throw new StartError(USAGE);
  const store = await open(config);
  try {
    const sites = await Sites.open(store, []);
    if (key === undefined) for (const each of sites.all()) process.stdout.write(lineOf(each));
    else process.stdout.write(lineOf(verb === 'add' ? await add(sites, key, rest) : await change(sites, key, rest)));
  } catch (error) {
    throw error instanceof Refusal ? new StartError(error.message, { cause: error }) : error;
  } finally {
    await store.close();
  }
}

async function add(sites: Sites, key: string, words: readonly string[]): Promise<Site> {
  const patch = patchOf(words.filter(word => isSetting(word)));
  if (patch.origins) throw new StartError('Origins of a new site are written without ‘origins=’, one after the other.');
  const body = { key, origins: words.filter(word => !isSetting(word)) };
  checkNew(body);
  checkPatch(patch);
  const made = await sites.add(key, body.origins, OPERATOR);
  return patch.settings ? sites.change(key, patch, OPERATOR) : made;
}

async function change(sites: Sites, key: string, words: readonly string[]): Promise<Site> {
  const stray = words.find(word => !isSetting(word));
  if (stray !== undefined) throw new StartError(`‘${stray}’ is no SETTING=VALUE.\n\n${USAGE}`);
  if (words.length === 0) throw new StartError(`Nothing is to be changed.\n\n${USAGE}`);
  const patch = patchOf(words);
  checkPatch(patch);
  return sites.change(key, patch, OPERATOR);
}

/** An origin has its colon before whatever comes. */
function isSetting(word: string): boolean {
  return /^[a-zA-Z]+=/.test(word);
}

function patchOf(words: readonly string[]): SitePatch {
  const settings: Record<string, unknown> = {};
  let origins: string[] | undefined;
  for (const word of words) {
    const name = word.slice(0, word.indexOf('='));
    const value = word.slice(name.length + 1);
    if (name === 'origins') origins = listOf(value);
    else settings[name] = readValue(name, value);
  }
  const isEmpty = Object.keys(settings).length === 0;
  return { ...(isEmpty ? {} : { settings }), ...(origins ? { origins } : {}) } as SitePatch;
}

/** As its schema wants it; what cannot be read stays a text, which the check names. */
function readValue(name: string, value: string): unknown {
  const known = SiteSettings.properties[name as keyof typeof SiteSettings.properties] as { type?: string } | undefined;
  if (known?.type === 'array') return listOf(value);
  if (known?.type === 'integer' && /^\d+$/.test(value)) return Number(value);
  if (known?.type === 'boolean' && /^(true|false)$/.test(value)) return value === 'true';
  return value;
}

function listOf(value: string): string[] {
  return value.split(',').filter(each => each !== '');
}

function lineOf({ key, origins, settings }: Site): string {
  const name = settings.name === '' ? '' : ` (${settings.name})`;
  return `${key}${name}: ${origins.length === 0 ? 'no origins' : origins.join(', ')}\n`;
}

async function open(config: Config): Promise<SqliteStore> {
  try {
    return await openSqliteStore({ dataDir: config.dataDir, warn: sentence => console.warn(sentence) });
  } catch (error) {
    const isLocked =
      error instanceof StartError && (error.cause as { code?: unknown } | undefined)?.code === 'SQLITE_BUSY';
    if (!isLocked) throw error;
    throw new StartError(
      `A server is running with DATA_DIR ${config.dataDir}, so its sites are changed at /admin/sites, or with PATCH /api/v1/admin/sites/KEY; or stop it first.`,
      { cause: error },
    );
  }
}
