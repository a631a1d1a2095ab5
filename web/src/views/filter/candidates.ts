import { nameColor } from '../../color/names';
import { largestOf, paint, planeRaster } from '../../kernels/raster';
import { button, el } from '../../ui/dom';
import { csvText, download, fileName, type Table } from '../../ui/download';
import { fixed, none, number } from '../../ui/format';
import { parameterEntries } from './numbers';
import { reasons } from './reasons';
import type { Subject } from './subject';
import { svg } from './svg';
import { shapeWords } from './words';

/** Every shape that was fitted: its pattern on the profile's scale, the name that it would give, how well it fits, and why it was chosen or not. */
export function candidateTable(subject: Subject): HTMLElement {
  const { filter, item } = subject;
  const candidates = filter.candidates ?? [];
  const words = reasons(filter);
  
  const scale = item.profile ? largestOf(item.profile) : 0;
  const rows = candidates.map((c, i) => {
    const reason = words[i]!;
    const parameters = parameterEntries(c.parameters, subject.units, filter.fit?.unit === 'tap').map((p) => `${p.label} ${p.value}`).join(', ');
    return el(
      'tr',
      { class: i === 0 && 'is-chosen' },
      el('td', { class: 'candidate-picture' }, item.patterns[i] ? thumbnail(item.patterns[i]!, subject, scale) : null),
      el('th', { scope: 'row' }, shapeWords(c.shape), el('span', { class: 'filter-meaning' }, parameters)),
      el('td', { class: 'candidate-name' }, nameChip(c.name)),
      el('td', { class: 'number candidate-r2', 'data-label': 'R²' }, fixed(c.r2, 3)),
      el('td', { class: 'number', 'data-label': 'ΔAICc' }, el('span', {}, i === 0 ? '0' : number(c.deltaAicc)), deltaBar(c.deltaAicc)),
      el('td', { class: 'number', 'data-label': 'free' }, String(c.freeParameters)),
      el('td', { class: 'candidate-reason' }, el('strong', {}, reason.outcome), ` ${reason.words}`),
    );
  });
  const heads: readonly (readonly [string, boolean])[] = [
    ['pattern', false], ['shape and parameters', false], ['would name it', false], ['R²', true], ['ΔAICc', true], ['free', true], ['why', false],
  ];
  return el(
    'div',
    { class: 'candidates' },
    el(
      'div',
      { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': 'Shapes that were fitted' },
      el('table', {}, el('thead', {}, el('tr', {}, ...heads.map(([h, n]) => el('th', { scope: 'col', class: n && 'number' }, h)))), el('tbody', {}, ...rows)),
    ),
    el(
      'p',
      { class: 'figure-note' },
      'ΔAICc: how much worse than the first by Akaike’s criterion, which charges for each free number; ticks at 2 and 10, bars end at 20. Patterns are on the profile’s scale. ',
      button({ class: 'quiet no-print', 'aria-label': 'Save the fitted shapes as CSV' }, 'CSV', () =>
        download(`${fileName(filter.address, 'shapes')}.csv`, 'text/csv', csvText(candidateRows(subject)))),
    ),
  );
}

/** The name with its color. */
export function nameChip(name: string): HTMLElement {
  const chip = el('span', { class: 'name-chip-color', 'aria-hidden': 'true' });
  chip.style.backgroundColor = nameColor(name);
  return el('span', { class: 'name-chip' }, chip, name);
}

function candidateRows({ filter }: Subject): Table {
  const words = reasons(filter);
  const keys = [...new Set((filter.candidates ?? []).flatMap((c) => Object.keys(c.parameters)))].sort();
  return {
    columns: ['shape', 'name', 'r2', 'aicc', 'deltaAicc', 'freeParameters', ...keys, 'outcome', 'why'],
    rows: (filter.candidates ?? []).map((c, i) => [
      c.shape, c.name, c.r2, c.aicc, c.deltaAicc, c.freeParameters, ...keys.map((k) => c.parameters[k] ?? null), words[i]?.outcome ?? none, words[i]?.words ?? '',
    ]),
  };
}

const side = 46;

function thumbnail(pattern: Float32Array, { rows, columns, isLine }: Subject, scale: number): SVGSVGElement | HTMLCanvasElement {
  if (isLine) return course(pattern, scale);
  const raster = planeRaster(pattern, rows, columns, scale);
  const zoom = Math.max(1, Math.floor(side / Math.max(rows, columns)));
  // Twice as many pixels as it is shown with, for dense screens and print.
  const picture = paint(raster, 2 * zoom * Math.max(rows, columns));
  picture.style.width = `${zoom * columns}px`;
  picture.style.height = `${zoom * rows}px`;
  picture.setAttribute('aria-hidden', 'true');
  return picture;
}

/** The pattern of a signal as a curve around zero. */
function course(pattern: Float32Array, scale: number): SVGSVGElement {
  const [width, height] = [96, 40];
  const y = (v: number): number => height / 2 - (scale > 0 ? Math.max(-1, Math.min(1, v / scale)) : 0) * (height / 2 - 2);
  const points = Array.from(pattern, (v, i) => `${((i + 0.5) * width / pattern.length).toFixed(1)},${y(v).toFixed(1)}`).join(' ');
  return svg(
    'svg',
    { class: 'candidate-thumbnail', width, height, 'aria-hidden': 'true' },
    svg('line', { x1: 0, x2: width, y1: height / 2, y2: height / 2, stroke: 'var(--line)' }),
    svg('polyline', { points, fill: 'none', stroke: 'var(--mark)', 'stroke-width': 1.5 }),
  );
}

const longest = 20;

/** A bar from zero, to the left where a shape fits better; ticks where the rules look. */
function deltaBar(delta: number | null): SVGSVGElement | null {
  if (delta === null) return null;
  const [zero, width, height] = [22, 92, 12];
  const unit = (width - zero - 8) / longest;
  const x = (d: number): number => zero + Math.max(-10, Math.min(longest, d)) * (d < 0 ? 2 : unit);
  const end = x(delta);
  const bar = svg('svg', { class: 'delta-bar', width, height, 'aria-hidden': 'true' });
  bar.append(
    svg('rect', { x: Math.min(zero, end), y: 3, width: Math.abs(end - zero), height: 6, fill: delta < 0 ? 'var(--select)' : 'var(--mark)' }),
    svg('path', { d: `M${zero} 0v12M${x(2)} 0v12M${x(10)} 0v12`, stroke: 'var(--axis)', 'stroke-width': 1 }),
  );
  if (delta > longest) bar.append(svg('path', { d: `M${end} 2l6 4l-6 4z`, fill: 'var(--mark)' }));
  return bar;
}
