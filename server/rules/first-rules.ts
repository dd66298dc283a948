/** The rules that every site begins with; docs/decisions/0018 says why these. */
import { HOLD_POINTS } from '../../protocol/admin/rules.ts';
import type { NewRule } from '../store/contract/rules.ts';

type FirstRule = Omit<NewRule, 'site'>;

const first = (kind: NewRule['kind'], name: string, points: number, settings: NewRule['settings'] = {}): FirstRule => ({
  ...{ kind, name, points, settings },
  enabled: true,
  action: 'score',
});

export const FIRST_RULES: readonly FirstRule[] = [
  first('bots', 'Scripts', 0),
  first('links', 'Links in a first comment', 3, { first: true }),
  first('links', 'Many links', 3, { max: 3, whileLimited: true }),
  // Once more may be chance; short texts are said again by everyone.
  first('repeat', 'Repeated text', HOLD_POINTS, { copies: 2, words: 10, whileLimited: true }),
  first('flood', 'Flood', HOLD_POINTS, { max: 30, minutes: 10, whileLimited: true }),
  first('rejected', 'Rejected before', HOLD_POINTS, { percent: 30, days: 7 }),
  // Until moderators have decided on enough of both kinds it says nothing; then an owner may trust it.
  { ...first('bayes', 'Learned words', HOLD_POINTS), enabled: false },
];
