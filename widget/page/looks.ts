/** How an element looks and speaks: dark or light, wide or narrow, and in which language, as its page has it. */
import { type Translator, translate } from '../i18n/translator.ts';
import { readStrings } from '../options.ts';
import { isDarkBy, nearestLang } from './surroundings.ts';

const NARROW_PX = 520;
const DEPTH_WIDE = 4;
const DEPTH_NARROW = 2;

interface Host extends HTMLElement {
  readonly theme: string | null;
  readonly strings: unknown;
  readonly renderRoot: ParentNode;
  readonly updateComplete: Promise<boolean>;
  requestUpdate(): void;
}

export class Looks {
  t: Translator | undefined;
  isDark = false;
  /** How deep replies are indented. */
  maxDepth = DEPTH_WIDE;
  readonly #host: Host;
  readonly #widths = new ResizeObserver(([entry]) =>
    this.#set('maxDepth', (entry?.contentRect.width ?? 0) < NARROW_PX ? DEPTH_NARROW : DEPTH_WIDE),
  );
  /** The language that was asked for last. */
  #asked: string | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  connect(): void {
    this.read();
    // Not the element itself, whose height changes with each comment: that would have the browser lay it out twice.
    const host = this.#host;
    void host.updateComplete.then(
      () => host.isConnected && this.#widths.observe(host.renderRoot.querySelector('.width') as Element),
    );
  }

  disconnect(): void {
    this.#widths.disconnect();
  }

  /** Reads the page as it is now, and the owner's own words where these or the language are others. */
  read(areWordsNew = false): void {
    const host = this.#host;
    this.#set('isDark', isDarkBy(host.theme, host));
    const lang = host.lang || nearestLang(host);
    if (lang === this.#asked && !areWordsNew) return;
    this.#asked = lang;
    void translate(lang, readStrings(host.strings)).then(t => {
      if (lang === this.#asked) this.#set('t', t);
    });
  }

  #set<Name extends 't' | 'isDark' | 'maxDepth'>(name: Name, value: this[Name]): void {
    if (this[name] === value) return;
    this[name] = value;
    this.#host.requestUpdate();
  }
}
