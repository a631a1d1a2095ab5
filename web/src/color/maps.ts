import { oklch, type Rgb } from './oklch';

const steps = 255;

/** Half a diverging map: from near-white to a dark color, in equal perceived steps; the same lightness at both arms. */
function arm(hue: number): Rgb[] {
  return Array.from({ length: steps + 1 }, (_, i) => {
    const t = i / steps;
    return oklch(0.97 + (0.36 - 0.97) * t, 0.145 * t * (2 - t), hue);
  });
}

const blues = arm(256);
const reds = arm(27);
const magnitudes = Array.from({ length: steps + 1 }, (_, i) => {
  const t = i / steps;
  return oklch(0.23 + 0.71 * t, 0.1 + 0.06 * t, 305 - 200 * t);
});

/** The color of zero in pictures of color kernels. */
export const midGray: Rgb = [128, 128, 128];

/** Blue for −1, near-white for 0, red for 1; values beyond are clipped, and what is no number is shown as zero. The same map as the tool's sheets. */
export function diverging(value: number): Rgb {
  const step = Math.round(Math.min(Math.abs(value), 1) * steps) || 0;
  return (value < 0 ? blues : reds)[step]!;
}

/** Dark violet for 0 over green to light yellow for 1: for magnitudes such as |H|. The same map as the tool's sheets. */
export function sequential(value: number): Rgb {
  return magnitudes[Math.round(Math.min(1, Math.max(0, value)) * steps) || 0]!;
}

/** One channel of a color kernel: mid-gray plus or minus up to 127, so that both signs have the same room. */
export function aroundGray(value: number): number {
  return 128 + (Math.round(127 * Math.min(1, Math.max(-1, value))) || 0);
}
