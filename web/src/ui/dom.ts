type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined>;

/**
 * An element with attributes and children. Strings become text nodes, never markup: names in a model's file can hold anything. True sets an empty attribute; null,
 * undefined and false leave it out.
 */
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((c): c is Node | string => c !== null && c !== undefined && c !== false));
  return element;
}

/** A button that does something. */
export function button(attributes: Attributes, label: Child, act: (event: MouseEvent) => void): HTMLButtonElement {
  const element = el('button', { type: 'button', ...attributes }, label);
  element.addEventListener('click', act);
  return element;
}

let lastId = 0;

/** An identifier that no other element of the page has. */
export function uniqueId(prefix: string): string {
  lastId++;
  return `${prefix}-${lastId}`;
}

// The categories that the tool's own Printable replaces, of which a lone surrogate is one.
const characters = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

/** A name from a file for showing: characters that hide, break or reverse text become U+FFFD, and long names keep their two ends. */
export function printable(name: string, longest = 120): string {
  const half = Math.floor(longest / 2) - 1;
  const short = name.length <= longest ? name : `${name.slice(0, half)}…${name.slice(-half)}`;
  return short.replace(characters, '\ufffd');
}
