import * as Plot from '@observablehq/plot';
import { phaseOf } from '../../signal/phase';
import { along, edgeOf } from '../../signal/peak';
import { projection, reach, type Place } from '../../signal/projection';
import { responseAt } from '../../signal/response';
import { outward, radial, sideways, type Level } from '../../signal/sections';
import type { Table } from '../../ui/download';
import { figure, type Figure } from '../../ui/figure';
import { degrees, fixed } from '../../ui/format';
import { drawCurves } from './curves';
import { levelChart, type Edge } from './levelChart';
import { visibility } from './phaseMap';
import type { Subject } from './subject';
import { chartHeight, lineSign, withLegend } from './svg';

/** The response across the axis of a filter, or over the distance from zero where it has no axis. */
export function acrossFigure(subject: Subject): Figure {
  const { filter, peakPower } = subject;
  const passband = filter.passband;
  const direction = subject.isLine || filter.orientation?.oriented ? subject.axis : null;
  const edges: Edge[] = [];
  for (const [at, which] of [[passband?.lower, 'lower'], [passband?.upper, 'upper']] as const) {
    if (at !== null && at !== undefined) edges.push({ at, label: `${which} edge ${fixed(at, 3)}`, kind: 'band' });
  }
  const stride = strideAlong(subject);
  if (stride !== null && stride > 1) edges.push({ at: 0.5 / stride, label: `Nyquist of the stride ${fixed(0.5 / stride, 3)}`, kind: 'stride' });
  const steps = subject.isLine ? subject.lineSteps : 160;
  const curves = direction === null ? radialCurves(subject) : [{ label: `toward ${degrees(direction)}`, levels: outward(subject.power, peakPower, direction, steps) }];
  const title = subject.isLine ? 'Response |H|' : direction === null ? 'Over the distance from zero' : `Across its stripes, toward ${degrees(direction)}`;
  const where = direction === null || subject.isLine ? '' : ' across its stripes';
  return levelFigure(subject, title, curves, edges, `frequency, ${subject.frequencyUnit}`, passband ? `${passband.kind}${where}.` : null);
}

function radialCurves({ grid, peakPower }: Subject): { label: string; levels: Level[]; dashed?: boolean }[] {
  const { largest, mean } = radial(grid, peakPower);
  return [{ label: 'largest over all directions', levels: largest }, { label: 'mean power', levels: mean, dashed: true }];
}

/** The response along the stripes of an oriented filter, through the peak; null for others. */
export function alongFigure(subject: Subject): Figure | null {
  const { filter } = subject;
  if (subject.isLine || !filter.orientation?.oriented) return null;
  const { stripes, wavevector } = filter.orientation;
  const levels = sideways(subject.power, subject.peakPower, subject.peak, wavevector);
  const across = filter.passband?.across;
  return levelFigure(
    subject, `Along its stripes, toward ${degrees(stripes)}`, [{ label: 'through the peak', levels }], [], `distance from the peak, ${subject.frequencyUnit}`,
    across ? `${across} along its stripes.` : null,
  );
}

function levelFigure(
  subject: Subject, title: string, curves: readonly { label: string; levels: readonly Level[]; dashed?: boolean }[], edges: readonly Edge[], across: string, note: string | null,
): Figure {
  const sentence = note === null ? null : note.charAt(0).toUpperCase() + note.slice(1);
  return figure({
    title,
    file: subject.filter.address,
    kind: 'filter-chart',
    alt: () => [`Level in decibels over ${across} of ${subject.address}.`, ...(sentence === null ? [] : [sentence]), ...edges.map((e) => `${e.label}.`)].join(' '),
    table: (): Table => ({
      columns: [across, ...curves.map((c) => `${c.label}, dB re peak`)],
      rows: curves[0]!.levels.map((l, i) => [l.at, ...curves.map((c) => (Number.isFinite(c.levels[i]!.db) ? c.levels[i]!.db : null))]),
    }),
    ...(sentence === null ? {} : { note: sentence }),
    draw: (width) => ({ svg: levelChart(curves, edges, across, width), marks: [] }),
  });
}

/** The stride along a line, or of a picture where rows and columns have the same; null where they differ. */
function strideAlong({ stride, rows, isLine }: Subject): number | null {
  if (isLine) return rows === 1 ? stride.x : stride.y;
  return stride.x === stride.y ? stride.x : null;
}

/** The weights of the dominant profile added up along the stripes, with the fitted shape's. Null where there is no profile, and for signals, whose weights are that already. */
export function projectionFigure(subject: Subject): Figure | null {
  const { item, filter, rows, columns, spacing } = subject;
  const pattern = item.patterns[0];
  if (item.profile === null || pattern === undefined || subject.isLine || subject.taps === 1) return null;
  const direction = subject.axis;
  const half = reach(rows, columns, direction, spacing) + Math.max(spacing.x, spacing.y) / 2;
  const at = Array.from({ length: 181 }, (_, i) => half * (i / 90 - 1));
  const factor = subject.strength;
  const course = (plane: Float32Array): Place[] => projection(plane, rows, columns, direction, at, spacing).map((p) => ({ at: p.at, value: factor * p.value }));
  const profile = course(item.profile);
  const shape = course(pattern);
  const unit = subject.lengthUnit;
  return figure({
    title: `Weights added up along ${degrees((direction + 90) % 180)}`,
    file: filter.address,
    kind: 'filter-chart',
    alt: () => `Course of the weights of ${subject.address} toward ${degrees(direction)}, added up at right angles to it, and that of the closest shape.`,
    table: () => ({ columns: [`toward ${direction.toFixed(1)} degrees, ${unit}`, 'profile', 'closest shape'], rows: profile.map((p, i) => [p.at, p.value, shape[i]!.value]) }),
    note: `From the kernel’s middle toward ${degrees(direction)}, interpolated as its frequencies allow.`,
    draw: (width) => {
      const height = chartHeight(width);
      const chart = Plot.plot({
        width, height, marginLeft: 52, marginBottom: 36, marginTop: 20, marginRight: 14,
        x: { label: `position, ${unit}`, labelAnchor: 'center', ticks: Math.floor(width / 60) },
        y: { label: 'sum of weights', grid: true, ticks: 5, nice: true },
        marks: [
          Plot.ruleY([0], { stroke: 'var(--axis)' }),
          Plot.lineY(profile, { x: 'at', y: 'value', stroke: 'var(--mark)', strokeWidth: 2 }),
          Plot.lineY(shape, { x: 'at', y: 'value', stroke: 'var(--select)', strokeWidth: 1.5, strokeDasharray: '5 3' }),
        ],
      }) as SVGSVGElement;
      return { svg: withLegend(chart, [{ sign: lineSign('var(--mark)'), label: 'profile' }, { sign: lineSign('var(--select)', '5 3', 1.5), label: 'closest shape' }]), marks: [] };
    },
  });
}

/** The phase of a signal's filter over frequency; null for pictures. */
export function phaseChart(subject: Subject): Figure | null {
  const { item, rows, columns, spacing, filter } = subject;
  const { profile } = item;
  if (profile === null || !subject.isLine) return null;
  const direction = subject.axis;
  const edge = edgeOf(direction);
  const points = Array.from({ length: subject.lineSteps + 1 }, (_, i) => {
    const at = (edge * i) / subject.lineSteps;
    const { u, v } = along(direction, at);
    const { re, im } = responseAt(profile, rows, columns, u, v, spacing);
    return { at, phase: phaseOf(re, im), power: re * re + im * im };
  });
  const most = Math.max(...points.map((p) => p.power));
  const shown = points.map((p) => ({ at: p.at, phase: p.phase, opacity: most > 0 && p.power > 0 ? visibility(10 * Math.log10(p.power / most)) : 0 }));
  return figure({
    title: 'Phase',
    file: filter.address,
    kind: 'filter-chart',
    alt: () => `Phase of ${subject.address} over frequency, in degrees.`,
    table: () => ({ columns: [`frequency, ${subject.frequencyUnit}`, 'phase, degrees'], rows: points.map((p) => [p.at, p.phase]) }),
    note: 'Phase φ of the wave cos(2πf·t − φ) in the kernel, counted from its middle (φ = −arg H); 0° is even, 90° odd and rising. Fades below −20 dB.',
    draw: (width) => ({
      svg: Plot.plot({
        width, height: chartHeight(width), marginLeft: 46, marginBottom: 36, marginTop: 20, marginRight: 14,
        x: { label: `frequency, ${subject.frequencyUnit}`, labelAnchor: 'center', domain: [0, edge], ticks: Math.floor(width / 70) },
        y: { label: 'degrees', domain: [-180, 180], ticks: [-180, -90, 0, 90, 180], grid: true },
        marks: [Plot.dot(shown.filter((p) => p.opacity > 0), { x: 'at', y: 'phase', r: 1.8, fill: 'var(--mark)', fillOpacity: 'opacity' })],
        opacity: { type: 'identity' },
      }) as SVGSVGElement,
      marks: [],
    }),
  });
}

/** The course over the frames of a filter over space and time; null for others. */
export function timeFigure(subject: Subject): Figure | null {
  const { filter } = subject;
  if (filter.time === null || filter.time.profile.length < 2) return null;
  const { profile } = filter.time;
  return figure({
    title: 'Profile over time',
    file: filter.address,
    kind: 'filter-chart',
    alt: () => `Weight of each of ${profile.length} frames of ${subject.address}; ${filter.time?.kind} over time.`,
    table: () => ({ columns: ['frame', 'weight'], rows: profile.map((p, i) => [i, p]) }),
    note: 'Weight of each frame in the strongest product of space and time, as a unit vector.',
    draw: (width) => ({ svg: drawCurves([{ label: 'weight', values: Float32Array.from(profile), kind: 'stems' }], 'frame', 'weight', width), marks: [] }),
  });
}
