/** JSON that somebody signed: an object, and no name in it twice. */

/**
 * A program that glues its JSON together by hand lets a user’s name bring a claim of its own; then a name stands twice.
 * @returns undefined for what is not such an object.
 */
export function jsonObject(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject && !repeats(text) ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the outermost object of valid JSON has a name twice. */
function repeats(json: string): boolean {
  const names = new Set<string>();
  let depth = 0;
  for (const [token, name, colon] of json.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}[\]]/g)) {
    if (token === '{' || token === '[') depth += 1;
    if (token === '}' || token === ']') depth -= 1;
    if (name === undefined || colon === undefined || depth !== 1) continue;
    const plain = JSON.parse(name) as string;
    if (names.has(plain)) return true;
    names.add(plain);
  }
  return false;
}
