import { expect, test } from 'vitest';
import { dimensions, frequencyUnit, shortFrequencyUnit, strideMarks, strideNyquist, tapSpacing } from '../src/signal/sampling';
import { Subject } from '../src/views/filter/subject';
import { layer, listed } from './samples';

const square = { channels: 1, depth: 1, rows: 3, columns: 3 };
const line = { channels: 1, depth: 1, rows: 1, columns: 9 };

test('a stride carries up to half a cycle per stride, rows first in the document', () => {
  expect(strideNyquist(layer({ stride: [1, 1] }))).toBeNull();
  expect(strideNyquist(layer({ stride: [4, 2] }))).toEqual({ x: 0.25, y: 0.125 });
  expect(strideNyquist(layer({ operator: 'conv1d', stride: [5] }))).toEqual({ x: 0.1, y: 0.5 });
  expect(strideNyquist(layer({ operator: 'conv3d', stride: [2, 1, 1] }))).toBeNull();
  expect(strideNyquist(layer({ operator: 'transposed', stride: [2, 2] }))).toBeNull();
});

test('one mark where both axes are alike, two where not, only those of axes with taps', () => {
  expect(strideMarks(layer({ stride: [2, 2] }), square).map((m) => m.frequency)).toEqual([0.25]);
  expect(strideMarks(layer({ stride: [2, 4] }), square).map((m) => m.frequency)).toEqual([0.125, 0.25]);
  expect(strideMarks(layer({ stride: [1, 4] }), square).map((m) => m.label)).toEqual(['stride’s Nyquist in x 1/8']);
  expect(strideMarks(layer({ stride: [1, 256] }), line).map((m) => m.label)).toEqual(['stride’s Nyquist 1/512']);
  expect(strideMarks(layer({ stride: [2, 1] }), line)).toEqual([]);
});

test('dilation spreads the taps of axes that have several', () => {
  expect(tapSpacing(layer({ dilation: [2, 3] }), square)).toEqual({ x: 3, y: 2 });
  expect(tapSpacing(layer({ dilation: [2, 3] }), line)).toEqual({ x: 3, y: 1 });
  expect(tapSpacing(layer({ dilation: [4] }), line)).toEqual({ x: 4, y: 1 });
  expect(tapSpacing(layer({ dilation: [9, 2, 3] }), square)).toEqual({ x: 3, y: 2 });
});

test('kernels are points, lines or planes, and frequencies are counted on the grid of their taps', () => {
  expect([dimensions({ ...line, columns: 1 }), dimensions(line), dimensions({ ...line, rows: 9, columns: 1 }), dimensions(square)]).toEqual([0, 1, 1, 2]);
  expect(frequencyUnit(layer())).toBe('cycles per pixel');
  expect(frequencyUnit(layer({ input: 'signal' }))).toBe('cycles per sample');
  expect(frequencyUnit(layer({ operator: 'transposed', input: 'features' }))).toBe('cycles per output pixel');
});

test('the short unit says the same as the long one', () => {
  const of = [layer(), layer({ operator: 'conv1d', input: 'signal' }), layer({ operator: 'conv1d', input: 'features' }), layer({ operator: 'transposed' }), layer({ operator: 'transposed', input: 'signal' })];
  expect(of.map(shortFrequencyUnit)).toEqual(['c/px', 'c/sample', 'c/sample', 'c/output px', 'c/output sample']);
  for (const l of of) expect(frequencyUnit(l).replace('cycles per ', 'c/').replace('pixel', 'px')).toBe(shortFrequencyUnit(l));
  const item = listed([{}], { operator: 'transposed' });
  expect(new Subject(item, item.items[0]!).frequencyUnit).toBe('c/output px');
});
