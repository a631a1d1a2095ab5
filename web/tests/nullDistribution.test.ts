import { expect, test } from 'vitest';
import { below, density, tailCurve, twoSided, upperTail, type NullDistribution } from '../src/signal/nullDistribution';

const levels = [0.00005, 0.001, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999, 0.99995];

/** The logistic distribution: its quantile is ln(p / (1 − p)), its density p·(1 − p). */
const logistic: NullDistribution = { levels, quantiles: levels.map((p) => Math.log(p / (1 - p))), samples: 100_000 };

test('the density integrates to 1, but for the two tails beyond the outermost quantiles', () => {
  const mass = density(logistic).reduce((sum, b) => sum + b.density * (b.to - b.from), 0);
  expect(mass).toBeCloseTo(0.9999, 9);
  const uniform: NullDistribution = { levels, quantiles: levels, samples: 1000 };
  for (const bin of density(uniform)) expect(bin.density).toBeCloseTo(1, 9);
});

test('the density in the middle is that of the distribution, and bins follow each other', () => {
  const bins = density(logistic);
  const middle = bins.find((b) => b.from <= 0.1 && b.to > 0.1)!;
  expect(middle.density).toBeCloseTo(0.247, 2);
  bins.slice(1).forEach((b, i) => expect(b.from).toBe(bins[i]!.to));
});

test('equal quantiles, as of a statistic with a largest value, make no infinite density', () => {
  const capped: NullDistribution = { levels: [0.1, 0.4, 0.5, 0.9], quantiles: [0, 1, 1, 2], samples: 100 };
  const bins = density(capped, 0);
  expect(bins.every((b) => Number.isFinite(b.density))).toBe(true);
  expect(bins.reduce((sum, b) => sum + b.density * (b.to - b.from), 0)).toBeCloseTo(0.8, 9);
});

test('tails at quantiles are their levels, between them linear', () => {
  expect(upperTail(logistic, logistic.quantiles[13]!)).toBeCloseTo(0.1, 9);
  expect(twoSided(logistic, logistic.quantiles[5]!)).toBeCloseTo(0.2, 9);
  expect(twoSided(logistic, 0)).toBeCloseTo(1, 9);
  const [a, b] = [logistic.quantiles[13]!, logistic.quantiles[14]!];
  expect(below(logistic, (a + b) / 2)).toBeCloseTo(0.925, 9);
});

test('no chance below one in the number of draws and one is claimed', () => {
  expect(upperTail(logistic, 1000)).toBe(1 / 100_001);
  expect(twoSided(logistic, -1000)).toBe(2 / 100_001);
  expect(upperTail(logistic, -1000)).toBe(1);
});

test('the curve falls for one side, and rises to 1 at the median and falls for two', () => {
  const one = tailCurve(logistic, 'upper').map((p) => p.value);
  expect(one).toEqual([...one].sort((a, b) => b - a));
  const both = tailCurve(logistic, 'both');
  const top = both.reduce((a, b) => (b.value > a.value ? b : a));
  expect(top.at).toBeCloseTo(0, 9);
  expect(top.value).toBeCloseTo(1, 9);
  const without: NullDistribution = { levels: [0.1, 0.4, 0.6, 0.9], quantiles: [-2, -1, 1, 2], samples: 100 };
  expect(tailCurve(without, 'both').find((p) => p.value === 1)?.at).toBeCloseTo(0, 9);
});
