import type { LayerState } from '../state/layerState';
import { el, printable } from '../ui/dom';
import { filterTable } from './filterTable';
import { filterView } from './filterView';
import { layerFacts } from './layerFacts';
import { layerPlots } from './layerPlots';
import { wall } from './wall';

/** Plots that stand beside the wall; the others are below, where a row has more of them. */
const besideWall = 4;

/** One layer whose filters are listed: its verdict, the wall and the plots, the selected filter's own view, the table. */
export function layerSection(state: LayerState): HTMLElement {
  const { layer } = state.listed;
  const id = `layer-${layer.index}`;
  const plots = layerPlots(state).map((f) => f.element);
  return el(
    'section',
    { class: 'block layer', id, 'aria-labelledby': `${id}-title` },
    el('h2', { id: `${id}-title` }, printable(layer.name)),
    el('p', { class: 'layer-facts' }, layerFacts(layer)),
    el('div', { class: 'verdict' }, ...layer.verdict.map((s) => el('p', {}, printable(s, 2000)))),
    el('div', { class: 'layer-body' }, wall(state), el('div', { class: 'plots' }, ...plots.slice(0, besideWall))),
    filterView(state),
    plots.length > besideWall && el('div', { class: 'plots plots-below' }, ...plots.slice(besideWall)),
    filterTable(state),
  );
}
