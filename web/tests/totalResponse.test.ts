import { expect, test } from 'vitest';
import { powerGrid } from '../src/signal/response';
import { autocorrelation, besselJ0, cellFrequency, lagGrid, meanPower, powerAt, powerDb, powerMap, radialMeans, type Lags } from '../src/signal/totalResponse';

const radialMean = (lags: Lags, radius: number): number => radialMeans(lags, Float64Array.of(radius))[0]!;

const derivative = Float32Array.of(-1, 0, 1);

function gaussian(side: number, sigma: number): Float32Array {
  const middle = (side - 1) / 2;
  return Float32Array.from({ length: side * side }, (_, i) => Math.exp(-((i % side - middle) ** 2 + (Math.floor(i / side) - middle) ** 2) / (2 * sigma * sigma)));
}

/** Deterministic numbers without a pattern. */
function scrambled(length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin(12.9898 * (i + 1) * (i + 3)));
}

test('a central difference has the power 4·sin²(2πf) along x, and the same at any frequency down', () => {
  const lags = autocorrelation([derivative], 1, 3);
  for (const f of [0, 0.1, 0.25, 0.4, 0.5]) {
    expect(powerAt(lags, f, 0)).toBeCloseTo(4 * Math.sin(2 * Math.PI * f) ** 2, 10);
    expect(powerAt(lags, f, 0.3)).toBeCloseTo(powerAt(lags, f, 0), 10);
  }
});

test('a tap passes everything, wherever it lies, and the power of kernels adds up', () => {
  const tap = new Float32Array(9);
  tap[5] = 2;
  expect(powerAt(autocorrelation([tap], 3, 3), 0.13, -0.41)).toBeCloseTo(4, 10);
  expect(powerAt(autocorrelation([tap, tap, tap], 3, 3), 0.13, -0.41)).toBeCloseTo(12, 10);
});

test('taps that lie apart see a frequency as often as they lie apart', () => {
  const spread = autocorrelation([derivative], 1, 3, { x: 3, y: 1 });
  const dense = autocorrelation([derivative], 1, 3);
  expect(powerAt(spread, 0.11, 0)).toBeCloseTo(powerAt(dense, 0.33, 0), 10);
  expect(powerAt(spread, 0.11 + 1 / 3, 0)).toBeCloseTo(powerAt(spread, 0.11, 0), 10);
});

test('the map is the transform of the weights: the same as by rows and columns, at the same frequencies', () => {
  const planes = [scrambled(35), scrambled(70).subarray(35)];
  const cells = 16;
  const map = powerMap(autocorrelation(planes, 5, 7), cells);
  // Middles of 16 cells are every second point but the first of 33 points from −0.5 to 0.5.
  const grid = powerGrid(planes, 5, 7, 2 * cells + 1);
  for (let row = 0; row < cells; row++) {
    for (let column = 0; column < cells; column++) {
      expect(map[row * cells + column]).toBeCloseTo(grid.power[(2 * row + 1) * grid.points + 2 * column + 1]!, 8);
    }
  }
});

test('the mean over the map is the energy of the weights', () => {
  const weights = scrambled(25);
  const lags = autocorrelation([weights], 5, 5);
  const map = powerMap(lags, 32);
  const energy = weights.reduce((sum, w) => sum + w * w, 0);
  expect(meanPower(lags)).toBeCloseTo(energy, 6);
  expect(map.reduce((a, b) => a + b, 0) / map.length).toBeCloseTo(energy, 6);
});

test('the share of a disc of frequencies is the mean by radius over that of the square: 36 % below 1/8 of a box of 3×3', () => {
  const lags = autocorrelation([new Float32Array(9).fill(1)], 3, 3);
  // ∫2πf·mean(f) df by Simpson’s rule, against the squared product of two Dirichlet kernels, integrated in polar coordinates.
  const below = (limit: number): number => {
    const steps = 200;
    const means = radialMeans(lags, Float64Array.from({ length: steps + 1 }, (_, i) => (limit * i) / steps));
    const sum = means.reduce((total, mean, i) => total + (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * ((limit * i) / steps) * mean, 0);
    return ((2 * Math.PI * limit) / steps / 3) * sum / meanPower(lags);
  };
  expect(below(1 / 8)).toBeCloseTo(0.3604057118, 8);
  expect(below(1 / 4)).toBeCloseTo(0.8132200241, 8);
});

test('a wave’s power lies where the wave points, v down', () => {
  const side = 16;
  const wave = Float32Array.from({ length: side * side }, (_, i) => Math.cos(2 * Math.PI * (0.25 * (i % side) + 0.125 * Math.floor(i / side))));
  const cells = 64;
  const map = powerMap(autocorrelation([wave], side, side), cells);
  const at = map.indexOf(Math.max(...map));
  const [u, v] = [cellFrequency(at % cells, cells), cellFrequency(Math.floor(at / cells), cells)];
  expect(Math.sign(u)).toBe(Math.sign(v));
  expect(Math.abs(Math.abs(u) - 0.25)).toBeLessThan(0.02);
  expect(Math.abs(Math.abs(v) - 0.125)).toBeLessThan(0.02);
});

test('over all directions a central difference has 2 − 2·J₀(4πf)', () => {
  const lags = autocorrelation([derivative], 1, 3);
  expect(radialMean(lags, 1 / (4 * Math.PI))).toBeCloseTo(2 - 2 * 0.7651976865579666, 10);
  expect(radialMean(lags, 0)).toBeCloseTo(0, 10);
});

test('a round Gaussian falls as exp(−4π²σ²f²) in every direction', () => {
  const lags = autocorrelation([gaussian(17, 1.5)], 17, 17);
  const at = (f: number): number => radialMean(lags, f) / radialMean(lags, 0);
  for (const f of [0.05, 0.1, 0.15]) expect(at(f)).toBeCloseTo(Math.exp(-4 * Math.PI ** 2 * 1.5 ** 2 * f * f), 5);
});

test('J₀ has its tabulated values', () => {
  const table: readonly (readonly [number, number])[] = [[0, 1], [1, 0.7651976865579666], [2.404825557695773, 0], [10, -0.2459357644513483], [100, 0.01998585030422312]];
  for (const [x, value] of table) expect(besselJ0(x)).toBeCloseTo(value, 12);
});

test('levels are relative, ten times the power 10 dB, and end at the floor', () => {
  expect(powerDb(1, 1, -30)).toBe(0);
  expect(powerDb(0.1, 1, -30)).toBeCloseTo(-10, 12);
  expect(powerDb(0, 1, -30)).toBe(-30);
  expect(powerDb(1, 0, -30)).toBe(-30);
});

test('on a grid with zero and both ends, lags give what the weights give', () => {
  const planes = [scrambled(20), scrambled(20).reverse()];
  const spacing = { x: 2, y: 3 };
  const { points, power } = lagGrid(autocorrelation(planes, 4, 5, spacing), 17);
  const expected = powerGrid(planes, 4, 5, 17, spacing).power;
  expect(points).toBe(17);
  power.forEach((p, i) => expect(p).toBeCloseTo(expected[i]!, 8));
});
