import { nameColor } from '../../color/names';
import { svg } from '../../ui/svg';

export type SymbolShape = 'circle' | 'square' | 'triangle' | 'diamond' | 'cross';

/** Names of one family share a symbol, so that families are told apart without color: averages and single taps, spots, derivatives along a line, waves, no shape. */
const symbols: Readonly<Record<string, SymbolShape>> = {
  smoothing: 'circle', identity: 'circle', sharpening: 'circle',
  'center-surround': 'square', saddle: 'square',
  line: 'triangle', edge: 'triangle',
  gabor: 'diamond', grating: 'diamond',
};

export function symbolOf(name: string): SymbolShape {
  return symbols[name] ?? 'cross';
}

/** A symbol of about the same area as a circle of that radius. */
function symbolPath(symbol: SymbolShape, x: number, y: number, r: number): string {
  const polygon = (...points: readonly (readonly [number, number])[]): string => `M${points.map(([px, py]) => `${x + px * r} ${y + py * r}`).join('L')}Z`;
  switch (symbol) {
    case 'circle':
      return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
    case 'square':
      return polygon([-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]);
    case 'triangle':
      return polygon([0, -1.3], [1.2, 0.85], [-1.2, 0.85]);
    case 'diamond':
      return polygon([0, -1.4], [1.1, 0], [0, 1.4], [-1.1, 0]);
    case 'cross':
      return polygon([-1, -0.6], [-0.6, -1], [0, -0.4], [0.6, -1], [1, -0.6], [0.4, 0], [1, 0.6], [0.6, 1], [0, 0.4], [-0.6, 1], [-1, 0.6], [-0.4, 0]);
  }
}

/** A name's symbol in its color; hollow ones are outlined only. */
export function symbolMark(name: string, x: number, y: number, r: number, hollow = false, title?: string): SVGGElement {
  const color = nameColor(name);
  return svg(
    'g',
    hollow ? { fill: 'var(--page)', 'fill-opacity': 0.4, stroke: color, 'stroke-width': 1.3 } : { fill: color, stroke: 'var(--page)', 'stroke-width': 0.75 },
    title !== undefined && svg('title', {}, title),
    svg('path', { d: symbolPath(symbolOf(name), x, y, r) }),
  );
}
