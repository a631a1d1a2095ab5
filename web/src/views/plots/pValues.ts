import * as Plot from '@observablehq/plot';
import type { LayerState } from '../../state/layerState';
import { figure, type Drawing, type Figure, type Mark } from '../../ui/figure';
import { chance, count, fixed, percent } from '../../ui/format';
import { link } from '../../ui/link';
import { halo, svg } from '../../ui/svg';
import { axes, xTitle } from './axes';
import { placed, shownOf, unitBins } from './groups';

const bins = 20;
/** Fewer p-values make no histogram. */
const fewest = 8;
/** Within a layer a filter counts as structured up to this share of false discoveries. */
const largestQ = 0.05;

/** p-values against noise: flat is what noise gives, a pile at 0 is structure. Null where too few filters have one. */
export function pValuePlot(state: LayerState): Figure | null {
  const { layer, items } = state.listed;
  const values = placed(items, (i) => i.filter.fit?.p ?? null);
  if (values.length < fewest) return null;
  const filled = unitBins(values, bins);
  const most = Math.max(...filled.map((b) => b.length));
  const { pi0 } = layer.summary;
  const told = items.filter((i) => i.filter.fit && i.filter.fit.q <= largestQ).length;
  const smallest = Math.min(...values.map((v) => v.value));
  const all = values.length / bins;
  const draw = (width: number): Drawing => {
    const plot = axes({
      width,
      height: 216,
      marginLeft: 36,
      marginRight: 12,
      marginTop: 20,
      marginBottom: 40,
      x: { domain: [0, 1], ticks: 5, label: null },
      y: { domain: [0, 1.08 * Math.max(most, all)], label: 'filters', grid: true, ticks: 4, tickFormat: (n: number) => (Number.isInteger(n) ? String(n) : '') },
      marks: [Plot.ruleY([0], { stroke: 'var(--axis)' })],
    });
    const marks: Mark[] = [];
    const bars = filled.map((positions, i) => {
      if (positions.length === 0) return null;
      const shown = shownOf(state, positions);
      const [x, w] = [plot.x(i / bins) + 1, plot.x((i + 1) / bins) - plot.x(i / bins) - 1];
      const bar = (n: number, attributes: Record<string, string | number>): SVGElement =>
        svg('rect', { x, y: plot.y(n), width: w, height: plot.y(0) - plot.y(n), ...attributes });
      const element = svg(
        'g',
        {},
        svg('title', {}, `p of ${fixed(i / bins, 2)} to ${fixed((i + 1) / bins, 2)}: ${count(positions.length, 'filter')}`),
        svg('rect', { x, y: plot.y(Math.max(most, all)), width: w, height: plot.y(0) - plot.y(Math.max(most, all)), fill: 'transparent', stroke: 'none' }),
        shown < positions.length && bar(positions.length, { fill: 'var(--axis)', 'fill-opacity': 0.25 }),
        shown > 0 && bar(shown, { fill: 'var(--mark)' }),
      );
      marks.push({ element, positions });
      return element;
    });
    const level = (n: number, dash: string | null): SVGElement =>
      svg('path', { d: `M${plot.x(0)} ${plot.y(n)}H${plot.x(1)}`, stroke: 'var(--select)', 'stroke-width': 1.5, 'stroke-dasharray': dash, 'pointer-events': 'none' });
    const label = (n: number, text: string): SVGElement =>
      svg('text', { x: plot.x(1), y: plot.y(n) - 5, 'text-anchor': 'end', fill: 'var(--text)', class: 'strong', ...halo, 'pointer-events': 'none' }, text);
    const ofNoise = pi0 === null ? null : `π₀ = ${percent(pi0)}`;
    // Labels of two levels that lie close would cover each other: one then says both.
    const apart = pi0 !== null && plot.y(pi0 * all) - plot.y(all) >= 18;
    plot.svg.append(
      xTitle(plot, [0, 1], plot.y(0) + 36, 'p against noise'),
      ...bars.filter((b) => b !== null),
      level(all, '2 3'),
      ...(pi0 === null ? [] : [level(pi0 * all, null)]),
      label(all, ['dotted: noise alone', ...(apart || ofNoise === null ? [] : [`line: ${ofNoise}`])].join(', ')),
      ...(apart ? [label(pi0 * all, ofNoise!)] : []),
    );
    return { svg: plot.svg, marks };
  };
  const verdict = `${told} of ${values.length} told from noise (q ≤ ${largestQ})`;
  const pi = pi0 === null ? '' : ` The share of pure noise by all p-values together is π₀ = ${percent(pi0)} (Storey 2002).`;
  const result = figure({
    title: 'Told from noise?',
    kind: 'plot-noise',
    file: layer.name,
    alt: () => `${verdict}. p-values in ${bins} bins from 0 to 1: ${filled.map((b) => b.length).join(', ')}; noise alone would give ${fixed(all, 1)} in each.${pi}`,
    draw,
    table: () => ({
      columns: ['p from', 'p to', 'filters', 'shown', 'noise alone', 'π₀ of noise'],
      rows: filled.map((b, i) => [i / bins, (i + 1) / bins, b.length, shownOf(state, b), all, pi0 === null ? null : pi0 * all]),
    }),
    note: `${verdict}; the smallest p is ${chance(smallest)}. Random weights would fill all bins alike (dotted), a pile at 0 is structure.${pi}`,
  });
  link(result, state);
  return result;
}
