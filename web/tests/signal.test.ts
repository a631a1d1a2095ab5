import { expect, test } from 'vitest';
import { contour } from '../src/signal/contours';
import { along, directionOf, edgeOf, findPeak, findPeakAlong } from '../src/signal/peak';
import { phaseOf } from '../src/signal/phase';
import { projection, reach } from '../src/signal/projection';
import { adjacent, complexGrid, frequencyAt, powerAt, powerGrid, responseAt, type Spacing } from '../src/signal/response';
import { outward, radial, sideways } from '../src/signal/sections';

const side = 21;

/** A Gaussian of σ on a square of taps, times a wave of a frequency (u right, v down) and phase. */
function gabor(sigma: number, u = 0, v = 0, phase = 0): Float32Array {
  const middle = (side - 1) / 2;
  return Float32Array.from({ length: side * side }, (_, i) => {
    const x = (i % side) - middle;
    const y = Math.floor(i / side) - middle;
    return Math.exp(-(x * x + y * y) / (2 * sigma * sigma)) * Math.cos(2 * Math.PI * (u * x + v * y) - (phase * Math.PI) / 180);
  });
}

function peakOf(plane: Float32Array, rows: number, columns: number, spacing: Spacing = adjacent): { u: number; v: number } {
  return findPeak(powerGrid([plane], rows, columns, 65, spacing), (u, v) => powerAt([plane], rows, columns, u, v, spacing), spacing);
}

test('a tap off the middle delays: its phase is 2πf times the shift', () => {
  const plane = new Float32Array(25);
  plane[2 * 5 + 3] = 1;
  for (const [u, v] of [[0.1, 0], [0.2, 0.3], [-0.15, 0.4]] as const) {
    const { re, im } = responseAt(plane, 5, 5, u, v);
    expect(phaseOf(re, im)).toBeCloseTo(360 * u, 4);
    expect(re * re + im * im).toBeCloseTo(1, 6);
  }
});

test('[−1, 0, 1] is odd and rises to the right: 90° there, −90° on the other side', () => {
  const { points, real, imaginary } = complexGrid(Float32Array.of(-1, 0, 1), 1, 3, 65);
  for (let x = 0; x < points; x++) {
    const u = frequencyAt(x, points);
    if (u === 0 || Math.abs(u) === 0.5) continue;
    expect(phaseOf(real[x]!, imaginary[x]!)).toBeCloseTo(u > 0 ? 90 : -90, 6);
  }
});

test('the phase of a wave in a window is the phase that the wave was made with', () => {
  for (const phase of [-120, -45, 0, 60, 90, 180]) {
    const plane = gabor(3, 0.2, -0.1, phase);
    const { re, im } = responseAt(plane, side, side, 0.2, -0.1);
    const turns = (phaseOf(re, im) - phase) / 360;
    expect(turns - Math.round(turns)).toBeCloseTo(0, 3);
  }
});

test('an even kernel between two taps has no phase', () => {
  const { re, im } = responseAt(Float32Array.of(1, 3, 3, 1), 1, 4, 0.2, 0);
  expect(phaseOf(re, im)).toBeCloseTo(0, 9);
});

test('a Gaussian falls to −3 dB at √ln 2 / (2πσ), in every direction', () => {
  const sigma = 2;
  const points = 129;
  const { power } = powerGrid([gabor(sigma)], side, side, points);
  const peak = power[((points - 1) / 2) * (points + 1)]!;
  const segments = contour(power.map((p) => Math.sqrt(p / peak)), points, points, Math.SQRT1_2);
  expect(segments.length).toBeGreaterThan(20);
  const expected = Math.sqrt(Math.log(2)) / (2 * Math.PI * sigma);
  for (const { from, to } of segments) {
    for (const [x, y] of [from, to]) expect(Math.hypot(frequencyAt(x, points), frequencyAt(y, points))).toBeCloseTo(expected, 3);
  }
});

test('a contour closes: every end is the beginning of another piece', () => {
  const points = 33;
  const values = Float64Array.from({ length: points * points }, (_, i) => Math.cos((i % points) / 3) * Math.cos(Math.floor(i / points) / 4));
  const ends = new Map<string, number>();
  for (const { from, to } of contour(values, points, points, 0.3)) {
    for (const [x, y] of [from, to]) {
      const key = `${x.toFixed(6)} ${y.toFixed(6)}`;
      ends.set(key, (ends.get(key) ?? 0) + 1);
    }
  }
  for (const [key, count] of ends) {
    const [x, y] = key.split(' ').map(Number) as [number, number];
    expect(count).toBe(x === 0 || y === 0 || x === points - 1 || y === points - 1 ? 1 : 2);
  }
});

test('the peak of the central difference is a quarter cycle per sample, of a Gabor near its wave, of an average zero', () => {
  expect(peakOf(Float32Array.of(-1, 0, 1), 1, 3).u).toBeCloseTo(0.25, 4);
  const f = along(57, 0.18);
  const found = peakOf(gabor(4, f.u, f.v, 30), side, side);
  expect(found.u).toBeCloseTo(f.u, 3);
  expect(found.v).toBeCloseTo(f.v, 3);
  expect(directionOf(found)).toBeCloseTo(57, 0);
  expect(peakOf(new Float32Array(9).fill(1 / 9), 3, 3)).toEqual({ u: 0, v: 0 });
});

test('a single tap passes all alike, and its peak is called zero', () => {
  const plane = new Float32Array(9);
  plane[4] = -2;
  expect(peakOf(plane, 3, 3)).toEqual({ u: 0, v: 0 });
});

test('taps two apart: half the frequency, and a response that repeats', () => {
  const spacing = { x: 2, y: 2 };
  const plane = Float32Array.of(-1, 0, 1);
  expect(peakOf(plane, 1, 3, spacing).u).toBeCloseTo(0.125, 4);
  for (const u of [0.03, 0.125, 0.2]) expect(powerAt([plane], 1, 3, u + 0.5, 0, spacing)).toBeCloseTo(powerAt([plane], 1, 3, u, 0, spacing), 9);
  // The same as the kernel with a zero between its taps.
  const spread = Float32Array.of(-1, 0, 0, 0, 1);
  const dilated = powerGrid([plane], 1, 3, 65, { x: 2, y: 1 });
  const written = powerGrid([spread], 1, 5, 65);
  dilated.power.forEach((p, i) => expect(p).toBeCloseTo(written.power[i]!, 9));
});

test('the edge of the Nyquist square', () => {
  expect(edgeOf(0)).toBeCloseTo(0.5);
  expect(edgeOf(90)).toBeCloseTo(0.5);
  expect(edgeOf(45)).toBeCloseTo(Math.SQRT1_2);
});

test('levels outward and sideways are those of the transform of a Gabor: Gaussians about its wave', () => {
  const sigma = 3;
  const f = along(30, 0.2);
  const plane = gabor(sigma, f.u, f.v);
  const power = (u: number, v: number): number => powerAt([plane], side, side, u, v);
  const peak = power(f.u, f.v);
  const fall = (distance: number): number => (-20 * 2 * (Math.PI * sigma * distance) ** 2) / Math.LN10;
  for (const { at, db } of outward(power, peak, 30)) if (fall(at - 0.2) > -25) expect(db).toBeCloseTo(fall(at - 0.2), 1);
  for (const { at, db } of sideways(power, peak, f, 30)) if (fall(at) > -25) expect(db).toBeCloseTo(fall(at), 1);
});

test('over all directions: of a round Gaussian the largest and the mean are alike, of one wave 3 dB and more apart', () => {
  const sigma = 2;
  const round = powerGrid([gabor(sigma)], side, side, 129);
  const middle = round.power[64 * 130]!;
  const { largest, mean } = radial(round, middle);
  largest.forEach(({ at, db }, i) => {
    const expected = (-20 * 2 * (Math.PI * sigma * at) ** 2) / Math.LN10;
    if (expected < -25) return;
    expect(db).toBeCloseTo(expected, 0);
    expect(mean[i]!.db).toBeCloseTo(db, 0);
  });
  const wave = gabor(4, 0.2, 0);
  const curves = radial(powerGrid([wave], side, side, 129), powerAt([wave], side, side, 0.2, 0));
  const at = curves.largest.findIndex((l) => l.at >= 0.2 - 1e-9);
  expect(curves.largest[at]!.db).toBeGreaterThan(-0.2);
  expect(curves.mean[at]!.db).toBeLessThan(-3);
});

test('added up along the stripes: columns at 0°, rows at 90°', () => {
  const plane = Float32Array.from({ length: 12 }, (_, i) => Math.sin(i * i));
  const columns = [0, 1, 2, 3].map((c) => plane[c]! + plane[4 + c]! + plane[8 + c]!);
  projection(plane, 3, 4, 0, [-1.5, -0.5, 0.5, 1.5]).forEach((p, i) => expect(p.value).toBeCloseTo(columns[i]!, 6));
  // 90° points up: the first row lies at +1.
  const rows = [2, 1, 0].map((r) => plane.slice(4 * r, 4 * r + 4).reduce((a, b) => a + b, 0));
  projection(plane, 3, 4, 90, [-1, 0, 1]).forEach((p, i) => expect(p.value).toBeCloseTo(rows[i]!, 6));
});

test('added up in any direction: the transform of the course is the response along it', () => {
  const plane = gabor(2.5, 0.12, 0.05, 40);
  const direction = 30;
  const step = 0.25;
  const at = Array.from({ length: 241 }, (_, i) => (i - 120) * step);
  const course = projection(plane, side, side, direction, at);
  for (const f of [0, 0.08, 0.13]) {
    const { u, v } = along(direction, f);
    const { re, im } = responseAt(plane, side, side, u, v);
    // The course is a sum of sinc functions of area 1/density each.
    const density = 2 * edgeOf(direction);
    const sum = (wave: (x: number) => number): number => density * step * course.reduce((s, p) => s + p.value * wave(2 * Math.PI * f * p.at), 0);
    expect(sum(Math.cos)).toBeCloseTo(re, 2);
    expect(-sum(Math.sin)).toBeCloseTo(im, 2);
  }
});

test('the outermost taps', () => {
  expect(reach(3, 5, 0)).toBeCloseTo(2);
  expect(reach(3, 5, 90)).toBeCloseTo(1);
  expect(reach(3, 3, 45, { x: 2, y: 2 })).toBeCloseTo(2 * Math.SQRT2);
});

test('a long line has a narrow peak, which is found all the same', () => {
  const length = 301;
  const wave = Float32Array.from({ length }, (_, t) => Math.exp(-(((t - 150) / 60) ** 2) / 2) * Math.cos(2 * Math.PI * 0.2137 * (t - 150)));
  const column = findPeakAlong(90, (u, v) => powerAt([wave], length, 1, u, v), 1204, adjacent);
  expect(column.u).toBeCloseTo(0, 9);
  expect(-column.v).toBeCloseTo(0.2137, 4);
  const apart = { x: 3, y: 1 };
  expect(findPeakAlong(0, (u, v) => powerAt([Float32Array.of(-1, 0, 1)], 1, 3, u, v, apart), 160, apart).u).toBeCloseTo(1 / 12, 4);
});
