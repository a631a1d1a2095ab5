import type { Filter } from '../../data/explanation';
import { aroundGray } from '../../color/maps';
import { css } from '../../color/oklch';
import { el } from '../../ui/dom';
import type { Entry, Group } from './numbers';
import { svg } from './svg';

/** Groups of numbers as definition lists, each number with a line that says what it is. */
export function numberList(filter: Filter, groups: readonly Group[]): HTMLElement {
  return el(
    'div',
    { class: 'filter-numbers' },
    ...groups.map((g) => el('section', { class: 'filter-group' }, el('h5', {}, g.title), el('dl', {}, ...g.entries.map((e) => entry(e, filter))))),
  );
}

/** The same as text, one number a line. */
export function numberText(filter: Filter, groups: readonly Group[]): string {
  const lines = groups.flatMap((g) => g.entries.map((e) => `${g.title}\t${e.label}\t${e.value}`));
  return [`${filter.address}\t${filter.name}\t${filter.words}`, ...lines].join('\n');
}

function entry(e: Entry, filter: Filter): HTMLElement {
  const picture = e.picture === 'shares' ? shareBar(filter) : e.picture === 'color' ? swatches(filter) : null;
  return el(
    'div',
    { class: 'filter-number' },
    el('dt', {}, e.label, el('span', { class: 'filter-meaning' }, e.meaning)),
    el('dd', {}, e.value, picture),
  );
}

const shades = [1, 0.45, 0.25, 0.12];

/** The shares of orders 0 to 3 as one bar of the whole energy, each with its number where there is room. */
function shareBar({ order }: Filter): SVGSVGElement {
  const width = 150;
  const bar = svg('svg', { class: 'share-bar', width, height: 16, viewBox: `0 0 ${width} 16`, 'aria-hidden': 'true', 'font-size': 11 });
  bar.append(svg('rect', { x: 0.5, y: 0.5, width: width - 1, height: 15, fill: 'none', stroke: 'var(--axis)' }));
  let x = 0;
  order?.shares.forEach((share, n) => {
    const w = Math.max(0, Math.min(1, share)) * width;
    bar.append(svg('rect', { x, y: 0, width: w, height: 16, fill: 'var(--mark)', 'fill-opacity': shades[n] ?? 0.2, stroke: 'var(--page)' }));
    if (w > 12) bar.append(svg('text', { x: x + w / 2, y: 12, 'text-anchor': 'middle', fill: n === 0 ? 'var(--page)' : 'var(--text)' }, String(n)));
    x += w;
  });
  return bar;
}

/** The colors at the two ends of the filter's color direction, around gray. */
function swatches({ color }: Filter): HTMLElement {
  const place = el('span', { class: 'swatches', 'aria-hidden': 'true' });
  const most = Math.max(...(color?.direction.map(Math.abs) ?? [1]));
  for (const sign of [-1, 1]) {
    const swatch = el('span', { class: 'swatch' });
    const [r, g, b] = color?.direction ?? [0, 0, 0];
    swatch.style.backgroundColor = css([aroundGray((sign * r) / most), aroundGray((sign * g) / most), aroundGray((sign * b) / most)]);
    place.append(swatch);
  }
  return place;
}
