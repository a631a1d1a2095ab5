import { along, edgeOf, type Frequency } from './peak';
import type { PowerGrid } from './response';

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

/** Over all directions at each radius up to 0.5, between the points of a grid: the largest level, and that of the mean power. */
export function radial(grid: PowerGrid, peak: number, steps = 160, directions = 120): { largest: Level[]; mean: Level[] } {
  const largest: Level[] = [];
  const mean: Level[] = [];
  for (let i = 0; i <= steps; i++) {
    const at = (0.5 * i) / steps;
    let most = 0;
    let sum = 0;
    // Opposite directions are alike.
    for (let d = 0; d < directions; d++) {
      const { u, v } = along((180 * d) / directions, at);
      const power = between(grid, u, v);
      most = Math.max(most, power);
      sum += power;
    }
    largest.push({ at, db: decibelsOf(most, peak) });
    mean.push({ at, db: decibelsOf(sum / directions, peak) });
  }
  return { largest, mean };
}

/** The grid at any frequency, linear between its points. */
function between({ points, power }: PowerGrid, u: number, v: number): number {
  const x = Math.min(points - 1, Math.max(0, (u + 0.5) * (points - 1)));
  const y = Math.min(points - 1, Math.max(0, (v + 0.5) * (points - 1)));
  const left = Math.min(points - 2, Math.floor(x));
  const top = Math.min(points - 2, Math.floor(y));
  const at = (row: number, column: number): number => power[row * points + column]!;
  const upper = at(top, left) + (x - left) * (at(top, left + 1) - at(top, left));
  const lower = at(top + 1, left) + (x - left) * (at(top + 1, left + 1) - at(top + 1, left));
  return upper + (y - top) * (lower - upper);
}
