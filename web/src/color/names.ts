import { css, oklch, type Rgb } from './oklch';

/** The names in the order in which they are stacked and listed: from averages over derivatives to waves, then what has no shape. */
export const nameOrder = [
  'smoothing', 'identity', 'sharpening', 'center-surround', 'saddle', 'line', 'edge', 'gabor', 'grating', 'mixed', 'noise', 'dead',
] as const;

export type KernelName = (typeof nameOrder)[number];

/** Each between light and dark, so that it stands out 3:1 from a white and from a dark page alike. */
const colors: Record<KernelName, Rgb> = {
  smoothing: oklch(0.64, 0.13, 75),
  identity: oklch(0.6, 0.12, 115),
  sharpening: oklch(0.6, 0.15, 45),
  'center-surround': oklch(0.6, 0.13, 150),
  saddle: oklch(0.6, 0.1, 190),
  line: oklch(0.62, 0.13, 232),
  edge: oklch(0.53, 0.17, 262),
  gabor: oklch(0.55, 0.19, 298),
  grating: oklch(0.57, 0.19, 345),
  mixed: oklch(0.6, 0.02, 260),
  noise: oklch(0.64, 0, 0),
  dead: oklch(0.52, 0, 0),
};

export function nameRgb(name: string): Rgb {
  return colors[name as KernelName] ?? colors.mixed;
}

export function nameColor(name: string): string {
  return css(nameRgb(name));
}

/** Where a name stands in {@link nameOrder}; unknown ones last. */
export function nameRank(name: string): number {
  const rank = nameOrder.indexOf(name as KernelName);
  return rank < 0 ? nameOrder.length : rank;
}
