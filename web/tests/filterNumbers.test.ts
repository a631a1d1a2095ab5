import { expect, test } from 'vitest';
import { numberList, numberText } from '../src/views/filter/numberList';
import { numberGroups, parameterEntries, type Units } from '../src/views/filter/numbers';
import { fullFilter } from './filterSample';

const units: Units = { frequency: 'c/px', length: 'px', isSignal: false };

/** Every number in a value, with the names that lead to it. */
function numbersIn(value: unknown, path: string): [string, number][] {
  if (typeof value === 'number') return [[path, value]];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, v]) => numbersIn(v, `${path}.${key}`));
}

/** Numbers of a text, as they were before they got a true minus sign, a percent sign, or three digits. */
function readable(text: string): number[] {
  return [...text.replaceAll('−', '-').matchAll(/-?\d+(?:\.\d+)?(?:e-?\d+)?( %)?/g)].map((m) => Number.parseFloat(m[0]) / (m[1] ? 100 : 1));
}

test('every number of a full filter is in the table', () => {
  const { candidates: _, ...filter } = fullFilter;
  const text = numberGroups(fullFilter, units).flatMap((g) => g.entries.map((e) => e.value)).join(' ; ');
  const shown = readable(text);
  const missing = numbersIn(filter, 'filter').filter(([, n]) => !shown.some((s) => Math.abs(s - n) <= 0.006 * Math.abs(n) + 1e-9));
  expect(missing).toEqual([]);
});

test('every word of a full filter is there, too', () => {
  const text = numberGroups(fullFilter, units).flatMap((g) => g.entries.map((e) => e.value)).join(' ; ');
  for (const word of ['bandpass', 'lowpass', 'opponent', 'red–cyan', 'double', 'Gabor', 'line', 'yes', 'no']) expect(text).toContain(word);
});

test('frequencies, lengths, angles and levels have their units', () => {
  const entries = numberGroups(fullFilter, units).flatMap((g) => g.entries.map((e) => [`${g.title}: ${e.label}`, e.value] as const));
  const of = (label: string): string => entries.find(([l]) => l === label)![1];
  expect(of('Passband: peak frequency')).toBe('0.203 c/px');
  expect(of('Passband: level at DC')).toBe('−20.1 dB');
  expect(of('Orientation: wavevector')).toBe('12.6°');
  expect(of('Fit: σ along the stripes')).toBe('2.51 px');
  expect(of('Time: speed')).toBe('1.74 px/frame');
});

test('every label has its meaning, and no group has two of the same', () => {
  for (const group of numberGroups(fullFilter, units)) {
    const labels = group.entries.map((e) => e.label);
    if (group.title !== 'Fit') expect(new Set(labels).size).toBe(labels.length);
    for (const entry of group.entries) expect(entry.meaning.length).toBeGreaterThan(1);
  }
});

test('what a filter does not have is left out, and a level of nothing is −∞', () => {
  const dead = numberGroups(
    {
      ...fullFilter, name: 'dead', passband: null, orientation: null, order: null, symmetry: null, separability: null, center: null, sigma: null, color: null, aliasing: null, fit: null,
      structure: null, time: null, candidates: null,
    },
    units,
  );
  expect(dead.map((g) => g.title)).toEqual(['Gain']);
  const open = numberGroups({ ...fullFilter, passband: { ...fullFilter.passband!, dcDb: null, lower: null, upper: null, octaves: null } }, units);
  const values = open.find((g) => g.title === 'Passband')!.entries.map((e) => e.value);
  expect(values).toContain('−∞ dB');
  expect(values).toContain('– (reaches zero)');
  expect(values).toContain('– (reaches Nyquist)');
});

test('of a round shape one σ is said, of a signal no row and no angle, of taps unequally apart taps', () => {
  const round = { x: 1, y: 2, sigma: 1.5, sigmaAlong: 1.5 };
  expect(parameterEntries(round, units, false).map((e) => e.label)).toEqual(['center x', 'center y', 'σ']);
  const signal: Units = { frequency: 'c/sample', length: 'samples', isSignal: true };
  expect(parameterEntries({ x: 1, y: 0, angle: 0, sigma: 8, frequency: 0.1 }, signal, false).map((e) => `${e.label} ${e.value}`)).toEqual(['center 1 samples', 'σ 8 samples', 'frequency 0.1 c/sample']);
  expect(parameterEntries({ x: 1, frequency: 0.1 }, units, true).map((e) => e.value)).toEqual(['1 taps', '0.1 c/tap']);
});

test('the list is made of terms and values that can be selected, and the copied text has them all', () => {
  const groups = numberGroups(fullFilter, units);
  const list = numberList(fullFilter, groups);
  const count = groups.reduce((n, g) => n + g.entries.length, 0);
  expect(list.querySelectorAll('dt').length).toBe(count);
  expect(list.querySelectorAll('dd').length).toBe(count);
  expect(list.querySelectorAll('.swatch').length).toBe(2);
  const lines = numberText(fullFilter, groups).split('\n');
  expect(lines.length).toBe(count + 1);
  expect(lines[0]).toContain('conv1:7');
  expect(lines).toContain('Passband\tpeak frequency\t0.203 c/px');
});
