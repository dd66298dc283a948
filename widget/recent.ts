/** `/recent.js`: brings `<live-comments-recent>` to a page that has no other script of ours. */

/** The hashed path of the element, beside this file; written in by the build. */
declare const RECENT: string;

const script =
  (document.currentScript as HTMLScriptElement | null) ??
  document.querySelector<HTMLScriptElement>('script[src*="/recent.js"]');

import(new URL(RECENT, script?.src).href).catch(error =>
  console.error('live-comments-recent could not be loaded:', error),
);

export {};
