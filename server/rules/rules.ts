/** What may stay: a site’s rules, asked in order before a comment is published, and again with each new text. */
import type { Reason } from '../../protocol/admin/comments.ts';
import { HOLD_POINTS, type RuleAction, type RuleSettingsOf, SPAM_POINTS } from '../../protocol/admin/rules.ts';
import type { SiteSettings, Viewer } from '../../protocol/comment.ts';
import type { Form } from '../../protocol/rest.ts';
import { moderates } from '../accounts/accounts.ts';
import { Seal } from '../accounts/seal.ts';
import type { Outbound } from '../outbound/http.ts';
import type { StoredRule } from '../store/contract/rules.ts';
import type { Decision, Store, StoredComment } from '../store/store.ts';
import { ATTACK_SLOW_MODE, Attacks } from './attack.ts';
import { type Answer, type Case, Facts, type Rule, type Verdict } from './case.ts';
import { compile, type Tools } from './compile.ts';
import { Copies } from './copies.ts';
import { FIRST_RULES } from './first-rules.ts';
import { Forms } from './forms.ts';
import { tokensOf } from './kinds/bayes.ts';
import { Bots } from './kinds/bots.ts';
import { networkOf } from './recently.ts';

export type { Case, Verdict } from './case.ts';

/** Bits of work that are asked of a guest whom nobody knows: some 40 ms, and under attack some 700. */
const WORK_BITS = 14;
const ATTACK_BITS = 18;

/** What these have caught already throws no flood switch. */
const AGAINST_FLOODS: readonly string[] = ['bots', 'flood'];

const PUBLISHED: Verdict = { state: 'published', authorState: null, reasons: [] };

interface Loaded {
  readonly stored: StoredRule;
  readonly rule: Rule;
}

interface Question {
  readonly stored: StoredRule;
  readonly ask: ReturnType<Rule>;
}

interface Said {
  readonly reasons: readonly Reason[];
  readonly points: number;
  readonly action: Exclude<RuleAction, 'score'> | undefined;
}

export class Rules {
  readonly #store: Store;
  readonly #tools: Omit<Tools, 'copies'>;
  readonly #forms: Forms;
  readonly #attacks: Attacks;
  readonly #copies = new Map<string, Copies>();
  /** By site; what is loaded stays until the site’s rules change. */
  readonly #loaded = new Map<string, Promise<readonly Loaded[]>>();

  constructor(rooms: {
    readonly store: Store;
    readonly secret: string;
    readonly outbound: Outbound;
    /** Whether RATE_LIMITS is on. */
    readonly isLimited: boolean;
  }) {
    const { store, secret, outbound, isLimited } = rooms;
    this.#store = store;
    this.#forms = new Forms(secret);
    this.#attacks = new Attacks(store, isLimited);
    const bots = new Bots(this.#forms, isLimited).rule;
    this.#tools = { store, outbound, isLimited, bots, seal: new Seal(secret, 'rules') };
  }

  async judge(asked: Case): Promise<Verdict> {
    if (moderates(asked.viewer, asked.site)) return PUBLISHED;
    const facts = new Facts(asked, this.#store, Date.now());
    const questions = (await this.#of(asked.site)).map(({ stored, rule }) => ({ stored, ask: rule(facts) }));
    const { reasons, points, action } = await this.#ask(questions);
    if (!reasons.some(({ rule }) => AGAINST_FLOODS.includes(rule))) await this.#note(facts);
    const waits = await this.#waits(asked.viewer, asked.site, asked.settings);
    const all = waits ? [waits, ...reasons] : reasons;
    if (action) return verdict(worse(action, waits !== undefined), all);
    if (points >= SPAM_POINTS) return verdict('spam', all);
    return verdict(waits || points >= HOLD_POINTS ? 'held' : 'published', all);
  }

  /** What the rules say, up to the first that decides by itself: `action` is what it asks for. */
  async #ask(questions: readonly Question[]): Promise<Said> {
    const reasons: Reason[] = [];
    let points = 0;
    for (const { stored, ask } of questions) {
      const answer = await ask();
      if (answer === undefined) continue;
      const reason = reasonOf(stored, answer);
      // What only scores decides nothing by itself, and a rule of another action asks for as much as would hold.
      if (stored.action !== 'score' && answer.points !== undefined && answer.points < HOLD_POINTS && !answer.action)
        continue;
      reasons.push(reason);
      if (reason.action === 'score') points += reason.points;
      else return { reasons, points, action: reason.action };
    }
    return { reasons, points, action: undefined };
  }

  /** Tells the flood switch of a new comment by a guest whom nobody knows. */
  async #note(facts: Facts): Promise<void> {
    const { address, edited, form, site, thread, viewer } = facts.asked;
    const network = networkOf(address);
    if (network === undefined || edited !== undefined || !(await facts.isUnknownGuest())) return;
    const hasForm = form !== undefined && this.#forms.isGood(form, { site, thread, viewer: viewer.id }, facts.now);
    await this.#attacks.note(site, network, hasForm, facts.now);
  }

  /** Whether whatever this viewer writes has to wait: then their name is not shown while they type, either. */
  async holds(viewer: Viewer, site: string, settings: SiteSettings): Promise<boolean> {
    return !moderates(viewer, site) && (await this.#waits(viewer, site, settings)) !== undefined;
  }

  /** Seconds between two comments of one viewer in a thread; an attack slows down nobody whom the site knows. */
  async slowMode(viewer: Viewer, site: string, { slowMode }: SiteSettings): Promise<number> {
    if (moderates(viewer, site)) return 0;
    const waits = this.#attacks.isOn(site, Date.now()) && !(await this.#isTrusted(viewer, site));
    return waits ? Math.max(slowMode, ATTACK_SLOW_MODE) : slowMode;
  }

  /** For whoever begins to write. */
  async form(viewer: Viewer, site: string, thread: string): Promise<Form> {
    const now = Date.now();
    const bits = (await this.#isTrusted(viewer, site)) ? 0 : this.#attacks.isOn(site, now) ? ATTACK_BITS : WORK_BITS;
    return this.#forms.make({ site, thread, bits, viewer: viewer.id }, now);
  }

  /** A reader has reported a comment: takes it from the public where enough have. */
  async flagged({ id, site, state }: StoredComment): Promise<void> {
    if (state !== 'published') return;
    for (const { stored } of await this.#of(site)) {
      if (stored.kind !== 'flags') continue;
      const { count } = stored.settings as RuleSettingsOf<'flags'>;
      const flags = await this.#store.rules.flagCount(id);
      if (flags < count) continue;
      const by = { id: `rule:${stored.id}`, name: stored.name ?? 'Reports', via: 'rule' } as const;
      const reason = {
        ...reasonOf(stored, { detail: `Readers reported it ${flags} times.` }),
        action: 'hold' as const,
      };
      await this.#store.moderation.hold(id, [reason], by);
      return;
    }
  }

  /** Learns from what a person decided; the job of that name. */
  learn(comment: string): Promise<void> {
    return this.#store.rules.learn(comment, tokensOf);
  }

  /** What the rules of a site work with; for a trial with a memory of its own. */
  toolsFor(site: string, isTrial = false): Tools {
    const copies = isTrial ? new Copies() : (this.#copies.get(site) ?? new Copies());
    if (!isTrial) this.#copies.set(site, copies);
    return { ...this.#tools, copies };
  }

  /** All of a site’s rules, those that are switched off too. */
  stored(site: string): Promise<readonly StoredRule[]> {
    return this.#store.rules.of(site, FIRST_RULES);
  }

  /** To be called when a site’s rules have changed. */
  forget(site: string): void {
    this.#loaded.delete(site);
  }

  #of(site: string): Promise<readonly Loaded[]> {
    const known = this.#loaded.get(site);
    if (known) return known;
    const loading = this.#load(site);
    this.#loaded.set(site, loading);
    loading.catch(() => this.forget(site));
    return loading;
  }

  async #load(site: string): Promise<readonly Loaded[]> {
    const rules = (await this.stored(site)).filter(({ enabled }) => enabled);
    return rules.map(stored => ({ stored, rule: compile(stored.kind, stored.settings, this.toolsFor(site)) }));
  }

  /** Whoever has an account, and guests of whom something is published. */
  async #isTrusted(viewer: Viewer, site: string): Promise<boolean> {
    return viewer.role !== 'guest' || (await this.#store.isKnown(viewer.id, site));
  }

  /** The owner’s one switch, and the one that a flood throws. */
  async #waits(viewer: Viewer, site: string, { hold }: SiteSettings): Promise<Reason | undefined> {
    if (hold === 'all') return held('all', 'The site holds every comment.');
    const isOn = this.#attacks.isOn(site, Date.now());
    if ((hold !== 'first' && !isOn) || (await this.#store.isKnown(viewer.id, site))) return undefined;
    if (hold === 'first') return held('first', 'Nothing of theirs was published here before.');
    return viewer.role === 'guest' ? held('attack', 'Far more guests write here than usual.') : undefined;
  }
}

function held(rule: string, detail: string): Reason {
  return { rule, name: null, action: 'hold', points: 0, detail, matches: [] };
}

export function reasonOf(
  rule: Pick<StoredRule, 'kind' | 'name' | 'action' | 'points'>,
  answer: NonNullable<Answer>,
): Reason {
  const action = answer.action ?? rule.action;
  const points = action === 'score' ? (answer.points ?? rule.points) : 0;
  return {
    rule: rule.kind,
    name: rule.name,
    action,
    points,
    detail: answer.detail,
    matches: [...(answer.matches ?? [])],
  };
}

/** What the owner’s switch holds no rule lets through. */
function worse(action: Exclude<RuleAction, 'score'>, waits: boolean): Decision {
  if (action === 'approve') return waits ? 'held' : 'published';
  return ({ hold: 'held', reject: 'rejected', spam: 'spam' } as const)[action];
}

/** Who posts spam is told that it waits, and learns nothing by it. */
function verdict(state: Decision, reasons: readonly Reason[]): Verdict {
  return { state, authorState: state === 'spam' ? 'held' : null, reasons };
}
