import type { ListedLayer } from '../data/report';
import { rasterKind } from '../kernels/raster';
import type { LayerState } from '../state/layerState';
import { el, printable } from '../ui/dom';
import { filterTable } from './filterTable';
import { filterView } from './filterView';
import { layerFacts } from './layerFacts';
import { layerPlots } from './layerPlots';
import { wall } from './wall';

/** Rough heights in CSS pixels, where the wall and the plots stand side by side: the controls, a row of tiles, a row of two plots. */
const controlsHeight = 320;
const tileHeight = { picture: 112, curve: 90 };
const plotHeight = 340;

/** How many plots stand beside the wall, so that neither side is much longer; the others are below, where a row has more of them. */
function besideWall(listed: ListedLayer): number {
  const isCurve = rasterKind(listed) === 'curve';
  const rows = Math.ceil(listed.items.length / (isCurve ? 4 : 7));
  return 2 * Math.max(1, Math.round((controlsHeight + rows * (isCurve ? tileHeight.curve : tileHeight.picture)) / plotHeight));
}

/** One layer whose filters are listed: its verdict, the wall and the plots, the selected filter's own view, the table. */
export function layerSection(state: LayerState): HTMLElement {
  const { layer } = state.listed;
  const id = `layer-${layer.index}`;
  const plots = layerPlots(state).map((f) => f.element);
  const beside = besideWall(state.listed);
  return el(
    'section',
    { class: 'block layer', id, 'aria-labelledby': `${id}-title` },
    el('h2', { id: `${id}-title` }, printable(layer.name)),
    el('p', { class: 'layer-facts' }, layerFacts(layer)),
    el('div', { class: 'verdict' }, ...layer.verdict.map((s) => el('p', {}, printable(s, 2000)))),
    el('div', { class: 'layer-body' }, wall(state), el('div', { class: 'plots' }, ...plots.slice(0, beside))),
    filterView(state),
    plots.length > beside && el('div', { class: 'plots plots-below' }, ...plots.slice(beside)),
    filterTable(state),
  );
}
