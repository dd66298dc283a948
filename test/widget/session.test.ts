/** Who the widget speaks as: what it learns from answers, and what it forgets. */
import { expect, test } from 'vitest';
import type { Author } from '../../protocol/comment.ts';
import { sessionFor } from '../../widget/session/session.ts';

const SERVER = 'https://comments.example';
const author = (id: string, name: string): Author => ({ id, name, avatar: null, role: 'guest', website: null });

test('a token that no element uses any more is forgotten', () => {
  const session = sessionFor(SERVER, 'default', 'token-1');
  const stops = [session.watch(() => {}), session.watch(() => {})];
  stops[0]?.();
  expect(sessionFor(SERVER, 'default', 'token-1')).toBe(session);
  stops[1]?.();
  expect(sessionFor(SERVER, 'default', 'token-1')).not.toBe(session);
});

test('a guest is called by the name that their last comment was taken under', () => {
  const session = sessionFor(SERVER, 'names', null);
  session.adopt({ id: 'a', name: 'Ann', role: 'guest' }, 'secret');
  session.wrote(author('a', 'Zoe'));
  expect(session.viewer?.name).toBe('Zoe');
  session.wrote(author('b', 'Someone else'));
  expect(session.viewer?.name).toBe('Zoe');
});

test('a token that comes with the answer to a post is kept', () => {
  const session = sessionFor(SERVER, 'tokens', null);
  session.adopt({ id: 'a', name: 'Ann', role: 'guest' }, 'refused');
  session.drop();
  session.wrote(author('b', 'Ann'), 'fresh');
  expect(session.token).toBe('fresh');
  expect(session.viewer?.id).toBe('b');
});

test('whom the page names stays whom the page names', () => {
  const session = sessionFor(SERVER, 'default', 'given');
  session.adopt({ id: 'u', name: 'User', role: 'member' });
  session.wrote(author('u', 'Other'), 'fresh');
  expect(session.token).toBe('given');
  expect(session.viewer?.name).toBe('User');
});
