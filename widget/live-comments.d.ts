/** Types of the elements, their methods and their events, for pages written in TypeScript. */

export interface LiveCommentsAuthor {
  id: string;
  name: string;
  avatar: string | null;
  role: 'guest' | 'member' | 'moderator' | 'admin';
  website: string | null;
}

/** A comment as the server gives it; see the REST API for all of its fields. */
export interface LiveCommentsComment {
  id: string;
  site: string;
  thread: string;
  parent: string | null;
  depth: number;
  seq: number;
  author: LiveCommentsAuthor;
  /** JsonML: text, or `[tag, attributes?, ...children]`. */
  content: readonly unknown[];
  state: 'published' | 'held' | 'rejected' | 'spam' | 'deleted';
  createdAt: string;
  editedAt: string | null;
  score: number;
  replyCount: number;
  pinned: boolean;
}

/** Own words: a text, or the plural forms of one. */
export type LiveCommentsStrings = Record<
  string,
  string | ({ other: string } & Partial<Record<'zero' | 'one' | 'two' | 'few' | 'many', string>>)
>;

export interface LiveCommentsElement extends HTMLElement {
  /** The server's address; null where the script came from. */
  server: string | null;
  site: string | null;
  thread: string | null;
  threadTitle: string | null;
  threadUrl: string | null;
  sort: string | null;
  /** `auto`, `light`, `dark`, or a selector of the page: dark while something matches it. */
  theme: string | null;
  live: string | null;
  lazy: string | null;
  /** A token of the site’s own user, made by the site’s server. */
  token: string | null;
  /** The page’s own way to the next token of its user: asked before the last one ends, and when it is refused. */
  refreshToken: (() => Promise<string | null | undefined>) | null;
  pageSize: number | null;
  strings: LiveCommentsStrings | string | null;
  /** Loads the thread anew; in a single-page app also the one of the address of now. */
  refresh(): void;
  /** Speaks from now on as the user that the page's own signed token names. */
  signIn(token: string): void;
  /** Ends the session of a member or of the page’s user, or forgets the guest’s secret in this browser. */
  signOut(): Promise<void>;
}

export interface LiveCommentsCountElement extends HTMLElement {}

export interface LiveCommentsRecentElement extends HTMLElement {
  /** Loads the list anew; what is shown stays until it is here. */
  refresh(): Promise<void>;
}

export interface LiveCommentsEvents {
  'live-comments:ready': CustomEvent<undefined>;
  'live-comments:comment': CustomEvent<LiveCommentsComment>;
  'live-comments:count': CustomEvent<number>;
  'live-comments:error': CustomEvent<{ code: string; message: string }>;
}

declare global {
  interface HTMLElementTagNameMap {
    'live-comments': LiveCommentsElement;
    'live-comments-count': LiveCommentsCountElement;
    'live-comments-recent': LiveCommentsRecentElement;
  }
  interface HTMLElementEventMap extends LiveCommentsEvents {}
  interface DocumentEventMap extends LiveCommentsEvents {}
}
