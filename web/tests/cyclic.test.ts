import { expect, test } from 'vitest';
import { cyclic } from '../src/color/cyclic';
import type { Rgb } from '../src/color/oklch';

/** Oklab of an sRGB color (Ottosson 2020): the way back, for judging distances. */
function oklabOf(rgb: Rgb): readonly [number, number, number] {
  const [r, g, b] = rgb.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s, 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

const distance = (a: readonly number[], b: readonly number[], axes = [0, 1, 2]): number => Math.hypot(...axes.map((i) => a[i]! - b[i]!));

test('equal angles are equal steps, all around', () => {
  const colors = Array.from({ length: 36 }, (_, i) => oklabOf(cyclic(10 * i)));
  const steps = colors.map((c, i) => distance(c, colors[(i + 1) % 36]!));
  const mean = steps.reduce((a, b) => a + b) / 36;
  for (const step of steps) expect(Math.abs(step - mean) / mean).toBeLessThan(0.25);
});

test('angles far apart differ without red against green', () => {
  for (let a = 0; a < 360; a += 15) {
    for (let b = a + 60; b <= a + 180; b += 15) expect(distance(oklabOf(cyclic(a)), oklabOf(cyclic(b)), [0, 2])).toBeGreaterThan(0.09);
  }
});

test('it closes, and takes any angle', () => {
  expect(cyclic(-180)).toEqual(cyclic(180));
  expect(cyclic(-90)).toEqual(cyclic(270));
  expect(cyclic(0)).not.toEqual(cyclic(180));
});
