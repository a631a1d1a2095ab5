import * as Plot from '@observablehq/plot';
import type { Level } from '../../signal/sections';
import { chartHeight, lineSign, withLegend } from './svg';

/** Levels below this are drawn at the floor. */
const floor = -40;

/** A vertical line at a frequency, with its words. */
export interface Edge {
  readonly at: number;
  readonly label: string;
  readonly kind: 'band' | 'stride';
}

const edgeDashes = { band: '5 3', stride: '8 3 2 3' };

const halfPowerDashes = '1.5 2.5';

interface LevelCurve {
  readonly label: string;
  readonly levels: readonly Level[];
  readonly dashed?: boolean;
}

/** Levels in dB over frequency, with the −3 dB line and lines at the edges of the band. */
export function levelChart(curves: readonly LevelCurve[], edges: readonly Edge[], across: string, width: number): SVGSVGElement {
  const height = chartHeight(width);
  const ends = curves.flatMap((c) => [c.levels[0]!.at, c.levels.at(-1)!.at]);
  const domain: [number, number] = [Math.min(...ends), Math.max(...ends)];
  const drawn = curves.map((c) => c.levels.map((l) => ({ at: l.at, db: Math.max(floor, l.db) })));
  const stroke = (c: number): string => (c === 0 ? 'var(--mark)' : 'var(--select)');
  const chart = Plot.plot({
    width, height, marginLeft: 46, marginBottom: 36, marginTop: 20, marginRight: 14,
    x: { label: across, labelAnchor: 'center', domain, ticks: Math.floor(width / 70) },
    y: { label: 'dB re peak', domain: [floor, 2], ticks: [0, -10, -20, -30, -40], grid: true },
    marks: [
      Plot.ruleY([-3], { stroke: 'var(--axis)', strokeDasharray: halfPowerDashes }),
      ...edges.map((e) => Plot.ruleX([e.at], { stroke: 'var(--axis)', strokeWidth: e.kind === 'stride' ? 2 : 1, strokeDasharray: edgeDashes[e.kind] })),
      ...drawn.map((levels, c) => Plot.lineY(levels, { x: 'at', y: 'db', stroke: stroke(c), strokeWidth: 1.75, strokeDasharray: curves[c]!.dashed ? '5 3' : '0' })),
    ],
  }) as SVGSVGElement;
  return withLegend(chart, [
    ...(curves.length > 1 ? curves.map((c, i) => ({ sign: lineSign(stroke(i), c.dashed ? '5 3' : '0'), label: c.label })) : []),
    { sign: lineSign('var(--axis)', halfPowerDashes, 1), label: '−3 dB' },
    ...(['band', 'stride'] as const).flatMap((kind) => {
      const own = edges.filter((e) => e.kind === kind);
      return own.length === 0 ? [] : [{ sign: lineSign('var(--axis)', edgeDashes[kind], kind === 'stride' ? 2 : 1), label: own.map((e) => e.label).join(', ') }];
    }),
  ]);
}
