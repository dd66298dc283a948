/** `<lc-profile>`: what a member says of themselves to everybody: name, picture, website, a few words. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Profile, ProfilePatch } from '../../protocol/account.ts';
import { AVATAR_MAX_BYTES, BIO_MAX_UNITS, NAMELESS } from '../../protocol/limits.ts';
import { drawAvatar } from '../elements/author.ts';
import { define } from '../elements/lc-element.ts';
import { asFailure } from '../session/api.ts';
import { parseUrl } from '../text/url.ts';
import { AccountPage } from './page.ts';
import { drawPreview, upload } from './picture.ts';

type Field = 'name' | 'website' | 'picture';

class LcProfile extends AccountPage<Profile> {
  /** What was chosen in place of the picture: a file, or null for none. */
  #picture: File | null | undefined;
  #wrong: { readonly field: Field; readonly text: string } | undefined;

  /** Whoever has no name of their own yet has most likely come to give one. */
  protected override async begin(): Promise<boolean> {
    const isDone = await super.begin();
    await this.updateComplete;
    const field = this.querySelector<HTMLInputElement>('#lc-name');
    if (field?.value === NAMELESS) {
      field.focus();
      field.select();
    }
    return isDone;
  }

  protected load(): Promise<Profile> {
    return this.api.request<Profile>('/profile');
  }

  protected draw({ viewer, website, bio }: Profile): TemplateResult {
    const { t } = this;
    return html`<form class="profile" novalidate @submit=${this.#save} @input=${this.#forgive}>
      ${this.#drawPicture(viewer)}
      <label for="lc-name">${t.text('name')}</label>
      <input
        id="lc-name"
        name="name"
        dir="auto"
        autocomplete="nickname"
        maxlength="80"
        .value=${viewer.name}
        aria-invalid=${this.#isWrong('name')}
        aria-describedby="lc-fault-name"
      >
      ${this.#reason('name')}
      <label for="lc-website">${t.text('website')}</label>
      <input
        id="lc-website"
        name="website"
        type="url"
        dir="ltr"
        autocomplete="url"
        placeholder="https://"
        .value=${website ?? ''}
        aria-invalid=${this.#isWrong('website')}
        aria-describedby="lc-fault-website"
      >
      ${this.#reason('website')}
      <label for="lc-bio">${t.text('bio')}</label>
      <textarea id="lc-bio" name="bio" dir="auto" rows="3" maxlength=${BIO_MAX_UNITS} .value=${bio}></textarea>
      <button class="primary wide">${t.text('save')}</button>
    </form>`;
  }

  #drawPicture(viewer: Profile['viewer']): TemplateResult {
    const { t } = this;
    const hasPicture = this.#picture === undefined ? Boolean(viewer.avatar) : this.#picture !== null;
    const choose = (): void => this.querySelector<HTMLInputElement>('[type=file]')?.click();
    return html`<div class="about-person">
      <span class="face">${
        this.#picture
          ? html`<canvas class="avatar" width="128" height="128" aria-hidden="true"></canvas>`
          : drawAvatar(this.#picture === null ? { ...viewer, avatar: null } : { ...viewer }, this.api.server)
      }</span>
      <div class="grow">
        <input
          type="file"
          hidden
          accept="image/png,image/jpeg,image/webp,image/gif,image/avif"
          aria-label=${t.text('picture')}
          @change=${this.#choose}
        >
        <button type="button" class="plain" data-do="choose" aria-describedby="lc-picture" @click=${choose}>
          ${t.text('pictureChoose')}
        </button>
        ${
          hasPicture
            ? html`<button type="button" class="quiet" @click=${() => this.#take(null)}>${t.text('pictureRemove')}</button>`
            : nothing
        }
        <p id="lc-picture" class="remark">${t.text('pictureHint', { n: AVATAR_MAX_BYTES / 1_000_000 })}</p>
        ${this.#reason('picture')}
      </div>
    </div>`;
  }

  #isWrong(field: Field): 'true' | 'false' {
    return this.#wrong?.field === field ? 'true' : 'false';
  }

  #reason(field: Field): TemplateResult {
    const { text = '' } = this.#wrong?.field === field ? this.#wrong : {};
    return html`<p id=${`lc-fault-${field}`} class="reason" role="alert">${text}</p>`;
  }

  #complain(field: Field, text: string): void {
    this.#wrong = { field, text };
    this.requestUpdate();
    this.querySelector<HTMLElement>(field === 'picture' ? '[data-do=choose]' : `[name=${field}]`)?.focus();
  }

  readonly #forgive = (): void => {
    if (!this.#wrong && !this.remark) return;
    this.#wrong = undefined;
    this.remark = '';
    this.requestUpdate();
  };

  readonly #choose = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    // The same file may be chosen again.
    input.value = '';
    if (!file) return;
    if (file.size > AVATAR_MAX_BYTES) return this.#complain('picture', this.t.text('error_bad_image'));
    this.#take(file);
    await this.updateComplete;
    try {
      await drawPreview(file, this.querySelector('canvas'));
    } catch {
      this.#take(undefined);
      this.#complain('picture', this.t.text('error_bad_image'));
    }
  };

  #take(picture: File | null | undefined): void {
    this.#picture = picture;
    this.#forgive();
    this.requestUpdate();
    this.querySelector<HTMLElement>('[data-do=choose]')?.focus();
  }

  readonly #save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { name, website, bio } = this.#written();
    if (!name) return this.#complain('name', this.t.text('nameMissing'));
    // Some browsers take a space in an address for a part of it.
    if (website && (/\s/.test(website) || !/^https?:$/.test(parseUrl(website)?.protocol ?? ''))) {
      return this.#complain('website', this.t.text('websiteWrong'));
    }
    let at: Field = 'name';
    await this.work(async () => {
      try {
        this.shown = await this.api.request<Profile>('/profile', { method: 'PATCH', body: { name, website, bio } });
        at = 'picture';
        await this.#savePicture();
      } catch (error) {
        const failure = asFailure(error);
        if (failure.code !== 'bad_name' && failure.code !== 'bad_image' && failure.code !== 'too_large') throw error;
        this.#complain(at, this.t.failure(failure));
        return;
      }
      const { session } = this.owner.thread;
      if (this.shown) {
        session.set({ viewer: this.shown.viewer });
        this.#sign(this.shown);
      }
      this.remark = this.t.text('saved');
    });
  };

  /** What stands on the page is signed anew; others see it with what they load next. */
  #sign({ viewer, website }: Profile): void {
    const { thread } = this.owner;
    const own = [...(thread.state?.nodes.values() ?? [])].filter(({ comment }) => comment.author.id === viewer.id);
    for (const { comment } of own) {
      const author = { ...comment.author, name: viewer.name, avatar: viewer.avatar ?? null, website };
      thread.update(state => {
        const node = state.nodes.get(comment.id);
        return node
          ? { ...state, nodes: new Map(state.nodes).set(comment.id, { ...node, comment: { ...comment, author } }) }
          : state;
      });
      thread.redraw(comment.id);
    }
  }

  async #savePicture(): Promise<void> {
    const picture = this.#picture;
    if (picture === undefined) return;
    if (picture) await upload(this.owner.thread.session, picture);
    else await this.api.request('/profile/avatar', { method: 'DELETE' });
    this.#picture = undefined;
    this.shown = await this.load();
  }

  #written(): Required<Pick<ProfilePatch, 'name' | 'website' | 'bio'>> {
    const of = (name: string): string =>
      this.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name=${name}]`)?.value.trim() ?? '';
    const website = of('website');
    const isBare = website !== '' && !website.includes(':');
    return { name: of('name'), website: isBare ? `https://${website}` : website || null, bio: of('bio') };
  }
}

define('lc-profile', LcProfile);
