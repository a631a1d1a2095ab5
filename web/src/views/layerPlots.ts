import type { LayerState } from '../state/layerState';
import type { Figure } from '../ui/figure';

/** The plots of a layer, linked with its wall, in the order in which they are read. */
export function layerPlots(_state: LayerState): Figure[] {
  return [];
}
