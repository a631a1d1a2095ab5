import { expect, test } from 'vitest';
import { svg } from '../src/ui/svg';
import { svgText } from '../src/ui/svgFile';
import { legend } from '../src/views/plots/legend';

const read = (text: string): Document => new DOMParser().parseFromString(text, 'image/svg+xml');

test('a saved drawing is well-formed, says its background, and keeps its marks', () => {
  const drawing = svg('svg', { width: 100, height: 50, viewBox: '0 0 100 50' }, svg('text', { x: 1 }, 'a <b> & "c"'));
  document.body.append(drawing);
  const root = read(svgText(drawing, 'rgb(1, 2, 3)')).documentElement;
  expect([root.tagName, root.getAttribute('viewBox'), root.firstElementChild?.getAttribute('fill')]).toEqual(['svg', '0 0 100 50', 'rgb(1, 2, 3)']);
  expect(root.querySelector('text')?.textContent).toBe('a <b> & "c"');
});

test('legends stand below a saved drawing, in rows that fit, with the patterns that they use', () => {
  const drawing = svg('svg', { width: 120, height: 50, viewBox: '0 0 120 50' });
  const patterns = svg('svg', {}, svg('defs', {}, svg('pattern', { id: 'dots' }, svg('circle', { r: 1 }))));
  const key = legend([{ swatch: svg('rect', { fill: 'url(#dots)' }), label: 'noise 61 %' }, { swatch: svg('rect', { fill: '#ff0000' }), label: 'gabor 41 %' }]);
  document.body.append(drawing, patterns, key);
  const root = read(svgText(drawing, '#ffffff', [key])).documentElement;
  const texts = [...root.querySelectorAll('text')];
  expect(texts.map((t) => t.textContent)).toEqual(['noise 61 %', 'gabor 41 %']);
  // Two entries of about 100 px do not fit into one row of 120.
  expect(Number(texts[1]!.getAttribute('y'))).toBeGreaterThan(Number(texts[0]!.getAttribute('y')));
  expect(Number(root.getAttribute('height'))).toBeGreaterThan(Number(texts[1]!.getAttribute('y')));
  expect(root.querySelector('pattern#dots circle')).not.toBeNull();
});
