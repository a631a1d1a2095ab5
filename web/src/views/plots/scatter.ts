import * as Plot from '@observablehq/plot';
import { nameRank } from '../../color/names';
import type { FilterItem } from '../../data/report';
import { frequencyUnit, strideMarks } from '../../signal/sampling';
import { peak } from '../../state/fields';
import type { LayerState } from '../../state/layerState';
import { printable } from '../../ui/dom';
import { figure, type Drawing, type Figure, type Mark } from '../../ui/figure';
import { count, number } from '../../ui/format';
import { link } from '../../ui/link';
import { halo, svg, within } from '../../ui/svg';
import { axes, frequencyText, frequencyTicks, xTitle } from './axes';
import { groupBy } from './groups';
import { legend, symbolEntry } from './legend';
import { symbolMark } from './symbols';

const radius = 4;
const laneRows = 5;
/** Rows of marks, and one of words below them. */
const laneHeight = laneRows * 2 * radius + 22;
const height = 210;
const marginBottom = 40;

/** The row of each of several marks on one line, so that those closer than `distance` lie in different rows as long as there are rows. */
export function dodge(positions: readonly number[], distance: number, rows: number): number[] {
  const last = new Array<number>(rows).fill(-Infinity);
  const result = new Array<number>(positions.length).fill(0);
  const order = positions.map((_, i) => i).sort((a, b) => positions[a]! - positions[b]!);
  for (const i of order) {
    const free = last.findIndex((x) => positions[i]! - x >= distance);
    // With every row taken, the one whose last mark lies farthest back.
    const row = free >= 0 ? free : last.indexOf(Math.min(...last));
    result[i] = row;
    last[row] = positions[i]!;
  }
  return result;
}

/** Peak frequency against octave bandwidth; null for kernels of one tap, which have no band. */
export function scatterPlot(state: LayerState): Figure | null {
  const { layer, items, size } = state.listed;
  const points = items.filter((i) => peak(i) !== null);
  if (size.rows * size.columns === 1 || points.length === 0) return null;
  const octaves = (item: FilterItem): number | null => item.filter.passband!.octaves;
  const known = points.filter((i) => octaves(i) !== null);
  const wide = points.filter((i) => octaves(i) === null);
  const most = Math.max(2, ...points.map((i) => octaves(i) ?? 0)) * 1.08;
  // Beyond 0.5 only diagonal waves peak.
  const right = Math.max(0.5, ...points.map((i) => peak(i)!)) + 0.015;
  const marksOfStride = strideMarks(layer, size);
  const groups = groupBy(points, (i) => i.filter.name, nameRank);
  const unit = frequencyUnit(layer);
  const draw = (width: number): Drawing => {
    const marginTop = 40 + 12 * marksOfStride.length;
    const lane = wide.length > 0 ? laneHeight : 0;
    const title = known.length > 0 && svg('text', { x: 2, y: 14 + 12 * (marksOfStride.length + 1) + 2, 'text-anchor': 'start', fill: 'var(--muted)', ...halo }, '↑ bandwidth at half amplitude (octaves)');
    const rules = [...marksOfStride, { frequency: 0.5, label: 'Nyquist' }];
    const plot = axes({
      width,
      height: marginTop + (known.length > 0 ? height : 1) + lane + marginBottom,
      marginLeft: 36,
      marginRight: 12,
      marginTop,
      marginBottom: marginBottom + lane,
      x: { domain: [-0.012, right] },
      y: { domain: [0, most], label: null, grid: true, ticks: known.length > 0 ? 5 : [], tickSize: known.length > 0 ? 6 : 0 },
      marks: [Plot.axisX({ anchor: 'bottom', tickSize: 3, ticks: frequencyTicks(width), tickFormat: frequencyText, label: null, dy: lane }), Plot.ruleY([0], { stroke: 'var(--axis)' })],
    });
    const bottom = plot.y(0) + lane;
    const texts = rules.map(({ frequency, label }, i) => [
      svg('path', { d: `M${plot.x(frequency)} ${18 + 12 * i}V${bottom}`, stroke: 'var(--axis)', 'stroke-dasharray': '4 3' }),
      svg('text', { x: within(plot.x(frequency), label, width), y: 14 + 12 * i, 'text-anchor': 'middle', fill: 'var(--muted)' }, label),
    ]);
    const marks: Mark[] = [];
    const mark = (item: FilterItem, x: number, y: number, words: string): SVGElement => {
      const title = `${printable(item.filter.address)}, ${item.filter.name}: peak ${number(peak(item))} ${unit}, ${words}`;
      const element = symbolMark(item.filter.name, x, y, radius, false, title);
      marks.push({ element, positions: [item.position] });
      return element;
    };
    const inBand = known.map((i) => mark(i, plot.x(peak(i)!), plot.y(octaves(i)!), `${number(octaves(i))} octaves`));
    const xs = wide.map((i) => plot.x(peak(i)!));
    const rows = dodge(xs, 2 * radius + 1, laneRows);
    const inLane = wide.map((item, i) => mark(item, xs[i]!, plot.y(0) + 8 + 2 * radius * rows[i]!, 'no half-amplitude bandwidth'));
    const [left, end] = [plot.x(-0.012), plot.x(right)];
    const ground = lane > 0 && [
      svg('rect', { x: left, y: plot.y(0), width: end - left, height: lane, fill: 'var(--panel)' }),
      svg('path', { d: `M${left} ${bottom}H${end}`, stroke: 'var(--axis)' }),
      svg('text', { x: end - 4, y: bottom - 5, 'text-anchor': 'end', fill: 'var(--muted)' }, 'no half-amplitude bandwidth'),
    ];
    plot.svg.append(xTitle(plot, [0, 0.5], bottom + 36, `peak frequency (${unit})`), ...(ground || []), ...texts.flat(), ...(title ? [title] : []), ...inBand, ...inLane);
    return { svg: plot.svg, marks };
  };
  const result = figure({
    title: 'Peak frequency and bandwidth',
    kind: 'plot-scatter',
    file: layer.name,
    alt: () => {
      const bands = points.flatMap((i) => octaves(i) ?? []).sort((a, b) => a - b);
      const median = bands.length === 0 ? '' : ` ${bands.length === 1 ? 'The bandwidth of the only one that has one' : `The median bandwidth of the ${bands.length} that have one`} is ${number(bands[Math.floor(bands.length / 2)])} octaves.`;
      const peaks = points.map((i) => peak(i)!);
      const [lowest, highest] = [number(Math.min(...peaks)), number(Math.max(...peaks))];
      return `${count(points.length, 'filter')} ${points.length === 1 ? 'peaks' : 'peak'} at ${lowest === highest ? lowest : `${lowest} to ${highest}`} ${unit}.${median} ${count(wide.length, 'filter')} without a half-amplitude bandwidth.`;
    },
    draw,
    table: () => ({
      columns: ['address', 'name', `peak (${unit})`, 'bandwidth (octaves)', 'shown'],
      rows: points.map((i) => [i.filter.address, i.filter.name, peak(i), octaves(i), state.isShown(i.position) ? 1 : 0]),
    }),
    note: 'Frequency is linear: many filters peak at 0, which a logarithmic axis does not have. Without a half-amplitude bandwidth are those whose response stays above half of its peak toward 0 or Nyquist.',
  });
  result.element.querySelector('.figure-note')?.before(legend(groups.map((g) => symbolEntry(g.label, `${printable(g.label)} ${g.positions.length}`))));
  link(result, state);
  return result;
}
