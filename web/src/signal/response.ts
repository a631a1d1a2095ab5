/**
 * |H|² of a filter on a grid of frequencies, summed over its planes. Row 0 is v = −0.5 (cycles per sample, down), column 0 is u = −0.5 (right); the middle row and column are 0.
 * The grid has an odd number of points a side, so that both zero and ±0.5 lie on it.
 */
export interface PowerGrid {
  readonly points: number;
  readonly power: Float64Array;
}

/** H of one plane on such a grid, with the phase counted from the plane's middle tap or between its two middle taps. */
export interface ComplexGrid {
  readonly points: number;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** How many samples lie from one tap to the next: right and down. */
export interface Spacing {
  readonly x: number;
  readonly y: number;
}

/** Taps side by side. */
export const adjacent: Spacing = { x: 1, y: 1 };

/** The frequency of a row or a column of a grid, −0.5 to 0.5. */
export function frequencyAt(index: number, points: number): number {
  return index / (points - 1) - 0.5;
}

/**
 * Σ over planes of |Σ k[m,n]·exp(−2πi(u·n + v·m))|².
 * @param planes Each [row][column].
 * @param points Points a side, odd.
 */
export function powerGrid(planes: readonly Float32Array[], rows: number, columns: number, points: number, spacing = adjacent): PowerGrid {
  const power = new Float64Array(points * points);
  for (const plane of planes) {
    const { real, imaginary } = complexGrid(plane, rows, columns, points, spacing);
    for (let i = 0; i < power.length; i++) power[i]! += real[i]! ** 2 + imaginary[i]! ** 2;
  }
  return { points, power };
}

/** H of one plane, by rows first and then by columns. */
export function complexGrid(plane: Float32Array, rows: number, columns: number, points: number, spacing = adjacent): ComplexGrid {
  if (points % 2 === 0) throw new RangeError(`A grid with zero in its middle has an odd number of points; found ${points}.`);
  const half = (points - 1) / 2;
  const across = waves(columns, points, spacing.x);
  const down = waves(rows, points, spacing.y);
  const rowReal = new Float64Array(rows * points);
  const rowImaginary = new Float64Array(rows * points);
  for (let m = 0; m < rows; m++) {
    for (let x = half; x < points; x++) {
      let re = 0;
      let im = 0;
      for (let n = 0; n < columns; n++) {
        const weight = plane[m * columns + n]!;
        re += weight * across.cos[x * columns + n]!;
        im -= weight * across.sin[x * columns + n]!;
      }
      rowReal[m * points + x] = re;
      rowImaginary[m * points + x] = im;
    }
  }
  const real = new Float64Array(points * points);
  const imaginary = new Float64Array(points * points);
  for (let y = 0; y < points; y++) {
    for (let x = half; x < points; x++) {
      let re = 0;
      let im = 0;
      for (let m = 0; m < rows; m++) {
        const c = down.cos[y * rows + m]!;
        const s = down.sin[y * rows + m]!;
        const a = rowReal[m * points + x]!;
        const b = rowImaginary[m * points + x]!;
        re += a * c + b * s;
        im += b * c - a * s;
      }
      // Weights are real: H(−u, −v) is the conjugate of H(u, v).
      const opposite = (points - 1 - y) * points + points - 1 - x;
      real[y * points + x] = real[opposite] = re;
      imaginary[opposite] = -im;
      imaginary[y * points + x] = im;
    }
  }
  return { points, real, imaginary };
}

/** H of one plane at one frequency (cycles per sample, u right, v down), with the phase counted from the plane's middle tap or between its two middle taps. */
export function responseAt(plane: Float32Array, rows: number, columns: number, u: number, v: number, spacing = adjacent): { re: number; im: number } {
  let re = 0;
  let im = 0;
  for (let m = 0; m < rows; m++) {
    for (let n = 0; n < columns; n++) {
      const angle = 2 * Math.PI * (u * spacing.x * (n - (columns - 1) / 2) + v * spacing.y * (m - (rows - 1) / 2));
      re += plane[m * columns + n]! * Math.cos(angle);
      im -= plane[m * columns + n]! * Math.sin(angle);
    }
  }
  return { re, im };
}

/** |H|² of all planes together at one frequency. */
export function powerAt(planes: readonly Float32Array[], rows: number, columns: number, u: number, v: number, spacing = adjacent): number {
  let power = 0;
  for (const plane of planes) {
    const { re, im } = responseAt(plane, rows, columns, u, v, spacing);
    power += re * re + im * im;
  }
  return power;
}

function waves(taps: number, points: number, spacing: number): { cos: Float64Array; sin: Float64Array } {
  const cos = new Float64Array(points * taps);
  const sin = new Float64Array(points * taps);
  for (let i = 0; i < points; i++) {
    for (let n = 0; n < taps; n++) {
      const angle = 2 * Math.PI * frequencyAt(i, points) * spacing * (n - (taps - 1) / 2);
      cos[i * taps + n] = Math.cos(angle);
      sin[i * taps + n] = Math.sin(angle);
    }
  }
  return { cos, sin };
}
