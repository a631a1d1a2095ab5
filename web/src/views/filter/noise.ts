import * as Plot from '@observablehq/plot';
import { density, tailCurve, twoSided, upperTail, type NullDistribution } from '../../signal/nullDistribution';
import { figure, type Figure } from '../../ui/figure';
import { number } from '../../ui/format';
import type { Subject } from './subject';
import { lineSign, svg, withLegend } from './svg';
import { caseWords } from './words';

/** One statistic of a filter beside what noise gives. */
interface Statistic {
  readonly title: string;
  readonly label: string;
  readonly value: number;
  readonly noise: NullDistribution;
  readonly sides: 'upper' | 'both';
  /** The p-value of the document; null where it has none of its own. */
  readonly p: number | null;
}

/** A figure for each statistic of the filter that noise of its size has, too. */
export function noiseFigures(subject: Subject): Figure[] {
  return statistics(subject).map((s) => noiseFigure(subject, s));
}

function statistics({ filter, listed }: Subject): Statistic[] {
  const { noise } = listed.layer;
  const { structure, fit, color } = filter;
  if (noise === null || structure === null || fit === null) return [];
  const of = (quantiles: readonly number[]): NullDistribution => ({ levels: noise.levels, quantiles, samples: noise.samples });
  const all: (Statistic | false)[] = [
    { title: 'Evidence', label: 'evidence, AICc per tap', value: structure.evidence, noise: of(noise.evidence), sides: 'upper', p: structure.evidenceP },
    { title: 'R²', label: 'R² of the closest shape', value: fit.r2, noise: of(noise.r2), sides: 'upper', p: null },
    structure.moran !== null && noise.moran !== null && { title: 'Moran’s I', label: 'likeness of neighbors', value: structure.moran, noise: of(noise.moran), sides: 'both', p: structure.moranP },
    structure.spectralEntropy !== null && {
      title: 'Spectral entropy', label: 'evenness of the spectrum', value: structure.spectralEntropy, noise: of(noise.spectralEntropy), sides: 'both', p: structure.spectralEntropyP,
    },
    color !== null && noise.rank1 !== null && { title: 'Rank-1 share', label: 'share in one color', value: color.rank1, noise: of(noise.rank1), sides: 'upper', p: structure.rank1P },
  ];
  return all.filter((s): s is Statistic => s !== false);
}

/** Above, how noise spreads; below, on a log scale, how rarely it goes this far: where the filter's line meets the curve is its p. */
function noiseFigure(subject: Subject, s: Statistic): Figure {
  const p = s.p ?? (s.sides === 'upper' ? upperTail : twoSided)(s.noise, s.value);
  const size = subject.listed.layer.noise!.size.join('×');
  const cases = `${s.sides === 'both' ? 'Noise of this size is as far out' : 'Noise of this size reaches as much'} in ${caseWords(p, s.noise.samples)}`;
  const curve = tailCurve(s.noise, s.sides);
  return figure({
    title: s.title,
    file: subject.filter.address,
    kind: 'filter-noise',
    alt: () => `Distribution of the ${s.label} of noise filters of ${size}, with ${number(s.value)} of ${subject.address} marked. ${cases}.`,
    table: () => ({
      columns: [s.label, 'level', s.sides === 'both' ? 'two-sided p' : 'p'],
      rows: s.noise.quantiles.map((q, i) => [q, s.noise.levels[i]!, (s.sides === 'upper' ? upperTail : twoSided)(s.noise, q)]),
    }),
    note: `${cases} (p ${p <= (1 / (s.noise.samples + 1)) * (1 + 1e-4) ? 'below ' : ''}${number(p, 2)}${s.p === null ? ', read from the curve' : ''}).`,
    draw: (width) => ({ svg: noiseChart(s, p, curve, width), marks: [] }),
  });
}

function noiseChart(s: Statistic, p: number, curve: readonly { at: number; value: number }[], width: number): SVGSVGElement {
  const [head, body] = [46, 150];
  const bins = density(s.noise);
  const ends = [...s.noise.quantiles, s.value];
  const room = 0.04 * (Math.max(...ends) - Math.min(...ends));
  const domain: [number, number] = [Math.min(...ends) - room, Math.max(...ends) + room];
  const margins = { marginLeft: 52, marginRight: 14 };
  const spread = Plot.plot({
    width, height: head, ...margins, marginTop: 4, marginBottom: 1,
    x: { domain, axis: null },
    y: { axis: null, domain: [0, Math.max(...bins.map((b) => b.density))] },
    marks: [
      Plot.rect(bins, { x1: 'from', x2: 'to', y1: 0, y2: 'density', fill: 'var(--axis)', fillOpacity: 0.55, inset: 0 }),
      Plot.ruleY([0], { stroke: 'var(--axis)' }),
      Plot.ruleX([s.value], { stroke: 'var(--select)', strokeWidth: 2 }),
    ],
  }) as SVGSVGElement;
  const floor = 1 / (s.noise.samples + 1);
  const tails = Plot.plot({
    width, height: body, ...margins, marginTop: 18, marginBottom: 34,
    x: { domain, label: s.label, labelAnchor: 'center', ticks: Math.max(2, Math.floor(width / 80)) },
    y: { type: 'log', domain: [floor / 1.5, 1.2], label: 'p', ticks: decades(floor), tickFormat: powerOfTen, grid: true },
    marks: [
      Plot.lineY(curve, { x: 'at', y: 'value', stroke: 'var(--axis)', strokeWidth: 1.75 }),
      Plot.ruleX([s.value], { stroke: 'var(--select)', strokeWidth: 2 }),
      Plot.dot([{ at: s.value, value: Math.max(floor, p) }], { x: 'at', y: 'value', fill: 'var(--select)', stroke: 'var(--page)', r: 4.5 }),
    ],
  }) as SVGSVGElement;
  const chart = svg('svg', { width, height: head + body, viewBox: `0 0 ${width} ${head + body}`, 'font-size': 11 });
  tails.setAttribute('y', String(head));
  chart.append(spread, tails);
  return withLegend(chart, [
    { sign: svg('rect', { x: 1, y: -5, width: 18, height: 10, fill: 'var(--axis)', 'fill-opacity': 0.55 }), label: 'noise' },
    { sign: lineSign('var(--select)'), label: `this filter: ${number(s.value)}` },
  ]);
}

function decades(floor: number): number[] {
  return Array.from({ length: Math.floor(-Math.log10(floor)) + 1 }, (_, i) => 10 ** -i);
}

const superscripts = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

function powerOfTen(value: number): string {
  const power = Math.round(-Math.log10(value));
  return power < 3 ? String(10 ** -power) : `10⁻${superscripts[power] ?? power}`;
}
