import { svg, textWidth } from './svg';

const properties = ['fill', 'stroke', 'stop-color', 'color'] as const;
const entryHeight = 18;
const margin = 8;

/**
 * A figure's SVG as a file of its own: variables of the page become the colors that they stand for, fonts and background are said in it, and the legends that stand beside the
 * drawing in the page stand below it.
 */
export function svgText(drawing: SVGSVGElement, background: string, legends: readonly Element[] = []): string {
  const copy = resolved(drawing);
  const width = drawing.viewBox?.baseVal?.width || Number(drawing.getAttribute('width'));
  let height = drawing.viewBox?.baseVal?.height || Number(drawing.getAttribute('height'));
  for (const legend of legends) {
    const entries = legendBelow(legend, width, height + margin);
    copy.append(entries.group);
    height = entries.bottom;
  }
  if (legends.length > 0) {
    copy.setAttribute('height', String(height + margin));
    copy.setAttribute('viewBox', `0 0 ${width} ${height + margin}`);
  }
  copy.append(svg('defs', {}, ...missing(copy)));
  copy.setAttribute('font-family', 'system-ui, sans-serif');
  copy.setAttribute('font-size', copy.getAttribute('font-size') ?? '11');
  copy.setAttribute('color', getComputedStyle(drawing).color);
  copy.prepend(svg('rect', { width: '100%', height: '100%', fill: background }));
  return new XMLSerializer().serializeToString(copy);
}

/** A copy of a drawing without anything that only the page knows. */
function resolved<T extends SVGElement>(drawing: T): T {
  const copy = drawing.cloneNode(true) as T;
  const from = [drawing, ...drawing.querySelectorAll<SVGElement>('*')];
  const to = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  from.forEach((element, i) => {
    const computed = getComputedStyle(element);
    const target = to[i]!;
    for (const property of properties) {
      if (/var\(|currentcolor/i.test(element.getAttribute(property) ?? element.style.getPropertyValue(property))) {
        target.style.removeProperty(property);
        target.setAttribute(property, computed.getPropertyValue(property));
      }
    }
    target.removeAttribute('tabindex');
  });
  return copy;
}

/** Patterns of the page that a copy refers to and does not hold itself. */
function missing(copy: SVGElement): SVGElement[] {
  const uses = [...copy.querySelectorAll('*')].flatMap((e) => /^url\(#(.+)\)$/.exec(e.getAttribute('fill') ?? '')?.[1] ?? []);
  const own = new Set([...copy.querySelectorAll('[id]')].map((e) => e.id));
  return [...new Set(uses)].filter((id) => !own.has(id)).flatMap((id) => {
    const element = document.getElementById(id);
    return element instanceof SVGElement ? [resolved(element)] : [];
  });
}

/** The entries of a legend in rows, as many as fit, from a height on. */
function legendBelow(legend: Element, width: number, top: number): { group: SVGGElement; bottom: number } {
  const group = svg('g', {});
  let [x, y] = [margin, top];
  for (const entry of legend.querySelectorAll('li')) {
    const label = entry.textContent ?? '';
    const needed = 18 + textWidth(label) + 12;
    if (x > margin && x + needed > width) [x, y] = [margin, y + entryHeight];
    const swatch = entry.querySelector('svg');
    if (swatch) group.append(svg('g', { transform: `translate(${x} ${y})`, color: getComputedStyle(swatch).color }, ...[...swatch.children].map((c) => resolved(c as SVGElement))));
    group.append(svg('text', { x: x + 18, y: y + 11, fill: getComputedStyle(entry).color }, label));
    x += needed;
  }
  return { group, bottom: y + entryHeight };
}
