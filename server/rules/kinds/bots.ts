/** What scripts do and people do not: no form or another’s, no work, no time to write, a field filled that nobody sees. */
import { randomUUID } from 'node:crypto';
import { HOLD_POINTS, SPAM_POINTS } from '../../../protocol/admin/rules.ts';
import type { Answer, Facts, Rule } from '../case.ts';
import type { Forms } from '../forms.ts';
import { networkOf, Recently } from '../recently.ts';

/** Nobody reads, thinks and writes in less. */
const HASTE_MS = 3_000;
const HASTE_POINTS = 4;

const SPAN_MS = 10 * 60_000;
/** Programs may post without a form, and a network may have a few; from here on, one floods. */
const FORMLESS_MAX = 20;
const FORMLESS_POINTS = HOLD_POINTS + 1;
/** From here on nobody should have to look through them. */
const FORMLESS_FLOOD = 60;

export class Bots {
  readonly #forms: Forms;
  readonly #isLimited: boolean;
  /** Posts of unknown guests without a form, or in haste, by network. */
  readonly #formless = new Recently(SPAN_MS, FORMLESS_FLOOD + 1);

  constructor(forms: Forms, isLimited: boolean) {
    this.#forms = forms;
    this.#isLimited = isLimited;
  }

  readonly rule: Rule = facts => async () => {
    // A change of a text comes with no form.
    if (facts.asked.edited) return undefined;
    return this.#deceit(facts) ?? this.#pace(facts);
  };

  /** What no client of ours does, and no program has a reason to. */
  #deceit({ asked, now }: Facts): Answer {
    const { form, id = randomUUID() } = asked;
    if (form === undefined) return undefined;
    const caught = (detail: string): Answer => ({ points: SPAM_POINTS, detail });
    if (form.website2) return caught('A field was filled in that people do not see.');
    const claims = this.#forms.read(form.token);
    if (claims === undefined) return caught('Its form was not made by this server.');
    if (!this.#forms.isFor(claims, asked.site, asked.thread)) return caught('Its form belongs to another thread.');
    // Whoever signs in or out while they write still holds the form of who they were: it is as good as none.
    if (this.#forms.isOver(claims, now) || !this.#forms.isTheirs(claims, asked.viewer.id)) return undefined;
    if (!this.#forms.use(claims, id.toLowerCase())) return caught('Its form was used before.');
    if (!this.#forms.isSolved(claims, form.solution)) {
      return caught('The work that was asked for with its form is not done.');
    }
    return undefined;
  }

  /** What a program or a quick hand does now and then, and a script all the time. */
  async #pace(facts: Facts): Promise<Answer> {
    const { asked, now } = facts;
    const network = networkOf(asked.address);
    if (!this.#isLimited || network === undefined || !(await facts.isUnknownGuest())) return undefined;
    const claims = asked.form && this.#forms.read(asked.form.token);
    const isTheirs = claims !== undefined && this.#forms.isTheirs(claims, asked.viewer.id);
    const hasForm = isTheirs && !this.#forms.isOver(claims, now);
    if (hasForm && now - claims.t >= HASTE_MS) return undefined;
    const before = this.#formless.add(network, now) - 1;
    if (before < FORMLESS_MAX) return undefined;
    // Not which one: addresses are kept nowhere.
    const others = `${before} others of its network within 10 minutes`;
    if (hasForm) return { points: HASTE_POINTS, detail: `It was written in less than 3 seconds, as were ${others}.` };
    const points = before < FORMLESS_FLOOD ? FORMLESS_POINTS : SPAM_POINTS;
    return { points, detail: `It came without a form, as did ${others}.` };
  }
}
