/**
 * |H|² of a filter on a grid of frequencies, summed over its planes. Row 0 is v = −0.5 (cycles per tap, down), column 0 is u = −0.5 (right); the middle row and column are 0.
 * The grid has an odd number of points a side, so that both zero and ±0.5 lie on it.
 */
export interface PowerGrid {
  readonly points: number;
  readonly power: Float64Array;
}

/** The frequency of a row or a column of a grid, −0.5 to 0.5. */
export function frequencyAt(index: number, points: number): number {
  return index / (points - 1) - 0.5;
}

/**
 * Σ over planes of |Σ k[m,n]·exp(−2πi(u·n + v·m))|², by rows first and then by columns.
 * @param planes Each [row][column].
 * @param points Points a side, odd.
 */
export function powerGrid(planes: readonly Float32Array[], rows: number, columns: number, points: number): PowerGrid {
  if (points % 2 === 0) throw new RangeError(`A grid with zero in its middle has an odd number of points; found ${points}.`);
  const power = new Float64Array(points * points);
  const half = (points - 1) / 2;
  const across = waves(columns, points);
  const down = waves(rows, points);
  const real = new Float64Array(rows * points);
  const imaginary = new Float64Array(rows * points);
  for (const plane of planes) {
    for (let m = 0; m < rows; m++) {
      for (let x = half; x < points; x++) {
        let re = 0;
        let im = 0;
        for (let n = 0; n < columns; n++) {
          const weight = plane[m * columns + n]!;
          re += weight * across.cos[x * columns + n]!;
          im -= weight * across.sin[x * columns + n]!;
        }
        real[m * points + x] = re;
        imaginary[m * points + x] = im;
      }
    }
    for (let y = 0; y < points; y++) {
      for (let x = half; x < points; x++) {
        let re = 0;
        let im = 0;
        for (let m = 0; m < rows; m++) {
          const c = down.cos[y * rows + m]!;
          const s = down.sin[y * rows + m]!;
          const a = real[m * points + x]!;
          const b = imaginary[m * points + x]!;
          re += a * c + b * s;
          im += b * c - a * s;
        }
        power[y * points + x]! += re * re + im * im;
      }
    }
  }
  // Weights are real: H(−u, −v) is the conjugate of H(u, v).
  for (let y = 0; y < points; y++) {
    for (let x = 0; x < half; x++) power[y * points + x] = power[(points - 1 - y) * points + points - 1 - x]!;
  }
  return { points, power };
}

/** H of one plane at one frequency (cycles per tap, u right, v down), with the phase counted from the plane's middle tap or between its two middle taps. */
export function responseAt(plane: Float32Array, rows: number, columns: number, u: number, v: number): { re: number; im: number } {
  let re = 0;
  let im = 0;
  for (let m = 0; m < rows; m++) {
    for (let n = 0; n < columns; n++) {
      const angle = 2 * Math.PI * (u * (n - (columns - 1) / 2) + v * (m - (rows - 1) / 2));
      re += plane[m * columns + n]! * Math.cos(angle);
      im -= plane[m * columns + n]! * Math.sin(angle);
    }
  }
  return { re, im };
}

function waves(taps: number, points: number): { cos: Float64Array; sin: Float64Array } {
  const cos = new Float64Array(points * taps);
  const sin = new Float64Array(points * taps);
  for (let i = 0; i < points; i++) {
    for (let n = 0; n < taps; n++) {
      const angle = 2 * Math.PI * frequencyAt(i, points) * n;
      cos[i * taps + n] = Math.cos(angle);
      sin[i * taps + n] = Math.sin(angle);
    }
  }
  return { cos, sin };
}
