/** Makes the view, and gives the same object as long as nothing in it has changed: comments are then not drawn again. */
import type { Translator } from '../i18n/translator.ts';
import type { Later } from '../later.ts';
import type { ThreadController } from '../thread/controller.ts';
import { missingReplies, waitingUnder } from '../thread/look.ts';
import { isVisible } from '../thread/shape.ts';
import type { View } from './view.ts';

const NONE = new Map<never, never>();

export class Views {
  #view: View | undefined;
  #parts: readonly unknown[] = [];
  readonly #later: () => Later | undefined;

  constructor(later: () => Later | undefined) {
    this.#later = later;
  }

  of(controller: ThreadController, t: Translator, maxDepth: number): View {
    const later = this.#later;
    const tools = later()?.tools;
    const { state, session, memory } = controller;
    const { viewer, given: isGiven } = session;
    const settings = state?.settings;
    const isLocked = state?.thread.state === 'locked';
    // Not what is being written: it comes later than the first comments, which have nothing of it and stay as they are.
    const parts = [
      controller,
      t,
      maxDepth,
      viewer,
      isGiven,
      settings,
      isLocked,
      tools,
      memory.version,
      later()?.moderating,
      later()?.speaking,
    ];
    if (this.#view && parts.every((part, n) => part === this.#parts[n])) return this.#view;
    this.#parts = parts;
    this.#view = {
      t,
      server: session.api.server,
      viewer,
      isGiven,
      settings,
      isLocked,
      maxDepth,
      memory,
      tools,
      get open() {
        return later()?.writing?.boxes.open ?? NONE;
      },
      get drafts() {
        return later()?.writing?.drafts ?? NONE;
      },
      get desk() {
        return later()?.writing?.desk;
      },
      get moderating() {
        return later()?.moderating;
      },
      get speaking() {
        return later()?.speaking;
      },
      get notes() {
        return later()?.writing?.boxes.notes ?? NONE;
      },
      get: id => (controller.state?.waiting.has(id) ? undefined : controller.state?.nodes.get(id)),
      isUnread: ({ comment }) =>
        memory.seen?.epoch === controller.state?.thread.epoch &&
        comment.seq > (memory.seen?.seq ?? comment.seq) &&
        comment.seq <= memory.head &&
        isVisible(comment) &&
        comment.author.id !== viewer?.id &&
        !memory.hidden.has(comment.author.id),
      waiting: id => (controller.state ? waitingUnder(controller.state, id).length : 0),
      missing: node => (controller.state ? missingReplies(controller.state, node) : 0),
      more: parent => controller.missing.get(parent),
    };
    return this.#view;
  }
}
