import { expect, test } from 'vitest';
import type { Candidate, Filter } from '../src/data/explanation';
import { isLimit, reasons } from '../src/views/filter/reasons';
import { caseWords } from '../src/views/filter/words';
import { candidate, fullFilter } from './filterSample';

function named(name: string, candidates: readonly Candidate[], spatialQ = 0.001): Filter {
  return { ...fullFilter, name, candidates, fit: { ...fullFilter.fit!, spatialQ } };
}

test('the smallest criterion wins, far ones have no support', () => {
  const found = reasons(named('edge', [candidate('first-derivative', 'edge', 0), candidate('gaussian', 'smoothing', 4), candidate('box', 'smoothing', 12, 0.5)]));
  expect(found.map((r) => r.outcome)).toEqual(['chosen', 'worse', 'worse']);
  expect(found[1]!.words).toContain('above 2');
  expect(found[2]!.words).toContain('above 10');
  expect(found[2]!.words).toContain('2/3');
});

test('a richer shape that is not better by enough leaves the simpler one: negative differences', () => {
  const found = reasons(named('edge', [candidate('first-derivative', 'edge', 0), candidate('gabor', 'gabor', -3.5), candidate('box', 'smoothing', 8)]));
  expect(found.map((r) => r.outcome)).toEqual(['chosen', 'richer', 'worse']);
  expect(found[0]!.words).toContain('limit of the Gabor');
  expect(found[1]!.words).toContain('3.5');
  expect(found[1]!.words).toContain('up to 6');
  expect(reasons(named('identity', [candidate('identity', 'identity', 0), candidate('gaussian', 'smoothing', -9)]))[1]!.words).toContain('up to 10.2');
});

test('a shape of another name within 2 makes a filter mixed, and is said so', () => {
  const found = reasons(named('mixed', [candidate('second-derivative', 'line', 0), candidate('mixed-derivative', 'saddle', 1.24)]));
  expect(found.map((r) => r.outcome)).toEqual(['closest', 'rival']);
  expect(found[0]!.words).toContain('mixed derivative of a Gaussian is as good under another name');
});

test('too little explained, a contradicted shape, and a pattern that noise has are each said', () => {
  expect(reasons(named('mixed', [candidate('box', 'smoothing', 0, 0.63)]))[0]!.words).toContain('not more than 2/3');
  expect(reasons(named('mixed', [candidate('gaussian', 'mixed', 0)]))[0]!.words).toContain('contradicts');
  expect(reasons(named('mixed', [candidate('gaussian', 'smoothing', 0)], 0.3))[0]!.words).toContain('only its color');
  expect(reasons(named('noise', [candidate('gaussian', 'smoothing', 0)], 0.3))[0]!).toMatchObject({ outcome: 'closest' });
});

test('three neighbors are no rivals: a shape that the chosen is a limit of, two spots, two that are exact', () => {
  expect(reasons(named('edge', [candidate('first-derivative', 'edge', 0), candidate('gabor', 'gabor', 1)]))[1]!.outcome).toBe('as good');
  expect(reasons(named('sharpening', [candidate('identity-minus-gaussian', 'sharpening', 0), candidate('laplacian-of-gaussian', 'center-surround', 1)]))[1]!.outcome).toBe('as good');
  expect(reasons(named('smoothing', [candidate('box', 'smoothing', 0, 1), candidate('second-derivative', 'line', 0.5, 0.9995)]))[1]!.outcome).toBe('as good');
});

test('shapes that name a filter alike, and those with too many parameters', () => {
  const found = reasons(named('smoothing', [candidate('gaussian', 'smoothing', 0), candidate('box', 'smoothing', 1), candidate('gabor', 'gabor', null)]));
  expect(found.map((r) => r.outcome)).toEqual(['chosen', 'same name', 'worse']);
  expect(found[2]!.words).toContain('Too many parameters');
});

test('limits are one way', () => {
  expect(isLimit('gaussian', 'gabor')).toBe(true);
  expect(isLimit('gabor', 'gaussian')).toBe(false);
  expect(isLimit('identity', 'box')).toBe(false);
});

test('chances in cases: none below what the draws can show', () => {
  expect(caseWords(1 / 100_001, 100_000)).toBe('fewer than 1 of 100,000 cases');
  expect(caseWords(0.00002, 100_000)).toBe('1 of 50,000 cases');
  expect(caseWords(0.034, 100_000)).toBe('1 of 29 cases');
  expect(caseWords(0.34, 100_000)).toBe('34 of 100 cases');
  expect(caseWords(1, 100_000)).toBe('all cases');
});
