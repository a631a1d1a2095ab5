import type { LayerState } from '../state/layerState';
import type { Figure } from '../ui/figure';
import { colorsPlot } from './plots/colors';
import { gaborPlane } from './plots/gaborPlane';
import { namesPlot } from './plots/names';
import { pValuePlot } from './plots/pValues';
import { radialCurve } from './plots/radialCurve';
import { responseMap } from './plots/responseMap';
import { rosePlot } from './plots/rose';
import { scatterPlot } from './plots/scatter';

/** What the filters are called, which way they look, which frequencies they pass one by one and together, and whether noise would look the same. */
const plots = [namesPlot, colorsPlot, rosePlot, gaborPlane, scatterPlot, responseMap, radialCurve, pValuePlot];

/** The plots of a layer, linked with its wall, in the order in which they are read; what has no meaning for its kernels is left out. */
export function layerPlots(state: LayerState): Figure[] {
  return plots.flatMap((plot) => plot(state) ?? []);
}
