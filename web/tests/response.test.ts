import { expect, test } from 'vitest';
import { frequencyAt, powerGrid, responseAt, type PowerGrid } from '../src/signal/response';

const at = ({ points, power }: PowerGrid, u: number, v: number): number =>
  power[Math.round((v + 0.5) * (points - 1)) * points + Math.round((u + 0.5) * (points - 1))]!;

test('the grid runs from −0.5 over 0 to 0.5', () => {
  expect([frequencyAt(0, 65), frequencyAt(32, 65), frequencyAt(64, 65)]).toEqual([-0.5, 0, 0.5]);
});

test('the central difference [−1, 0, 1] has |H|² = 4·sin²(2πu) in every row of frequencies', () => {
  const grid = powerGrid([Float32Array.of(-1, 0, 1)], 1, 3, 65);
  for (const u of [-0.5, -0.25, -0.125, 0, 0.25, 0.5]) {
    for (const v of [-0.5, 0, 0.25]) expect(at(grid, u, v)).toBeCloseTo(4 * Math.sin(2 * Math.PI * u) ** 2, 9);
  }
});

test('two taps on a diagonal answer along it: y runs down', () => {
  // Taps at (0, 0) and (1, 1): |H|² = 4·cos²(π(u + v)).
  const grid = powerGrid([Float32Array.of(1, 0, 0, 1)], 2, 2, 33);
  for (const [u, v] of [[0.25, 0.25], [0.25, -0.25], [0.125, 0.25], [-0.25, -0.25], [0.5, 0]] as const)
    expect(at(grid, u, v)).toBeCloseTo(4 * Math.cos(Math.PI * (u + v)) ** 2, 9);
});

test('planes add in power, and the mean over one period is their energy', () => {
  const planes = [Float32Array.from({ length: 35 }, (_, i) => Math.sin(3 * i)), Float32Array.from({ length: 35 }, (_, i) => Math.cos(7 * i))];
  const { points, power } = powerGrid(planes, 5, 7, 65);
  let sum = 0;
  // The last row and column repeat the first.
  for (let y = 0; y < points - 1; y++) for (let x = 0; x < points - 1; x++) sum += power[y * points + x]!;
  const energy = planes.flatMap((p) => [...p]).reduce((s, w) => s + w * w, 0);
  expect(sum / (points - 1) ** 2).toBeCloseTo(energy, 6);
});

test('the grid by rows and columns agrees with the sum written out', () => {
  const plane = Float32Array.from({ length: 20 }, (_, i) => Math.sin(i * i));
  const grid = powerGrid([plane], 4, 5, 17);
  for (let y = 0; y < 17; y++) {
    for (let x = 0; x < 17; x++) {
      const { re, im } = responseAt(plane, 4, 5, frequencyAt(x, 17), frequencyAt(y, 17));
      expect(grid.power[y * 17 + x]).toBeCloseTo(re * re + im * im, 9);
    }
  }
});

test('an odd kernel answers with a quarter turn, an even one with none', () => {
  expect(responseAt(Float32Array.of(-1, 0, 1), 1, 3, 0.1, 0).re).toBeCloseTo(0, 12);
  expect(responseAt(Float32Array.of(1, 2, 1), 1, 3, 0.1, 0).im).toBeCloseTo(0, 12);
});

test('a grid without zero in its middle is refused', () => {
  expect(() => powerGrid([Float32Array.of(1)], 1, 1, 64)).toThrow(/odd/);
});
