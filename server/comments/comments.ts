/** What is said: posting, editing, deleting and reading comments, the same for every door. */
import type {
  AuthorInput,
  Comment,
  FormProof,
  ReaderSettings,
  SiteSettings,
  Sort,
  Viewer,
} from '../../protocol/comment.ts';
import { CONTENT_VERSION, type Content } from '../../protocol/content.ts';
import { newId } from '../../protocol/ids.ts';
import { PAGE_DEFAULT, REPLY_PREVIEW, URL_MAX_UNITS } from '../../protocol/limits.ts';
import type { CommentPage } from '../../protocol/rest.ts';
import { type Accounts, moderates, requireHome, requireVoice } from '../accounts/accounts.ts';
import { Refusal, unknownComment } from '../errors.ts';
import type { Bans } from '../people/bans.ts';
import type { Rules, Verdict } from '../rules/rules.ts';
import type { Ways } from '../sign-in/ways.ts';
import type { Sites } from '../sites/sites.ts';
import type { Act } from '../store/contract/moderation.ts';
import type { Place, Store, StoredComment, StoredViewer } from '../store/store.ts';
import { cleanBody, cleanTitle } from '../text.ts';
import type { Visitors } from '../visitors.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { parseMarkdown } from './markdown.ts';
import { mentionables } from './mentions.ts';
import { positionOf, withHeld } from './own.ts';
import type { Seen, ShadowFeedback } from './shadow.ts';
import { commentView, listedView, maySee, threadView } from './view.ts';

/** The same text by the same viewer in the same place is refused for this long. */
const DUPLICATE_MS = 60_000;

export interface Draft {
  readonly id?: string | undefined;
  readonly site: string;
  readonly thread: string;
  readonly parent?: string | null | undefined;
  readonly body: string;
  readonly author?: AuthorInput | undefined;
  readonly title?: string | undefined;
  readonly url?: string | undefined;
  readonly form?: FormProof | undefined;
}

/** Who asks, and from where. */
export interface Sender {
  readonly viewer: Viewer;
  readonly address: string;
}

export interface Submitted {
  readonly comment: Comment;
  readonly created: boolean;
  readonly viewer: Viewer;
  /** For a guest who had no token. */
  readonly session?: { readonly token: string };
}

export interface ListRequest {
  readonly site: string;
  readonly thread: string;
  readonly sort?: Sort | undefined;
  readonly parent?: string | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  readonly include?: 'html' | undefined;
}

export class Comments {
  readonly #store: Store;
  readonly #accounts: Accounts;
  readonly #sites: Sites;
  readonly #visitors: Visitors;
  readonly #bans: Bans;
  readonly #rules: Rules;
  readonly #shadow: ShadowFeedback;
  readonly #ways: Ways;

  constructor(rooms: {
    readonly store: Store;
    readonly accounts: Accounts;
    readonly sites: Sites;
    readonly visitors: Visitors;
    readonly bans: Bans;
    readonly rules: Rules;
    readonly shadow: ShadowFeedback;
    readonly ways: Ways;
  }) {
    this.#store = rooms.store;
    this.#accounts = rooms.accounts;
    this.#sites = rooms.sites;
    this.#visitors = rooms.visitors;
    this.#bans = rooms.bans;
    this.#rules = rooms.rules;
    this.#shadow = rooms.shadow;
    this.#ways = rooms.ways;
  }

  /**
   * Takes a comment in; resolves once it is on disk (rule L2). An id that was seen before gives the first result
   * again, whatever limit is reached, so that a retry can never fail where the first try worked (rule L3).
   * @throws Refusal
   */
  async submit(draft: Draft, from: Sender): Promise<Submitted> {
    if (!draft.thread.isWellFormed()) throw new Refusal('bad_request', 'thread holds half of a character pair.');
    try {
      return await this.#create(draft, from);
    } catch (error) {
      // It is on disk, and yet this is the answer to it.
      if (error instanceof Refusal && error.code === 'rejected') throw error;
      // Few posts are repeats and few are refused, so the first try is looked for only where it may matter.
      const known = draft.id === undefined ? undefined : await this.#store.comment(draft.id);
      if (known && known.site === draft.site) return this.#repeat(known, from.viewer);
      throw error;
    }
  }

  async #create(draft: Draft, from: Sender): Promise<Submitted> {
    this.#visitors.address(from.address).take('post');
    if (from.viewer.id !== '') this.#visitors.viewer(from.viewer.id).take('post');
    const guest = from.viewer.id === '' ? this.#accounts.newGuest(draft.author?.name || undefined) : undefined;
    const viewer = guest?.viewer ?? from.viewer;
    const site = this.#sites.get(draft.site);
    const { settings } = site;
    requireVoice(viewer, site);
    const author = await this.#accounts.author(viewer, draft.author, draft.site);
    const speaker = { viewer, site: draft.site, address: from.address, name: author.name, email: author.email };
    const isShadowed = (await this.#bans.check(speaker)) === 'shadow';
    const body = cleanBody(draft.body);
    const content = await this.#parse(draft, body);
    const parent = draft.parent ?? null;
    const verdict = await this.#rules.judge({
      ...{ id: draft.id, viewer, site: draft.site, thread: draft.thread, parent, settings, author, body, content },
      ...{ address: from.address, form: draft.form, edited: undefined },
    });
    const judged = isShadowed ? shadowed(verdict) : verdict;
    const { comment, created } = await this.#store.create({
      id: draft.id ?? newId(),
      site: draft.site,
      thread: draft.thread,
      parent,
      author: isShadowed ? await this.#asBefore(author) : author,
      body,
      content,
      contentVersion: CONTENT_VERSION,
      ...judged,
      title: cleanTitle(draft.title),
      url: webAddress(draft.url),
      duplicateWindow: DUPLICATE_MS,
      slowMode: (await this.#rules.slowMode(viewer, draft.site, settings)) * 1000,
      jobs: [],
    });
    this.#bans.remember(viewer.id, from.address);
    if (judged.state === 'rejected' && comment.state === 'rejected') throw rejected();
    // Two tries with one id may meet in one commit: the second must not get a session for the first's comment.
    if (!created) return this.#repeat(comment, from.viewer);
    return {
      comment: commentView(comment, viewer, { withBody: true }),
      created,
      viewer: { ...viewer, name: comment.author.name },
      ...(guest ? { session: { token: guest.token } } : {}),
    };
  }

  /** @throws Refusal `unknown_comment`, also for one that the viewer may not see. */
  async read(id: string, viewer: Viewer, include?: 'html'): Promise<Comment> {
    return this.view(await this.visible(id, viewer), viewer, include);
  }

  /** The comment for one viewer, with what is theirs alone; the caller has asked `visible`. */
  async view(comment: StoredComment, viewer: Viewer, include?: 'html'): Promise<Comment> {
    const mine = await this.#mine(viewer, comment);
    return commentView(comment, viewer, { withBody: true, withHtml: include === 'html', mine });
  }

  /** @throws Refusal `unknown_comment`, also for one that the viewer may not see. */
  async visible(id: string, viewer: Viewer): Promise<StoredComment> {
    const comment = await this.#store.comment(id);
    if (comment === undefined || !maySee(comment, viewer)) throw unknownComment(id);
    return comment;
  }

  /** Whether a viewer sees no list of the thread otherwise than everybody does. */
  async hasNothingIn(place: Place, viewer: Viewer): Promise<boolean> {
    const mine = await this.#mine(viewer, place);
    return !mine || (mine.votes.size === 0 && mine.reactions.size === 0 && mine.held.length === 0);
  }

  /** @throws Refusal `not_yours`, `edit_window_over`, `comment_deleted` or what `submit` refuses of a text. */
  async edit(id: string, body: string, from: Sender): Promise<Comment> {
    const comment = await this.#own(id, from.viewer);
    const { settings } = this.#sites.get(comment.site);
    const { editWindow } = settings;
    if (!moderates(from.viewer, comment.site) && Date.now() - comment.createdAt > editWindow * 1000) {
      throw new Refusal('edit_window_over', `A comment can be edited for ${editWindow} seconds; this one is older.`);
    }
    this.#visitors.address(from.address).take('post');
    if (comment.author.id !== from.viewer.id) {
      return this.view(await this.editAsModerator(comment, body, actOf(from.viewer)), from.viewer);
    }
    const clean = cleanBody(body);
    const content = await this.#parse(comment, clean);
    const author = { ...comment.author, email: null };
    const speaker = { viewer: from.viewer, site: comment.site, address: from.address, name: author.name };
    const isShadowed = (await this.#bans.check(speaker)) === 'shadow';
    // What was published may not become what would have been held.
    const verdict = await this.#rules.judge({
      ...{ id: comment.id, viewer: from.viewer, site: comment.site, thread: comment.thread, parent: comment.parent },
      ...{ settings, author },
      ...{ body: clean, content, address: from.address, form: undefined, edited: comment },
    });
    const judged = isShadowed ? shadowed(verdict) : verdict;
    if (judged.state === 'rejected') throw rejected();
    const edit = { body: clean, content, contentVersion: CONTENT_VERSION, ...judged, by: 'author' } as const;
    return this.view(await this.#store.edit(comment.id, edit), from.viewer);
  }

  /** A new text by a moderator, which no rule judges. */
  async editAsModerator(comment: StoredComment, body: string, act: Act): Promise<StoredComment> {
    const clean = cleanBody(body);
    const content = await this.#parse(comment, clean);
    const edit = { body: clean, content, contentVersion: CONTENT_VERSION, reasons: [] } as const;
    return this.#store.moderation.edit(comment.id, { ...edit, state: 'published', by: 'moderator' }, act);
  }

  /**
   * Deletes one's own comment, at any time: taking back what one said is nobody else's decision. What a moderator
   * deletes of others is a decision, and can be taken back for a while.
   */
  async remove(id: string, from: Sender): Promise<Comment> {
    const comment = await this.#own(id, from.viewer);
    const isOwn = comment.author.id === from.viewer.id;
    const removed = isOwn
      ? await this.#store.remove(comment.id)
      : await this.#store.moderation.decide(comment.id, 'deletion', true, actOf(from.viewer));
    return this.view(removed, from.viewer);
  }

  /** A page of a thread, or of one comment's replies, oldest first. */
  async list(request: ListRequest, viewer: Viewer): Promise<CommentPage> {
    const { settings } = this.#sites.get(request.site);
    const parent = request.parent ?? null;
    const sort = parent === null ? (request.sort ?? settings.sort) : 'oldest';
    const asked = { site: request.site, thread: request.thread, parent, sort };
    const list = this.canonical(asked);
    const after = request.cursor === undefined ? null : decodeCursor([list, asked], request.cursor);
    const mine = await this.#mine(viewer, list);
    const page = await this.#store.list({
      ...list,
      after,
      limit: request.limit ?? PAGE_DEFAULT,
      preview: REPLY_PREVIEW,
    });
    const last = page.items.at(-1);
    const options = { withBody: true, withHtml: request.include === 'html', mine };
    const items = withHeld(page.items, mine?.held ?? [], { parent, sort, after, more: page.more });
    return {
      thread: threadView(page.thread, this.#store.epoch),
      settings: readerSettings(settings, this.#ways.canSignIn(request.site)),
      items: items.map(item => listedView(item, viewer, options)),
      next: page.more && last ? encodeCursor(list, positionOf(last)) : null,
    };
  }

  /** Where the comments of a place are: its key may be an old one of a thread. */
  canonical<P extends Place>(place: P): P {
    return this.#store.canonical(place);
  }

  async #repeat(comment: StoredComment, viewer: Viewer): Promise<Submitted> {
    if (!maySee(comment, viewer)) throw unknownComment(comment.id);
    return { comment: await this.view(comment, viewer), created: false, viewer };
  }

  /** Whoever types another mail address must not come out of the shadow of the first by it. */
  async #asBefore(author: StoredViewer): Promise<StoredViewer> {
    const known = await this.#store.viewer(author.id);
    return known?.email ? { ...author, email: known.email } : author;
  }

  /** Undefined for whoever has no token: nothing can be theirs. */
  async #mine(viewer: Viewer, place: Place): Promise<Seen | undefined> {
    return viewer.id === '' ? undefined : this.#shadow.mine(viewer.id, place);
  }

  /** Whether nobody is to hear that they are there. */
  async silences({ viewer, site, address }: Sender & { readonly site: string }): Promise<boolean> {
    return (
      (await this.#bans.silences({ viewer, site, address })) || (await this.#accounts.passesForModerator(viewer, site))
    );
  }

  /** Why somebody may not write on a site; undefined where they may, or are not to know. */
  async banOf(speaker: Sender & { readonly site: string }): Promise<Refusal | undefined> {
    try {
      await this.#bans.check(speaker);
      return undefined;
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  }

  /** Whether what a viewer writes has to wait for a moderator. */
  async holds(viewer: Viewer, site: string): Promise<boolean> {
    return this.#rules.holds(viewer, site, this.#sites.get(site).settings);
  }

  /** Only a text with an `@` is worth the question who could be meant. */
  async #parse(place: Place, body: string): Promise<Content> {
    return parseMarkdown(body, body.includes('@') ? await mentionables(this.#store, place) : []);
  }

  async #own(id: string, viewer: Viewer): Promise<StoredComment> {
    const comment = await this.visible(id, viewer);
    if (viewer.id === '') {
      throw new Refusal('sign_in_required', 'Send the token that came with the comment, as ‘Authorization: Bearer’.');
    }
    requireHome(viewer, comment.site);
    if (comment.author.id !== viewer.id && !moderates(viewer, comment.site)) {
      throw new Refusal('not_yours', 'Only the author of a comment may change it.');
    }
    return comment;
  }
}

/** A moderator on a page. */
function actOf({ id, name }: Viewer): Act {
  return { by: { id, name, via: 'widget' }, reason: null, message: null, versions: null };
}

/** Its author sees it as if it were public; moderators find it among the spam. */
function shadowed(verdict: Verdict): Verdict {
  const reason = { rule: 'shadow', name: null, action: 'spam', points: 0 } as const;
  const detail = 'Its author is under a shadow ban.';
  return { state: 'spam', authorState: 'published', reasons: [{ ...reason, detail, matches: [] }, ...verdict.reasons] };
}

function rejected(): Refusal {
  return new Refusal(
    'rejected',
    'This site’s rules do not let such a comment through. Your text is not lost: change it and try again.',
  );
}

/** What readers' browsers need to know; how comments are judged is the owner's own business. */
export function readerSettings(settings: SiteSettings, signIn: boolean): ReaderSettings {
  const { sort, editWindow, votes, reactions, presence, images, slowMode, guests } = settings;
  return { sort, editWindow, votes, reactions, presence, images, slowMode, guests, signIn };
}

/** The page's address as its poster gives it: whoever links to it asks first whether it is on a site of the owner's. */
function webAddress(text: string | undefined): string | null {
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
  return url && /^https?:$/.test(url.protocol) && url.href.length <= URL_MAX_UNITS ? url.href : null;
}
