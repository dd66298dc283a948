/** The services that readers may sign in with, and what an owner has to enter about each. */
import type { Preset } from '../../../protocol/account.ts';
import type { Provider } from '../../../protocol/admin/sign-in.ts';

interface PresetEntry {
  /** What it calls itself; null for any other one. */
  readonly name: string | null;
  /** Whether its address is asked for: it has to be, it may be, or there is only one. */
  readonly issuer: 'required' | 'optional' | 'known';
}

export const PRESETS: Readonly<Record<Preset, PresetEntry>> = {
  google: { name: 'Google', issuer: 'known' },
  github: { name: 'GitHub', issuer: 'optional' },
  gitlab: { name: 'GitLab', issuer: 'optional' },
  microsoft: { name: 'Microsoft', issuer: 'optional' },
  apple: { name: 'Apple', issuer: 'known' },
  discord: { name: 'Discord', issuer: 'known' },
  mastodon: { name: 'Mastodon', issuer: 'required' },
  oidc: { name: null, issuer: 'required' },
};

/** Where the service sends people back to, as the server will have it: the second of a kind ends in `.2`. */
export function callbackFor(site: string, preset: Preset, there: readonly Provider[]): string {
  const isFree = (id: string) => !there.some(each => each.id === id);
  let id = `${site}.${preset}`;
  for (let n = 2; !isFree(id); n += 1) id = `${site}.${preset}.${n}`;
  // What browsers call the server may be another name than the one it is looked at under.
  const origin = there[0] ? new URL(there[0].callback).origin : location.origin;
  return `${origin}/api/v1/session/oauth/callback/${id}`;
}
