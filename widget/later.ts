/** What a page needs once its first comments are on the screen: the live link, writing, and the styles of both. */
import { later as strings } from './i18n/en-later.ts';
import { learn } from './i18n/translator.ts';
import { Announcer } from './page/announcer.ts';
import './elements/lc-composer.ts';
import './elements/lc-status.ts';
import { linkOf } from './live/link.ts';
import { complain } from './page/complaints.ts';
import { Motion } from './page/motion.ts';
import { mustWait } from './page/reading.ts';
import { cutBack, take } from './page/steps.ts';
import { keepTimes } from './page/times.ts';
import { watchPage } from './page/watch.ts';
import { Finding } from './reading/finding.ts';
import { Reading } from './reading/reading.ts';
import { composer } from './styles/composer.ts';
import { feedback } from './styles/feedback.ts';
import { later as after } from './styles/later.ts';
import { tools as toolStyles } from './styles/tools.ts';
import * as threads from './thread/state.ts';
import { tools } from './tools/tools.ts';
import { Writing } from './writing/writing.ts';

learn(strings);

function adoptStyles(root: ShadowRoot): void {
  for (const { styleSheet } of [after, composer, feedback, toolStyles]) {
    if (styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets.push(styleSheet);
  }
}

export const later = {
  Announcer,
  Finding,
  Motion,
  Reading,
  Writing,
  adoptStyles,
  complain,
  cutBack,
  keepTimes,
  linkOf,
  mustWait,
  take,
  threads,
  tools,
  watchPage,
};
export type Later = typeof later;
