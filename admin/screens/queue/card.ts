/** `<lc-card>`: one comment before a moderator: who, what, why it is here, and what can be done about it. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { AdminComment, DecisionNoun } from '../../../protocol/admin/comments.ts';
import { t } from '../../i18n/index.ts';
import type { Looker } from '../../live.ts';
import { drawContent } from '../../parts/content.ts';
import { type Icon, icon } from '../../parts/icons.ts';
import '../../parts/menu.ts';
import { define, Part } from '../../parts/part.ts';
import { chip, time } from '../../parts/pieces.ts';
import { isOfTeam } from '../people/ban.ts';
import { roleOf } from '../people/figures.ts';
import type { Card } from './cards.ts';
import { drawReasons, matchesOf } from './reasons.ts';
import { cardStyles, contentStyles } from './styles.ts';
import './surroundings.ts';
import { drawVerdict } from './verdict.ts';

/** What a card asks for; it does nothing by itself. */
export type CardAction =
  | { readonly kind: 'decide'; readonly noun: DecisionNoun }
  | { readonly kind: 'select' | 'undo' | 'person' | 'reject' | 'edit' | 'ban' | 'thread' };
export type CardEvent = CustomEvent<CardAction & { readonly comment: AdminComment }>;

class CardElement extends Part {
  static override properties = {
    card: { attribute: false },
    me: { attribute: false },
    lookers: { attribute: false },
    current: { type: Boolean, reflect: true },
    selected: { type: Boolean, reflect: true },
    done: { type: Boolean, reflect: true },
    open: { state: true },
  };
  static override styles = [...Part.styles, contentStyles, cardStyles];
  declare card: Card;
  /** The id of whoever sits here. */
  declare me: string;
  declare lookers: readonly Looker[];
  declare current: boolean;
  declare selected: boolean;
  declare done: boolean;
  declare open: 'context' | 'revisions' | undefined;

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('card');
    // Another text: what was opened below it may be another one, too.
    if (before && before.comment.version !== this.card.comment.version && this.open === 'revisions')
      this.open = undefined;
  }

  #ask(action: CardAction): void {
    this.emit('lc-card', { ...action, comment: this.card.comment });
  }

  override render(): unknown {
    const { comment, notice } = this.card;
    return html`<div class="inside">
      <label class="select">
        <input
          type="checkbox"
          aria-label=${t('card.select', { name: comment.author.name || t('card.nobody') })}
          aria-keyshortcuts="x"
          .checked=${this.selected}
          @change=${() => this.#ask({ kind: 'select' })}
        />
      </label>
      <div>
        ${this.#head(comment)}${this.#place(comment)}
        <div class="content">
          ${comment.state === 'deleted' && comment.content.length === 0 ? html`<p>${t('card.deleted')}</p>` : drawContent(comment.content, matchesOf(comment))}
        </div>
        ${this.#why(comment)}
        ${
          notice
            ? html`<p class="note ${notice.kind === 'changed' ? 'warn' : 'bad'} notice">${notice.text}</p>`
            : nothing
        }
        <div class="actions" role="group" aria-label=${t('card.actions')}>
          ${this.done ? this.#verdict(comment, this.me) : this.#verbs(comment)}
          <div class="side">${this.#more(comment)}</div>
        </div>
        ${this.open ? html`<lc-surroundings .comment=${comment} .kind=${this.open}></lc-surroundings>` : nothing}
      </div>
    </div>`;
  }

  #head({
    author,
    person,
    createdAt,
    editedAt,
    moderated,
    pinned,
    featured,
    shadowed,
    score,
  }: AdminComment): TemplateResult {
    const figures = t('card.figures', { published: person.published, rejected: person.rejected });
    return html`<div class="who">
      ${this.#name(author.name, person.id)}
      ${isOfTeam(author.role) ? chip(roleOf(author.role), 'accent') : nothing}
      ${person.isBanned ? chip(t('card.banned'), 'bad') : nothing}
      ${person.isNew && person.rejected === 0 ? chip(t('card.new'), 'accent') : html`<span class="muted small">${figures}</span>`}
      ${shadowed ? chip(t('card.shadowed'), 'warn') : nothing}
      ${pinned ? chip(t('card.pinned')) : nothing}${featured ? chip(t('card.featured')) : nothing}
      <span class="end">
        ${score === 0 ? nothing : html`<span class="muted small">${t('card.score', { n: score })}</span>`}
        ${editedAt === null ? nothing : html`<span class="muted small">${t(moderated ? 'card.editedByModerator' : 'card.edited')}</span>`}
        <span class="muted small">${time(createdAt)}</span>
        ${this.lookers.map(drawLooker)}
      </span>
    </div>`;
  }

  /** Whoever deleted what they wrote has no name in it any more. */
  #name(name: string, id: string): TemplateResult {
    if (id === '') return html`<span class="name muted">${t('card.nobody')}</span>`;
    const ask = () => this.#ask({ kind: 'person' });
    return html`<button type="button" class="name" title=${t('card.person', { name })} @click=${ask}><bdi>${name}</bdi></button>`;
  }

  #place({ threadTitle, thread, threadUrl, inReplyTo, id, site }: AdminComment): TemplateResult {
    const title = threadTitle ?? thread;
    return html`<p class="thread" title=${`${site} · ${thread}`}>
        ${
          threadUrl === null
            ? html`<button type="button" class="link" title=${t('card.filterThread')} @click=${() => this.#ask({ kind: 'thread' })}>
              <bdi>${title}</bdi>
            </button>`
            : html`<a href="${threadUrl.split('#')[0]}#comment-${id}" target="_blank" rel="noopener"><bdi>${title}</bdi></a>`
        }
      </p>
      ${inReplyTo === null ? nothing : drawParent(inReplyTo)}`;
  }

  #why(comment: AdminComment): unknown {
    const reasons = drawReasons(comment);
    const { decision, notice } = comment;
    return [
      reasons.length === 0 ? nothing : html`<div class="why">${reasons}</div>`,
      decision?.reason ? html`<p class="word">${t('card.reason', { text: decision.reason })}</p>` : nothing,
      notice ? html`<p class="word">${t('card.message', { text: notice })}</p>` : nothing,
    ];
  }

  #verdict(comment: AdminComment, me: string | null): unknown {
    return html`${drawVerdict(comment, me)}
      ${
        comment.decision?.undoable
          ? html`<button type="button" aria-keyshortcuts="u" @click=${() => this.#ask({ kind: 'undo' })}>
            ${icon('undo')} ${t('undo')}
          </button>`
          : nothing
      }`;
  }

  /** All but what it is already; and by whom it is so, were it a year ago. */
  #verbs(comment: AdminComment): unknown {
    const { state, flagCount, decision } = comment;
    const isApproved = state === 'published' && decision !== null && flagCount === 0;
    return [
      decision?.undoable ? this.#verdict(comment, null) : nothing,
      isApproved ? nothing : this.#verb('approval', 'f', 'check', 'approve', t('card.approve')),
      state === 'rejected' ? nothing : this.#verb('rejection', 'd', 'close', 'reject', t('card.reject')),
      state === 'spam' ? nothing : this.#verb('spam', 's', 'ban', 'spam', t('card.spam')),
    ];
  }

  #verb(noun: DecisionNoun, key: string, picture: Icon, name: string, label: string): TemplateResult {
    return html`<button
      type="button"
      class=${name}
      title="${label} (${key})"
      aria-keyshortcuts=${key}
      @click=${() => this.#ask({ kind: 'decide', noun })}
    >${icon(picture)} ${label}</button>`;
  }

  #more(comment: AdminComment): unknown {
    const { revisions, state, pinned, featured, threadUrl, id } = comment;
    const item = (name: Icon, label: string, action: CardAction, tone = '') =>
      html`<button type="button" class=${tone} @click=${() => this.#ask(action)}>${icon(name)} ${label}</button>`;
    const isPublic = state === 'published';
    return html`${revisions > 0 ? this.#opener('revisions', t('card.history', { n: revisions })) : nothing}
      ${this.#opener('context', t('card.context'))}
      <lc-menu .label=${t('card.more')}>
        ${item('edit', t('card.rejectWith'), { kind: 'reject' })}
        ${isPublic ? item('pin', t(pinned ? 'card.unpin' : 'card.pin'), { kind: 'decide', noun: 'pin' }) : nothing}
        ${isPublic ? item('star', t(featured ? 'card.unfeature' : 'card.feature'), { kind: 'decide', noun: 'feature' }) : nothing}
        ${state === 'deleted' ? nothing : item('edit', t('card.edit'), { kind: 'edit' })}
        ${comment.person.id === '' || isOfTeam(comment.author.role) ? nothing : item('ban', t('card.ban'), { kind: 'ban' })}
        ${item('thread', t('card.filterThread'), { kind: 'thread' })}
        ${
          threadUrl === null
            ? nothing
            : html`<a class="button" href="${threadUrl.split('#')[0]}#comment-${id}" target="_blank" rel="noopener">
              ${icon('external')} ${t('card.open')}
            </a>`
        }
        ${state === 'deleted' ? nothing : item('bin', t('card.delete'), { kind: 'decide', noun: 'deletion' }, 'danger')}
      </lc-menu>`;
  }

  #opener(kind: 'context' | 'revisions', label: string): TemplateResult {
    const toggle = () => {
      this.open = this.open === kind ? undefined : kind;
    };
    return html`<button type="button" class="quiet" aria-expanded=${this.open === kind} @click=${toggle}>${label}</button>`;
  }
}
define('lc-card', CardElement);

function drawParent({ author, excerpt }: NonNullable<AdminComment['inReplyTo']>): TemplateResult {
  // Whoever deletes what they wrote takes name and text from it.
  if (author === '' && excerpt === '') return html`<p class="parent">${t('card.gone')}</p>`;
  return html`<p class="parent">
    <span>${t('card.replyTo', { name: author })}</span><q dir="auto">${excerpt}</q>
  </p>`;
}

function drawLooker({ name }: Looker): TemplateResult {
  const initials = name
    .split(/\s+/)
    .slice(0, 2)
    .map(word => [...word][0]?.toLocaleUpperCase() ?? '')
    .join('');
  const label = t('card.looking', { name });
  return html`<span class="looker" role="img" title=${label} aria-label=${label}>${initials}</span>`;
}
