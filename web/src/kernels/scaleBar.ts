import { aroundGray, diverging } from '../color/maps';
import type { ListedLayer } from '../data/report';
import { el } from '../ui/dom';
import { number } from '../ui/format';
import { paint, rasterKind, type Raster } from './raster';

const steps = 61;

/** The one scale of a wall: its colors from −largest over zero to +largest, and what the colors mean. */
export function scaleBar(listed: ListedLayer): HTMLElement {
  const kind = rasterKind(listed);
  const end = number(listed.largest, 3);
  const words = {
    color: `One scale for all filters: gray is zero, and each channel moves its own color up or down, to full strength at |w| = ${end}, the largest weight of the layer.`,
    planes: `One scale for all filters: white is zero, blue negative, red positive, full strength at |w| = ${end}, the largest weight of the layer.`,
    profile: 'Each filter by its dominant spatial profile, on a scale of its own: white is zero, blue negative, red positive, full strength at the largest of its values.',
    curve: `One scale for all filters: the line is zero, and the height of a lane is twice |w| = ${end}, the largest weight of the layer.`,
  }[kind];
  const bar = kind === 'planes' || kind === 'profile' ? [ramp(diverging)] : kind === 'color' ? [0, 1, 2].map((c) => ramp((t) => channel(c, t))) : [];
  return el(
    'div',
    { class: 'scale' },
    bar.length > 0 &&
      el(
        'div',
        { class: 'scale-bar', 'aria-hidden': 'true' },
        el('span', {}, kind === 'profile' ? '−max' : `−${end}`),
        el('span', { class: 'scale-ramps' }, ...bar),
        el('span', {}, kind === 'profile' ? '+max' : `+${end}`),
      ),
    el('p', { class: 'figure-note' }, words),
  );
}

function channel(index: number, value: number): [number, number, number] {
  const color: [number, number, number] = [128, 128, 128];
  color[index] = aroundGray(value);
  return color;
}

function ramp(colorOf: (value: number) => readonly [number, number, number]): HTMLCanvasElement {
  const raster: Raster = { width: steps, height: 1, pixels: Array.from({ length: steps }, (_, i) => colorOf((2 * i) / (steps - 1) - 1)) };
  return paint(raster, steps);
}
