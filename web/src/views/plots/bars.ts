import type { Drawing, Mark } from '../../ui/figure';
import { share } from '../../ui/format';
import { canvasOf, svg, textWidth } from '../../ui/svg';

/** One bar: a label, its filters, and how many of them meet the criteria. */
export interface Bar {
  readonly label: string;
  readonly positions: readonly number[];
  readonly shown: number;
  /** What is drawn in a rectangle of the bar. */
  readonly paint: (x: number, y: number, width: number, height: number) => SVGElement[];
}

const rowHeight = 22;
const barHeight = 14;

/** Bars to the right, a label before each and its count and share behind it; where criteria leave some out, a faint bar tells how many there are in all. */
export function drawBars(width: number, list: readonly Bar[], total: number, ...definitions: SVGElement[]): Drawing {
  const values = list.map((b) => (b.shown === b.positions.length ? `${b.shown} · ${share(b.shown / total)}` : `${b.shown} of ${b.positions.length}`));
  const before = Math.max(...list.map((b) => textWidth(b.label))) + 6;
  const behind = Math.max(...values.map(textWidth)) + 6;
  const longest = Math.max(...list.map((b) => b.positions.length));
  const scale = Math.max(20, width - before - behind) / longest;
  const marks: Mark[] = [];
  const rows = list.map((bar, i) => {
    const y = i * rowHeight + (rowHeight - barHeight) / 2;
    const all = bar.positions.length * scale;
    const mark = svg(
      'g',
      {},
      svg('title', {}, `${bar.label}: ${bar.positions.length} of ${total}`),
      svg('rect', { x: 0, y: i * rowHeight, width, height: rowHeight, fill: 'transparent', stroke: 'none' }),
      bar.shown < bar.positions.length && svg('rect', { x: before, y, width: all, height: barHeight, fill: 'var(--axis)', 'fill-opacity': 0.25 }),
      ...(bar.shown > 0 ? bar.paint(before, y, bar.shown * scale, barHeight) : []),
    );
    marks.push({ element: mark, positions: bar.positions });
    const middle = y + barHeight / 2;
    const text = (x: number, anchor: string, content: string): SVGElement =>
      svg('text', { x, y: middle, dy: '0.35em', 'text-anchor': anchor, fill: 'var(--text)', class: 'strong', 'pointer-events': 'none' }, content);
    return [mark, text(before - 6, 'end', bar.label), text(before + all + 6, 'start', values[i]!)];
  });
  return { svg: canvasOf(width, list.length * rowHeight, ...definitions, ...rows.flat()), marks };
}
