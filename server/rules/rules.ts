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

export type { Case, Verdict } from './case.ts';

/** Bits of work that are asked of a guest whom nobody knows: some 40 ms, and under attack some 700. */
const WORK_BITS = 14;
const ATTACK_BITS = 18;

const PUBLISHED: Verdict = { state: 'published', authorState: null, reasons: [] };

interface Loaded {
  readonly stored: StoredRule;
  readonly rule: Rule;
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
    if (asked.edited === undefined && (await facts.isUnknownGuest())) await this.#attacks.note(asked.site, facts.now);
    const waits = await this.#waits(asked.viewer, asked.site, asked.settings);
    const reasons: Reason[] = waits ? [waits] : [];
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
      else return verdict(worse(reason.action, waits !== undefined), reasons);
    }
    if (points >= SPAM_POINTS) return verdict('spam', reasons);
    return verdict(waits || points >= HOLD_POINTS ? 'held' : 'published', reasons);
  }

  /** Whether whatever this viewer writes has to wait: then their name is not shown while they type, either. */
  async holds(viewer: Viewer, site: string, settings: SiteSettings): Promise<boolean> {
    return !moderates(viewer, site) && (await this.#waits(viewer, site, settings)) !== undefined;
  }

  /** Seconds between two comments of one viewer in a thread. */
  slowMode(site: string, { slowMode }: SiteSettings): number {
    return this.#attacks.isOn(site, Date.now()) ? Math.max(slowMode, ATTACK_SLOW_MODE) : slowMode;
  }

  /** For whoever begins to write. */
  async form(viewer: Viewer, site: string, thread: string): Promise<Form> {
    const isTrusted = viewer.role !== 'guest' || (await this.#store.isKnown(viewer.id, site));
    const now = Date.now();
    const bits = isTrusted ? 0 : this.#attacks.isOn(site, now) ? ATTACK_BITS : WORK_BITS;
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
