import { planes } from '../../kernels/raster';
import type { ListedLayer } from '../../data/report';
import { tapSpacing } from '../../signal/sampling';
import { autocorrelation, type Lags } from '../../signal/totalResponse';
import { count } from '../../ui/format';

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

/** Whether anything passes: weights that are all zero have no response, and no peak that it could be relative to. */
export function responds(listed: ListedLayer): boolean {
  return listed.items.some((i) => i.weights.some((w) => w !== 0));
}

/** What is summed, in words. */
export function summed(listed: ListedLayer): string {
  const { layer, items, size } = listed;
  const [one, many] = items.length === layer.shape[0] ? ['the only filter', `all ${count(items.length, 'filter')}`] : ['the one listed filter', `the ${count(items.length, 'listed filter')}`];
  return `Σ|H|² over ${items.length === 1 ? one : many}${size.channels > 1 ? ` and ${items.length === 1 ? 'its' : 'their'} channels` : ''}${size.depth > 1 ? ', mean over frequencies in time' : ''}`;
}

/** Why a dilated layer's response repeats. */
export function dilationNote(listed: ListedLayer): string {
  const { x, y } = tapSpacing(listed.layer, listed.size);
  if (x === 1 && y === 1) return '';
  return ` Taps lie ${x === y || listed.size.rows === 1 ? x : listed.size.columns === 1 ? y : `${x} (x) and ${y} (y)`} samples apart, so that the response repeats every ${
    x === y || listed.size.rows === 1 ? `1/${x}` : listed.size.columns === 1 ? `1/${y}` : `1/${x} (u) and 1/${y} (v)`}.`;
}
