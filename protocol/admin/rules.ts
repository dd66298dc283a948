/** Rules: what is judged before a comment is published, in order, and what each may be told. */
import { type Static, Type } from 'typebox';
import { SiteKey, Uuid } from '../comment.ts';
import { URL_MAX_UNITS } from '../limits.ts';
import { Reason } from './comments.ts';
import { nullable, oneOf, strict } from './shared.ts';

/** What a rule does where it applies: decide by itself, or add points. */
export const RuleAction = Type.Union([
  Type.Literal('approve'),
  Type.Literal('hold'),
  Type.Literal('reject'),
  Type.Literal('spam'),
  Type.Literal('score'),
]);
export type RuleAction = Static<typeof RuleAction>;

export { HOLD_POINTS, SPAM_POINTS } from '../limits.ts';

/** For what floods do, and tests. */
const whileLimited = Type.Optional(Type.Boolean({ description: 'rests where the server runs with RATE_LIMITS=off' }));

const days = (maximum: number) => Type.Integer({ minimum: 1, maximum });

/** What each kind of rule is told. */
export const RuleSettings = {
  /** Who writes: everybody, guests, or who has fewer than so many published comments. */
  author: Type.Object(
    {
      who: Type.Union([Type.Literal('all'), Type.Literal('guests'), Type.Literal('new')]),
      published: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
    },
    strict,
  ),
  /** More links than `max`, links to `hosts`, or any link in a first comment. */
  links: Type.Object(
    {
      max: Type.Optional(Type.Integer({ minimum: 0, maximum: 20 })),
      hosts: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 253 }), { maxItems: 1000 })),
      first: Type.Optional(Type.Boolean()),
      whileLimited,
    },
    strict,
  ),
  /** Words (`*` stands for any letters), in the text, the name or the website; whole words, without case and accents. */
  words: Type.Object(
    {
      words: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 2000 }),
      in: Type.Optional(
        Type.Array(Type.Union([Type.Literal('body'), Type.Literal('name'), Type.Literal('website')]), { minItems: 1 }),
      ),
    },
    strict,
  ),
  /** Regular expressions in RE2’s syntax, which take time in proportion to the text and no more. */
  patterns: Type.Object(
    { patterns: Type.Array(Type.String({ minLength: 1, maxLength: 500 }), { minItems: 1, maxItems: 100 }) },
    strict,
  ),
  /** The same or nearly the same text on the site within a day, quotations left out. */
  repeat: Type.Object(
    {
      copies: Type.Optional(
        Type.Integer({ minimum: 1, maximum: 100, default: 1, description: 'how many must be there already' }),
      ),
      words: Type.Optional(
        Type.Integer({ minimum: 1, maximum: 1000, default: 1, description: 'shorter texts may be repeated' }),
      ),
      whileLimited,
    },
    strict,
  ),
  /** More comments than `max` by one author, or by unknown guests of one network, within `minutes`. */
  flood: Type.Object(
    {
      max: Type.Integer({ minimum: 1, maximum: 1000 }),
      minutes: Type.Integer({ minimum: 1, maximum: 1440 }),
      whileLimited,
    },
    strict,
  ),
  /** More than `percent` of what they wrote in `days` was rejected or spam. */
  rejected: Type.Object({ percent: Type.Integer({ minimum: 1, maximum: 100 }), days: days(365) }, strict),
  /** Not before publication: readers’ reports reach `count`. */
  flags: Type.Object({ count: Type.Integer({ minimum: 1, maximum: 1000 }) }, strict),
  /** What scripts do: no form, an old one, too fast, the hidden field filled, no proof of work. */
  bots: Type.Object({}, strict),
  /** What moderators took for spam and for ham, word by word. */
  bayes: Type.Object({}, strict),
  /** Akismet’s service, or one that speaks its protocol. */
  akismet: Type.Object(
    {
      key: Type.String({ minLength: 1, maxLength: 200 }),
      blog: Type.String({ minLength: 1, maxLength: URL_MAX_UNITS }),
      url: Type.Optional(Type.String({ maxLength: URL_MAX_UNITS })),
    },
    strict,
  ),
  /** A service of the owner’s: it gets the comment, signed, and answers with an action. */
  external: Type.Object(
    {
      url: Type.String({ minLength: 1, maxLength: URL_MAX_UNITS }),
      secret: Type.String({ minLength: 16, maxLength: 200 }),
    },
    strict,
  ),
} as const;
export type RuleKind = keyof typeof RuleSettings;
export type RuleSettingsOf<K extends RuleKind> = Static<(typeof RuleSettings)[K]>;
export const RULE_KINDS = Object.keys(RuleSettings) as readonly RuleKind[];

const RuleKindSchema = oneOf(RULE_KINDS);

/** `settings` is checked by the kind’s own schema; secrets in it are given back as `***`. */
export const Rule = Type.Object({
  id: Type.Integer(),
  site: SiteKey,
  kind: RuleKindSchema,
  name: nullable(Type.String()),
  enabled: Type.Boolean(),
  action: RuleAction,
  points: Type.Integer(),
  settings: Type.Record(Type.String(), Type.Unknown()),
});
export type Rule = Static<typeof Rule>;

const ruleFields = {
  name: Type.Optional(nullable(Type.String({ maxLength: 200 }))),
  enabled: Type.Optional(Type.Boolean()),
  action: Type.Optional(RuleAction),
  points: Type.Optional(Type.Integer({ minimum: -20, maximum: 20 })),
};
export const NewRuleBody = Type.Object(
  { site: SiteKey, kind: RuleKindSchema, settings: Type.Record(Type.String(), Type.Unknown()), ...ruleFields },
  strict,
);
export type NewRuleBody = Static<typeof NewRuleBody>;
export const RulePatch = Type.Object(
  {
    ...ruleFields,
    settings: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    position: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000, description: '0 is first' })),
  },
  strict,
);
export type RulePatch = Static<typeof RulePatch>;
export const RulesQuery = Type.Object({ site: Type.Optional(SiteKey) }, strict);
/** In the order in which they are asked. */
export const RuleList = Type.Object({ items: Type.Array(Rule), next: Type.Null() });

/** What would this rule, by itself, have done to the last comments? Nothing is changed by asking. */
export const DryRunBody = Type.Object(
  { rule: NewRuleBody, last: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 1000 })) },
  strict,
);
export const DryRun = Type.Object({
  looked: Type.Integer(),
  applied: Type.Integer({ description: 'to how many of them it would have applied' }),
  /** Of these, how many moderators had decided otherwise. */
  approvedByPeople: Type.Integer(),
  items: Type.Array(
    Type.Object({ id: Uuid, excerpt: Type.String(), author: Type.String(), state: Type.String(), reason: Reason }),
    { description: 'the newest 50 of them' },
  ),
  note: nullable(
    Type.String({ description: 'what could not be known afterwards, such as how fast a form was filled' }),
  ),
});
export type DryRun = Static<typeof DryRun>;
