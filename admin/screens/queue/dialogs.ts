/** The dialogs over the queue: two forms of a card, a ban, a person, and the list of keys. */
import { html, nothing } from 'lit';
import type { AdminComment, DecisionBody } from '../../../protocol/admin/comments.ts';
import '../../parts/dialog.ts';
import type { Me } from '../../parts/screen.ts';
import '../people/ban.ts';
import '../people/person.ts';
import { find } from './cards.ts';
import type { Decisions } from './decisions.ts';
import type { Desk } from './desk.ts';
import './forms.ts';
import { drawKeys } from './key-list.ts';

type Kind = 'reject' | 'edit' | 'ban' | 'person';
/** Which dialog is open, and about which comment. */
export type Open = { readonly kind: Kind; readonly id: string } | { readonly kind: 'keys' };

interface Given {
  readonly desk: Desk;
  readonly decisions: Decisions;
  readonly session: Me;
  close(): void;
  reject(id: string, body: DecisionBody): void;
}

export function drawDialog(open: Open, given: Given): unknown {
  if (open.kind === 'keys') return drawKeys(given.close);
  const comment = find(given.desk.cards, open.id)?.comment;
  return comment ? drawAbout(comment, open.kind, given) : nothing;
}

function drawAbout(comment: AdminComment, kind: Kind, { desk, decisions, session, close, reject }: Given): unknown {
  const { id, author, person, site } = comment;
  // What they wrote looks otherwise after a ban.
  const banned = () => {
    const theirs = desk.cards.items.filter(each => each.comment.person.id === person.id);
    void desk.read(theirs.map(each => each.comment.id));
  };
  switch (kind) {
    case 'reject':
      return html`<lc-reject-form
        .comment=${comment}
        .send=${(body: DecisionBody) => reject(id, body)}
        @lc-close=${close}
      ></lc-reject-form>`;
    case 'edit':
      return html`<lc-edit-form
        .comment=${comment}
        .send=${(body: string) => decisions.edit(comment, body)}
        .reload=${() => desk.read([id])}
        @lc-close=${close}
      ></lc-edit-form>`;
    case 'ban':
      return html`<lc-ban-dialog
        .person=${{ id: person.id, name: author.name, email: person.email }}
        .site=${site}
        .session=${session}
        @lc-banned=${banned}
        @lc-close=${close}
      ></lc-ban-dialog>`;
    case 'person':
      return html`<lc-dialog wide .label=${author.name} @lc-close=${close}>
        <lc-person .person=${person.id} .site=${site} .session=${session} @lc-banned=${banned}></lc-person>
      </lc-dialog>`;
  }
}
