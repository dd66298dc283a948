/** `<lc-list>`: comments in their order; each keeps its element, so that one event changes one place in the page. */
import { html, type TemplateResult } from 'lit';
import { define, InnerElement } from './lc-element.ts';
import type { View } from './view.ts';

class LcList extends InnerElement {
  static override properties = {
    ids: { attribute: false },
    view: { attribute: false },
    depth: { attribute: false },
  };
  declare ids: readonly string[];
  declare view: View;
  declare depth: number;
  readonly #items = new Map<string, HTMLLIElement>();

  protected override render(): TemplateResult {
    return html`<ul role="list" part="list"></ul>`;
  }

  protected override updated(): void {
    const { view, depth } = this;
    const nodes = this.ids.flatMap(id => view.get(id) ?? []);
    const shown = new Set(nodes.map(node => node.comment.id));
    for (const [id, item] of this.#items) {
      if (shown.has(id)) continue;
      item.remove();
      this.#items.delete(id);
    }
    const list = this.firstElementChild;
    let next = list?.firstElementChild ?? null;
    for (const node of nodes) {
      const item = this.#itemOf(node.comment.id);
      if (item === next) next = next.nextElementSibling;
      else list?.insertBefore(item, next);
      Object.assign(item.firstElementChild ?? {}, { view, node, depth });
    }
  }

  #itemOf(id: string): HTMLLIElement {
    let item = this.#items.get(id);
    if (!item) {
      item = document.createElement('li');
      item.append(document.createElement('lc-comment'));
      this.#items.set(id, item);
    }
    return item;
  }
}

define('lc-list', LcList);
