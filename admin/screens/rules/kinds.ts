/** What the form of each kind of rule asks for, and what such a rule may do. */
import type { Rule, RuleAction, RuleKind } from '../../../protocol/admin/rules.ts';

/** One setting, and the control that it has; labels are `rules.<kind>.<name>`. */
export type Field = {
  readonly name: string;
  readonly optional?: boolean;
  /** Asked for only where another choice is so. */
  readonly when?: readonly [name: string, value: string];
} & (
  | {
      readonly type: 'number';
      readonly min: number;
      readonly max: number;
      readonly start?: number;
      readonly unset?: number;
    }
  | { readonly type: 'lines' }
  | { readonly type: 'check' }
  | { readonly type: 'url' }
  | { readonly type: 'secret'; readonly min: number }
  | { readonly type: 'choice'; readonly options: readonly string[] }
  /** Several of these; all of them where nothing is said. */
  | { readonly type: 'some'; readonly options: readonly string[] }
);

interface KindForm {
  readonly fields: readonly Field[];
  /** None: the kind itself says what is done. The first is proposed. */
  readonly actions: readonly RuleAction[];
  /** The kind itself says how many points. */
  readonly hasOwnPoints?: boolean;
  /** What is written already says nothing about it. */
  readonly isUntriable?: boolean;
}

const ALL: readonly RuleAction[] = ['hold', 'reject', 'spam', 'score', 'approve'];
/** For what speaks against a comment alone. */
const AGAINST: readonly RuleAction[] = ['hold', 'reject', 'spam', 'score'];

export const KINDS: Readonly<Record<RuleKind, KindForm>> = {
  words: {
    fields: [
      { name: 'words', type: 'lines' },
      { name: 'in', type: 'some', options: ['body', 'name', 'website'] },
    ],
    actions: ALL,
  },
  links: {
    fields: [
      { name: 'max', type: 'number', min: 0, max: 20, start: 3, optional: true },
      { name: 'hosts', type: 'lines', optional: true },
      { name: 'first', type: 'check' },
    ],
    actions: ALL,
  },
  author: {
    fields: [
      { name: 'who', type: 'choice', options: ['new', 'guests', 'all'] },
      { name: 'published', type: 'number', min: 1, max: 1000, start: 1, unset: 1, when: ['who', 'new'] },
    ],
    actions: ALL,
  },
  patterns: { fields: [{ name: 'patterns', type: 'lines' }], actions: ALL },
  flags: { fields: [{ name: 'count', type: 'number', min: 1, max: 1000, start: 3 }], actions: [] },
  repeat: {
    fields: [
      { name: 'copies', type: 'number', min: 1, max: 100, start: 2, unset: 1 },
      { name: 'words', type: 'number', min: 1, max: 1000, start: 10, unset: 1 },
    ],
    actions: AGAINST,
  },
  flood: {
    fields: [
      { name: 'max', type: 'number', min: 1, max: 1000, start: 30 },
      { name: 'minutes', type: 'number', min: 1, max: 1440, start: 10 },
    ],
    actions: AGAINST,
  },
  rejected: {
    fields: [
      { name: 'percent', type: 'number', min: 1, max: 100, start: 30 },
      { name: 'days', type: 'number', min: 1, max: 365, start: 7 },
    ],
    actions: AGAINST,
  },
  bots: { fields: [], actions: ['score', 'hold', 'reject', 'spam'], hasOwnPoints: true, isUntriable: true },
  bayes: { fields: [], actions: AGAINST },
  akismet: {
    fields: [
      { name: 'key', type: 'secret', min: 1 },
      { name: 'blog', type: 'url' },
      { name: 'url', type: 'url', optional: true },
    ],
    actions: ['spam', 'hold', 'reject', 'score'],
    isUntriable: true,
  },
  external: {
    fields: [
      { name: 'url', type: 'url' },
      { name: 'secret', type: 'secret', min: 16 },
    ],
    actions: [],
    isUntriable: true,
  },
};

export const KIND_NAMES = Object.keys(KINDS) as readonly RuleKind[];

/** Those that the form offers; what a rule does already is always among them. */
export function actionsFor(kind: RuleKind, rule: Rule | undefined): readonly RuleAction[] {
  const { actions } = KINDS[kind];
  if (actions.length === 0 || !rule || actions.includes(rule.action)) return actions;
  return [...actions, rule.action];
}
