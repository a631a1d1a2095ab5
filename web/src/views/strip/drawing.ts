import { sequential } from '../../color/maps';
import { css } from '../../color/oklch';
import { nameOrder } from '../../color/names';
import { canvasOf, svg, textWidth } from '../../ui/svg';
import { nameFills } from '../plots/patterns';
import { labelStep, runs, undecided, type Column } from './columns';

/** The bands of frequency from the bottom up: dark to light, as maps show small to large. */
export const bandFills = { low: css(sequential(0.25)), middle: css(sequential(0.58)), high: css(sequential(0.92)) } as const;

const top = 16;
const namesHeight = 150;
const baseHeight = 9;
const bandsTop = top + namesHeight + baseHeight + 20;
const bandsHeight = 44;
const labelsTop = bandsTop + bandsHeight;
const left = 42;
const right = 10;

/** Where columns lie, in CSS pixels. */
export interface Places {
  readonly left: number;
  readonly columnWidth: number;
}

export interface StripDrawing extends Places {
  readonly svg: SVGSVGElement;
  /** Shows which column is meant. */
  readonly point: (index: number) => void;
  /** The column under a place of the drawing; null beside them. */
  readonly at: (x: number) => number | null;
}

/** The strip at a width: names above, bands of frequency below, one path for each kind of area, so that its size does not grow with the network. */
export function drawStrip(columns: readonly Column[], width: number): StripDrawing {
  const inner = width - left - right;
  // A few columns as wide as the page would look like a bar chart of something else.
  const columnWidth = Math.min(inner / columns.length, 64);
  const gap = columnWidth >= 6 ? Math.min(3, columnWidth / 6) : 0;
  // Whole pixels are crisp, but columns narrower than two would come out uneven.
  const snap = (x: number): number => (columnWidth >= 2 ? Math.round(x) : x);
  const from = (i: number): number => snap(left + i * columnWidth + gap / 2);
  const to = (i: number): number => snap(left + (i + 1) * columnWidth - gap / 2);
  const box = (i: number, y: number, height: number): string => `M${from(i)} ${y}H${to(i)}V${y + height}H${from(i)}Z`;
  const area = (d: string, attributes: Record<string, string | number>): SVGElement | null => (d === '' ? null : svg('path', { d, ...attributes }));
  const fills = nameFills();
  const names = [...new Set([...nameOrder, undecided, ...columns.flatMap((c) => c.stretches.map((s) => s.name))])];
  const stacked = names.map((name) =>
    area(
      columns.map((c, i) => c.stretches.filter((s) => s.name === name).map((s) => box(i, top + namesHeight * (1 - s.to), namesHeight * (s.to - s.from))).join('')).join(''),
      { fill: fills.fill(name), stroke: 'var(--page)', 'stroke-width': columnWidth >= 8 ? 0.75 : 0 },
    ));
  const whole = (source: 'mixing' | 'none'): string => columns.map((c, i) => (c.source === source ? box(i, top, namesHeight) : '')).join('');
  const base = top + namesHeight + 5;
  const line = (source: 'filters' | 'kernels'): string => runs(columns, source).map((r) => `M${from(r.first)} ${base}H${to(r.last)}`).join('');
  const bands = (['low', 'middle', 'high'] as const).map((band) =>
    area(
      columns.map((c, i) => {
        const b = c.layer.summary.bands;
        if (!b) return '';
        const bottom = { low: 0, middle: b.low, high: b.low + b.middle }[band];
        return box(i, bandsTop + bandsHeight * (1 - bottom - b[band]), bandsHeight * b[band]);
      }).join(''),
      { fill: bandFills[band] },
    ));
  const middle = bandsTop + bandsHeight / 2;
  // What stands for no number; of neighbors too narrow for a gap it is one line.
  const dashes = columns.map((c, i) => {
    if (c.layer.summary.bands) return '';
    const [center, half] = [(from(i) + to(i)) / 2, Math.min(4, (to(i) - from(i)) / 2)];
    return `M${center - half} ${middle}H${center + half}`;
  }).join('');
  const triangles = columns.map((c, i) => {
    if (!c.listed) return '';
    const x = (from(i) + to(i)) / 2;
    return `M${x - 4} ${top - 10}h8l-4 7Z`;
  }).join('');
  const text = (x: number, y: number, anchor: string, content: string): SVGElement => svg('text', { x, y, 'text-anchor': anchor, fill: 'var(--muted)' }, content);
  const axis = (y: number, height: number, shares: readonly number[]): SVGElement[] =>
    shares.flatMap((s) => {
      const at = y + height * (1 - s);
      return [text(left - 5, at + 4, 'end', s === 1 ? '100 %' : String(100 * s)), svg('path', { d: `M${left - 3} ${at}H${left}`, stroke: 'var(--axis)' })];
    });
  const step = labelStep(columnWidth, textWidth(String(columns.length)) + 8);
  const labels = columns.flatMap((c, i) => (i % step === 0 ? [text((from(i) + to(i)) / 2, labelsTop + 14, 'middle', String(c.layer.index))] : []));
  const cursor = svg('path', { fill: 'none', stroke: 'var(--text)', 'stroke-width': 1.5, class: 'strip-cursor' });
  const root = canvasOf(
    width,
    labelsTop + 34,
    fills.defs,
    area(whole('none'), { fill: 'none', stroke: 'var(--line)' }),
    area(whole('mixing'), { fill: fills.mixing }),
    ...stacked,
    area(line('filters'), { stroke: 'var(--text)', 'stroke-width': 2.5 }),
    area(line('kernels'), { stroke: 'var(--text)', 'stroke-width': 2.5, 'stroke-dasharray': '2 3' }),
    ...bands,
    area(dashes, { stroke: 'var(--muted)', 'stroke-width': 1.5, class: 'strip-no-bands' }),
    svg('path', { d: [top, top + namesHeight, bandsTop, bandsTop + bandsHeight].map((y) => `M${left} ${y}H${snap(left + columns.length * columnWidth)}`).join(''), stroke: 'var(--axis)', 'stroke-width': 0.75 }),
    area(triangles, { fill: 'var(--accent)' }),
    ...axis(top, namesHeight, [0, 0.5, 1]),
    ...axis(bandsTop, bandsHeight, [0, 1]),
    text(left, bandsTop - 5, 'start', 'response by frequency'),
    ...labels,
    text(left + (columns.length * columnWidth) / 2, labelsTop + 30, 'middle', 'layer'),
    cursor,
  );
  return {
    svg: root,
    left,
    columnWidth,
    at: (x) => {
      const i = Math.floor((x - left) / columnWidth);
      return i >= 0 && i < columns.length ? i : null;
    },
    point: (i) => {
      const [a, b] = [Math.min(from(i), to(i) - 2) - 1, Math.max(to(i), from(i) + 2) + 1];
      cursor.setAttribute('d', [[top, namesHeight], [bandsTop, bandsHeight]].map(([y, h]) => `M${a} ${y! - 1}H${b}V${y! + h! + 1}H${a}Z`).join(''));
    },
  };
}
