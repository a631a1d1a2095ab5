import type { FilterItem, ListedLayer } from '../data/report';
import { largestOf, planes, type Scaling } from './raster';

/** The taps of a signal's filter as an SVG: a dot and a stem each around a zero line, one color for each sign; channels below each other. */
export function curve(listed: ListedLayer, item: FilterItem, width: number, height: number, scaling: Scaling = 'common'): SVGSVGElement {
  const largest = scaling === 'common' ? listed.largest : largestOf(item.weights);
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(height));
  svg.setAttribute('class', 'curve');
  const signals = planes(listed, item);
  const lane = height / signals.length;
  signals.forEach((signal, i) => {
    const zero = (i + 0.5) * lane;
    const step = width / signal.length;
    const scale = largest > 0 ? (0.46 * lane) / largest : 0;
    svg.append(shape('line', { x1: 0, x2: width, y1: zero, y2: zero, class: 'curve-zero' }));
    const x = (n: number): number => (n + 0.5) * step;
    const y = (n: number): number => zero - scale * signal[n]!;
    const points = Array.from(signal, (_, n) => `${x(n).toFixed(2)},${y(n).toFixed(2)}`).join(' ');
    svg.append(shape('polyline', { points, class: 'curve-line' }));
    // Long filters have no room for a mark at each tap.
    if (step < 3) return;
    for (let n = 0; n < signal.length; n++) {
      const sign = signal[n]! < 0 ? 'curve-negative' : 'curve-positive';
      svg.append(shape('line', { x1: x(n), x2: x(n), y1: zero, y2: y(n), class: sign }));
    }
  });
  return svg;
}

function shape(tag: 'line' | 'polyline', attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}
