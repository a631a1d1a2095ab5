import type { LayerState } from '../state/layerState';
import { el, printable } from '../ui/dom';
import { filterTable } from './filterTable';
import { filterView } from './filterView';
import { layerFacts } from './layerFacts';
import { layerPlots } from './layerPlots';
import { wall } from './wall';

/** One layer whose filters are listed: its verdict, the wall and the plots side by side, the table. */
export function layerSection(state: LayerState): HTMLElement {
  const { layer } = state.listed;
  const id = `layer-${layer.index}`;
  return el(
    'section',
    { class: 'block layer', id, 'aria-labelledby': `${id}-title` },
    el('h2', { id: `${id}-title` }, printable(layer.name)),
    el('p', { class: 'layer-facts' }, layerFacts(layer)),
    el('div', { class: 'verdict' }, ...layer.verdict.map((s) => el('p', {}, printable(s, 2000)))),
    el('div', { class: 'layer-body' }, wall(state), el('div', { class: 'plots' }, ...layerPlots(state).map((f) => f.element))),
    filterView(state),
    filterTable(state),
  );
}
