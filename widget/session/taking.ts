/** What a session takes over: from the server’s answers, from another tab, and before something is written. */
import type { Author, Viewer } from '../../protocol/comment.ts';
import type { Session } from './session.ts';

/** Makes sure of a token before something is written, so that a lost answer never loses ownership. */
export async function ensure(session: Session, name = ''): Promise<void> {
  if (!session.token || session.isMember) await (await session.engine()).ensure(session, name);
}

/** Sees to it from now on that a member’s token is followed by the next, and asks who it is where no socket says it. */
export function attend(session: Session, isLive: boolean): void {
  if (!session.isMember && isLive) return;
  void session.engine().then(
    engine => engine.attend(session, isLive),
    // It is tried again when it is needed.
    () => {},
  );
}

export function adopt(session: Session, viewer: Viewer, token?: string): void {
  if (!viewer.id && !session.token && !token) return;
  const before = session.viewer;
  const same = viewer.id === before?.id && viewer.name === before.name && (!token || token === session.token);
  session.set({ viewer, ...(token && { token }) }, !same);
}

/** Under which name the server took a comment, and the token of one who had none. */
export function wrote(session: Session, { id, name, role }: Author, token?: string): void {
  if (!session.given && (token || id === session.viewer?.id)) adopt(session, { id, name, role }, token);
}

/** What another tab of this viewer has stored. */
export function follow(session: Session, { key }: StorageEvent): void {
  if (key !== session.storedAs || session.pageToken) return;
  session.recall();
  session.tell();
}
