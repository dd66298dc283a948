/** Reads HTML and XML as a browser does. */
import type { Page } from 'playwright-core';

/** One element of XML: its name, attributes, own text and children. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly Element[];
}

/** The root element; fails the test where the text is not well-formed. */
export async function readXml(page: Page, text: string): Promise<Element> {
  const root = await page.evaluate(xml => {
    const read = (element: globalThis.Element): unknown => ({
      name: element.nodeName,
      attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
      text: element.children.length === 0 ? element.textContent : '',
      children: [...element.children].map(read),
    });
    const parsed = new DOMParser().parseFromString(xml, 'application/xml');
    const fault = parsed.querySelector('parsererror')?.textContent;
    return fault ? { fault } : { root: read(parsed.documentElement) };
  }, text);
  if ('fault' in root) throw new Error(`${root.fault}: ${text}`);
  return root.root as Element;
}

/** The children of one name. */
export function childrenOf(element: Element, name: string): Element[] {
  return element.children.filter(child => child.name === name);
}

/** The text of the first child of a name. */
export function textIn(element: Element, name: string): string | undefined {
  return childrenOf(element, name)[0]?.text;
}

/** An item of microdata (HTML, 5.2): its type, and the values of each property. */
export interface Item {
  readonly type: string;
  readonly properties: Readonly<Record<string, readonly (string | Item)[]>>;
}

/** The items on top of an HTML text, and the names of all elements that it holds. */
export async function readMicrodata(page: Page, text: string): Promise<{ items: Item[]; elements: string[] }> {
  const read = await page.evaluate(html => {
    const contentOf = (element: globalThis.Element): unknown => {
      if (element.hasAttribute('itemscope')) return itemOf(element);
      const attribute = { META: 'content', LINK: 'href', A: 'href', TIME: 'datetime' }[element.nodeName];
      return attribute ? element.getAttribute(attribute) : element.textContent;
    };
    const itemOf = (scope: globalThis.Element) => {
      const properties: Record<string, unknown[]> = {};
      for (const element of scope.querySelectorAll('[itemprop]')) {
        if (element.parentElement?.closest('[itemscope]') !== scope) continue;
        const name = element.getAttribute('itemprop') ?? '';
        properties[name] = [...(properties[name] ?? []), contentOf(element)];
      }
      return { type: scope.getAttribute('itemtype') ?? '', properties };
    };
    const parsed = new DOMParser().parseFromString(html, 'text/html');
    const tops = [...parsed.querySelectorAll('[itemscope]:not([itemprop])')];
    return {
      items: tops.map(itemOf),
      elements: [...new Set([...parsed.querySelectorAll('*')].map(({ localName }) => localName))].sort(),
    };
  }, text);
  return read as { items: Item[]; elements: string[] };
}
