type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | null | undefined>;

/** An SVG element with attributes and children. Strings become text nodes; null and undefined attributes are left out. */
export function svg<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((c): c is Node | string => c !== null && c !== undefined && c !== false));
  return element;
}

/** A drawing's root, one unit a CSS pixel. */
export function canvasOf(width: number, height: number, ...children: Child[]): SVGSVGElement {
  return svg('svg', { width, height, viewBox: `0 0 ${width} ${height}` }, ...children);
}

/** Attributes of a text that has to be read over lines. */
export const halo = { stroke: 'var(--page)', 'stroke-width': 3, 'stroke-linejoin': 'round', 'paint-order': 'stroke' } as const;

/** Where a text centered on x has to stand so that none of it lies outside the drawing. */
export function within(x: number, text: string, width: number): number {
  const half = textWidth(text) / 2;
  return Math.max(half, Math.min(width - half, x));
}

/** About how wide a text of the drawings' 11 px is: enough to keep labels apart without asking the browser. */
export function textWidth(text: string): number {
  return 6.8 * text.length;
}
