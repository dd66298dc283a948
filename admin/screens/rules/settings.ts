/** Between a rule’s settings and what stands in the fields of its form; pure functions. */
import type { Rule } from '../../../protocol/admin/rules.ts';
import { ApiError } from '../../api/client.ts';
import type { Field } from './kinds.ts';

/** As the server shows a secret, and takes one that stays. */
const MASK = '***';

type Settings = Rule['settings'];

/** What is typed over what was set before; settings that no field shows stay. */
export function settingsOf(fields: readonly Field[], form: FormData, before: Settings = {}): Settings {
  const settings = { ...before };
  for (const field of fields) {
    const value = typedIn(field, form);
    if (value === undefined) delete settings[field.name];
    else settings[field.name] = value;
  }
  return settings;
}

function typedIn(field: Field, form: FormData): unknown {
  const { name } = field;
  const [when, wanted] = field.when ?? [];
  if (when !== undefined && form.get(when) !== wanted) return undefined;
  const text = String(form.get(name) ?? '').trim();
  switch (field.type) {
    case 'number':
      return text === '' ? undefined : Number(text);
    case 'lines': {
      const lines = linesOf(text);
      return lines.length === 0 && field.optional ? undefined : lines;
    }
    case 'check':
      return form.has(name) ? true : undefined;
    case 'some': {
      const chosen = form.getAll(name);
      return chosen.length === field.options.length ? undefined : chosen;
    }
    case 'secret':
      return text === '' ? MASK : text;
    case 'url':
      return text === '' ? undefined : text;
    case 'choice':
      return text;
  }
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
}

export interface Fault {
  /** The setting that the server complains about. */
  readonly name: string;
  readonly text: string;
}

/** What the server says of one field: `settings/patterns/0 is …` becomes `“(a” is …`. */
export function faultOf(error: unknown, names: readonly string[], settings: Settings): Fault | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const { code, detail } = error;
  if (code === 'unsafe_address') return names.includes('url') ? { name: 'url', text: detail } : undefined;
  const [place, name, entry] = /^(?:body\/)?(?:rule\/)?(?:settings\/)?(\w+)(?:\/(\d+))?/.exec(detail) ?? [];
  if (place === undefined || name === undefined || !place.includes('/') || !names.includes(name)) return undefined;
  const value =
    entry === undefined ? settings[name] : (settings[name] as readonly unknown[] | undefined)?.[Number(entry)];
  const isShort = typeof value === 'string' || typeof value === 'number';
  return { name, text: isShort ? `“${value}”${detail.slice(place.length)}` : detail };
}
