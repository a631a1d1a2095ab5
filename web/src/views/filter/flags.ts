import type { LayerState } from '../../state/layerState';
import { button, el, printable } from '../../ui/dom';

/** A filter's remarks; what names another listed filter leads to it. */
export function flagList(flags: readonly string[], state: LayerState): HTMLElement | null {
  if (flags.length === 0) return null;
  const items = flags.map((flag) => {
    const other = otherOf(flag, state);
    const words = printable(flag, 200);
    return el('li', {}, other === null ? words : button({ class: 'filter-flag' }, words, () => state.select(other)));
  });
  return el('ul', { class: 'filter-flags', 'aria-label': 'Remarks' }, ...items);
}

/** The position of the filter whose address ends a remark such as "twin of conv1:7"; null where it names none of this layer. */
function otherOf(flag: string, state: LayerState): number | null {
  return state.listed.items.find((i) => flag.endsWith(` of ${i.filter.address}`))?.position ?? null;
}
