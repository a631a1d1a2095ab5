import * as Plot from '@observablehq/plot';
import { sequential } from '../../color/maps';
import type { FilterItem, ListedLayer } from '../../data/report';
import { paint, type Raster } from '../../kernels/raster';
import { directionOf, findPeak, type Frequency } from '../../signal/peak';
import { dimensions, frequencyUnit, strideNyquist } from '../../signal/sampling';
import { autocorrelation, cellFrequency, lagGrid, powerAt, powerDb, powerMap } from '../../signal/totalResponse';
import { peak } from '../../state/fields';
import type { LayerState } from '../../state/layerState';
import { printable } from '../../ui/dom';
import { figure, type Drawing, type Figure, type Mark } from '../../ui/figure';
import { degrees, fixed, number } from '../../ui/format';
import { link } from '../../ui/link';
import { svg } from '../../ui/svg';
import { Subject } from '../filter/subject';
import { axes, xTitle } from './axes';
import { direction } from './rose';
import { dilationNote, responds, summed, totalLags } from './total';

const cells = 128;
/** What lies further below the peak has the darkest color. */
const floor = -30;

/** Beyond this many, the peaks of single filters would hide the map. */
const mostPeaks = 200;

/** Whether a filter's peak is circled: that of an oriented one that is told from noise, as in the rose, and not at zero frequency. */
export function isCircled(item: FilterItem): boolean {
  return direction(item) !== null && (peak(item) ?? 0) > 0;
}

/** Where the response of a filter is largest. Its direction need not be that of the wavevector, which is a mean over all of the response. */
export function peakOf(listed: ListedLayer, item: FilterItem): Frequency {
  const { spatial, spacing, rows, columns } = new Subject(listed, item);
  const lags = autocorrelation(spatial, rows, columns, spacing);
  const longest = Math.max(spacing.x * columns, spacing.y * rows);
  return findPeak(lagGrid(lags, Math.min(257, Math.max(65, 4 * longest + 1))), (u, v) => powerAt(lags, u, v), spacing);
}

/** The total response as a map; null for kernels that have no rows and columns and where all weights are zero. */
export function responseMap(state: LayerState): Figure | null {
  const { listed } = state;
  const { layer, items, size } = listed;
  if (dimensions(size) < 2 || !responds(listed)) return null;
  let known: Float64Array | null = null;
  const power = (): Float64Array => (known ??= powerMap(totalLags(listed), cells));
  const limit = strideNyquist(layer);
  const unit = frequencyUnit(layer);
  const oriented = items.filter(isCircled);
  // Beyond so many none is found, let alone drawn.
  const circled = oriented.length > mostPeaks ? [] : oriented;
  let places: readonly Frequency[] | null = null;
  const peaks = (): readonly Frequency[] => (places ??= circled.map((item) => peakOf(listed, item)));
  const draw = (width: number): Drawing => {
    const side = Math.min(width, 380);
    const margin = (width - side) / 2;
    const ticks = [-0.5, -0.25, 0, 0.25, 0.5];
    const tickFormat = (f: number): string => number(f);
    const plot = axes({
      width,
      height: side + 40,
      marginLeft: 44 + margin,
      marginRight: 14 + margin,
      marginTop: 20,
      marginBottom: 74,
      x: { domain: [-0.5, 0.5], ticks, tickFormat, label: null },
      y: { domain: [0.5, -0.5], ticks, tickFormat: (v: number) => tickFormat(-v), label: 'up ↑', labelArrow: 'none' },
      marks: [Plot.frame({ stroke: 'none' })],
    });
    const [left, right, top, bottom] = [plot.x(-0.5), plot.x(0.5), plot.y(-0.5), plot.y(0.5)];
    const values = power();
    const most = Math.max(...values);
    const raster: Raster = { width: cells, height: cells, pixels: Array.from(values, (p) => sequential(1 - powerDb(p, most, floor) / floor)) };
    const picture = svg('image', { href: paint(raster, cells).toDataURL(), x: left, y: top, width: right - left, height: bottom - top, preserveAspectRatio: 'none', 'image-rendering': 'pixelated' });
    const frame = svg('rect', { x: left, y: top, width: right - left, height: bottom - top, fill: 'none', stroke: 'var(--axis)' });
    const square = limit && [3.5, 1.5].map((strokeWidth, i) =>
      svg('rect', {
        x: plot.x(-limit.x), y: plot.y(-limit.y), width: plot.x(limit.x) - plot.x(-limit.x), height: plot.y(limit.y) - plot.y(-limit.y),
        fill: 'none', stroke: i === 0 ? '#000000' : '#ffffff', 'stroke-width': strokeWidth,
      }));
    const marks: Mark[] = [];
    const dots = peaks().map(({ u, v }, i) => {
      const item = circled[i]!;
      const mark = svg(
        'g',
        { fill: 'transparent', stroke: '#ffffff', 'stroke-width': 1.25 },
        svg('title', {}, `${printable(item.filter.address)}, ${item.filter.name}: peak ${number(Math.hypot(u, v))} ${unit} toward ${degrees(directionOf({ u, v }))}`),
        ...[1, -1].flatMap((sign) => {
          const center = { cx: plot.x(sign * u), cy: plot.y(sign * v), r: 3 };
          return [svg('circle', { ...center, stroke: '#000000', 'stroke-width': 3, fill: 'none' }), svg('circle', center)];
        }),
      );
      marks.push({ element: mark, positions: [item.position] });
      return mark;
    });
    const bar: Raster = { width: 128, height: 1, pixels: Array.from({ length: 128 }, (_, i) => sequential(i / 127)) };
    const barTop = bottom + 58;
    const barLeft = left + 34;
    const scale = [
      svg('image', { href: paint(bar, 128).toDataURL(), x: barLeft, y: barTop, width: right - 34 - barLeft, height: 9, preserveAspectRatio: 'none' }),
      svg('text', { x: barLeft - 4, y: barTop + 8, 'text-anchor': 'end', fill: 'var(--muted)' }, `${fixed(floor, 0)} dB`),
      svg('text', { x: right - 30, y: barTop + 8, 'text-anchor': 'start', fill: 'var(--muted)' }, '0 dB'),
    ];
    plot.svg.append(xTitle(plot, [-0.5, 0.5], bottom + 36, `right → (${unit})`), picture, frame, ...(square ?? []), ...dots, ...scale);
    return { svg: plot.svg, marks };
  };
  const strideText = limit ? ` Square: what the stride of ${layer.stride.slice(-2).join('×')} can carry, ${number(limit.x)} to either side by ${number(limit.y)} up and down; what lies outside folds into it.` : '';
  const result = figure({
    title: 'Total response, map',
    kind: 'plot-map',
    file: layer.name,
    alt: () => {
      const values = power();
      const at = values.indexOf(Math.max(...values));
      const [u, v] = [cellFrequency(at % cells, cells), cellFrequency(Math.floor(at / cells), cells)];
      return `${summed(listed)} in dB relative to its peak, which lies at ${number(Math.hypot(u, v), 2)} ${unit}; at zero frequency it is ${number(powerDb(values[(cells / 2) * cells + cells / 2]!, values[at]!, floor), 2)} dB.${strideText}`;
    },
    draw,
    table: () => {
      const values = power();
      const most = Math.max(...values);
      return {
        columns: [`u, right (${unit})`, 'v, down', 'power', 'dB relative to the peak'],
        rows: Array.from(values, (p, i) => [cellFrequency(i % cells, cells), cellFrequency(Math.floor(i / cells), cells), p, p > 0 ? 10 * Math.log10(p / most) : null]),
      };
    },
    note: `${summed(listed)}, dB relative to its peak; directions are those on screen.${
      circled.length > 0 ? ' Circles: the peaks of oriented filters told from noise, both of each pair.' : ''}${strideText}${dilationNote(listed)}`,
  });
  link(result, state);
  return result;
}
