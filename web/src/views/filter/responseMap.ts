import { sequential } from '../../color/maps';
import { contour } from '../../signal/contours';
import { along, directionOf, edgeOf } from '../../signal/peak';
import { frequencyAt } from '../../signal/response';
import { decibelsOf } from '../../signal/sections';
import { figure, type Figure } from '../../ui/figure';
import { degrees, number } from '../../ui/format';
import { frequencyPlane, gridImage, overPlane, planeAxes, planeHeight, ramp, type Plane } from './maps';
import type { Subject } from './subject';
import { drawing, legend, svg, type LegendEntry } from './svg';

const halfPower = Math.SQRT1_2;

/** A white line with a dark edge stands out from every color of the map. */
const edge = { stroke: '#000000', 'stroke-opacity': 0.75 };

/** |H| over the Nyquist square, relative to its peak, with its −3 dB contour, its peak, the direction of its wave, and what the stride can carry. */
export function responseMap(subject: Subject): Figure {
  const { filter } = subject;
  const { u, v } = subject.peak;
  const distance = Math.hypot(u, v);
  const strided = subject.stride.x > 1 || subject.stride.y > 1;
  const peakWords = distance < 1e-3 ? 'The peak is at zero frequency' : `The peak is at ${number(distance)} ${subject.frequencyUnit} toward ${degrees(directionOf(subject.peak))}`;
  const copies = subject.spacing.x > 1 || subject.spacing.y > 1 ? ` Taps lie ${spacingWords(subject)} apart, so the response repeats; the peaks marked are those around zero.` : '';
  return figure({
    title: 'Response |H|',
    file: filter.address,
    kind: 'filter-map',
    alt: () => `Map of the response of ${subject.address} over frequency. ${peakWords}.`,
    table: () => gridTable(subject),
    note: `${peakWords}.${copies}`,
    draw: (width) => {
      const plane = frequencyPlane(width);
      const { points, power } = subject.grid;
      const peak = subject.peakPower;
      const marks = overlay(subject, plane);
      const y = planeHeight(plane) + 8;
      const bar = ramp(sequential, [[0, '0'], [halfPower, '−3 dB'], [1, 'peak']], plane.left, y, plane.side);
      const entries = legend(legendEntries(subject, strided), 4, y + 30, width - 4);
      return {
        svg: drawing(
          width,
          y + 32 + entries.height,
          gridImage(points, (i) => [...sequential(Math.sqrt(power[i]! / peak)), 255], plane),
          marks,
          planeAxes(plane, subject.frequencyUnit),
          bar,
          entries.element,
        ),
        marks: [],
      };
    },
  });
}

function spacingWords({ spacing, lengthUnit }: Subject): string {
  return spacing.x === spacing.y ? `${spacing.x} ${lengthUnit}` : `${spacing.x} ${lengthUnit} across and ${spacing.y} down`;
}

function overlay(subject: Subject, plane: Plane): SVGElement {
  const { points, power } = subject.grid;
  const peak = subject.peakPower;
  const inside = overPlane(plane);
  const relative = Float64Array.from(power, (p) => Math.sqrt(p / peak));
  const step = plane.side / (points - 1);
  const place = ([x, y]: readonly [number, number]): string => `${(plane.left + x * step).toFixed(1)} ${(plane.top + y * step).toFixed(1)}`;
  const path = contour(relative, points, points, halfPower).map(({ from, to }) => `M${place(from)}L${place(to)}`).join('');
  inside.append(twice('path', { d: path, fill: 'none', 'stroke-linecap': 'round' }, 1.5));

  const direction = waveDirection(subject);
  if (direction !== null) {
    const end = along(direction, edgeOf(direction));
    inside.append(twice('line', { x1: plane.x(-end.u), y1: plane.y(-end.v), x2: plane.x(end.u), y2: plane.y(end.v), 'stroke-dasharray': '6 5' }, 1.5));
  }
  const { x, y } = subject.stride;
  if (x > 1 || y > 1) {
    inside.append(
      twice('rect', { x: plane.x(-0.5 / x), y: plane.y(-0.5 / y), width: plane.side / x, height: plane.side / y, fill: 'none', 'stroke-dasharray': '1.5 4', 'stroke-linecap': 'round' }, 2),
    );
  }
  const atZero = Math.hypot(subject.peak.u, subject.peak.v) < 1e-3;
  for (const sign of atZero ? [1] : [1, -1]) {
    inside.append(twice('circle', { cx: plane.x(sign * subject.peak.u), cy: plane.y(sign * subject.peak.v), r: 5, fill: 'none' }, 2));
  }
  const { frequency } = subject.filter.fit?.parameters ?? {};
  const angle = subject.filter.fit?.parameters.angle;
  if (frequency !== undefined && angle !== undefined && !inTaps(subject)) {
    for (const sign of [1, -1]) {
      const f = along(angle, sign * frequency);
      inside.append(twice('path', { d: `M${plane.x(f.u) - 4} ${plane.y(f.v) - 4}l8 8m0 -8l-8 8`, fill: 'none' }, 1.75));
    }
  }
  return inside;
}

/** Fitted frequencies of taps that lie unequally far apart are no frequencies of the grid. */
function inTaps(subject: Subject): boolean {
  return subject.filter.fit?.unit === 'tap' && subject.spacing.x !== subject.spacing.y;
}

function waveDirection({ filter }: Subject): number | null {
  return filter.orientation?.oriented ? filter.orientation.wavevector : null;
}

/** A white mark over a wider dark one. */
function twice(tag: 'path' | 'line' | 'rect' | 'circle', attributes: Readonly<Record<string, string | number>>, width: number): SVGElement {
  return svg('g', {}, svg(tag, { ...attributes, ...edge, 'stroke-width': width + 2 }), svg(tag, { ...attributes, stroke: '#ffffff', 'stroke-width': width }));
}

function legendEntries(subject: Subject, strided: boolean): LegendEntry[] {
  const { fit } = subject.filter;
  const line = (dashes: string, width = 1.5): SVGElement => twice('line', { x1: 1, x2: 19, y1: 0, y2: 0, 'stroke-dasharray': dashes, 'stroke-linecap': dashes === '1.5 4' ? 'round' : 'butt' }, width);
  return [
    { sign: line('0'), label: '−3 dB' },
    { sign: twice('circle', { cx: 10, cy: 0, r: 4.5, fill: 'none' }, 2), label: 'peak' },
    ...(waveDirection(subject) === null ? [] : [{ sign: line('6 5'), label: `wavevector ${degrees(waveDirection(subject))}` }]),
    ...(fit?.parameters.frequency === undefined || inTaps(subject) ? [] : [{ sign: twice('path', { d: 'M6 -4l8 8m0 -8l-8 8', fill: 'none' }, 1.75), label: 'fitted wave' }]),
    ...(strided ? [{ sign: line('1.5 4', 2), label: 'Nyquist of the stride' }] : []),
  ];
}

function gridTable(subject: Subject): { columns: string[]; rows: (number | null)[][] } {
  const { points, power } = subject.grid;
  const rows: (number | null)[][] = [];
  for (let y = 0; y < points; y++) {
    for (let x = 0; x < points; x++) {
      const p = power[y * points + x]!;
      const db = decibelsOf(p, subject.peakPower);
      rows.push([frequencyAt(x, points), frequencyAt(y, points), Math.sqrt(p), Number.isFinite(db) ? db : null]);
    }
  }
  return { columns: ['u', 'v (down)', '|H|', 'dB re peak'], rows };
}
