/** What readers ask for beside the lists: one branch, the newest comments, who takes part, what a text will look like. */
import type { Viewer } from '../../protocol/comment.ts';
import type { Content } from '../../protocol/content.ts';
import { REPLY_PREVIEW } from '../../protocol/limits.ts';
import type { CommentPage, Participants, Recent } from '../../protocol/rest.ts';
import { ANONYMOUS } from '../accounts/accounts.ts';
import { unknownComment } from '../errors.ts';
import type { Ways } from '../sign-in/ways.ts';
import type { Sites } from '../sites/sites.ts';
import type { Place, Store } from '../store/store.ts';
import { cleanBody } from '../text.ts';
import { readerSettings } from './comments.ts';
import { parseMarkdown } from './markdown.ts';
import { mentionables } from './mentions.ts';
import type { ShadowFeedback } from './shadow.ts';
import { commentView, listedView, maySee, threadView } from './view.ts';

/** People who are offered for a mention. */
const PARTICIPANTS_MAX = 100;

export class Reading {
  readonly #store: Store;
  readonly #sites: Sites;
  readonly #shadow: ShadowFeedback;
  readonly #ways: Ways;

  constructor(rooms: {
    readonly store: Store;
    readonly sites: Sites;
    readonly shadow: ShadowFeedback;
    readonly ways: Ways;
  }) {
    this.#store = rooms.store;
    this.#sites = rooms.sites;
    this.#shadow = rooms.shadow;
    this.#ways = rooms.ways;
  }

  /**
   * The comment and all above it, the root first.
   * @throws Refusal `unknown_comment`, also for one that the viewer may not see.
   */
  async branch(id: string, viewer: Viewer): Promise<CommentPage> {
    const chain = [...(await this.#store.branch(id, REPLY_PREVIEW))];
    const comment = chain.pop();
    if (comment === undefined || !maySee(comment, viewer)) throw unknownComment(id);
    const { settings } = this.#sites.get(comment.site);
    const mine = viewer.id === '' ? undefined : await this.#shadow.mine(viewer.id, comment);
    const options = { withBody: true, mine };
    return {
      thread: threadView(await this.#store.thread(comment), this.#store.epoch),
      settings: readerSettings(settings, this.#ways.canSignIn(comment.site)),
      items: [...chain.map(each => listedView(each, viewer, options)), commentView(comment, viewer, options)],
      next: null,
    };
  }

  /** The newest published comments as everyone sees them; `url` is null where it leads away from the site. */
  async recent(site: string, thread: string | undefined, limit: number): Promise<Recent> {
    const items = await this.#store.recent(site, thread, limit);
    return {
      items: items.map(({ comment, thread: { key, title, url } }) => ({
        comment: commentView(comment, ANONYMOUS),
        thread: { key, title, url: url !== null && this.#sites.hasPage(site, url) ? url : null },
      })),
    };
  }

  /** Those who wrote in a thread lately, the last one first. */
  async participants(place: Place): Promise<Participants> {
    const people = await this.#store.participants(place, PARTICIPANTS_MAX);
    return { items: people.map(person => ({ ...person, avatar: null })) };
  }

  /**
   * What a text becomes when it is posted; without a thread it mentions nobody.
   * @throws Refusal for what a post refuses of a text.
   */
  async preview(site: string, thread: string | undefined, text: string): Promise<Content> {
    const body = cleanBody(text);
    const people = thread === undefined || !body.includes('@') ? [] : await mentionables(this.#store, { site, thread });
    return parseMarkdown(body, people);
  }
}
