/** Makes elements without a library: this one has none. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  look = '',
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  if (look) element.className = look;
  element.append(...children);
  return element;
}
