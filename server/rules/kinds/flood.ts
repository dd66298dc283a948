/** More comments than expected, by one author or out of one network. */
import type { RuleSettingsOf } from '../../../protocol/admin/rules.ts';
import type { Rule } from '../case.ts';
import { networkOf, Recently } from '../recently.ts';

const MINUTE_MS = 60_000;

export function floodRule({ max, minutes }: RuleSettingsOf<'flood'>): Rule {
  const recently = new Recently(minutes * MINUTE_MS, max + 1);
  return facts => {
    const { asked, now } = facts;
    if (asked.edited) return () => undefined;
    const byAuthor = recently.add(asked.author.id, now);
    return async () => {
      if (byAuthor > max) return { detail: `Its author wrote more than ${max} comments within ${minutes} minutes.` };
      // Those whom the site knows may share an address with many.
      const network = networkOf(asked.address);
      if (network === undefined || !(await facts.isUnknownGuest())) return undefined;
      const byNetwork = recently.add(network, now);
      if (byNetwork <= max) return undefined;
      return { detail: `More than ${max} comments came from one network within ${minutes} minutes.` };
    };
  };
}
