import { frequencyAt, type PowerGrid, type Spacing } from './response';

/** A frequency in cycles per sample, u right and v down. */
export interface Frequency {
  readonly u: number;
  readonly v: number;
}

/** How closely a peak is climbed, cycles per sample. */
const precision = 1e-5;

/**
 * Where |H|² is largest: found on the grid, then climbed on the exact response. Of a pair of conjugates the one that points up on screen (or right); of a response
 * that repeats, because taps lie apart, the peak of the copy around zero.
 */
export function findPeak({ points, power }: PowerGrid, exact: (u: number, v: number) => number, spacing: Spacing): Frequency {
  const most = { u: 0.5 / spacing.x, v: 0.5 / spacing.y };
  const middle = (points - 1) / 2;
  // Where the response is flat, rounding must not choose: of equal ones the nearest to zero counts.
  let largest = power[middle * points + middle]!;
  let at: Frequency = { u: 0, v: 0 };
  for (let y = 0; y <= middle; y++) {
    for (let x = 0; x < points; x++) {
      const u = frequencyAt(x, points);
      const v = frequencyAt(y, points);
      if (Math.abs(u) > most.u + 1e-9 || Math.abs(v) > most.v + 1e-9) continue;
      const found = power[y * points + x]!;
      const isLarger = found > largest * (1 + 1e-9);
      const isNearer = found >= largest * (1 - 1e-9) && Math.hypot(u, v) < Math.hypot(at.u, at.v) - 1e-9;
      if (!isLarger && !isNearer) continue;
      largest = Math.max(largest, found);
      at = { u, v };
    }
  }
  return upward(climb(at, exact, 0.5 / (points - 1), most));
}

/** The same of a response along one direction, found on so many steps from zero to the edge of the first copy. */
export function findPeakAlong(direction: number, exact: (u: number, v: number) => number, steps: number, spacing: Spacing): Frequency {
  const most = { u: 0.5 / spacing.x, v: 0.5 / spacing.y };
  const { u, v } = along(direction, 1);
  const edge = Math.min(Math.abs(u) > 1e-9 ? most.u / Math.abs(u) : Infinity, Math.abs(v) > 1e-9 ? most.v / Math.abs(v) : Infinity);
  let largest = exact(0, 0);
  let at: Frequency = { u: 0, v: 0 };
  for (let i = 1; i <= steps; i++) {
    const place = along(direction, (edge * i) / steps);
    const found = exact(place.u, place.v);
    if (found <= largest * (1 + 1e-9)) continue;
    largest = found;
    at = place;
  }
  return upward(climb(at, exact, (0.5 * edge) / steps, most));
}

/** From a frequency to the top that it lies below, within ±most. */
function climb(from: Frequency, exact: (u: number, v: number) => number, firstStep: number, most: Frequency): Frequency {
  let at = from;
  let best = exact(at.u, at.v);
  for (let step = firstStep; step > precision; ) {
    let moved = false;
    for (const [x, y] of [[1, 0], [-1, 0], [0, 1], [0, -1], [1, 1], [1, -1], [-1, 1], [-1, -1]] as const) {
      const u = Math.min(most.u, Math.max(-most.u, at.u + x * step));
      const v = Math.min(most.v, Math.max(-most.v, at.v + y * step));
      const found = exact(u, v);
      // A gain at the level of rounding would wander along a response that is flat.
      if (found > best * (1 + 1e-12)) {
        best = found;
        at = { u, v };
        moved = true;
        break;
      }
    }
    if (!moved) step /= 2;
  }
  return at;
}

/** Of a pair of conjugates the one that points up on screen, or right. */
function upward(at: Frequency): Frequency {
  return at.v > precision || (at.v > -precision && at.u < 0) ? { u: -at.u || 0, v: -at.v || 0 } : at;
}

/** The direction of a frequency, degrees counter-clockwise on screen, 0 to 180; 0 for DC. */
export function directionOf({ u, v }: Frequency): number {
  const angle = (Math.atan2(-v, u) * 180) / Math.PI;
  return ((angle % 180) + 180) % 180;
}

/** The frequency at a distance from zero in a direction (degrees counter-clockwise on screen). */
export function along(direction: number, distance: number): Frequency {
  const angle = (direction * Math.PI) / 180;
  return { u: distance * Math.cos(angle), v: -distance * Math.sin(angle) };
}

/** How far it is from zero to the edge of the Nyquist square in a direction, 0.5 to 0.707. */
export function edgeOf(direction: number): number {
  const angle = (direction * Math.PI) / 180;
  return 0.5 / Math.max(Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle)));
}
