/** The mail with the link that signs in. */

import { wordsFor } from '../mail/languages.ts';
import { isolated, type Letter, letter } from '../mail/letter.ts';
import { deviceParts } from '../staff/device.ts';
import type { Site } from '../store/store.ts';
import { cleanTitle } from '../text.ts';

/** Longer ones tell a reader nothing more. */
const PAGE_MAX_UNITS = 80;

export interface SignInMail {
  readonly site: Site;
  /** Where it was asked for, and where the link leads. */
  readonly page: URL;
  readonly token: string;
  readonly code: string;
  readonly lang: string | undefined;
  readonly userAgent: string | undefined;
  readonly expiresAt: number;
}

export function signInLetter({ site, page, token, code, lang, userAgent, expiresAt }: SignInMail): Letter {
  const words = wordsFor(lang, site.settings.lang);
  const { subject, intro, button, code: typed, ends, asked, unknownDevice, notYou } = words.signIn;
  const name = cleanTitle(site.settings.name) ?? page.host;
  const own = (text: string) => isolated(words.lang, text);
  const device = deviceParts(userAgent).join(', ') || unknownDevice;
  // Behind a ‘#’, so that no server, no log and no other page is told of it.
  const link = new URL(`#lc-sign-in=${token}`, page).href;
  return letter(subject(name), words.lang, [
    { kind: 'text', text: intro(own(name)) },
    { kind: 'link', label: button, href: link },
    { kind: 'text', text: typed },
    { kind: 'code', code },
    { kind: 'text', text: ends(own(timeOf(expiresAt, words.lang))) },
    { kind: 'note', text: asked(own(shown(page)), own(device)) },
    { kind: 'note', text: notYou },
  ]);
}

/** Without its query, which may be long, and may hold what is nobody’s business. */
function shown({ host, pathname }: URL): string {
  const text = `${host}${pathname}`;
  return text.length > PAGE_MAX_UNITS ? `${text.slice(0, PAGE_MAX_UNITS)}…` : text;
}

function timeOf(at: number, lang: string): string {
  const options = { hour: '2-digit', minute: '2-digit', timeZone: 'UTC', timeZoneName: 'short' } as const;
  return new Intl.DateTimeFormat(lang, options).format(at);
}
