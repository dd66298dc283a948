/** What every store must do when somebody looks for words, for what is new, for people, or for one branch. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { REPLY_PREVIEW } from '../../protocol/limits.ts';
import type { NewComment, Place, StoredComment } from '../../server/store/store.ts';
import { decide, draft, type Held, newPlace, newText, person } from './drafts.ts';

export function searchContract(held: Held): void {
  const say = async (place: Place, body: string, more: Partial<NewComment> = {}): Promise<StoredComment> =>
    (await held.store.create(draft(place, { body, ...more }))).comment;
  const find = async (place: Place, ...words: string[]): Promise<string[]> => {
    const { items } = await held.store.search({ ...place, words, limit: 10, before: null });
    return items.map(item => item.body);
  };
  const change = (id: string, body: string) => held.store.edit(id, newText(body));

  test('a search finds comments that hold all the words, newest first, the last word by its beginning', async () => {
    const place = newPlace();
    for (const body of ['red apple', 'green apple', 'red applesauce', 'apple pie']) await say(place, body);
    await say(newPlace(), 'red apple elsewhere');
    expect(await find(place, 'red', 'apple')).toEqual(['red applesauce', 'red apple']);
    expect(await find(place, 'apple', 'red')).toEqual(['red apple']);
    expect(await find(place, 'app')).toEqual(['apple pie', 'red applesauce', 'green apple', 'red apple']);
    expect(await find(place, 'ap')).toEqual([]);
    expect(await find(place, 'blue')).toEqual([]);
    expect(await find(newPlace(), 'red')).toEqual([]);
  });

  test('a search minds neither case nor accents, and cuts words where a script has no spaces', async () => {
    const place = newPlace();
    const bodies = ['Café Zoë', 'Straße', 'ΟΔΥΣΣΕΥΣ', 'Ёлка', '東京に住んでいます', 'ฉันรักภาษาไทย', 'İstanbul', 'हिन्दी'];
    for (const body of bodies) await say(place, body);
    const wanted = ['cafe', 'ZOE', 'STRASSE', 'οδυσσεύς', 'елка', '東京', 'ภาษา', 'istanbul', 'हिन्दी'];
    const found = await Promise.all(wanted.map(word => find(place, word)));
    const [cafe = '', ...others] = bodies;
    expect(found.flat()).toEqual([cafe, cafe, ...others]);
  });

  test('a search takes words as words, whatever they hold', async () => {
    const place = newPlace();
    await say(place, 'one AND two');
    for (const word of ['"', "'", '*', 'words:one', 'one OR three', 'NEAR(one two)', '^one', '-two', '\u0000', '(']) {
      await expect(find(place, word)).resolves.toBeInstanceOf(Array);
    }
    expect(await find(place, 'NOT', 'one')).toEqual([]);
    expect(await find(place, 'and', 'two')).toEqual(['one AND two']);
    expect(await find(place, `${String.fromCodePoint(0xe000)}1`)).toEqual([]);
  });

  test('a search goes on where it ended', async () => {
    const place = newPlace();
    for (let n = 0; n < 7; n += 1) await say(place, `page ${n}`);
    const all: string[] = [];
    for (let before: number | null = null; ; ) {
      const { items, more } = await held.store.search({ ...place, words: ['page'], limit: 3, before });
      all.push(...items.map(item => item.body));
      before = items.at(-1)?.number ?? 0;
      if (!more) break;
    }
    expect(all).toEqual([6, 5, 4, 3, 2, 1, 0].map(n => `page ${n}`));
  });

  test('L4 a search finds what is published, as it reads now, and nothing that is not', async () => {
    const place = newPlace();
    const edited = await say(place, 'before edit');
    const gone = await say(place, 'before removal');
    const waiting = await say(place, 'before approval', { state: 'held' });
    const decided = await say(place, 'before decision');
    expect(await find(place, 'before')).toEqual(['before decision', 'before removal', 'before edit']);
    await change(edited.id, 'after edit');
    await held.store.remove(gone.id);
    await decide(held.store, waiting.id, 'published');
    await decide(held.store, decided.id, 'spam');
    expect(await find(place, 'before')).toEqual(['before approval']);
    expect(await find(place, 'after')).toEqual(['after edit']);
    expect(await find(place, 'removal')).toEqual([]);
    await decide(held.store, decided.id, 'published');
    expect(await find(place, 'decision')).toEqual(['before decision']);
  });

  test('what is new on a site or in a thread comes newest first, and only what is published', async () => {
    const [one, two] = [newPlace(), newPlace()];
    const first = await say(one, 'first', { title: 'One', url: 'https://a.example/one' });
    await say(two, 'second');
    const held1 = await say(one, 'waiting', { state: 'held' });
    await say(one, 'reply', { parent: first.id });
    const gone = await say(two, 'gone');
    await held.store.remove(gone.id);
    const bodies = async (thread?: string, limit = 3) =>
      (await held.store.recent('default', thread, limit)).map(({ comment, thread: { key } }) => [comment.body, key]);
    expect(await bodies()).toEqual([
      ['reply', one.thread],
      ['second', two.thread],
      ['first', one.thread],
    ]);
    // Once they are indexed, and once some have changed since.
    await find(one, 'first');
    await change(first.id, 'changed');
    await decide(held.store, held1.id, 'published');
    await say(one, 'last');
    expect(await bodies(one.thread, 9)).toEqual(
      ['last', 'reply', 'waiting', 'changed'].map(body => [body, one.thread]),
    );
    expect(await bodies(one.thread, 2)).toEqual(['last', 'reply'].map(body => [body, one.thread]));
    expect((await held.store.recent('default', one.thread, 1))[0]?.thread).toMatchObject({ title: 'One', seq: 6 });
    expect(await bodies(newPlace().thread)).toEqual([]);
    await expect(held.store.recent('nowhere', undefined, 1)).rejects.toMatchObject({ code: 'unknown_site' });
  });

  test('the people of a thread come once each, the last one first, as they signed last', async () => {
    const place = newPlace();
    const [ann, ben, zoe] = [person('Ann'), person('Ben'), person('Zoe')];
    await say(place, 'a', { author: ann });
    await say(place, 'b', { author: ben });
    await say(place, 'c', { author: { ...ann, name: 'Anna' } });
    await say(place, 'd', { author: zoe, state: 'held' });
    const people = async (limit = 9) => (await held.store.participants(place, limit)).map(({ id, name }) => [id, name]);
    expect(await people()).toEqual([
      [ann.id, 'Anna'],
      [ben.id, 'Ben'],
    ]);
    expect(await people(1)).toEqual([[ann.id, 'Anna']]);
    expect(await held.store.participants(newPlace(), 9)).toEqual([]);
  });

  test('a branch is the comment and all above it, each with its first replies', async () => {
    const place = newPlace();
    const root = await say(place, 'root');
    for (let n = 0; n < 4; n += 1) await say(place, `reply ${n}`, { parent: root.id });
    const middle = await say(place, 'middle', { parent: root.id });
    const leaf = await say(place, 'leaf', { parent: middle.id });
    const branch = await held.store.branch(leaf.id.toUpperCase(), REPLY_PREVIEW);
    expect(branch.map(({ body, replies, moreReplies }) => [body, replies.length, moreReplies])).toEqual([
      ['root', 3, true],
      ['middle', 1, false],
      ['leaf', 0, false],
    ]);
    await expect(held.store.branch(randomUUID(), REPLY_PREVIEW)).rejects.toMatchObject({ code: 'unknown_comment' });
  });

  test('a branch that is deeper than 100 begins further down', async () => {
    const place = newPlace();
    let last = await say(place, 'depth 0');
    for (let n = 1; n <= 120; n += 1) last = await say(place, `depth ${n}`, { parent: last.id });
    const branch = await held.store.branch(last.id, []);
    expect([branch.length, branch[0]?.depth, branch.at(-1)?.depth]).toEqual([100, 21, 120]);
  });
}
