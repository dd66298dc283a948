/** Between a site’s settings and what stands in the fields of their form; pure functions. */
import type { SiteSettings } from '../../../protocol/comment.ts';

/** In seconds, the longest first. */
export const UNITS = { days: 86_400, hours: 3_600, minutes: 60, seconds: 1 } as const;

export type Unit = keyof typeof UNITS;

/** The largest unit that divides it. */
export function durationOf(seconds: number): { count: number; unit: Unit } {
  const units = Object.keys(UNITS) as Unit[];
  const unit = units.find(each => seconds >= UNITS[each] && seconds % UNITS[each] === 0) ?? 'minutes';
  return { count: seconds / UNITS[unit], unit };
}

type Values = Readonly<Record<string, string>>;

/** What a form’s values change; what is as before is left out. */
export function changesOf(settings: SiteSettings, values: Values): Partial<SiteSettings> {
  const typed = settingsOf(values);
  return Object.fromEntries(
    Object.entries(typed).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(settings[name as keyof SiteSettings]),
    ),
  );
}

/** How readers sign in stands in a form of its own. */
function settingsOf(values: Values): Omit<SiteSettings, 'guests' | 'mailSignIn'> {
  const unit = UNITS[values['editWindowUnit'] as Unit] ?? 1;
  return {
    hold: values['hold'] as SiteSettings['hold'],
    sort: values['sort'] as SiteSettings['sort'],
    votes: values['votes'] as SiteSettings['votes'],
    presence: values['presence'] as SiteSettings['presence'],
    reactions: emojiOf(values['reactions'] ?? ''),
    editWindow: Number(values['editWindow']) * unit,
    slowMode: Number(values['slowMode']),
    closeAfter: Number(values['closeAfter']),
    images: values['images'] === 'on',
    name: (values['name'] ?? '').trim(),
    lang: (values['lang'] ?? '').trim(),
    forgetEmails: Number(values['forgetEmails']),
    eraseRefused: Number(values['eraseRefused']),
  };
}

/** One for each that looks like one, however they are parted. */
function emojiOf(text: string): string[] {
  const graphemes = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  return [...new Set(graphemes.filter(each => !/^[\s,]+$/.test(each)))];
}
