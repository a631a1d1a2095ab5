import { expect, test } from 'vitest';
import { diverging } from '../src/color/maps';
import { filterRaster, rasterKind } from '../src/kernels/raster';
import { listed } from './samples';

const size = (channels: number, depth: number, rows: number, columns: number) => ({ channels, depth, rows, columns });

test('layers are drawn as what they see', () => {
  expect(rasterKind(listed([{}], { input: 'rgb' }, size(3, 1, 3, 3)))).toBe('color');
  expect(rasterKind(listed([{}], { input: 'gray' }, size(3, 1, 3, 3)))).toBe('planes');
  expect(rasterKind(listed([{}], { input: 'signal' }, size(1, 1, 1, 9)))).toBe('curve');
  expect(rasterKind(listed([{}], { input: 'features' }, size(64, 1, 3, 3)))).toBe('profile');
  expect(rasterKind(listed([{}], { input: 'rgb' }, size(3, 1, 1, 1)))).toBe('color');
});

test('every weight is one pixel, relative to the largest of the layer, zero neutral', () => {
  const one = listed([{ weights: [-2, 0, 2, 0, 0, 0, 0, 0, 1] }, { weights: [4, 0, 0, 0, 0, 0, 0, 0, 0] }]);
  const { pixels, width, height } = filterRaster(one, one.items[0]!);
  expect([width, height]).toEqual([3, 3]);
  expect([pixels[0], pixels[1], pixels[8]]).toEqual([diverging(-0.5), diverging(0), diverging(0.25)]);
});

test('on a scale of its own a filter reaches full strength at its own largest weight', () => {
  const one = listed([{ weights: [-2, 0, 1, 0, 0, 0, 0, 0, 0] }, { weights: [4, 0, 0, 0, 0, 0, 0, 0, 0] }]);
  expect(filterRaster(one, one.items[0]!, 'own').pixels.slice(0, 3)).toEqual([diverging(-1), diverging(0), diverging(0.5)]);
});

test('a BGR layer shows its last plane as red', () => {
  const of = (input: 'rgb' | 'bgr') => {
    const one = listed([{ weights: [0, 0, 1] }], { input }, size(3, 1, 1, 1));
    return filterRaster(one, one.items[0]!).pixels;
  };
  expect(of('bgr')).toEqual([[255, 128, 128]]);
  expect(of('rgb')).toEqual([[128, 128, 255]]);
});

test('the moments of a 3-D filter stand side by side, a column apart', () => {
  const movie = listed([{ weights: [1, 1, -1, -1] }], {}, size(1, 2, 1, 2));
  expect(filterRaster(movie, movie.items[0]!).pixels).toEqual([diverging(1), diverging(1), null, diverging(-1), diverging(-1)]);
});
