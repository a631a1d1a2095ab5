import type { LayerState } from '../state/layerState';
import { el } from '../ui/dom';

/** All filters of a layer as pictures. */
export function wall(_state: LayerState): HTMLElement {
  return el('div', {});
}
