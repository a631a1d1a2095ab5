import { along, edgeOf, type Frequency } from './peak';
import { frequencyAt, type PowerGrid } from './response';

/** A level along a line or over a radius. */
export interface Level {
  /** Distance, cycles per sample; with a sign where the line runs both ways. */
  readonly at: number;
  /** dB re the peak; −∞ for nothing. */
  readonly db: number;
}

/** |H|² at a frequency. */
export type PowerOf = (u: number, v: number) => number;

export function decibelsOf(power: number, peak: number): number {
  return power > 0 && peak > 0 ? 10 * Math.log10(power / peak) : -Infinity;
}

/** From zero in a direction (degrees counter-clockwise on screen) to the edge of the Nyquist square. */
export function outward(power: PowerOf, peak: number, direction: number, steps = 160): Level[] {
  const edge = edgeOf(direction);
  return Array.from({ length: steps + 1 }, (_, i) => {
    const at = (edge * i) / steps;
    const { u, v } = along(direction, at);
    return { at, db: decibelsOf(power(u, v), peak) };
  });
}

/** Through a frequency at right angles to a direction, half a cycle per sample both ways; beyond ±0.5 the response repeats. */
export function sideways(power: PowerOf, peak: number, through: Frequency, direction: number, steps = 160): Level[] {
  return Array.from({ length: steps + 1 }, (_, i) => {
    const at = i / steps - 0.5;
    const { u, v } = along(direction + 90, at);
    return { at, db: decibelsOf(power(through.u + u, through.v + v), peak) };
  });
}

/** Over all directions at each radius up to 0.5: the largest level, and that of the mean power. */
export function radial({ points, power }: PowerGrid, peak: number): { largest: Level[]; mean: Level[] } {
  const bins = (points - 1) / 2;
  const most = new Float64Array(bins + 1);
  const sum = new Float64Array(bins + 1);
  const count = new Float64Array(bins + 1);
  for (let y = 0; y < points; y++) {
    for (let x = 0; x < points; x++) {
      const bin = Math.round(Math.hypot(frequencyAt(x, points), frequencyAt(y, points)) * 2 * bins);
      if (bin > bins) continue;
      const p = power[y * points + x]!;
      most[bin] = Math.max(most[bin]!, p);
      sum[bin]! += p;
      count[bin]!++;
    }
  }
  const levels = (of: (bin: number) => number): Level[] => Array.from(most, (_, i) => ({ at: i / (2 * bins), db: decibelsOf(of(i), peak) }));
  return { largest: levels((i) => most[i]!), mean: levels((i) => sum[i]! / count[i]!) };
}
