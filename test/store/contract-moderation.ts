/** The part of the store contract about undoing, erasing, earlier texts, reports and the audit log. */
import { expect, test } from 'vitest';
import type { DecisionNoun, Reason } from '../../protocol/admin/comments.ts';
import { REVISIONS_MAX } from '../../server/store/contract/moderation.ts';
import type { Place, StoredComment } from '../../server/store/store.ts';
import { act, draft, type Held, newPlace, newText, person } from './drafts.ts';

export function moderationContract(held: Held): void {
  const say = async (place: Place, body: string, more = {}): Promise<StoredComment> =>
    (await held.store.create(draft(place, { body, ...more }))).comment;
  const put = (id: string, noun: DecisionNoun, more = {}) => held.store.moderation.decide(id, noun, true, act(more));
  const undo = (id: string, noun: DecisionNoun, more = {}) => held.store.moderation.decide(id, noun, false, act(more));
  const seq = async (place: Place) => (await held.store.thread(place)).seq;
  const actions = async (id: string) =>
    (await held.store.audit.list({ sites: null, target: id }, null, 100)).map(each => each.action).reverse();
  const roots = async (place: Place) =>
    (await held.store.list({ ...place, parent: null, sort: 'oldest', after: null, limit: 10, preview: [3] })).items;

  test('a decision that is taken back leaves all as it was: state, marks, word to the author, whether they are known', async () => {
    const place = newPlace();
    const author = person();
    const { id } = await say(place, 'x', { author });
    await put(id, 'approval', { message: 'Welcome' });
    await put(id, 'pin');
    await put(id, 'feature');
    const before = await put(id, 'rejection', { message: 'No' });
    expect(before).toMatchObject({ state: 'rejected', pinned: false, featured: false, notice: 'No', version: 3 });
    expect(await held.store.isKnown(author.id, place.site)).toBe(false);
    const after = { state: 'published', pinned: true, featured: true, notice: 'Welcome', version: 4 };
    expect(await undo(id, 'rejection')).toMatchObject(after);
    expect(await held.store.isKnown(author.id, place.site)).toBe(true);
    expect(await held.store.thread(place)).toMatchObject({ commentCount: 1 });
    expect(await undo(id, 'approval')).toMatchObject({ state: 'published', notice: null });
  });

  test('a decision and its undoing change nothing when they come again: no event, no version, no record', async () => {
    const place = newPlace();
    for (const [noun, state] of [
      ['approval', 'held'],
      ['rejection', 'published'],
      ['spam', 'spam'],
      ['pin', 'published'],
      ['feature', 'published'],
      ['deletion', 'published'],
    ] as const) {
      const { id } = await say(place, `x ${noun}`, { state });
      for (const again of [put, undo]) {
        const first = await again(id, noun);
        const [head, told] = [await seq(place), await actions(id)];
        expect(await again(id, noun)).toEqual(first);
        expect([await seq(place), await actions(id)]).toEqual([head, told]);
      }
      expect(await held.store.comment(id)).toMatchObject({ state });
      expect(await actions(id)).toHaveLength(2);
    }
  });

  test('what rules published or put away as spam waits where its own noun is taken back', async () => {
    const place = newPlace();
    for (const [noun, state] of [
      ['approval', 'published'],
      ['spam', 'spam'],
    ] as const) {
      const { id } = await say(place, noun, { state });
      expect(await undo(id, noun === 'spam' ? 'approval' : 'spam')).toMatchObject({ state });
      expect(await undo(id, noun)).toMatchObject({ state: 'held' });
      expect(await undo(id, noun)).toMatchObject({ state: 'held' });
      expect(await actions(id)).toEqual([noun === 'spam' ? 'comment.spam.undo' : 'comment.approve.undo']);
    }
  });

  test('whoever says which version they saw decides on no other, and edits none', async () => {
    const { id } = await say(newPlace(), 'seen', { state: 'held' });
    await held.store.edit(id, newText('not seen'));
    for (const again of [put, undo]) {
      await expect(again(id, 'approval', { versions: [1] })).rejects.toMatchObject({ code: 'changed' });
    }
    const edit = newText('mine', { by: 'moderator' });
    await expect(held.store.moderation.edit(id, edit, act({ versions: [1] }))).rejects.toMatchObject({
      code: 'changed',
    });
    expect(await put(id, 'approval', { versions: [1, 2] })).toMatchObject({ state: 'published', version: 3 });
  });

  test('another text takes an approval with it, and no undoing publishes what the rules would have held', async () => {
    const place = newPlace();
    const approved = await say(place, 'harmless', { state: 'held' });
    await put(approved.id, 'approval');
    await held.store.edit(approved.id, newText('other'));
    expect(await undo(approved.id, 'approval')).toMatchObject({ state: 'held' });
    const rejected = await say(place, 'harmless too');
    await put(rejected.id, 'rejection');
    await held.store.edit(rejected.id, newText('harmful', { state: 'held' }));
    expect(await undo(rejected.id, 'rejection')).toMatchObject({ state: 'held', body: 'harmful' });
  });

  test('the reasons are those of the text as it is, and of why it is hidden', async () => {
    const place = newPlace();
    const why = (detail: string, action: Reason['action']): Reason[] => [
      { rule: 'words', name: null, action, points: 0, detail, matches: [] },
    ];
    const reasons = async (id: string) => (await held.store.desk.card(id))?.reasons.map(each => each.detail);
    const open = await say(place, 'open', { reasons: why('a', 'approve') });
    await held.store.moderation.edit(open.id, newText('by a moderator', { by: 'moderator' }), act());
    expect(await reasons(open.id)).toEqual(['a']);
    await held.store.edit(open.id, newText('other'));
    expect(await reasons(open.id)).toEqual([]);
    await held.store.edit(open.id, newText('bad', { state: 'held', reasons: why('b', 'hold') }));
    expect(await reasons(open.id)).toEqual(['b']);
    await held.store.edit(open.id, newText('good again'));
    expect(await reasons(open.id)).toEqual(['b']);
  });

  test('a rule holds what is published, keeps its reasons, and is in the log by its name', async () => {
    const place = newPlace();
    const { id } = await say(place, 'x');
    const reason = { rule: 'flags', name: null, action: 'hold', points: 0, detail: 'Three reports.', matches: [] };
    const by = { id: 'rule', name: 'flags', via: 'rule' } as const;
    const hold = () => held.store.moderation.hold(id, [{ ...reason, action: 'hold' }], by);
    expect(await hold()).toMatchObject({ state: 'held', version: 2 });
    expect(await hold()).toMatchObject({ state: 'held', version: 2 });
    const [record] = await held.store.audit.list({ sites: null, target: id }, null, 10);
    expect(record).toMatchObject({ action: 'comment.hold', by, site: 'default', reason: 'Three reports.' });
    expect(await held.store.thread(place)).toMatchObject({ commentCount: 0 });
    expect(await actions(id)).toHaveLength(1);
  });

  test('reports count once a viewer until a decision answers them, and again when it is taken back', async () => {
    const { id } = await say(newPlace(), 'x');
    const [one, two] = [person().id, person().id];
    const count = async () => (await held.store.desk.card(id))?.flagCount;
    for (const viewer of [one, two, one]) await held.store.flag({ comment: id, viewer, reason: 'spam' });
    expect(await count()).toBe(2);
    await put(id, 'approval');
    expect(await count()).toBe(0);
    await held.store.flag({ comment: id, viewer: one, reason: 'again' });
    expect(await count()).toBe(0);
    await held.store.flag({ comment: id, viewer: person().id, reason: 'spam' });
    expect(await held.store.desk.card(id)).toMatchObject({ flagCount: 1, flags: [{ reason: 'spam', count: 1 }] });
    await undo(id, 'approval');
    expect(await count()).toBe(3);
  });

  test('L4 a deletion leaves a tombstone at once, and is taken back with text, votes and place', async () => {
    const place = newPlace();
    const root = await say(place, 'root');
    const { id } = await say(place, 'canary', { parent: root.id });
    await held.store.vote({ comment: id, viewer: person().id, value: 1, network: null });
    await held.store.moderation.edit(id, newText('canary two', { by: 'moderator' }), act());
    const before = await held.store.comment(id);
    const erased = { state: 'deleted', body: '', content: [], upvotes: 0, editedBy: null, author: { name: '' } };
    expect(await put(id, 'deletion')).toMatchObject(erased);
    expect(await held.store.moderation.revisions(id)).toEqual([]);
    expect(await roots(place)).toMatchObject([{ id: root.id, replyCount: 0, replies: [] }]);
    expect(await held.store.thread(place)).toMatchObject({ commentCount: 1 });
    await held.store.remove(root.id);
    expect(await undo(id, 'deletion')).toEqual({ ...before, version: (before?.version ?? 0) + 2 });
    expect(await roots(place)).toMatchObject([{ state: 'deleted', replyCount: 1, replies: [{ id, upvotes: 1 }] }]);
    expect(await held.store.moderation.revisions(id)).toMatchObject([{ version: 1, body: 'canary' }]);
    expect(await held.store.thread(place)).toMatchObject({ commentCount: 1 });
  });

  test('what is purged, or deleted by its author, does not come back', async () => {
    const place = newPlace();
    const [purged, both, own] = await Promise.all(['a', 'b', 'c'].map(body => say(place, body)));
    await held.store.moderation.purge(purged?.id ?? '', act());
    expect(await held.store.moderation.purge(purged?.id ?? '', act())).toMatchObject({ state: 'deleted', body: '' });
    expect(await actions(purged?.id ?? '')).toEqual(['comment.purge']);
    await put(both?.id ?? '', 'deletion');
    await held.store.moderation.purge(both?.id ?? '', act());
    await put(own?.id ?? '', 'deletion');
    await held.store.remove(own?.id ?? '');
    for (const each of [purged, both, own]) {
      await expect(undo(each?.id ?? '', 'deletion')).rejects.toMatchObject({ code: 'undo_over' });
    }
  });

  test('earlier texts are kept, the newest of them, and who changed the text last', async () => {
    const { id } = await say(newPlace(), 'text 1');
    for (let n = 2; n <= REVISIONS_MAX + 3; n += 1) await held.store.edit(id, newText(`text ${n}`));
    const revisions = await held.store.moderation.revisions(id);
    expect(revisions.map(each => each.body)).toEqual(Array.from({ length: REVISIONS_MAX }, (_, n) => `text ${n + 3}`));
    expect(revisions[0]).toMatchObject({ version: 3, content: [['p', 'text 3']], until: expect.any(Number) });
    const edit = newText('by a moderator', { by: 'moderator' });
    expect(await held.store.moderation.edit(id, edit, act())).toMatchObject({ editedBy: 'moderator' });
    const { version } = await held.store.moderation.edit(id, edit, act());
    expect(await held.store.edit(id, newText('by its author'))).toMatchObject({ editedBy: null, version: version + 1 });
    expect(await actions(id)).toEqual(['comment.edit']);
  });

  test('L4 what its author is shown as public is told to them among their own, until a decision says otherwise', async () => {
    const place = newPlace();
    const author = person();
    const { id } = await say(place, 'x', { author, state: 'spam', authorState: 'published' });
    const mine = async () => (await held.store.mine(author.id, place)).held.map(each => each.id);
    expect(await mine()).toEqual([id]);
    expect(await put(id, 'spam')).toMatchObject({ authorState: 'published' });
    expect(await mine()).toEqual([id]);
    expect(await put(id, 'rejection')).toMatchObject({ authorState: null });
    expect(await mine()).toEqual([]);
    expect(await undo(id, 'rejection')).toMatchObject({ state: 'spam', authorState: 'published' });
    expect(await mine()).toEqual([id]);
    const waiting = await say(place, 'y', { author, state: 'spam', authorState: 'held' });
    expect(await put(waiting.id, 'spam')).toMatchObject({ authorState: null });
    const answer = { author, parent: id, state: 'spam', authorState: 'published' } as const;
    expect(await say(place, 'to myself', answer)).toMatchObject({ parent: id });
    await expect(say(place, 'public', { parent: id })).rejects.toMatchObject({ code: 'unknown_parent' });
  });

  test('the audit log is found by whom, what, whose and when, the newest first, and never holds a text', async () => {
    const place = newPlace();
    const { id } = await say(place, 'canary-text');
    const by = { id: 'someone', name: 'Some One', via: 'api-key' } as const;
    await put(id, 'spam', { by, reason: 'why' });
    await undo(id, 'spam', { by });
    const all = await held.store.audit.list({ sites: ['default'], actor: 'someone' }, null, 10);
    const states = { state: 'published', pinned: false, featured: false };
    expect(all).toMatchObject([
      { action: 'comment.spam.undo', before: { ...states, state: 'spam' }, after: states },
      { action: 'comment.spam', before: states, after: { ...states, state: 'spam' }, by, reason: 'why' },
    ]);
    expect(JSON.stringify(all)).not.toContain('canary');
    const find = async (filter: object, before: number | null = null) =>
      (await held.store.audit.list({ sites: null, actor: 'someone', ...filter }, before, 10)).length;
    const at = all[0]?.at ?? 0;
    expect(await find({ action: 'comment.spam.' })).toBe(1);
    expect(await find({ sites: ['elsewhere'] })).toBe(0);
    expect(await find({ target: id, from: at - 60_000, to: at + 1 })).toBe(2);
    expect(await find({ from: at + 1 })).toBe(0);
    expect(await find({}, all[0]?.id)).toBe(1);
  });
}
