import type { FilterItem } from '../data/report';
import type { LayerState } from '../state/layerState';
import { el, printable } from '../ui/dom';
import { chance, degrees, fixed, number } from '../ui/format';
import { shortFrequencyUnit } from '../signal/sampling';
import { peak, stripes } from '../state/fields';

/** What is pointed at in any view, else what is selected, in one or two lines of fixed height, so that nothing jumps. */
export function readout(state: LayerState): HTMLElement {
  const element = el('p', { class: 'readout no-print' });
  const show = (): void => {
    const pointed = [...state.hovered];
    const items = (pointed.length > 0 ? pointed : state.selected === null ? [] : [state.selected]).map((p) => state.listed.items[p]!);
    element.replaceChildren(...(items.length === 0 ? [el('span', { class: 'muted' }, 'Point at a filter or a plot; select a filter for its own view.')] : lines(items, shortFrequencyUnit(state.listed.layer))));
  };
  state.subscribe(show);
  show();
  return element;
}

function lines(items: readonly FilterItem[], unit: string): Node[] {
  const [first] = items;
  if (items.length === 1 && first) {
    const { filter, number: n } = first;
    return [el('strong', {}, `${n} · ${filter.name}`), document.createTextNode(` ${printable(filter.words, 300)}`), el('span', { class: 'muted' }, ` ${facts(first, unit)}`)];
  }
  const names = new Map<string, number>();
  for (const { filter } of items) names.set(filter.name, (names.get(filter.name) ?? 0) + 1);
  const shares = [...names].sort((a, b) => b[1] - a[1]).map(([name, n]) => `${n} ${name}`);
  return [el('strong', {}, `${items.length} filters`), document.createTextNode(` ${shares.join(', ')}`)];
}

function facts(item: FilterItem, unit: string): string {
  const { filter } = item;
  return [
    ...(stripes(item) === null ? [] : [`stripes ${degrees(stripes(item))}`]),
    ...(peak(item) === null ? [] : [`peak ${number(peak(item), 2)} ${unit}`]),
    ...(filter.fit ? [`R² ${fixed(filter.fit.r2, 3)}`, `p ${chance(filter.fit.p)}`] : []),
  ].join(', ');
}
