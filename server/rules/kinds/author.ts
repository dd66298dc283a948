/** Who writes: everybody, guests, or whoever has little published yet. */
import type { RuleSettingsOf } from '../../../protocol/admin/rules.ts';
import type { Store } from '../../store/store.ts';
import type { Rule } from '../case.ts';

export function authorRule({ who, published = 1 }: RuleSettingsOf<'author'>, store: Store): Rule {
  return ({ asked }) =>
    async () => {
      if (who === 'all') return { detail: 'Everyone’s comments are looked at.' };
      if (who === 'guests') return asked.viewer.role === 'guest' ? { detail: 'A guest wrote it.' } : undefined;
      const count = await store.rules.published(asked.author.id, asked.site, published);
      return count < published ? { detail: `Its author has ${count} of ${published} published comments.` } : undefined;
    };
}
