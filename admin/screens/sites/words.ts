/** The words of these screens alone. */
import { ways } from '../../i18n/en-ways.ts';
import { teach } from '../../i18n/index.ts';

teach(ways);
