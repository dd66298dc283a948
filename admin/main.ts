/** The dashboard’s entry. */
import { openTheme } from './theme.ts';
import './app.ts';

openTheme();
