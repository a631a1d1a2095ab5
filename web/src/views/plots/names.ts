import { nameRank } from '../../color/names';
import type { LayerState } from '../../state/layerState';
import { figure, type Figure } from '../../ui/figure';
import { count, share } from '../../ui/format';
import { link } from '../../ui/link';
import { svg } from '../../ui/svg';
import { drawBars } from './bars';
import { groupBy, shownOf } from './groups';
import { nameFills } from './patterns';

/** How many filters have which name; null for layers of one tap, whose filters have no shape, and for a single filter. */
export function namesPlot(state: LayerState): Figure | null {
  const { layer, items, size } = state.listed;
  if (items.length < 2 || size.rows * size.columns === 1) return null;
  const groups = groupBy(items, (i) => i.filter.name, nameRank);
  const result = figure({
    title: 'Names',
    kind: 'plot-names',
    file: layer.name,
    alt: () => `${count(items.length, 'filter')}: ${groups.map((g) => `${g.positions.length} ${g.label} (${share(g.positions.length / items.length)})`).join(', ')}.`,
    draw: (width) => {
      const fills = nameFills();
      const list = groups.map((g) => ({
        ...g,
        shown: shownOf(state, g.positions),
        paint: (x: number, y: number, w: number, h: number) => [svg('rect', { x, y, width: w, height: h, fill: fills.fill(g.label) })],
      }));
      return drawBars(width, list, items.length, fills.defs);
    },
    table: () => ({ columns: ['name', 'filters', 'share', 'shown'], rows: groups.map((g) => [g.label, g.positions.length, g.positions.length / items.length, shownOf(state, g.positions)]) }),
  });
  link(result, state);
  return result;
}
