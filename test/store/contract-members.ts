/** The part of the store contract about members: who vouches for them, their sessions, and guests who become them. */
import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import type { Newcomer, StoredMember } from '../../server/store/contract/members.ts';
import { draft, type Held, newPlace, person } from './drafts.ts';

function newcomer(more: Partial<Newcomer> = {}): Newcomer {
  return {
    site: 'default',
    identity: { issuer: 'https://id.example', subject: randomUUID(), way: 'Example' },
    name: 'Ann',
    email: undefined,
    emailVerified: false,
    avatar: undefined,
    website: undefined,
    role: undefined,
    toldAt: undefined,
    ...more,
  };
}

export function memberContract(held: Held): void {
  const signIn = async (more?: Partial<Newcomer>): Promise<StoredMember> =>
    (await held.store.members.signIn(newcomer(more), 'Guest')).member;
  const begin = async (more: object = {}) => {
    const { viewer } = await signIn();
    const id = randomUUID();
    const session = { id, member: viewer.id, site: 'default', way: 'mail', device: 'Firefox', refreshable: true };
    await held.store.members.sessions.add({ ...session, expiresAt: Date.now() + 60_000, ...more });
    return { id, member: viewer.id };
  };
  const rotate = (id: string, generation: number, attempt?: string) =>
    held.store.members.sessions.rotate(id, generation, attempt, Date.now() + 60_000);
  const find = (id: string) => held.store.members.sessions.find(id);

  test('an identity leads to one member of its site, however often and at once it comes', async () => {
    const identity = { issuer: 'sso', subject: randomUUID(), way: 'sso' };
    const [one, two] = await Promise.all([signIn({ identity }), signIn({ identity, name: 'Late' })]);
    expect(two).toEqual(one);
    expect(one).toMatchObject({
      site: 'default',
      ways: ['sso'],
      viewer: { name: 'Ann', role: 'member', avatar: null },
    });
    expect((await signIn({ identity, site: 'other' })).viewer.id).not.toBe(one?.viewer.id);
    expect((await signIn({ name: undefined })).viewer.name).toBe('Guest');
  });

  test('whoever is erased while they sign in begins no session and takes nothing over, and their erase ends', async () => {
    const { viewer } = await signIn();
    const guest = person();
    const place = newPlace();
    await held.store.create(draft(place, { author: guest }));
    for (let n = 0; n < 150; n += 1) await held.store.create(draft(place, { author: viewer, body: `text ${n}` }));
    await held.store.records.erase(viewer.id, Date.now());
    expect(await held.store.members.member(viewer.id)).toBeUndefined();
    expect(await held.store.members.claim(guest.id, viewer.id)).toBe(true);
    expect(await held.store.members.claimedBy(guest.id)).toBeUndefined();
    const session = { id: randomUUID(), member: viewer.id, site: 'default', way: 'mail', device: 'Firefox' };
    const added = held.store.members.sessions.add({ ...session, refreshable: true, expiresAt: Date.now() + 60_000 });
    await expect(added).rejects.toMatchObject({ code: 'session_over' });
    while (!(await held.store.records.eraseStep(viewer.id)));
    expect(await held.store.viewer(viewer.id)).toBeUndefined();
    await expect(held.store.members.sessions.add({ ...session, refreshable: true, expiresAt: 0 })).rejects.toThrow();
    expect(await held.store.members.claim(guest.id, viewer.id)).toBe(true);
    const late = draft(place, { author: viewer, body: 'late' });
    await expect(held.store.create(late)).rejects.toMatchObject({ code: 'session_over' });
  });

  test('a verified address joins ways, in whatever letters; an address alone does not', async () => {
    const email = `${randomUUID()}@Example.com`;
    const first = await signIn({ email, emailVerified: true });
    const second = await signIn({ email: email.toLowerCase(), emailVerified: true, name: 'Other' });
    expect(second.viewer).toEqual(first.viewer);
    expect((await signIn({ email })).viewer.id).not.toBe(first.viewer.id);
    const unverified = `${randomUUID()}@example.com`;
    const claimed = await signIn({ email: unverified });
    expect((await signIn({ email: unverified, emailVerified: true })).viewer.id).not.toBe(claimed.viewer.id);
  });

  test('what is told later wins, what is told without a time does not; a role counts as it is told now', async () => {
    const identity = { issuer: 'sso', subject: randomUUID(), way: 'sso' };
    const told = async (more: Partial<Newcomer>) =>
      (await held.store.members.signIn(newcomer({ identity, ...more }), 'Guest')).changed;
    const { viewer } = await signIn({ identity, toldAt: 5, avatar: 'https://a.example/1', role: 'moderator' });
    const now = async () => (await held.store.members.member(viewer.id))?.viewer;
    expect(await told({ name: 'Without' })).toBe(false);
    expect(await told({ name: 'Stale', toldAt: 4 })).toBe(false);
    expect(await now()).toMatchObject({ name: 'Ann', role: 'moderator' });
    expect(await told({ name: 'Stale', toldAt: 4, role: 'member' })).toBe(true);
    expect(await now()).toMatchObject({ name: 'Ann', role: 'member', avatar: 'https://a.example/1' });
    expect(await told({ name: 'Later', toldAt: 6, avatar: null })).toBe(true);
    expect(await now()).toMatchObject({ name: 'Later', avatar: null });
    expect(await held.store.viewer(viewer.id)).toEqual(await now());
  });

  test('a session goes on step by step; the same attempt gets its step again for a minute, all else that is old ends it', async () => {
    const { id } = await begin();
    const attempt = randomUUID();
    expect(await find(id)).toMatchObject({ generation: 0 });
    expect(await rotate(id, 0, attempt)).toMatchObject({ generation: 1 });
    expect(await find(id)).toMatchObject({ generation: 1 });
    expect(await rotate(id, 0, attempt)).toMatchObject({ generation: 1 });
    expect(await rotate(id, 1)).toMatchObject({ generation: 2 });
    expect(await rotate(id, 1)).toBeUndefined();
    expect(await find(id)).toBeUndefined();
    expect(await rotate(id, 2)).toBeUndefined();

    const slow = await begin();
    await rotate(slow.id, 0, attempt);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
    try {
      expect(await rotate(slow.id, 0, attempt)).toBeUndefined();
    } finally {
      vi.useRealTimers();
    }
    // One that has no such token, and a step that was never made.
    const page = await begin({ refreshable: false });
    expect(await rotate(page.id, 0)).toBeUndefined();
    const early = await begin();
    expect(await rotate(early.id, 1)).toBeUndefined();
  });

  test('a session is over by its time or by a word of its own member, and of nobody else', async () => {
    const { sessions } = held.store.members;
    expect(await find((await begin({ expiresAt: Date.now() - 1 })).id)).toBeUndefined();
    const { id, member } = await begin();
    expect(await sessions.remove(id, randomUUID())).toBe(false);
    expect(await find(id)).toMatchObject({ member });
    expect(await sessions.remove(id, member)).toBe(true);
    expect(await sessions.remove(id, member)).toBe(false);
    expect(await find(id)).toBeUndefined();

    const others = [randomUUID(), randomUUID(), randomUUID()];
    const session = {
      member,
      site: 'default',
      way: 'mail',
      device: '',
      refreshable: true,
      expiresAt: Date.now() + 60_000,
    };
    for (const each of others) await sessions.add({ ...session, id: each });
    expect(await sessions.removeOthers(member, others[0] ?? '')).toBe(2);
    expect((await sessions.list(member)).map(each => each.id)).toEqual([others[0]]);
    expect(await sessions.removeOthers(member, null)).toBe(1);
  });

  test('a write that is refused leaves what is remembered of a member as it was', async () => {
    const { viewer } = await signIn();
    await held.store.members.member(viewer.id);
    const bad = { notifications: 1n as never };
    await expect(held.store.members.change(viewer.id, { name: 'Bad', ...bad })).rejects.toThrow();
    expect((await held.store.members.member(viewer.id))?.viewer.name).toBe('Ann');
    expect((await held.store.viewer(viewer.id))?.name).toBe('Ann');
    await held.store.members.change(viewer.id, { name: 'Good', bio: 'b' });
    expect(await held.store.members.member(viewer.id)).toMatchObject({ viewer: { name: 'Good' }, bio: 'b' });
    await expect(held.store.members.change(randomUUID(), { name: 'x' })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('a guest’s comments become a member’s some at a time, each with an event; they are known where the guest was', async () => {
    const author = person('Gus');
    const place = newPlace();
    const count = 450;
    const said = await Promise.all(
      Array.from({ length: count }, (_, n) => held.store.create(draft(place, { author, body: `text ${n}` }))),
    );
    const { viewer } = await signIn();
    expect(await held.store.members.claimedBy(author.id)).toBeUndefined();
    const steps: boolean[] = [];
    do steps.push(await held.store.members.claim(author.id, viewer.id));
    while (steps.at(-1) === false);
    expect(steps.length).toBe(3);
    expect(await held.store.members.claimedBy(author.id)).toBe(viewer.id);
    expect((await held.store.thread(place)).seq).toBe(2 * count);
    for (const { comment } of [said[0], said.at(-1)] as typeof said) {
      expect((await held.store.comment(comment.id))?.author).toMatchObject({
        id: viewer.id,
        name: 'Ann',
        role: 'member',
      });
    }
    expect(await held.store.isKnown(viewer.id, 'default')).toBe(true);
    // Neither another member’s from here on, nor may one member become another’s past.
    const other = await signIn();
    expect(await held.store.members.claim(author.id, other.viewer.id)).toBe(true);
    expect(await held.store.members.claimedBy(author.id)).toBe(viewer.id);
    expect(await held.store.members.claim(viewer.id, other.viewer.id)).toBe(true);
    expect(await held.store.members.claimedBy(viewer.id)).toBeUndefined();
  });

  test('whom somebody mutes is known by name until they are heard again', async () => {
    const [viewer, one, two] = [randomUUID(), randomUUID(), randomUUID()];
    for (const each of [one, two, one]) await held.store.members.mute(viewer, each, true);
    expect(new Set(await held.store.members.mutes(viewer))).toEqual(new Set([one, two]));
    await held.store.members.mute(viewer, one, false);
    expect(await held.store.members.mutes(viewer)).toEqual([two]);
  });
}
