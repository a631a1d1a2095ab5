import type { FilterItem } from '../../data/report';
import type { LayerState } from '../../state/layerState';

/** Filters that share a label, by position. */
export interface Group {
  readonly label: string;
  readonly positions: readonly number[];
}

/** Filters by label, in the order of a rank and then by frequency; those without a label are left out. */
export function groupBy(items: readonly FilterItem[], label: (item: FilterItem) => string | null, rank: (label: string) => number = () => 0): Group[] {
  const groups = new Map<string, number[]>();
  for (const item of items) {
    const key = label(item);
    if (key === null) continue;
    const positions = groups.get(key);
    if (positions) positions.push(item.position);
    else groups.set(key, [item.position]);
  }
  return [...groups]
    .map(([key, positions]) => ({ label: key, positions }))
    .sort((a, b) => rank(a.label) - rank(b.label) || b.positions.length - a.positions.length || a.label.localeCompare(b.label, 'en'));
}

/** How many of these filters meet the criteria. */
export function shownOf(state: LayerState, positions: readonly number[]): number {
  return positions.reduce((n, p) => n + Number(state.isShown(p)), 0);
}

/** A value of a filter, for binning. */
export interface Placed {
  readonly position: number;
  readonly value: number;
}

/** The filters that have a value. */
export function placed(items: readonly FilterItem[], value: (item: FilterItem) => number | null): Placed[] {
  return items.flatMap((item) => {
    const v = value(item);
    return v === null ? [] : [{ position: item.position, value: v }];
  });
}

/** Axes (0 to 180 degrees) in bins of 180/`bins` degrees, bin i centered on i widths: horizontal and vertical lie in the middle of a bin, not on a border. */
export function axialBins(angles: readonly Placed[], bins: number): number[][] {
  const result: number[][] = Array.from({ length: bins }, () => []);
  const width = 180 / bins;
  for (const { position, value } of angles) result[((Math.floor(value / width + 0.5) % bins) + bins) % bins]!.push(position);
  return result;
}

/** Values of 0 to 1 in bins of equal width; 1 itself belongs to the last. */
export function unitBins(values: readonly Placed[], bins: number): number[][] {
  const result: number[][] = Array.from({ length: bins }, () => []);
  for (const { position, value } of values) result[Math.min(bins - 1, Math.max(0, Math.floor(value * bins)))]!.push(position);
  return result;
}
