/** What the browser remembers for us; where storage is blocked, nothing is remembered and nothing breaks. */

/** Anything may stand there, of the page’s own scripts or of another version: whoever reads it checks it. */
export type Stored<T> = { readonly [Name in keyof T]?: unknown };

/** For all windows of the site and the visits to come, or for this tab alone. */
export type Area = 'localStorage' | 'sessionStorage';

export function recall<T>(key: string, area: Area = 'localStorage'): Stored<T> {
  try {
    return fields(JSON.parse(globalThis[area].getItem(key) as string));
  } catch {
    return {};
  }
}

/** The fields of a value that came as JSON; what is no object has none. */
export function fields<T>(value: unknown): Stored<T> {
  return (value as object | null)?.constructor === Object ? (value as Stored<T>) : {};
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

export function remember(key: string, value: unknown, area: Area = 'localStorage'): void {
  try {
    if (value === null) globalThis[area].removeItem(key);
    else globalThis[area].setItem(key, JSON.stringify(value));
  } catch {
    // Private windows and strict cookie settings refuse: the viewer is then known for this page view alone.
  }
}
