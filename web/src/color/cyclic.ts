import { oklab, type Rgb } from './oklch';

const lightness = 0.62;
const radius = 0.15;

/** Blue to orange: the opponent axis that the common color-blindnesses leave. */
const hue = (62 * Math.PI) / 180;

/** One color a degree. */
const colors = Array.from({ length: 360 }, (_, degree): Rgb => {
  const angle = (degree * Math.PI) / 180;
  const chroma = radius * Math.sin(angle);
  return oklab(lightness + radius * Math.cos(angle), chroma * Math.cos(hue), chroma * Math.sin(hue));
});

/**
 * A color for an angle in degrees. The colors lie on a circle in Oklab, so that equal angles are equal steps: 0° light, 180° dark, 90° orange, −90° blue; no two of
 * them differ in red and green alone.
 */
export function cyclic(degrees: number): Rgb {
  return colors[((Math.round(degrees) % 360) + 360) % 360]!;
}
