import { expect, test } from 'vitest';
import { aroundGray, diverging, sequential } from '../src/color/maps';
import { nameOrder, nameRgb } from '../src/color/names';
import { css, oklch, type Rgb } from '../src/color/oklch';
import { contrast } from './contrast';

const white: Rgb = [255, 255, 255];
const darkPage: Rgb = [0x14, 0x17, 0x1a];

test('zero is the neutral color, and only zero within half a step', () => {
  const neutral = diverging(0);
  expect(new Set(neutral).size).toBe(1);
  for (const zero of [-0, 0.001, Number.NaN]) expect(diverging(zero)).toEqual(neutral);
  expect(diverging(0.01)).not.toEqual(neutral);
});

test('both arms of the diverging map are about as dark at the same magnitude, blue below zero and red above', () => {
  for (const value of [0.25, 0.5, 1]) {
    const [negative, positive] = [diverging(-value), diverging(value)];
    expect(contrast(negative, positive)).toBeLessThan(1.2);
    expect(negative[2]).toBeGreaterThan(negative[0]);
    expect(positive[0]).toBeGreaterThan(positive[2]);
  }
  expect(diverging(7)).toEqual(diverging(1));
});

test('magnitudes grow lighter step by step', () => {
  const lightness = Array.from({ length: 11 }, (_, i) => contrast(sequential(i / 10), [0, 0, 0]));
  for (let i = 1; i < lightness.length; i++) expect(lightness[i]!).toBeGreaterThan(lightness[i - 1]!);
});

test('color kernels move around mid-gray by the same room for both signs', () => {
  expect([0, 1, -1, 5, Number.NaN].map(aroundGray)).toEqual([128, 255, 1, 255, 128]);
});

test('the color of every name stands out 3:1 from the light and from the dark page', () => {
  for (const name of nameOrder) {
    expect(contrast(nameRgb(name), white), name).toBeGreaterThanOrEqual(3);
    expect(contrast(nameRgb(name), darkPage), name).toBeGreaterThanOrEqual(3);
  }
});

test('Oklab has the published coordinates of sRGB’s corners', () => {
  expect(oklch(1, 0, 0)).toEqual([255, 255, 255]);
  expect(oklch(0, 0, 0)).toEqual([0, 0, 0]);
  expect(oklch(0.62796, 0.25768, 29.234)).toEqual([255, 0, 0]);
  expect(css([1, 171, 255])).toBe('#01abff');
  expect(contrast(white, [0, 0, 0])).toBeCloseTo(21);
});
