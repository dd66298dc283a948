/** The rules that every site begins with; docs/decisions/0018 says why these. */
import { HOLD_POINTS } from '../../protocol/admin/rules.ts';
import type { NewRule } from '../store/contract/rules.ts';

type FirstRule = Omit<NewRule, 'site'>;

/** Without a name: each language has one for their kind. */
const first = (kind: NewRule['kind'], points: number, settings: NewRule['settings'] = {}): FirstRule => ({
  ...{ kind, points, settings },
  name: null,
  enabled: true,
  action: 'score',
});

export const FIRST_RULES: readonly FirstRule[] = [
  first('bots', 0),
  first('links', 3, { first: true }),
  first('links', 3, { max: 3, whileLimited: true }),
  // Once more may be chance; short texts are said again by everyone.
  first('repeat', HOLD_POINTS, { copies: 2, words: 10, whileLimited: true }),
  first('flood', HOLD_POINTS, { max: 30, minutes: 10, whileLimited: true }),
  first('rejected', HOLD_POINTS, { percent: 30, days: 7 }),
  // Until moderators have decided on enough of both kinds it says nothing; then an owner may trust it.
  { ...first('bayes', HOLD_POINTS), enabled: false },
];
