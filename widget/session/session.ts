/** Who this browser speaks as on one site: a token given by the page, or a guest's own, kept between visits. */
import type { Author, Viewer } from '../../protocol/comment.ts';
import type { Me, NewSession } from '../../protocol/rest.ts';
import { Api, Failure } from './api.ts';
import { fields, isText, recall, remember } from './storage.ts';

interface Kept {
  token: string | null;
  viewer: Viewer;
}

/** What may stand in a header, or nothing. */
const TOKEN = /^[!-~]{0,4096}$/;

const sessions = new Map<string, Session>();

/** The session of this page; every token has its own. */
export function sessionFor(server: string, site: string, token: string | null): Session {
  const key = keyOf(server, site, token);
  let session = sessions.get(key);
  if (!session) {
    session = new Session(server, site, token);
    sessions.set(key, session);
  }
  return session;
}

function keyOf(...parts: (string | null)[]): string {
  return JSON.stringify(parts);
}

export class Session {
  readonly api: Api;
  /** Whether the page gave the token; such a one only the page can renew. */
  readonly given: boolean;
  token: string | null = null;
  viewer: Viewer | null = null;
  readonly #storedAs: string;
  readonly #key: string;
  readonly #watchers = new Set<() => void>();
  #making: Promise<void> | null = null;

  constructor(server: string, site: string, token: string | null) {
    this.#storedAs = `live-comments ${server} ${site}`;
    this.#key = keyOf(server, site, token);
    this.given = token !== null;
    this.token = token;
    if (!this.given) this.#recall();
    this.api = new Api(server, () => this.token);
  }

  /** Calls back when the viewer or the token has changed; returns how to stop. */
  watch(onChange: () => void): () => void {
    this.#watchers.add(onChange);
    if (this.given) sessions.set(this.#key, this);
    return () => {
      this.#watchers.delete(onChange);
      // A page that renews its user's token would leave one behind each time.
      if (this.given && this.#watchers.size === 0) sessions.delete(this.#key);
    };
  }

  /** Makes sure there is a token before something is written, so that a lost answer never loses ownership. */
  async ensure(name: string): Promise<void> {
    if (this.token) return;
    if (this.given) throw new Failure('sign_in_required', '');
    this.#recall();
    if (this.token) return this.#changed();
    this.#making ??= this.api
      .request<NewSession>('/session/guest', { method: 'POST', body: name ? { name } : {} })
      .then(({ viewer, session }) => this.adopt(viewer, session.token))
      .finally(() => {
        this.#making = null;
      });
    return this.#making;
  }

  /** Asks who the token belongs to, where no socket says it. */
  async identify(): Promise<void> {
    if (!this.token) return;
    const { viewer, session } = await this.api.request<Me>('/session');
    this.adopt(viewer, session?.token);
  }

  adopt(viewer: Viewer, token?: string): void {
    if (!viewer.id && !this.token && !token) return;
    const same = viewer.id === this.viewer?.id && viewer.name === this.viewer.name && (!token || token === this.token);
    this.viewer = viewer;
    if (token) this.token = token;
    this.#keep();
    if (!same) this.#changed();
  }

  /** Takes over under which name the server took a comment, and the token of one who had none. */
  wrote({ id, name, role }: Author, token?: string): void {
    if (!this.given && (token || id === this.viewer?.id)) this.adopt({ id, name, role }, token);
  }

  /** Forgets the token; the name stays, so that a guest is not asked twice. */
  drop(): void {
    this.token = null;
    if (this.viewer) this.viewer = { ...this.viewer, id: '' };
    this.#keep();
    this.#changed();
  }

  /** Takes over what another tab of this viewer has stored. */
  follow(event: StorageEvent): void {
    if (event.key !== this.#storedAs || this.given) return;
    this.#recall();
    this.#changed();
  }

  #changed(): void {
    for (const onChange of this.#watchers) onChange();
  }

  #recall(): void {
    const { token, viewer } = recall<Kept>(this.#storedAs);
    const { id, name, role } = fields<Viewer>(viewer);
    if (![token ?? '', id, name, role].every(isText) || !TOKEN.test((token ?? '') as string)) return;
    this.token = (token as string) || null;
    this.viewer = viewer as Viewer;
  }

  #keep(): void {
    if (!this.given) remember(this.#storedAs, this.viewer && { token: this.token, viewer: this.viewer });
  }
}
