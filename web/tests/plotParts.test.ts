import { expect, test } from 'vitest';
import { endColors, meanDirection } from '../src/views/plots/colors';
import { cellEdges, cellOf, cyclesOf, gaborPoints, macaqueAt, macaqueCells } from '../src/views/plots/gaborPlane';
import { axialBins, groupBy, unitBins } from '../src/views/plots/groups';
import { isCircled, peakOf } from '../src/views/plots/responseMap';
import { directionOf } from '../src/signal/peak';
import { polar, ringCounts } from '../src/views/plots/rose';
import { dodge } from '../src/views/plots/scatter';
import { symbolOf } from '../src/views/plots/symbols';
import { nameOrder, nameRank } from '../src/color/names';
import { listed } from './samples';

const places = (values: readonly number[]): { position: number; value: number }[] => values.map((value, position) => ({ position, value }));

test('directions fall into bins centered on 0°, 15°, …, and 179° belongs to 0°', () => {
  const bins = axialBins(places([0, 7.4, 172.6, 179, 7.6, 90, 82.6, 97.4, 97.6, 172.4]), 12);
  expect(bins[0]).toEqual([0, 1, 2, 3]);
  expect(bins[1]).toEqual([4]);
  expect(bins[6]).toEqual([5, 6, 7]);
  expect(bins[7]).toEqual([8]);
  expect(bins[11]).toEqual([9]);
  expect(bins.flat()).toHaveLength(10);
});

test('p-values fall into 20 bins, 1 into the last', () => {
  const bins = unitBins(places([0, 0.0499, 0.05, 0.5, 0.999, 1]), 20);
  expect([bins[0], bins[1], bins[10], bins[19]]).toEqual([[0, 1], [2], [3], [4, 5]]);
});

test('groups stand in the order of their rank, then by size', () => {
  const { items } = listed([{ name: 'gabor' }, { name: 'edge' }, { name: 'smoothing' }, { name: 'edge' }, { name: 'unheard' }]);
  expect(groupBy(items, (i) => i.filter.name, nameRank).map((g) => [g.label, g.positions])).toEqual([['smoothing', [2]], ['edge', [1, 3]], ['gabor', [0]], ['unheard', [4]]]);
  expect(groupBy(items, (i) => (i.position === 0 ? null : 'x'))).toEqual([{ label: 'x', positions: [1, 2, 3, 4] }]);
});

test('the rose is in the sense of the screen: 0° right, 90° up', () => {
  const [right, up] = [polar(0, 2), polar(90, 2)];
  expect(right[0]).toBeCloseTo(2);
  expect(up[0]).toBeCloseTo(0);
  expect(up[1]).toBeCloseTo(-2);
  expect(ringCounts(1)).toEqual([1]);
  expect(ringCounts(7)).toEqual([2, 5]);
  expect(ringCounts(350)).toEqual([100, 200]);
});

test('a peak is circled where the response is largest, not in the direction of the wavevector; one of noise is not', () => {
  const side = 15;
  // A narrow wave across stripes at 20°, which runs to the right of up, where v is negative; its spectrum is a small Gaussian around (u, v).
  const angle = (110 * Math.PI) / 180;
  const [u, v] = [0.2 * Math.cos(angle), -0.2 * Math.sin(angle)];
  const weights = Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [(i % side) - 7, Math.floor(i / side) - 7];
    return Math.exp(-(x * x + y * y) / (2 * 2.5 ** 2)) * Math.sin(2 * Math.PI * (u * x + v * y));
  });
  const layer = listed([{ stripes: 60, weights }, { name: 'noise' }, { stripes: null }, { peak: 0 }, { peak: null }], {}, { channels: 1, depth: 1, rows: side, columns: side });
  expect(layer.items.map(isCircled)).toEqual([true, false, false, false, false]);
  const found = peakOf(layer, layer.items[0]!);
  // The odd wave's two lobes overlap a little and push each other away.
  expect(found.u).toBeCloseTo(u, 2);
  expect(found.v).toBeCloseTo(v, 2);
  expect(directionOf(found)).toBeCloseTo(110, 0);
});

test('n_x is cycles across the stripes, n_y along them', () => {
  const [nx, ny] = cyclesOf({ sigma: 3, sigmaAlong: 6, frequency: 0.1 })!;
  expect(nx).toBeCloseTo(0.3);
  expect(ny).toBeCloseTo(0.6);
  expect(cyclesOf({ sigma: 3, frequency: 0.1 })).toBeNull();
  expect(cyclesOf({ sigma: 0, sigmaAlong: 6, frequency: 0.1 })).toBeNull();
});

test('the cells of the macaque: 79 of them, rows across, columns along', () => {
  expect(macaqueCells.flat().reduce((a, b) => a + b)).toBe(79);
  expect(cellEdges.map((e) => Math.log10(e))).toEqual([-1, -0.76, -0.52, -0.28, -0.04, 0.2].map((e) => expect.closeTo(e, 12)));
  expect([0.0999, 0.1, 0.17, 0.18, 0.4, 1.58, 1.59].map(cellOf)).toEqual([-1, 0, 0, 1, 2, 4, -1]);
  expect(macaqueAt(0.2, 0.12)).toBe(8);
  expect(macaqueAt(0.4, 0.4)).toBe(19);
  expect(macaqueAt(0.4, 0.7)).toBe(17);
  expect(macaqueAt(0.7, 0.4)).toBe(1);
  expect(macaqueAt(1.2, 1.2)).toBe(0);
  expect(macaqueAt(3, 0.4)).toBe(0);
});

test('Gabors are a filter’s own where it is one, a candidate’s where it has another shape or is noise', () => {
  const parameters = { sigma: 2, sigmaAlong: 4, frequency: 0.2 };
  const candidate = { shape: 'gabor', name: 'gabor', r2: 0.5, aicc: null, deltaAicc: 3, freeParameters: 8, parameters };
  const { items } = listed([
    { name: 'gabor', shape: 'gabor', parameters },
    { name: 'edge', shape: 'gabor', parameters },
    { name: 'noise', shape: 'gabor', parameters },
    { name: 'line', shape: 'second-derivative', candidates: [candidate] },
    { name: 'line', shape: 'second-derivative' },
    { name: 'dead', r2: null },
  ]);
  const points = gaborPoints(items);
  expect(points.map((p) => [p.item.position, p.chosen])).toEqual([[0, true], [1, true], [2, false], [3, false]]);
  expect(points[3]!.nx).toBeCloseTo(0.4);
  expect(points[3]!.ny).toBeCloseTo(0.8);
});

test('marks on one line take different rows where they are close', () => {
  expect(dodge([0, 0, 0, 10], 5, 3)).toEqual([0, 1, 2, 0]);
  expect(dodge([20, 0, 3, 6], 5, 2)).toEqual([0, 0, 1, 0]);
  const crowded = dodge(new Array<number>(10).fill(1), 5, 3);
  expect(Math.max(...crowded)).toBe(2);
});

test('a color and its opposite are one axis', () => {
  const mean = meanDirection([[1, 0, 0], [-1, 0, 0], [0.8, 0.6, 0]]);
  expect(Math.hypot(...mean)).toBeCloseTo(1);
  expect(mean[0]).toBeGreaterThan(0.95);
  expect(endColors([2, -2, 0])).toEqual([[255, 1, 128], [1, 255, 128]]);
});

test('names of one family share a symbol, and what has no shape a cross', () => {
  expect(new Set(nameOrder.map(symbolOf)).size).toBe(5);
  expect([symbolOf('gabor'), symbolOf('grating')]).toEqual(['diamond', 'diamond']);
  expect([symbolOf('noise'), symbolOf('unheard')]).toEqual(['cross', 'cross']);
});
