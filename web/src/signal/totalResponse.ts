import { frequencyAt, type PowerGrid } from './response';
import type { Along } from './sampling';

/**
 * The summed autocorrelation of planes of weights, whose transform is Σ|H|² over all of them (Wiener and Khinchin): one small transform serves any number of
 * kernels. Weights are real, so that lags come in pairs: of each pair one is listed, with twice its value.
 */
export interface Lags {
  /** Samples to the right and down, with the spacing of the taps. */
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly value: Float64Array;
}

/** @param planes Each [row][column]. */
export function autocorrelation(planes: readonly Float32Array[], rows: number, columns: number, spacing: Along = { x: 1, y: 1 }): Lags {
  const side = 2 * columns - 1;
  const sums = new Float64Array(rows * side);
  for (const plane of planes) {
    for (let a = 0; a < rows * columns; a++) {
      const weight = plane[a]!;
      if (weight === 0) continue;
      const [row, column] = [Math.floor(a / columns), a % columns];
      for (let other = row; other < rows; other++) {
        // Of the first lag row only the right half: the left one mirrors it.
        for (let x = other === row ? column : 0; x < columns; x++) sums[(other - row) * side + x - column + columns - 1]! += weight * plane[other * columns + x]!;
      }
    }
  }
  const lags: [number, number, number][] = [];
  for (let y = 0; y < rows; y++) {
    for (let x = y === 0 ? 0 : 1 - columns; x < columns; x++) lags.push([x * spacing.x, y * spacing.y, (x === 0 && y === 0 ? 1 : 2) * sums[y * side + x + columns - 1]!]);
  }
  return { x: Int32Array.from(lags, (l) => l[0]), y: Int32Array.from(lags, (l) => l[1]), value: Float64Array.from(lags, (l) => l[2]) };
}

/** The mean of Σ|H|² over all frequencies, which is the energy Σk² (Parseval): the level of white weights of that energy. */
export function meanPower(lags: Lags): number {
  return lags.value[0] ?? 0;
}

/** Σ|H|² at one frequency, cycles per sample, u right and v down. */
export function powerAt(lags: Lags, u: number, v: number): number {
  let sum = 0;
  for (let i = 0; i < lags.value.length; i++) sum += lags.value[i]! * Math.cos(2 * Math.PI * (u * lags.x[i]! + v * lags.y[i]!));
  // Rounding can leave a zero of the response a little below it.
  return Math.max(0, sum);
}

/** The frequency in the middle of a cell of a map, −0.5 to 0.5. */
export function cellFrequency(index: number, cells: number): number {
  return (index + 0.5) / cells - 0.5;
}

/** Σ|H|² in the middle of each cell, [v][u], both from −0.5 to 0.5 cycles per sample, v down. */
export function powerMap(lags: Lags, cells: number): Float64Array {
  return sampled(lags, cells, (i) => cellFrequency(i, cells));
}

/** Σ|H|² on a grid that holds zero and both ends of the square. @param points Points a side, odd. */
export function lagGrid(lags: Lags, points: number): PowerGrid {
  return { points, power: sampled(lags, points, (i) => frequencyAt(i, points)) };
}

/** [v][u] at so many frequencies a side, which lie symmetrically about zero: along u first and then along v. */
function sampled(lags: Lags, cells: number, frequency: (index: number) => number): Float64Array {
  const power = new Float64Array(cells * cells);
  // Lags of one row of the autocorrelation stand together.
  for (let first = 0, end = 0; first < lags.value.length; first = end) {
    const y = lags.y[first]!;
    while (end < lags.value.length && lags.y[end] === y) end++;
    for (let column = 0; column < cells; column++) {
      const u = frequency(column);
      let re = 0;
      let im = 0;
      for (let i = first; i < end; i++) {
        const angle = 2 * Math.PI * u * lags.x[i]!;
        re += lags.value[i]! * Math.cos(angle);
        im += lags.value[i]! * Math.sin(angle);
      }
      for (let row = 0; row < cells / 2; row++) {
        const angle = 2 * Math.PI * frequency(row) * y;
        power[row * cells + column]! += re * Math.cos(angle) - im * Math.sin(angle);
      }
    }
  }
  for (let i = 0; i < power.length / 2; i++) {
    power[i] = Math.max(0, power[i]!);
    power[power.length - 1 - i] = power[i]!;
  }
  return power;
}

/**
 * The mean of Σ|H|² over all directions at each radius, up to 0.5 cycles per sample: the cosine of each lag turns into a Bessel function of its length, so that lags
 * of one length are taken together.
 */
export function radialMeans(lags: Lags, radii: Float64Array): Float64Array {
  const byLength = new Map<number, number>();
  lags.value.forEach((value, i) => {
    const squared = lags.x[i]! ** 2 + lags.y[i]! ** 2;
    byLength.set(squared, (byLength.get(squared) ?? 0) + value);
  });
  const lengths = [...byLength].map(([squared, value]) => [Math.sqrt(squared), value] as const);
  return radii.map((radius) => Math.max(0, lengths.reduce((sum, [length, value]) => sum + value * besselJ0(2 * Math.PI * radius * length), 0)));
}

/** J₀(x) from its integral (1/π)∫cos(x·cos φ)dφ, 0 to π; of a periodic function the midpoint rule is exact to rounding once it has more points than about x/2. */
export function besselJ0(x: number): number {
  const points = Math.ceil(0.6 * Math.abs(x)) + 14;
  let sum = 0;
  for (let i = 0; i < points; i++) sum += Math.cos(x * Math.cos((Math.PI * (i + 0.5)) / points));
  return sum / points;
}

/** Power relative to a reference, in dB, no lower than a floor. */
export function powerDb(power: number, reference: number, floor: number): number {
  return power > 0 && reference > 0 ? Math.max(floor, 10 * Math.log10(power / reference)) : floor;
}
