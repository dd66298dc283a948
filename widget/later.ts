/** What a page needs once its first comments are on the screen: the live link, writing, and the styles of both. */
import { Announcer } from './page/announcer.ts';
import './elements/lc-composer.ts';
import './elements/lc-status.ts';
import { linkOf } from './live/link.ts';
import { Motion } from './page/motion.ts';
import { mustWait } from './page/reading.ts';
import { cutBack, take } from './page/steps.ts';
import { keepTimes } from './page/times.ts';
import { watchPage } from './page/watch.ts';
import { later as styles } from './styles/later.ts';
import { Writing } from './writing/writing.ts';

function adoptStyles(root: ShadowRoot): void {
  const sheet = styles.styleSheet;
  if (sheet && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}

export const later = {
  Announcer,
  Motion,
  Writing,
  adoptStyles,
  cutBack,
  keepTimes,
  linkOf,
  mustWait,
  take,
  watchPage,
};
export type Later = typeof later;
