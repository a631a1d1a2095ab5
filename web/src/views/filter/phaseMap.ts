import { cyclic } from '../../color/cyclic';
import { phaseOf } from '../../signal/phase';
import { complexGrid, frequencyAt, responseAt } from '../../signal/response';
import { decibelsOf } from '../../signal/sections';
import type { Table } from '../../ui/download';
import { figure, type Figure } from '../../ui/figure';
import { degrees } from '../../ui/format';
import { frequencyPlane, gridImage, overPlane, planeAxes, planeHeight, ramp } from './maps';
import type { Subject } from './subject';
import { drawing, svg } from './svg';

/** Below this the phase fades, and this much further down it is gone: what hardly answers has no phase to speak of. */
const fadesFrom = -20;
const goneAfter = 10;

/** How strongly the phase is shown at a level, 0 to 1. */
export function visibility(db: number): number {
  return Math.min(1, Math.max(0, 1 - (fadesFrom - db) / goneAfter));
}

/** The phase of the dominant profile over the Nyquist square. Null where there is no profile. */
export function phaseMap(subject: Subject): Figure | null {
  const { filter, item, rows, columns, spacing } = subject;
  const { profile } = item;
  if (profile === null) return null;
  const { points } = subject.grid;
  const { real, imaginary } = complexGrid(profile, rows, columns, points, spacing);
  const power = real.map((re, i) => re * re + imaginary[i]! ** 2);
  const most = power.reduce((a, b) => Math.max(a, b), 0);
  const atPeak = responseAt(profile, rows, columns, subject.peak.u, subject.peak.v, spacing);
  const phase = phaseOf(atPeak.re, atPeak.im);
  return figure({
    title: 'Phase',
    file: filter.address,
    kind: 'filter-map',
    alt: () => `Map of the phase of the dominant profile of ${subject.address} over frequency; at the peak it is ${degrees(phase)}.`,
    table: () => phaseTable(points, real, imaginary, power, most),
    note: `Phase φ of the wave cos(2πf·r − φ) in the dominant profile, counted from the kernel’s middle (φ = −arg H): 0° is bright in the middle, 180° dark, 90° odd and rising toward f. At the ringed peak it is ${degrees(phase)}. It fades below ${decibelWords(fadesFrom)}.`,
    draw: (width) => {
      const plane = frequencyPlane(width);
      const y = planeHeight(plane) + 8;
      const picture = gridImage(points, (i) => [...cyclic(phaseOf(real[i]!, imaginary[i]!)), Math.round(255 * visibility(decibelsOf(power[i]!, most)))], plane);
      const { u, v } = subject.peak;
      const ring = (width: number, stroke: string): SVGElement => svg('circle', { cx: plane.x(u), cy: plane.y(v), r: 5, fill: 'none', 'stroke-width': width, stroke });
      const bar = ramp((t) => cyclic(360 * t - 180), [[0, '−180°'], [0.25, '−90°'], [0.5, '0°'], [0.75, '90°'], [1, '180°']], plane.left, y, plane.side);
      return { svg: drawing(width, y + 32, picture, overPlane(plane, ring(4, '#000000'), ring(2, '#ffffff')), planeAxes(plane, subject.frequencyUnit), bar), marks: [] };
    },
  });
}

function decibelWords(db: number): string {
  return `${String(db).replace('-', '−')} dB`;
}

function phaseTable(points: number, real: Float64Array, imaginary: Float64Array, power: Float64Array, most: number): Table {
  const rows: (number | null)[][] = [];
  for (let y = 0; y < points; y++) {
    for (let x = 0; x < points; x++) {
      const i = y * points + x;
      const db = decibelsOf(power[i]!, most);
      rows.push([frequencyAt(x, points), frequencyAt(y, points), phaseOf(real[i]!, imaginary[i]!), Number.isFinite(db) ? db : null]);
    }
  }
  return { columns: ['u', 'v (down)', 'phase, degrees', 'dB re peak'], rows };
}
