/** Much of what its author wrote lately was rejected, or was spam. */
import type { RuleSettingsOf } from '../../../protocol/admin/rules.ts';
import type { Store } from '../../store/store.ts';
import type { Rule } from '../case.ts';

const DAY_MS = 24 * 3_600_000;

export function rejectedRule({ percent, days }: RuleSettingsOf<'rejected'>, store: Store): Rule {
  return ({ asked, now }) =>
    async () => {
      const { written, refused } = await store.rules.refused(asked.author.id, asked.site, now - days * DAY_MS);
      if (refused === 0 || (refused / written) * 100 <= percent) return undefined;
      return { detail: `Of ${written} comments that its author wrote within ${days} days, ${refused} were refused.` };
    };
}
