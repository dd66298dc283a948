/** The words of what is done to many threads at once, and of their old keys. */
import { acts } from '../../i18n/en-acts.ts';
import { teach } from '../../i18n/index.ts';

teach(acts);
