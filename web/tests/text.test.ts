import { expect, test } from 'vitest';
import { el, printable } from '../src/ui/dom';
import { csvText, fileName } from '../src/ui/download';
import { chance, count, decibels, number, share } from '../src/ui/format';

test('text is never markup', () => {
  const hostile = '<img src=x onerror="alert(1)"></p><script>';
  const element = el('p', { title: hostile }, hostile);
  expect(element.children.length).toBe(0);
  expect(element.textContent).toBe(hostile);
  expect(element.getAttribute('title')).toBe(hostile);
});

test('characters that hide or reverse text are replaced, and long names keep their ends', () => {
  expect(printable('a\u202eb\u0000c\u200b')).toBe('a\ufffdb\ufffdc\ufffd');
  for (const hidden of ['\u061c', '\u180e', '\u{e0041}', '\u2028', '\ud800', '\ue000', '\u2066']) expect(printable(`a${hidden}b`), hidden).toBe('a\ufffdb');
  expect(printable('größe 層 🙂')).toBe('größe 層 🙂');
  expect(printable(`${'a'.repeat(200)}z`)).toMatch(/^a{59}…a{58}z$/);
  expect(printable('conv32_down/conv')).toBe('conv32_down/conv');
});

test('a share that rounds to nothing or to all without being it says so', () => {
  expect([0, 0.001, 2 / 512, 0.005, 0.25, 0.994, 0.999, 1].map(share)).toEqual(['0 %', '< 1 %', '< 1 %', '1 %', '25 %', '99 %', '> 99 %', '100 %']);
});

test('CSV quotes what needs it and never holds a formula', () => {
  expect(csvText({ columns: ['a', 'b'], rows: [['x,"y"', 1.5], ['=1+1', null], ['line\nbreak', Number.NaN]] }))
    .toBe('a,b\r\n"x,""y""",1.5\r\n\'=1+1,\r\n"line\nbreak",\r\n');
});

test('files get names that every system takes', () => {
  expect(fileName('../conv1/<w>', 'Peak frequency × bandwidth')).toBe('conv1-w-Peak-frequency-bandwidth');
  expect(fileName('…')).toBe('passband');
});

test('numbers have true minus signs and no needless exponent', () => {
  expect([-0.01234, 0, 123456.7, 1.234e-7, null, Number.NaN].map((n) => number(n))).toEqual(['−0.0123', '0', '123000', '1.23e−7', '–', '–']);
  expect([decibels(null), decibels(-3)]).toEqual(['−∞ dB', '−3.0 dB']);
  expect([chance(0.00001), count(1, 'filter'), count(1024, 'filter')]).toEqual(['1.0e−5', '1 filter', '1,024 filters']);
});
