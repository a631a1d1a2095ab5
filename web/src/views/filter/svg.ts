type Attributes = Readonly<Record<string, string | number>>;

/** An SVG element with attributes; strings become text. */
export function svg<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: (Node | string)[]): SVGElementTagNameMap[K] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, typeof value === 'number' ? String(Math.round(100 * value) / 100) : value);
  element.append(...children);
  return element;
}

/** A drawing of its own, so many CSS pixels wide and high. */
export function drawing(width: number, height: number, ...children: Node[]): SVGSVGElement {
  return svg('svg', { width, height, viewBox: `0 0 ${width} ${height}`, 'font-size': 11 }, ...children);
}

/** A text in the page's text color. */
export function text(x: number, y: number, content: string, anchor: 'start' | 'middle' | 'end' = 'start'): SVGTextElement {
  return svg('text', { x, y, 'text-anchor': anchor, fill: 'currentColor' }, content);
}

/** An entry of a legend: a sign about 20 pixels wide around (10, 0), and what it stands for. */
export interface LegendEntry {
  readonly sign: SVGElement;
  readonly label: string;
}

/** How wide a text of 11 pixels is at most, in pixels: enough for the wider of the fonts that systems have. */
export function textWidth(content: string): number {
  return 6.7 * content.length;
}

/** Entries in lines as wide as there is room. */
export function legend(entries: readonly LegendEntry[], x: number, y: number, width: number): { element: SVGGElement; height: number } {
  const element = svg('g');
  const line = 17;
  let left = 0;
  let top = 0;
  for (const { sign, label } of entries) {
    const wide = 26 + textWidth(label) + 10;
    if (left > 0 && left + wide > width) {
      left = 0;
      top += line;
    }
    element.append(svg('g', { transform: `translate(${x + left} ${y + top + 8})` }, sign, text(26, 4, label)));
    left += wide;
  }
  return { element, height: entries.length === 0 ? 0 : top + line };
}

/** A chart with the legend of its signs below it. */
export function withLegend(chart: SVGSVGElement, entries: readonly LegendEntry[]): SVGSVGElement {
  const width = Number(chart.getAttribute('width'));
  const height = Number(chart.getAttribute('height'));
  const { element, height: more } = legend(entries, 8, height + 2, width - 8);
  chart.append(element);
  chart.setAttribute('height', String(height + more + 4));
  chart.setAttribute('viewBox', `0 0 ${width} ${height + more + 4}`);
  return chart;
}

/** The sign of a line. */
export function lineSign(stroke: string, dashes = '0', width = 2): SVGElement {
  return svg('line', { x1: 0, x2: 20, y1: 0, y2: 0, stroke, 'stroke-width': width, 'stroke-dasharray': dashes });
}

/** How high a chart of curves is: less wide than a picture, and no higher than fits beside one. */
export function chartHeight(width: number): number {
  return Math.round(Math.min(290, Math.max(180, 0.7 * width)));
}
