/** The base of all inner elements: they draw into their owner's shadow root, so one stylesheet and all parts serve them. */
import { LitElement } from 'lit';

export class InnerElement extends LitElement {
  protected override createRenderRoot(): this {
    return this;
  }
}

export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
