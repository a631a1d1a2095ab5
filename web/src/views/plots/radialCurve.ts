import * as Plot from '@observablehq/plot';
import { dimensions, frequencyUnit, strideMarks, tapSpacing } from '../../signal/sampling';
import { meanPower, powerAt, powerDb, radialMeans } from '../../signal/totalResponse';
import { peak } from '../../state/fields';
import type { ListedLayer } from '../../data/report';
import type { LayerState } from '../../state/layerState';
import { printable } from '../../ui/dom';
import { figure, type Drawing, type Figure, type Mark } from '../../ui/figure';
import { fixed, number, percent } from '../../ui/format';
import { link } from '../../ui/link';
import { svg, within } from '../../ui/svg';
import { axes, frequencyText, frequencyTicks, xTitle } from './axes';
import { dilationNote, responds, summed, totalLags } from './total';

/** Borders of the low, the middle and the high band, cycles per sample. */
const lowEnd = 1 / 8;
const highStart = 1 / 4;

/** The response is drawn this far down, dB. */
const floor = -60;
const mostMarks = 300;

/** A layer's total response along frequency: the mean over directions, of signals the response itself. */
export interface Curve {
  readonly frequencies: Float64Array;
  readonly power: Float64Array;
  /** The level of white weights of the same energy. */
  readonly white: number;
}

const known = new WeakMap<ListedLayer, Curve>();

export function totalCurve(listed: ListedLayer): Curve {
  let curve = known.get(listed);
  if (!curve) {
    const { size } = listed;
    const lags = totalLags(listed);
    const spacing = tapSpacing(listed.layer, size);
    // Several points a swing of the longest lag, up to what a screen can show.
    const points = Math.min(4096, Math.max(200, 4 * Math.max(size.columns * spacing.x, size.rows * spacing.y)));
    const frequencies = Float64Array.from({ length: points + 1 }, (_, i) => (0.5 * i) / points);
    const power = dimensions(size) === 2 ? radialMeans(lags, frequencies) : frequencies.map((f) => (size.rows > 1 ? powerAt(lags, 0, f) : powerAt(lags, f, 0)));
    curve = { frequencies, power, white: meanPower(lags) };
    known.set(listed, curve);
  }
  return curve;
}

/** The total response by frequency; null for kernels of one tap and where all weights are zero. */
export function radialCurve(state: LayerState): Figure | null {
  const { listed } = state;
  const { layer, items, size } = listed;
  if (dimensions(size) === 0 || !responds(listed)) return null;
  const planar = dimensions(size) === 2;
  const unit = frequencyUnit(layer);
  const { bands } = layer.summary;
  const limits = strideMarks(layer, size);
  const names = [
    { name: 'low', from: 0, to: lowEnd, share: bands?.low },
    { name: 'middle', from: lowEnd, to: highStart, share: bands?.middle },
    { name: 'high', from: highStart, to: 0.5, share: bands?.high },
  ];
  // Only diagonal waves peak beyond the curve's end.
  const points = items.filter((i) => (peak(i) ?? Infinity) <= 0.5);
  const ticks = points.length > mostMarks ? [] : points;
  const draw = (width: number): Drawing => {
    const { frequencies, power, white } = totalCurve(listed);
    const most = power.reduce((a, b) => Math.max(a, b), 0);
    const curve = Array.from(power, (p, i) => ({ f: frequencies[i]!, db: powerDb(p, most, floor) }));
    const lowest = Math.min(...curve.map((c) => c.db), powerDb(white, most, floor));
    const bottom = Math.max(floor, Math.floor((lowest - 1) / 10) * 10);
    const marginTop = 34 + 14 * limits.length;
    const height = 250 + marginTop - 34;
    const plot = axes({
      width,
      height,
      marginLeft: 36,
      marginRight: 12,
      marginTop,
      marginBottom: 48,
      x: { domain: [0, 0.5] },
      y: { domain: [bottom, 0], label: null, grid: true, ticks: 5, tickFormat: (d: number) => fixed(d, 0) },
      marks: [
        Plot.axisX({ dy: 10, tickSize: 3, ticks: frequencyTicks(width), tickFormat: frequencyText, label: null, anchor: 'bottom' }),
        Plot.ruleY([powerDb(white, most, floor)], { stroke: 'var(--axis)', strokeDasharray: '1 3' }),
        Plot.line(curve, { x: 'f', y: 'db', stroke: 'var(--mark)', strokeWidth: 2 }),
      ],
    });
    const base = plot.y(bottom);
    const borders = [lowEnd, highStart].map((f) => svg('path', { d: `M${plot.x(f)} ${marginTop - 6}V${base}`, stroke: 'var(--axis)', 'stroke-opacity': 0.6 }));
    const shares = names.flatMap(({ name, from, to, share }) => {
      const x = (plot.x(from) + plot.x(to)) / 2;
      const text = (y: number, content: string): SVGElement => svg('text', { x, y, 'text-anchor': 'middle', fill: 'var(--text)', class: 'strong' }, content);
      return [text(marginTop - 20, name), ...(share === undefined ? [] : [text(marginTop - 8, percent(share))])];
    });
    const stride = limits.flatMap(({ frequency, label }, i) => [
      svg('path', { d: `M${plot.x(frequency)} ${14 + 12 * i}V${base}`, stroke: 'var(--select)', 'stroke-dasharray': '4 3' }),
      svg('text', { x: within(plot.x(frequency), label, width), y: 10 + 12 * i, 'text-anchor': 'middle', fill: 'var(--muted)' }, label),
    ]);
    const ranges = svg('text', { x: 2, y: marginTop - 8, 'text-anchor': 'start', fill: 'var(--muted)' }, 'dB');
    const marks: Mark[] = [];
    const rug = ticks.map((item) => {
      const f = peak(item)!;
      const element = svg(
        'g',
        { stroke: 'var(--mark)', 'stroke-width': 1.5 },
        svg('title', {}, `${printable(item.filter.address)}, ${item.filter.name}: peak ${number(f)} ${unit}`),
        svg('path', { d: `M${plot.x(f)} ${base + 1}v8`, fill: 'none' }),
      );
      marks.push({ element, positions: [item.position] });
      return element;
    });
    plot.svg.append(xTitle(plot, [0, 0.5], base + 44, planar ? `radius (${unit})` : `frequency (${unit})`), ...borders, ...shares, ...stride, ranges, ...rug);
    return { svg: plot.svg, marks };
  };
  const shareText = bands ? ` Below 1/8 lie ${percent(bands.low)}, between ${percent(bands.middle)}, above 1/4 ${percent(bands.high)} of the response${items.length < layer.shape[0]! ? ' of the whole layer' : ''}${planar ? ', the corners beyond 0.5 included' : ''}.` : '';
  const strideText = limits.map((l) => ` The ${l.label} is marked.`).join('');
  const result = figure({
    title: planar ? 'Total response, radial' : 'Total response',
    kind: 'plot-radial',
    file: layer.name,
    alt: () => {
      const { frequencies, power } = totalCurve(listed);
      const most = power.reduce((a, b) => Math.max(a, b), 0);
      return `${summed(listed)}${planar ? ', mean over directions,' : ''} peaks at ${number(frequencies[power.indexOf(most)], 2)} ${unit}; relative to that, zero frequency has ${fixed(powerDb(power[0]!, most, floor), 1)} dB and 0.5 has ${fixed(powerDb(power.at(-1)!, most, floor), 1)} dB.${shareText}${strideText}`;
    },
    draw,
    table: () => {
      const { frequencies, power } = totalCurve(listed);
      const most = power.reduce((a, b) => Math.max(a, b), 0);
      return { columns: [`frequency (${unit})`, 'power', 'dB relative to the peak'], rows: Array.from(power, (p, i) => [frequencies[i]!, p, p > 0 ? 10 * Math.log10(p / most) : null]) };
    },
    note: `${planar ? 'Mean over all directions at each radius' : summed(listed)}, dB relative to its peak; dotted: white weights of the same energy.${
      bands ? ` Shares are of Σ|H|²${items.length < layer.shape[0]! ? ' of the whole layer' : ''} below 1/8, between, and above 1/4${planar ? ' (corners beyond 0.5 included)' : ''}.` : ''}${
      ticks.length > 0 ? ' Ticks: peaks of single filters.' : ''}${dilationNote(listed)}`,
  });
  link(result, state);
  return result;
}
