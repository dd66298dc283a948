/** What the browser remembers for us; where storage is blocked, nothing is remembered and nothing breaks. */

export function recall<T>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as T | null;
  } catch {
    return null;
  }
}

export function remember(key: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Private windows and strict cookie settings refuse: the viewer is then known for this page view alone.
  }
}
