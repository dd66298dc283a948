/** The words of what is done to people as a whole. */
import { acts } from '../../i18n/en-acts.ts';
import { teach } from '../../i18n/index.ts';

teach(acts);
