import type { FilterItem } from '../../data/report';
import { stripes } from '../../state/fields';
import type { LayerState } from '../../state/layerState';
import { dimensions } from '../../signal/sampling';
import { figure, type Figure, type Mark } from '../../ui/figure';
import { chance, count, degrees, fixed } from '../../ui/format';
import { printable } from '../../ui/dom';
import { link } from '../../ui/link';
import { canvasOf, halo, svg } from '../../ui/svg';
import { axialBins, placed, shownOf } from './groups';

const bins = 12;
const binWidth = 180 / bins;

/** Beyond this many, single ticks at the rim would touch. */
const mostTicks = 150;

/** What the verdict calls a preference, too: p of Rayleigh's test below this, of at least so many directions, which the test's p needs. */
const preferenceP = 0.01;
const fewestForPreference = 10;

/** The directions that the summary's mean is of: those of oriented filters that are told from noise. */
export function direction(item: FilterItem): number | null {
  return item.filter.name === 'noise' ? null : stripes(item);
}

/** What can be said of the mean of so many directions: that one is preferred, that none is, or, of too few, neither. */
export function preference(directions: number, p: number): 'one' | 'none' | 'too few' {
  if (directions < fewestForPreference) return 'too few';
  return p < preferenceP ? 'one' : 'none';
}

/** A point of the rose: degrees counter-clockwise on screen, whose y runs down. */
export function polar(angle: number, radius: number): readonly [number, number] {
  const a = (angle * Math.PI) / 180;
  return [radius * Math.cos(a), -radius * Math.sin(a)];
}

/** The directions that stripes run along; null for layers without rows and columns or without oriented filters. */
export function rosePlot(state: LayerState): Figure | null {
  const { layer, items, size } = state.listed;
  const angles = placed(items, direction);
  if (dimensions(size) < 2 || angles.length === 0) return null;
  const filled = axialBins(angles, bins);
  const most = Math.max(...filled.map((b) => b.length));
  // The summary is of the whole layer: of a part of it, its mean would be that of other filters.
  const mean = items.length < layer.shape[0]! ? null : layer.summary.orientation;
  const meanStripes = mean === null ? 0 : (mean.meanWavevector + 90) % 180;
  const preferred = mean === null ? 'too few' : preference(angles.length, mean.p);
  const statistics = mean === null ? '' : ` Mean direction ${degrees(meanStripes)}, resultant R = ${fixed(mean.resultant, 2)} (0 all alike, 1 all one)${
    preferred === 'too few' ? '; too few directions to tell a preference' : `, Rayleigh p = ${chance(mean.p)}${preferred === 'none' ? ': no preferred direction' : ''}`}.`;
  const draw = (width: number): { svg: SVGSVGElement; marks: Mark[] } => {
    const side = Math.min(width, 320);
    const outer = side / 2 - 22;
    const inner = outer - 8;
    const radius = (n: number): number => inner * Math.sqrt(n / most);
    const marks: Mark[] = [];
    const wedges = filled.map((positions, i) => {
      if (positions.length === 0) return null;
      const center = i * binWidth;
      const shown = shownOf(state, positions);
      const pair = (r: number, attributes: Record<string, string | number>): SVGElement[] =>
        [center, center + 180].map((a) => svg('path', { d: wedge(a - binWidth / 2, a + binWidth / 2, r), ...attributes }));
      const mark = svg(
        'g',
        {},
        svg('title', {}, `stripes at ${degrees(center)} ± ${fixed(binWidth / 2, 1)}°: ${count(positions.length, 'filter')}`),
        ...(shown < positions.length ? pair(radius(positions.length), { fill: 'var(--axis)', 'fill-opacity': 0.25 }) : []),
        ...(shown > 0 ? pair(radius(shown), { fill: 'var(--mark)', 'fill-opacity': 0.8 }) : []),
      );
      marks.push({ element: mark, positions });
      return mark;
    });
    const ticks = angles.length > mostTicks ? [] : angles.map(({ position, value }) => {
      const item = items[position]!;
      const mark = svg(
        'g',
        { stroke: 'var(--mark)', 'stroke-width': 1.5 },
        svg('title', {}, `${printable(item.filter.address)}, ${item.filter.name}: stripes at ${degrees(value)}`),
        ...[value, value + 180].map((a) => svg('path', { d: `M${polar(a, outer - 5).join(' ')}L${polar(a, outer).join(' ')}`, fill: 'none' })),
      );
      marks.push({ element: mark, positions: [position] });
      return mark;
    });
    const rings = ringCounts(most);
    const circles = rings.map((n) => svg('circle', { r: radius(n), fill: 'none', stroke: 'var(--line)' }));
    const ringLabels = rings.map((n) => {
      const [x, y] = polar(90 - 2 * binWidth - binWidth / 2, radius(n));
      return svg('text', { x, y, 'text-anchor': 'middle', dy: '0.35em', ...halo, fill: 'var(--muted)', 'pointer-events': 'none' }, String(n));
    });
    const spokes = [0, 45, 90, 135].map((a) => svg('path', { d: `M${polar(a, outer).join(' ')}L${polar(a + 180, outer).join(' ')}`, stroke: 'var(--line)' }));
    const labels = [0, 45, 90, 135].map((a) => {
      const [x, y] = polar(a, outer + 4);
      const anchor = Math.abs(x) < 1 ? 'middle' : x > 0 ? 'start' : 'end';
      return svg('text', { x, y, dy: Math.abs(y) < 1 ? '0.35em' : '-0.1em', 'text-anchor': anchor, fill: 'var(--muted)' }, `${a}°`);
    });
    const line = mean !== null && meanLine(meanStripes, mean.resultant * inner, preferred !== 'one');
    const rim = svg('circle', { r: outer, fill: 'none', stroke: 'var(--axis)' });
    const middle = svg('g', { transform: `translate(${width / 2} ${side / 2})` }, rim, ...spokes, ...circles, ...wedges, ...ticks, line, ...ringLabels, ...labels);
    return { svg: canvasOf(width, side, middle), marks };
  };
  const result = figure({
    title: 'Directions of stripes',
    kind: 'plot-rose',
    file: layer.name,
    alt: () => `Of ${count(items.length, 'filter')}, ${angles.length} oriented and told from noise. Stripes by direction: ${filled
      .map((b, i) => `${b.length} at ${i * binWidth}°`)
      .filter((_, i) => filled[i]!.length > 0)
      .join(', ')}.${statistics}`,
    draw,
    table: () => ({
      columns: ['stripes (degrees, bin center)', 'filters', 'shown', 'addresses'],
      rows: filled.map((b, i) => [i * binWidth, b.length, shownOf(state, b), b.map((p) => items[p]!.filter.address).join(' ')]),
    }),
    note: `The way stripes run (across it lies the wavevector), counter-clockwise on screen: 0° lies, 90° stands. ${angles.length} of ${count(items.length, 'filter')} oriented and told from noise; area is number, each bin drawn at both ends, as directions here have no sign.${statistics}`,
  });
  link(result, state);
  return result;
}

function wedge(from: number, to: number, radius: number): string {
  return `M0 0L${polar(from, radius).join(' ')}A${radius} ${radius} 0 0 0 ${polar(to, radius).join(' ')}Z`;
}

/** Two or three round counts for the rings. */
export function ringCounts(most: number): number[] {
  const nice = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];
  return nice.filter((n) => n <= most && n >= most / 12).slice(-2);
}

function meanLine(angle: number, length: number, unsure: boolean): SVGElement {
  const [x, y] = polar(angle, length);
  return svg('path', { d: `M${-x} ${-y}L${x} ${y}`, stroke: 'var(--text)', 'stroke-width': 2.5, 'stroke-dasharray': unsure ? '3 3' : null, 'stroke-linecap': 'round', 'pointer-events': 'none' });
}
