/** The pages of a member’s account, and the card of somebody else: loaded when one of them is opened. */
import type { Author } from '../../protocol/comment.ts';
import type { AccountPage as PageName } from '../elements/view.ts';
import type { Key } from '../i18n/en.ts';
import { openDialog } from './dialog.ts';
import './lc-muted.ts';
import './lc-notifications.ts';
import './lc-own-data.ts';
import './lc-person.ts';
import './lc-profile.ts';
import './lc-sessions.ts';
import './lc-written.ts';
import type { AccountOwner } from './owner.ts';

const ELEMENTS: Readonly<Record<PageName, string>> = {
  profile: 'lc-profile',
  written: 'lc-written',
  notifications: 'lc-notifications',
  muted: 'lc-muted',
  sessions: 'lc-sessions',
  data: 'lc-own-data',
};

/** @param onErased the account is no more. */
export function showAccount(owner: AccountOwner, page: PageName, title: Key, onErased: () => void): void {
  const content = document.createElement(ELEMENTS[page]);
  Object.assign(content, { owner, path: '/profile/comments' });
  const { close } = openDialog(owner.root, owner.t, { title: owner.t.text(title), content });
  content.addEventListener('lc-close', close);
  content.addEventListener('lc-erased', () => {
    close();
    onErased();
  });
}

export function showPerson(owner: AccountOwner, author: Author): void {
  if (!author.id) return;
  const content = document.createElement('lc-person');
  Object.assign(content, { owner, author });
  const title = author.name || owner.t.text('someone');
  const { close } = openDialog(owner.root, owner.t, { title, content, look: 'person' });
  content.addEventListener('lc-close', close);
}
