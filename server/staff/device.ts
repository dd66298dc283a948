/** A browser and its system in a few words, so that people know their sessions again. */

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

export function deviceOf(userAgent: string | undefined): string {
  return deviceParts(userAgent).join(' on ') || 'A program';
}

/** The browser and the system, as far as they are known. */
export function deviceParts(userAgent: string | undefined = ''): string[] {
  return [BROWSERS, SYSTEMS].flatMap(list => list.find(([sign]) => sign.test(userAgent))?.[1] ?? []);
}
