import * as Plot from '@observablehq/plot';
import { chartHeight, lineSign, withLegend } from './svg';

/** Values over taps, one beside the other. */
export interface Curve {
  readonly label: string;
  readonly values: Float32Array;
  /** Stems for taps of their own, a line for a course, dashes for a model of it, dots for what is left over. */
  readonly kind: 'stems' | 'line' | 'dashed' | 'dotted';
}

/** Colors that stand out 3:1 from a light and from a dark page; dashes tell curves apart, too. */
const strokes = ['var(--mark)', 'var(--select)', 'var(--axis)', 'var(--positive)'];

const dashes: Readonly<Record<Exclude<Curve['kind'], 'line'>, string>> = { stems: '0', dashed: '5 3', dotted: '1.5 3' };

/** Of several lines. */
const lineDashes = ['0', '7 3', '2 2', '8 3 2 3'];

/** More taps than this have no room for a stem each. */
const mostStems = 80;

/** Curves over taps (from 0) around a zero line, with a legend where there are several. */
export function drawCurves(curves: readonly Curve[], across: string, up: string, width: number): SVGSVGElement {
  const height = chartHeight(width);
  const taps = Math.max(...curves.map((c) => c.values.length));
  const marks: Plot.Markish[] = [Plot.ruleY([0], { stroke: 'var(--axis)' })];
  curves.forEach(({ values, kind }, c) => {
    const points = Array.from(values, (value, tap) => ({ tap, value }));
    const stroke = strokes[c % strokes.length]!;
    if (kind === 'stems' && taps <= mostStems) {
      marks.push(Plot.ruleX(points, { x: 'tap', y1: 0, y2: 'value', stroke, strokeWidth: 1.5 }), Plot.dot(points, { x: 'tap', y: 'value', fill: stroke, r: 2.5 }));
    } else {
      marks.push(Plot.lineY(points, { x: 'tap', y: 'value', stroke, strokeWidth: 1.75, strokeDasharray: dashesOf(kind, c) }));
    }
  });
  const chart = Plot.plot({
    width, height, marginLeft: 52, marginBottom: 36, marginTop: 20,
    x: { label: across, labelAnchor: 'center', domain: [-0.5, taps - 0.5], ticks: wholeTicks(taps, width), tickFormat: String },
    y: { label: up, grid: true, ticks: 5, nice: true },
    marks,
  }) as SVGSVGElement;
  return curves.length === 1 ? chart : withLegend(chart, curves.map((c, i) => ({ sign: lineSign(strokes[i % strokes.length]!, dashesOf(c.kind, i)), label: c.label })));
}

function dashesOf(kind: Curve['kind'], index: number): string {
  return kind === 'line' ? lineDashes[index % lineDashes.length]! : dashes[kind];
}

/** Numbers of taps at even steps, as many as there is room for. */
function wholeTicks(taps: number, width: number): number[] {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].find((s) => taps / s <= width / 40) ?? taps;
  return Array.from({ length: Math.ceil(taps / step) }, (_, i) => i * step);
}
