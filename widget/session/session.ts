/** Who this browser speaks as on one site: whom the page names, a member, or a guest, kept between visits. */
import type { Viewer } from '../../protocol/comment.ts';
import { Api } from './api.ts';
import { type Area, fields, isText, recall, remember, type Stored } from './storage.ts';
import { subjectOf } from './subject.ts';

/** What is kept besides; whoever uses it checks it. */
export interface Kept {
  /** When the token ends, in milliseconds since 1970; a guest’s does not. */
  until: number;
  /** What gets a member the next token: a token of its own, or true where a cookie holds it. */
  refresh: string | true | null;
  /** The question for the next token that was not answered yet: asked again by this name, it gets the same answer. */
  attempt: string | null;
  /** The page’s token that was used up, and the one whose user has signed out here. */
  spent: string | null;
  out: string | null;
}

interface Known {
  token: string | null;
  viewer: Viewer | null;
}

/** As it stands in storage; what is kept of one subject is not another’s. */
export type Standing = Known & Kept & { subject: string | null };

/** What a session needs of the element that shows it: the site’s own users are known by the page. */
interface Page extends Element {
  token: string | null;
  refreshToken: (() => Promise<string | null | undefined>) | null;
}

/** What a session needs once it is more than what was found in storage. */
interface Engine {
  attend(session: Session, isLive: boolean): void;
  renew(session: Session): Promise<boolean>;
  ensure(session: Session, name: string): Promise<void>;
  signOut(session: Session): Promise<void>;
}

let load: () => Promise<Engine>;

/** It is not part of the first load. */
export function engineFrom(loader: typeof load): void {
  load = loader;
}

/** What may stand in a header, or nothing. */
const TOKEN = /^[!-~]{0,4096}$/;

const sessions = new Map<string, Session>();

/** The session of this page; every token has its own, but all tokens of one of the site’s users have the same. */
export function sessionFor(server: string, site: string, token: string | null): Session {
  const key = JSON.stringify([server, site, nameOf(token)]);
  let session = sessions.get(key);
  if (!session) {
    session = new Session(server, site, token, key);
    sessions.set(key, session);
  }
  return session;
}

/** What stays the same from one token of a user to the next. */
export function nameOf(token: string | null): unknown {
  const subject = subjectOf(token);
  return subject === null ? token : [subject];
}

export class Session implements Known {
  readonly api: Api;
  readonly site: string;
  readonly subject: string | null;
  readonly storedAs: string;
  /** What the page gave, and alone can renew. */
  pageToken: string | null;
  page: Page | null = null;
  token: string | null = null;
  viewer: Viewer | null = null;
  kept: Stored<Kept> = {};
  /** Whether the page has no more tokens to give. */
  isOver = false;
  /** What should be said to whoever was signed out without their doing. */
  notice: 'session_over' | null = null;
  readonly #area: Area;
  readonly #key: string;
  readonly #watchers = new Set<() => void>();
  /** A token that was refused: it is not taken up again. */
  #refused: unknown;

  constructor(server: string, site: string, token: string | null, key: string) {
    this.site = site;
    this.storedAs = `live-comments ${server} ${site}`;
    this.#key = key;
    this.pageToken = token;
    this.subject = subjectOf(token);
    this.#area = this.subject === null ? 'localStorage' : 'sessionStorage';
    if (this.#isKept) this.recall();
    else this.token = token;
    this.api = new Api(server, this);
  }

  /** Whether it is known by more than a name of the viewer’s own choosing. */
  get given(): boolean {
    return !!this.pageToken || this.isMember;
  }

  /** Whether tokens end, and are renewed. */
  get isMember(): boolean {
    return this.subject !== null || !!this.kept.refresh;
  }

  /** Who reads, where that changes what they are shown, and so no guest; null while it is not known. */
  get speaker(): string | null {
    if (!this.isMember || this.isOver) return '';
    return this.token && (this.viewer?.id ?? null);
  }

  get isWatched(): boolean {
    return this.#watchers.size > 0;
  }

  get #isKept(): boolean {
    return !this.pageToken || this.subject !== null;
  }

  /** Calls back when the viewer or the token has changed; returns how to stop. */
  watch(onChange: () => void): () => void {
    this.#watchers.add(onChange);
    if (this.pageToken) sessions.set(this.#key, this);
    return () => {
      this.#watchers.delete(onChange);
      // A page that renews its user's token would leave one behind each time.
      if (this.pageToken && !this.isWatched) sessions.delete(this.#key);
    };
  }

  /** What a session does once it is more than what was found in storage. */
  engine(): Promise<Engine> {
    return load();
  }

  /** Gets a token in place of the one that was refused, or will end; false where there is none to be had. */
  async renew(refused?: string | null): Promise<boolean> {
    if (refused && this.token) {
      if (this.token !== refused) return true;
      this.#refused = refused;
      this.token = null;
    }
    return this.isMember && !this.isOver && (await this.engine()).renew(this);
  }

  /** Forgets a token that is of no use; the name stays, so that a guest is not asked twice. */
  drop(): void {
    if (this.speaker !== '') void this.renew(this.token).catch(ignore);
    else this.set({ token: null, viewer: this.viewer && { ...this.viewer, id: '' } });
  }

  /** Changes, keeps, and tells. */
  set({ token = this.token, viewer = this.viewer, ...change }: Partial<Known & Kept>, isNews = true): void {
    // Another tab may have gone on meanwhile: what is old here must not be written over that.
    if (this.isMember) this.recall();
    this.token = token;
    this.viewer = viewer;
    this.kept = { ...this.kept, ...change };
    const { kept, subject } = this;
    if (this.#isKept) remember(this.storedAs, viewer && { ...kept, token, viewer, subject }, this.#area);
    if (isNews) this.tell();
  }

  tell(): void {
    for (const onChange of this.#watchers) onChange();
  }

  recall(): void {
    const kept = recall<Standing>(this.storedAs, this.#area);
    const { token, viewer, until, subject = null } = kept;
    const { id, name, role } = fields<Viewer>(viewer);
    if (![token ?? '', id, name, role].every(isText) || !TOKEN.test((token ?? '') as string)) return;
    if (subject !== this.subject) return;
    this.kept = kept;
    this.viewer = viewer as Viewer;
    const isOld = token === this.#refused || (this.isMember && !((until as number) > Date.now()));
    this.token = (!isOld && (token as string)) || null;
  }
}

/** It is tried again when it is needed. */
function ignore(): void {}
