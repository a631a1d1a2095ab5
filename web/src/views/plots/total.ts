import { planes } from '../../kernels/raster';
import type { ListedLayer } from '../../data/report';
import { tapSpacing } from '../../signal/sampling';
import { autocorrelation, type Lags } from '../../signal/totalResponse';

const known = new WeakMap<ListedLayer, Lags>();

/** The summed autocorrelation of all listed filters; found when a plot first asks for it. */
export function totalLags(listed: ListedLayer): Lags {
  let lags = known.get(listed);
  if (!lags) {
    lags = autocorrelation(listed.items.flatMap((i) => planes(listed, i)), listed.size.rows, listed.size.columns, tapSpacing(listed.layer, listed.size));
    known.set(listed, lags);
  }
  return lags;
}

/** What is summed, in words. */
export function summed(listed: ListedLayer): string {
  const { layer, items, size } = listed;
  const of = items.length === layer.shape[0] ? `all ${items.length} filters` : `the ${items.length} listed filters`;
  return `Σ|H|² over ${of}${size.channels > 1 ? ' and their channels' : ''}${size.depth > 1 ? ', mean over frequencies in time' : ''}`;
}

/** Why a dilated layer's response repeats. */
export function dilationNote(listed: ListedLayer): string {
  const { x, y } = tapSpacing(listed.layer, listed.size);
  if (x === 1 && y === 1) return '';
  return ` Taps lie ${x === y || listed.size.rows === 1 ? x : listed.size.columns === 1 ? y : `${x} (x) and ${y} (y)`} samples apart, so that the response repeats every ${
    x === y || listed.size.rows === 1 ? `1/${x}` : listed.size.columns === 1 ? `1/${y}` : `1/${x} (u) and 1/${y} (v)`}.`;
}
