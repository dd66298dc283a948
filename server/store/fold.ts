/** Texts as a person compares them at a glance: without case and accents. */

/** Keeps spaces and signs, so that a part of the one is found in a part of the other. */
export function foldText(text: string): string {
  return (
    text
      .normalize('NFKD')
      // By way of upper case, where ß and ſ meet ss and s.
      .toUpperCase()
      .toLowerCase()
      .replace(/\p{Mn}+/gu, '')
      .normalize('NFC')
  );
}
