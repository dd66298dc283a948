/** What a site does until its owner decides otherwise; a setting that is newer than the site begins with this, too. */
import type { SiteSettings } from '../../protocol/comment.ts';

export const DEFAULT_SETTINGS: SiteSettings = {
  sort: 'newest',
  editWindow: 24 * 60 * 60,
  votes: 'updown',
  reactions: ['👍', '❤️', '😂', '🎉', '😮', '😢'],
  presence: 'names',
  images: false,
  guests: true,
  slowMode: 0,
  hold: 'none',
  closeAfter: 0,
  name: '',
  lang: '',
  mailSignIn: true,
  forgetEmails: 0,
  eraseRefused: 0,
};
