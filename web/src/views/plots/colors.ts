import { aroundGray } from '../../color/maps';
import { css, type Rgb } from '../../color/oklch';
import type { Triple } from '../../data/explanation';
import type { FilterItem } from '../../data/report';
import { colorLabel } from '../../state/fields';
import type { LayerState } from '../../state/layerState';
import { figure, type Figure } from '../../ui/figure';
import { count, share } from '../../ui/format';
import { link } from '../../ui/link';
import { svg } from '../../ui/svg';
import { drawBars } from './bars';
import { groupBy, shownOf } from './groups';

const kinds = ['achromatic', 'colored', 'opponent', 'multicolor'];

/** The mean direction of colors of one kind; a direction and its opposite are the same axis, so that each is taken with the sign nearer to the first. */
export function meanDirection(directions: readonly Triple[]): Triple {
  const [first] = directions;
  if (!first) return [0, 0, 0];
  const sum: [number, number, number] = [0, 0, 0];
  for (const d of directions) {
    const sign = d[0] * first[0] + d[1] * first[1] + d[2] * first[2] < 0 ? -1 : 1;
    for (let c = 0; c < 3; c++) sum[c]! += sign * d[c]!;
  }
  const length = Math.hypot(...sum) || 1;
  return [sum[0] / length, sum[1] / length, sum[2] / length];
}

/** The two colors at the ends of an axis as they look around mid-gray, the strongest channel at full strength. */
export function endColors(direction: Triple): readonly [Rgb, Rgb] {
  const strongest = Math.max(...direction.map(Math.abs)) || 1;
  const end = (sign: number): Rgb => [aroundGray((sign * direction[0]) / strongest), aroundGray((sign * direction[1]) / strongest), aroundGray((sign * direction[2]) / strongest)];
  return [end(1), end(-1)];
}

/** How many filters have which color; null where filters have no colors. */
export function colorsPlot(state: LayerState): Figure | null {
  const { layer, items } = state.listed;
  const rank = new Map(items.map((i) => [colorLabel(i), kinds.indexOf(i.filter.color?.kind ?? '')]));
  const groups = groupBy(items, colorLabel, (label) => rank.get(label)!);
  if (groups.length === 0 || items.length < 2) return null;
  const described = groups.reduce((n, g) => n + g.positions.length, 0);
  const kindOf = (label: string): string => kinds[rank.get(label)!] ?? '';
  const result = figure({
    title: 'Colors',
    kind: 'plot-colors',
    file: layer.name,
    alt: () => `${count(described, 'filter')}: ${groups.map((g) => `${g.positions.length} ${g.label} (${share(g.positions.length / described)})`).join(', ')}.`,
    draw: (width) =>
      drawBars(
        width,
        groups.map((g) => ({ ...g, shown: shownOf(state, g.positions), paint: painter(g.positions.map((p) => items[p]!), kindOf(g.label)) })),
        described,
      ),
    table: () => ({
      columns: ['color', 'kind', 'filters', 'share', 'shown'],
      rows: groups.map((g) => [g.label, kindOf(g.label), g.positions.length, g.positions.length / described, shownOf(state, g.positions)]),
    }),
    note: 'A bar shows the two ends of its mean color axis: a kernel and its negative lie on the same one. Striped: several colors in one filter.',
  });
  link(result, state);
  return result;
}

function painter(items: readonly FilterItem[], kind: string): (x: number, y: number, width: number, height: number) => SVGElement[] {
  const outline = (x: number, y: number, width: number, height: number): SVGElement => svg('rect', { x, y, width, height, fill: 'none', stroke: 'var(--axis)' });
  if (kind !== 'multicolor') {
    // What is called achromatic is drawn so: its mean axis is tinted by what little color is left.
    const [plus, minus] = endColors(kind === 'achromatic' ? [1, 1, 1] : meanDirection(items.map((i) => i.filter.color!.direction)));
    return (x, y, width, height) => [
      svg('rect', { x, y, width: width / 2, height, fill: css(plus) }),
      svg('rect', { x: x + width / 2, y, width: width / 2, height, fill: css(minus) }),
      outline(x, y, width, height),
    ];
  }
  const axes: readonly Triple[] = [[1, -0.5, -0.5], [-0.5, 1, -0.5], [-0.5, -0.5, 1]];
  return (x, y, width, height) => {
    const stripe = Math.min(6, width / 3);
    const stripes = Array.from({ length: Math.max(1, Math.floor(width / stripe)) }, (_, i) =>
      svg('rect', { x: x + i * stripe, y, width: stripe, height, fill: css(endColors(axes[i % 3]!)[0]) }));
    return [...stripes, outline(x, y, width, height)];
  };
}
