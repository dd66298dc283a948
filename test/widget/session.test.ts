/** Who the widget speaks as: what it learns from answers, and what it forgets. */
import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Author } from '../../protocol/comment.ts';
import { sessionFor } from '../../widget/session/session.ts';
import { sha256 } from '../../widget/session/sha256.ts';
import { subjectOf } from '../../widget/session/subject.ts';
import { adopt, wrote } from '../../widget/session/taking.ts';

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
  adopt(session, { id: 'a', name: 'Ann', role: 'guest' }, 'secret');
  wrote(session, author('a', 'Zoe'));
  expect(session.viewer?.name).toBe('Zoe');
  wrote(session, author('b', 'Someone else'));
  expect(session.viewer?.name).toBe('Zoe');
});

test('a token that comes with the answer to a post is kept', () => {
  const session = sessionFor(SERVER, 'tokens', null);
  adopt(session, { id: 'a', name: 'Ann', role: 'guest' }, 'refused');
  session.drop();
  wrote(session, author('b', 'Ann'), 'fresh');
  expect(session.token).toBe('fresh');
  expect(session.viewer?.id).toBe('b');
});

test('whom the page names stays whom the page names', () => {
  const session = sessionFor(SERVER, 'default', 'given');
  adopt(session, { id: 'u', name: 'User', role: 'member' });
  wrote(session, author('u', 'Other'), 'fresh');
  expect(session.token).toBe('given');
  expect(session.viewer?.name).toBe('User');
});

const jwt = (payload: object) =>
  ['{"alg":"HS256"}', JSON.stringify(payload), 'x'].map(part => Buffer.from(part).toString('base64url')).join('.');

test('all tokens of one of the site’s users are one session, and another’s are another', () => {
  const tokens = [jwt({ sub: 'ü/1', jti: 'a' }), jwt({ sub: 'ü/1', jti: 'b' }), jwt({ sub: 'user-2' })];
  const [first, next, other] = tokens.map(token => sessionFor(SERVER, 'default', token));
  expect(next).toBe(first);
  expect(other).not.toBe(first);
  // The page’s token itself is sent nowhere but to be exchanged.
  expect([first?.token, first?.speaker]).toEqual([null, null]);
});

test('guests’ and owners’ tokens are taken as they are, and those of the site’s users are told from them', () => {
  const disqus = `${Buffer.from('{"id":"7"}').toString('base64')} 0f0f 1700000000`;
  expect([disqus, jwt({ sub: 5 }), 'ey.no.jwt'].map(subjectOf)).toEqual(['7', '5', '']);
  const others = ['g1.abc.def', 'lcw1.abc.def', 'lck_abc', 'm1.abc.def', 'admin-token-of-at-least-32-characters', null];
  expect(others.map(subjectOf)).toEqual(others.map(() => null));
});

test('our SHA-256, for pages without HTTPS, is the one of the standard', () => {
  const texts = [
    '',
    'abc',
    ...Array.from({ length: 55 }, (_, n) =>
      randomBytes(60)
        .toString('base64url')
        .slice(0, n + 1),
    ),
  ];
  const expected = texts.map(text => createHash('sha256').update(text).digest('hex'));
  expect(texts.map(text => Buffer.from(sha256(text)).toString('hex'))).toEqual(expected);
});
