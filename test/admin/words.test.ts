/** What the dashboard says in its languages: every message, with the same places to fill. */
import { expect, test } from 'vitest';
import { strings as ar } from '../../admin/i18n/ar.ts';
import { strings as de } from '../../admin/i18n/de.ts';
import { type Message, en as once } from '../../admin/i18n/en.ts';
import { access } from '../../admin/i18n/en-access.ts';
import { acts } from '../../admin/i18n/en-acts.ts';
import { owner } from '../../admin/i18n/en-owner.ts';
import { queue } from '../../admin/i18n/en-queue.ts';
import { rules } from '../../admin/i18n/en-rules.ts';
import { ways } from '../../admin/i18n/en-ways.ts';
import { strings as es } from '../../admin/i18n/es.ts';
import { strings as fr } from '../../admin/i18n/fr.ts';

/** All of it: what the sign-in brings, and what comes with the screens. */
const en = { ...once, ...acts, ...ways };

const LANGUAGES: Record<string, Readonly<Record<string, Message>>> = { ar, de, es, fr };

const formsOf = (message: Message) => (typeof message === 'string' ? [message] : Object.values(message));
const placesOf = (message: Message) =>
  [...new Set(formsOf(message).flatMap(form => form.match(/\{\w+\}/g) ?? []))].sort();

test.each(Object.entries(LANGUAGES))('%s has all messages, with all that is filled in', (_, strings) => {
  expect(Object.keys(strings).toSorted()).toEqual(Object.keys(en).toSorted());
  for (const [key, message] of Object.entries<Message>(en)) {
    expect(placesOf(strings[key] ?? ''), key).toEqual(placesOf(message));
  }
});

test('no message stands in two files, of which the later one would win', () => {
  const keys = [access, acts, owner, queue, rules, ways].flatMap(part => Object.keys(part));
  expect(keys.filter((key, n) => keys.indexOf(key) !== n)).toEqual([]);
});
