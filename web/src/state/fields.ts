import { nameRank } from '../color/names';
import type { FilterItem } from '../data/report';

/** What the filters of a layer can be sorted by. */
export interface SortKey {
  readonly id: string;
  readonly label: string;
  /** Smallest first; null for a filter that has no such number, which goes last either way. */
  readonly value: (item: FilterItem) => number | null;
}

/** The direction that stripes run along; null for a filter without a direction. */
export function stripes({ filter }: FilterItem): number | null {
  return filter.orientation?.oriented ? filter.orientation.stripes : null;
}

export function wavevector({ filter }: FilterItem): number | null {
  return filter.orientation?.oriented ? filter.orientation.wavevector : null;
}

export function peak({ filter }: FilterItem): number | null {
  return filter.passband?.peak ?? null;
}

/** How the filters' colors are called in lists: the axis of opponent ones, the hue of colored ones, else the kind. */
export function colorLabel({ filter }: FilterItem): string | null {
  const color = filter.color;
  if (!color) return null;
  if (color.kind === 'opponent') return color.axis ?? color.kind;
  return color.kind === 'colored' ? (color.hue ?? color.kind) : color.kind;
}

/** The angle of a color direction around the gray axis, 0 to 360: red 0, green 120, blue 240. */
export function hueAngle([r, g, b]: readonly [number, number, number]): number {
  const angle = (Math.atan2(Math.sqrt(3) * (g - b), 2 * r - g - b) * 180) / Math.PI;
  return (angle + 360) % 360;
}

const kinds = ['achromatic', 'colored', 'opponent', 'multicolor'];

/** Gray ones first, then by kind and around the color circle; opponent axes have no sign, so that both polarities stand together. */
function colorOrder({ filter }: FilterItem): number | null {
  const color = filter.color;
  if (!color) return null;
  const hue = hueAngle(color.direction);
  return 1000 * kinds.indexOf(color.kind) + (color.kind === 'opponent' ? hue % 180 : hue);
}

export const sortKeys: readonly SortKey[] = [
  { id: 'number', label: 'number', value: (i) => i.number },
  { id: 'name', label: 'name', value: (i) => nameRank(i.filter.name) },
  { id: 'orientation', label: 'orientation of stripes', value: stripes },
  { id: 'frequency', label: 'peak frequency', value: peak },
  { id: 'color', label: 'color', value: colorOrder },
  { id: 'fit', label: 'fit (R²)', value: (i) => i.filter.fit?.r2 ?? null },
  { id: 'p', label: 'p against noise', value: (i) => i.filter.fit?.p ?? null },
  { id: 'gain', label: 'noise gain ‖k‖', value: (i) => i.filter.gain.noise },
];

/** Which filters are shown. Empty sets and nulls restrict nothing. */
export interface Criteria {
  readonly names: ReadonlySet<string>;
  readonly colors: ReadonlySet<string>;
  /** Stripes within `tolerance` degrees of this angle. */
  readonly stripes: number | null;
  readonly tolerance: number;
  readonly lowest: number | null;
  readonly highest: number | null;
  readonly smallestR2: number | null;
  readonly largestP: number | null;
}

export const everything: Criteria = {
  names: new Set(), colors: new Set(), stripes: null, tolerance: 15, lowest: null, highest: null, smallestR2: null, largestP: null,
};

/** The distance of two directions without a sign, 0 to 90. */
export function axialDistance(a: number, b: number): number {
  const d = Math.abs(a - b) % 180;
  return Math.min(d, 180 - d);
}

/** Whether a filter meets all criteria; one that lacks a number does not meet a criterion on it. */
export function meets(item: FilterItem, c: Criteria): boolean {
  const along = stripes(item);
  const f = peak(item);
  const fit = item.filter.fit;
  return (
    (c.names.size === 0 || c.names.has(item.filter.name)) &&
    (c.colors.size === 0 || c.colors.has(colorLabel(item) ?? '')) &&
    (c.stripes === null || (along !== null && axialDistance(along, c.stripes) <= c.tolerance)) &&
    (c.lowest === null || (f !== null && f >= c.lowest)) &&
    (c.highest === null || (f !== null && f <= c.highest)) &&
    (c.smallestR2 === null || (fit !== null && fit.r2 >= c.smallestR2)) &&
    (c.largestP === null || (fit !== null && fit.p <= c.largestP))
  );
}

/** Positions of the filters that meet the criteria, sorted; equal ones by number, and those without a number last. */
export function arrange(items: readonly FilterItem[], key: SortKey, descending: boolean, criteria: Criteria): number[] {
  const sign = descending ? -1 : 1;
  return items
    .filter((i) => meets(i, criteria))
    .map((i) => ({ i, value: key.value(i) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null) || a.i.number - b.i.number;
      return sign * (a.value - b.value) || a.i.number - b.i.number;
    })
    .map(({ i }) => i.position);
}
