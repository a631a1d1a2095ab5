import { expect, test } from 'vitest';
import { floatsFromBase64 } from '../src/data/base64';
import { parseReport } from '../src/data/report';
import { filter, layer } from './samples';

const base64 = (values: readonly number[]): string => {
  const bytes = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((v, i) => bytes.setFloat32(4 * i, v, true));
  return btoa(String.fromCharCode(...new Uint8Array(bytes.buffer)));
};

const candidate = { shape: 'gabor', name: 'gabor', r2: 0.5, aicc: 1, deltaAicc: 0, freeParameters: 8, parameters: {} };

const documents = (weights: readonly number[]): [string, string] => [
  JSON.stringify({
    schema: 'passband.explain/1', model: {}, verdict: [],
    layers: [layer({ index: 4, filters: [filter({ number: 7, candidates: [candidate, candidate] }), filter({ number: 9, name: 'dead' })] })],
  }),
  JSON.stringify({
    schema: 'passband.report/1', tool: 'passband', notes: [],
    layers: [{ index: 4, size: [1, 1, 1, 2], filters: [7, 9], largest: 8, weights: base64(weights), profiles: base64([1, 2, 0, 0]), patterns: base64([5, 6, 7, 8]) }],
  }),
];

test('little-endian floats come back as they were', () => {
  expect([...floatsFromBase64(base64([0, -1.5, 3e8]))]).toEqual([0, -1.5, 3e8]);
  expect(() => floatsFromBase64(btoa('abc'))).toThrow(/four bytes/);
});

test('each filter gets its weights, its profile and one pattern a candidate', () => {
  const [first, second] = parseReport(...documents([1, 2, 3, 4])).listed[0]!.items;
  expect([first!.number, [...first!.weights], [...first!.profile!], first!.patterns.map((p) => [...p])]).toEqual([7, [1, 2], [1, 2], [[5, 6], [7, 8]]]);
  expect([second!.number, [...second!.weights], second!.profile, second!.patterns]).toEqual([9, [3, 4], null, []]);
});

test('documents that do not belong together are refused', () => {
  expect(() => parseReport(...documents([1, 2, 3]))).toThrow(/another number of weights/);
  expect(() => parseReport('{"schema":"other/1"}', '{}')).toThrow(/passband.explain\/1/);
  expect(() => parseReport(documents([])[0], '{"schema":"passband.report/2"}')).toThrow(/passband.report\/1/);
});
