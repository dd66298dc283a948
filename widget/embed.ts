/** The script tag: defines our elements and, where the page holds no `<live-comments>`, puts one where the script stands. */

/** The hashed modules' paths beside this file, written in by the build; asked for together, so none waits for another. */
declare const MODULES: readonly string[];
/** The path of the module that defines `<live-comments-recent>`. */
declare const RECENT: string;

/** `currentScript` is null for a script of type module; then the tag is found by its address. */
const script =
  (document.currentScript as HTMLScriptElement | null) ??
  document.querySelector<HTMLScriptElement>('script[src*="/embed.js"]');

function load(path: string): void {
  import(new URL(path, script?.src).href).catch(error => console.error('live-comments could not be loaded:', error));
}

function mount(): void {
  if (document.querySelector('live-comments-count')) load('count.js');
  if (document.querySelector('live-comments-recent')) load(RECENT);
  // In the head there is no place to stand: there the tag only defines, as an app that inserts its own elements wants.
  if (!script?.closest('body') || document.querySelector('live-comments')) return;
  const element = document.createElement('live-comments');
  for (const { name, value } of script.attributes) {
    if (name.startsWith('data-')) element.setAttribute(name.slice(5), value);
  }
  script.after(element);
}

if (script) {
  for (const path of MODULES) load(path);
  // Elements further down the page count as well, so nothing is mounted before all of it is parsed.
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', mount);
  else mount();
}

export {};
