import { adjacent, type Spacing } from './response';

/** A weight, or what weights add up to, at a place on an axis. */
export interface Place {
  /** Samples from the kernel's middle. */
  readonly at: number;
  readonly value: number;
}

/** sin(πx)/(πx). */
function sinc(x: number): number {
  const angle = Math.PI * x;
  return Math.abs(angle) < 1e-9 ? 1 : Math.sin(angle) / angle;
}

/**
 * The sum of a plane's weights along lines at right angles to a direction (degrees counter-clockwise on screen), as the function of the distance whose transform is
 * the response along that direction and nothing beyond the edge of its Nyquist square (the projection-slice theorem, Bracewell 1956). At 0° and 90° it passes through
 * the sums of the columns and of the rows.
 */
export function projection(plane: Float32Array, rows: number, columns: number, direction: number, at: readonly number[], spacing: Spacing = adjacent): Place[] {
  const angle = (direction * Math.PI) / 180;
  const x = spacing.x * Math.cos(angle);
  const y = -spacing.y * Math.sin(angle);
  const density = Math.max(Math.abs(x), Math.abs(y));
  return at.map((t) => {
    let value = 0;
    for (let m = 0; m < rows; m++) {
      for (let n = 0; n < columns; n++) {
        value += plane[m * columns + n]! * sinc((t - x * (n - (columns - 1) / 2) - y * (m - (rows - 1) / 2)) / density);
      }
    }
    return { at: t, value };
  });
}

/** How far the outermost taps lie from the middle along a direction, samples. */
export function reach(rows: number, columns: number, direction: number, spacing: Spacing = adjacent): number {
  const angle = (direction * Math.PI) / 180;
  return (spacing.x * (columns - 1) * Math.abs(Math.cos(angle)) + spacing.y * (rows - 1) * Math.abs(Math.sin(angle))) / 2;
}
