import * as Plot from '@observablehq/plot';
import type { Level } from '../../signal/sections';
import { lineSign, withLegend } from './svg';

/** Levels below this are drawn at the floor. */
const floor = -40;

/** A vertical line at a frequency, with its words. */
export interface Edge {
  readonly at: number;
  readonly label: string;
}

interface LevelCurve {
  readonly label: string;
  readonly levels: readonly Level[];
  readonly dashed?: boolean;
}

/** Levels in dB over frequency, with the −3 dB line and lines at the edges of the band. */
export function levelChart(curves: readonly LevelCurve[], edges: readonly Edge[], across: string, width: number): SVGSVGElement {
  const height = Math.round(Math.min(260, Math.max(180, 0.5 * width)));
  const ends = curves.flatMap((c) => [c.levels[0]!.at, c.levels.at(-1)!.at]);
  const domain: [number, number] = [Math.min(...ends), Math.max(...ends)];
  const drawn = curves.map((c) => c.levels.map((l) => ({ at: l.at, db: Math.max(floor, l.db) })));
  const stroke = (c: number): string => (c === 0 ? 'var(--mark)' : 'var(--select)');
  const chart = Plot.plot({
    width, height, marginLeft: 46, marginBottom: 36, marginTop: 20, marginRight: 14,
    x: { label: across, labelAnchor: 'center', domain, ticks: Math.floor(width / 70) },
    y: { label: 'dB re peak', domain: [floor, 2], ticks: [0, -10, -20, -30, -40], grid: true },
    marks: [
      Plot.ruleY([-3], { stroke: 'var(--axis)', strokeDasharray: '2 3' }),
      Plot.text([{ at: domain[1], db: -3 }], { x: 'at', y: 'db', text: ['−3'], textAnchor: 'start', dx: 2, fill: 'currentColor' }),
      Plot.ruleX(edges, { x: 'at', stroke: 'var(--axis)', strokeDasharray: '5 3' }),
      ...drawn.map((levels, c) => Plot.lineY(levels, { x: 'at', y: 'db', stroke: stroke(c), strokeWidth: 1.75, strokeDasharray: curves[c]!.dashed ? '5 3' : '0', clip: true })),
    ],
  }) as SVGSVGElement;
  return withLegend(chart, [
    ...(curves.length > 1 ? curves.map((c, i) => ({ sign: lineSign(stroke(i), c.dashed ? '5 3' : '0'), label: c.label })) : []),
    ...(edges.length > 0 ? [{ sign: lineSign('var(--axis)', '5 3', 1), label: edges.map((e) => e.label).join(', ') }] : []),
  ]);
}
