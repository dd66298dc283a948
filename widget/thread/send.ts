/** Sends one comment until it is answered: always under the same id, so that no retry can double it. */
import type { Comment } from '../../protocol/comment.ts';
import type { PostBody, Posted } from '../../protocol/rest.ts';
import { jittered, type Link } from '../live/link.ts';
import { asFailure, Failure, isStaleToken } from '../session/api.ts';
import { isPassing } from '../session/passing.ts';
import type { Session } from '../session/session.ts';
import { ensure, wrote } from '../session/taking.ts';

/** After this long the text goes back into its box, with the reason. */
const GIVE_UP_MS = 30_000;
const RETRY_MAX_MS = 4_000;

type Post = PostBody & { id: string; site: string };

export async function send(session: Session, link: Link | null, post: Post): Promise<Comment> {
  const until = Date.now() + GIVE_UP_MS;
  const { given } = session;
  let author = session.viewer?.id;
  /** Whoever was signed in is not made a guest on the way, nor somebody else: another tab may have gone on. */
  const stay = (): void => {
    author ||= session.viewer?.id;
    if (given && author && session.viewer?.id !== author)
      throw new Failure('session_over', 'Somebody else is here now.');
  };
  let renewed = false;
  for (let attempt = 0; ; attempt++) {
    let token: string | null = null;
    try {
      stay();
      await ensure(session, post.author?.name);
      stay();
      ({ token } = session);
      // Every second try takes the other way, in case the socket is open and yet nothing comes back.
      const sent = (attempt % 2 === 0 && link?.post(post)) || postByRest(session, post);
      const { session: made, ...comment } = await sent;
      wrote(session, comment.author, made?.token);
      return comment;
    } catch (error) {
      const failure = asFailure(error);
      if (isStaleToken(failure) && token && !renewed && (!given || session.isMember)) {
        renewed = true;
        // Of a member, `ensure` waits for the next one.
        if (given) session.renew(token).catch(() => {});
        else session.drop();
      } else if (isPassing(failure) && Date.now() < until) {
        await new Promise(resolve => setTimeout(resolve, jittered(attempt, RETRY_MAX_MS)));
      } else {
        throw failure;
      }
    }
  }
}

function postByRest({ api }: Session, post: Post): Promise<Posted> {
  return api.request<Posted>('/comments', { method: 'POST', body: post, renews: false });
}
