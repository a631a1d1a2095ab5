import type { Place } from './projection';

/** A statistic under noise: its quantiles at levels, both ascending, and the number of draws that they come from. */
export interface NullDistribution {
  readonly levels: readonly number[];
  readonly quantiles: readonly number[];
  readonly samples: number;
}

/** A value between two quantiles, and how often noise falls there. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  /** Probability per unit of the statistic. */
  readonly density: number;
}

/** The share of noise that stays below a value, linear between quantiles; 0 and 1 beyond the outermost. */
export function below({ levels, quantiles }: NullDistribution, value: number): number {
  const last = quantiles.length - 1;
  if (value < quantiles[0]!) return 0;
  if (value > quantiles[last]!) return 1;
  const above = quantiles.findIndex((q) => q >= value);
  if (quantiles[above] === value) return levels[above]!;
  const share = (value - quantiles[above - 1]!) / (quantiles[above]! - quantiles[above - 1]!);
  return levels[above - 1]! + share * (levels[above]! - levels[above - 1]!);
}

/** The chance of a value at least this large; never less than the draws can show. */
export function upperTail(noise: NullDistribution, value: number): number {
  return Math.max(1 / (noise.samples + 1), 1 - below(noise, value));
}

/** Twice the smaller tail: the chance of a value this far out on either side. */
export function twoSided(noise: NullDistribution, value: number): number {
  const lower = Math.max(1 / (noise.samples + 1), below(noise, value));
  return Math.min(1, 2 * Math.min(lower, upperTail(noise, value)));
}

/** The chance at each quantile, as one curve for drawing: where a value meets it, it has its p. */
export function tailCurve(noise: NullDistribution, sides: 'upper' | 'both'): Place[] {
  const chance = sides === 'upper' ? upperTail : twoSided;
  const points = noise.quantiles.map((at) => ({ at, value: chance(noise, at) }));
  if (sides === 'upper') return points;
  // The two tails meet at the median, where the chance is 1.
  const middle = noise.levels.findIndex((l) => l >= 0.5);
  return noise.levels[middle] === 0.5 || middle < 1 ? points : [...points.slice(0, middle), { at: quantileAt(noise, 0.5), value: 1 }, ...points.slice(middle)];
}

/** The density between quantiles, neighbors joined until each bin holds at least `share`; without the two tails beyond the outermost quantiles, which have no end. */
export function density({ levels, quantiles }: NullDistribution, share = 0.02): Bin[] {
  const bins: Bin[] = [];
  let first = 0;
  const last = levels.length - 1;
  for (let i = 1; i <= last; i++) {
    const held = levels[i]! - levels[first]!;
    const width = quantiles[i]! - quantiles[first]!;
    if (width <= 0 || (held < share - 1e-12 && i < last)) continue;
    bins.push({ from: quantiles[first]!, to: quantiles[i]!, density: held / width });
    first = i;
  }
  return bins;
}

function quantileAt({ levels, quantiles }: NullDistribution, level: number): number {
  const above = levels.findIndex((l) => l >= level);
  const share = (level - levels[above - 1]!) / (levels[above]! - levels[above - 1]!);
  return quantiles[above - 1]! + share * (quantiles[above]! - quantiles[above - 1]!);
}
