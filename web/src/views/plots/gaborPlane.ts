import * as Plot from '@observablehq/plot';
import type { FilterItem } from '../../data/report';
import { dimensions } from '../../signal/sampling';
import type { LayerState } from '../../state/layerState';
import { printable } from '../../ui/dom';
import { figure, type Drawing, type Figure, type Mark } from '../../ui/figure';
import { count, number } from '../../ui/format';
import { link } from '../../ui/link';
import { svg } from '../../ui/svg';
import { axes, xTitle } from './axes';
import { symbolMark } from './symbols';

/** Borders of the cells along both axes: 10 to the power −1, −0.76, −0.52, −0.28, −0.04, 0.2. */
export const cellEdges = [-1, -0.76, -0.52, -0.28, -0.04, 0.2].map((e) => 10 ** e);

/**
 * Simple cells of macaque V1 by the number of cycles under the envelope (Ringach, J. Neurophysiol. 88, 2002): rows n_x, across the stripes, columns n_y, along
 * them, between the borders of {@link cellEdges}.
 */
export const macaqueCells: readonly (readonly number[])[] = [
  [2, 0, 1, 0, 0],
  [8, 9, 4, 1, 0],
  [1, 2, 19, 17, 3],
  [0, 0, 1, 7, 4],
  [0, 0, 0, 0, 0],
];

/** A filter in the plane: cycles within one σ across the stripes (n_x) and within one σ along them (n_y). */
export interface GaborPoint {
  readonly item: FilterItem;
  readonly nx: number;
  readonly ny: number;
  /** Whether the Gabor is the filter's own closest shape, rather than one of its candidates. */
  readonly chosen: boolean;
}

/** n_x and n_y of Gabor parameters; null when one is missing or not positive. The unit of lengths cancels. */
export function cyclesOf(parameters: Readonly<Record<string, number>>): readonly [number, number] | null {
  const { sigma, sigmaAlong, frequency } = parameters;
  if (sigma === undefined || sigmaAlong === undefined || frequency === undefined) return null;
  const [nx, ny] = [sigma * frequency, sigmaAlong * frequency];
  return nx > 0 && ny > 0 ? [nx, ny] : null;
}

export function gaborPoints(items: readonly FilterItem[]): GaborPoint[] {
  return items.flatMap((item) => {
    const { fit, candidates, name } = item.filter;
    const chosen = fit?.shape === 'gabor' && name !== 'noise';
    const parameters = fit?.shape === 'gabor' ? fit.parameters : candidates?.find((c) => c.shape === 'gabor')?.parameters;
    const n = parameters && cyclesOf(parameters);
    return n ? [{ item, nx: n[0], ny: n[1], chosen }] : [];
  });
}

/** Index of the cell that holds a value; −1 outside. */
export function cellOf(value: number): number {
  return value < cellEdges[0]! || value >= cellEdges.at(-1)! ? -1 : cellEdges.findIndex((edge) => value < edge) - 1;
}

/** How many cells of the macaque were counted where a point lies. */
export function macaqueAt(nx: number, ny: number): number {
  return macaqueCells[cellOf(nx)]?.[cellOf(ny)] ?? 0;
}

/** Gabors by their cycles across and along, over the counts of the visual cortex; null where nothing was fitted as one. */
export function gaborPlane(state: LayerState): Figure | null {
  const { layer, items, size } = state.listed;
  const points = gaborPoints(items);
  const chosen = points.filter((p) => p.chosen);
  if (dimensions(size) < 2 || chosen.length === 0) return null;
  const values = chosen.flatMap((p) => [p.nx, p.ny]);
  // The chosen ones are always within the axes; the Gabor of a filter that is none can be any.
  const domain = [Math.min(0.09, 0.9 * Math.min(...values)), Math.max(1.7, 1.1 * Math.max(...values))] as const;
  const inside = (n: number): boolean => n >= domain[0] && n <= domain[1];
  const drawn = points.filter((p) => inside(p.nx) && inside(p.ny));
  const where = chosen.filter((p) => macaqueAt(p.nx, p.ny) > 0).length;
  const total = macaqueCells.flat().reduce((a, b) => a + b, 0);
  const verdict = `${where} of ${count(chosen.length, 'fitted Gabor')} ${where === 1 ? 'lies' : 'lie'} where macaque cells were counted.`;
  const hollow = drawn.length - chosen.length;
  const beyond = points.length - drawn.length;
  const draw = (width: number): Drawing => {
    const side = Math.min(width, 380);
    const ticks = [0.03, 0.1, 0.2, 0.5, 1, 2, 5].filter(inside);
    const axis = (): Plot.ScaleOptions => ({ type: 'log', domain: [...domain], ticks, tickFormat: (n: number) => number(n) });
    const plot = axes({
      width,
      height: side + 8,
      marginLeft: 34 + (width - side) / 2,
      marginRight: 10 + (width - side) / 2,
      marginTop: 22,
      marginBottom: 42,
      x: { ...axis(), label: null },
      y: { ...axis(), label: 'n_y = σ along · f (cycles)' },
      marks: [Plot.frame({ stroke: 'var(--axis)' })],
    });
    const most = Math.max(...macaqueCells.flat());
    const cells = macaqueCells.flatMap((row, i) => row.map((n, j) => {
      const [left, right, low, high] = [plot.x(cellEdges[i]!), plot.x(cellEdges[i + 1]!), plot.y(cellEdges[j]!), plot.y(cellEdges[j + 1]!)];
      return n > 0 && [
        svg('rect', { x: left, y: high, width: right - left, height: low - high, fill: 'var(--axis)', 'fill-opacity': 0.08 + 0.3 * Math.sqrt(n / most) }),
        svg('text', { x: left + 4, y: high + 12, 'text-anchor': 'start', fill: 'var(--text)', class: 'strong' }, String(n)),
      ];
    }));
    const grid = cellEdges.map((e) => svg('path', { d: `M${plot.x(e)} ${plot.y(cellEdges[0]!)}V${plot.y(cellEdges.at(-1)!)}M${plot.x(cellEdges[0]!)} ${plot.y(e)}H${plot.x(cellEdges.at(-1)!)}`, stroke: 'var(--line)' }));
    const [low, high] = domain;
    const diagonal = svg('path', { d: `M${plot.x(low)} ${plot.y(low)}L${plot.x(high)} ${plot.y(high)}`, stroke: 'var(--axis)', 'stroke-dasharray': '2 4' });
    const marks: Mark[] = [];
    const symbols = [...drawn].sort((a, b) => Number(a.chosen) - Number(b.chosen)).map((p) => {
      const { address, name } = p.item.filter;
      const element = symbolMark(name, plot.x(p.nx), plot.y(p.ny), 4.5, !p.chosen, `${printable(address)}, ${name}: n_x ${number(p.nx)}, n_y ${number(p.ny)} cycles`);
      marks.push({ element, positions: [p.item.position] });
      return element;
    });
    plot.svg.append(xTitle(plot, domain, plot.y(domain[0]) + 38, 'n_x = σ across · f (cycles)'), ...cells.flat().filter((c) => c !== false), ...grid, diagonal, ...symbols);
    return { svg: plot.svg, marks };
  };
  const result = figure({
    title: 'Gabor cycles (n_x, n_y)',
    kind: 'plot-plane',
    file: layer.name,
    alt: () => `${verdict} Median n_x ${number(median(chosen.map((p) => p.nx)))}, median n_y ${number(median(chosen.map((p) => p.ny)))} cycles; the most crowded cell of the macaque, 19 of ${total}, is n_x and n_y of 0.30 to 0.52.`,
    draw,
    table: () => ({
      columns: ['address', 'name', 'n_x (cycles)', 'n_y (cycles)', 'closest shape', 'macaque cells there'],
      rows: points.map((p) => [p.item.filter.address, p.item.filter.name, p.nx, p.ny, p.chosen ? 'gabor' : (p.item.filter.fit?.shape ?? null), macaqueAt(p.nx, p.ny)]),
    }),
    note: `${verdict} Shaded with their counts: ${total} simple cells of macaque V1 (Ringach 2002). Dotted: a round envelope; above it the stripes are longer than wide.${
      hollow > 0 ? ` Hollow: the closest Gabor of ${count(hollow, 'filter')} of another shape or not told from noise${beyond > 0 ? `; that of ${beyond} more lies beyond the axes` : ''}.` : ''}`,
  });
  link(result, state);
  return result;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(half)]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
