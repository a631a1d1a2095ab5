import { expect, test } from 'vitest';
import { arrange, axialDistance, everything, hueAngle, sortKeys } from '../src/state/fields';
import { listed } from './samples';

const key = (id: string) => sortKeys.find((k) => k.id === id)!;

test('filters sort by a number, equal ones by their own number, and those without one last in either direction', () => {
  const { items } = listed([{ peak: 0.3 }, { peak: null }, { peak: 0.1 }, { peak: 0.3 }]);
  expect(arrange(items, key('frequency'), false, everything)).toEqual([2, 0, 3, 1]);
  expect(arrange(items, key('frequency'), true, everything)).toEqual([0, 3, 2, 1]);
});

test('names sort from averages to what has no shape', () => {
  const { items } = listed([{ name: 'noise' }, { name: 'gabor' }, { name: 'smoothing' }, { name: 'edge' }]);
  expect(arrange(items, key('name'), false, everything).map((p) => items[p]!.filter.name)).toEqual(['smoothing', 'edge', 'gabor', 'noise']);
});

test('a filter without a direction meets no criterion on direction', () => {
  const { items } = listed([{ stripes: 175 }, { stripes: null }, { stripes: 90 }]);
  expect(arrange(items, key('number'), false, { ...everything, stripes: 5, tolerance: 10 })).toEqual([0]);
});

test('criteria of several kinds hold together, several names are alternatives', () => {
  const { items } = listed([{ name: 'edge', r2: 0.5 }, { name: 'edge', r2: 0.9 }, { name: 'gabor', r2: 0.9 }, { name: 'line', r2: 0.9 }]);
  expect(arrange(items, key('number'), false, { ...everything, names: new Set(['edge', 'gabor']), smallestR2: 0.8 })).toEqual([1, 2]);
});

test('directions without a sign are at most 90 degrees apart', () => {
  expect([axialDistance(175, 5), axialDistance(0, 90), axialDistance(30, 30)]).toEqual([10, 90, 0]);
});

test('hue angles are those of the color circle, whatever gray is added', () => {
  expect(hueAngle([1, 0, 0])).toBeCloseTo(0);
  expect(hueAngle([1, 1, 0])).toBeCloseTo(60);
  expect(hueAngle([0, 1, 0])).toBeCloseTo(120);
  expect(hueAngle([0, 0, 1])).toBeCloseTo(240);
  expect(hueAngle([-0.2, 0.8, 0.8])).toBeCloseTo(180);
});
