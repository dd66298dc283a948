/** All styles, but those that are loaded later. */
import { comment } from './comment.ts';
import { section } from './section.ts';
import { theme } from './theme.ts';

export const styles = [theme, section, comment];
