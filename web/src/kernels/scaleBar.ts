import { aroundGray, diverging } from '../color/maps';
import type { ListedLayer } from '../data/report';
import { el } from '../ui/dom';
import { number } from '../ui/format';
import { paint, rasterKind, type Raster, type Scaling } from './raster';

const steps = 61;

/** The scale of a wall: its colors from −largest over zero to +largest, and what the colors mean. */
export function scaleBar(listed: ListedLayer, scaling: Scaling): HTMLElement {
  const kind = rasterKind(listed);
  const own = scaling === 'own' || kind === 'profile';
  const end = own ? 'max' : number(listed.largest, 3);
  const start = own ? 'Each filter on a scale of its own, so that strengths cannot be compared' : 'One scale for all filters';
  const full = own ? 'the filter’s largest |w|' : `|w| = ${end}, the largest weight of the layer`;
  const words = {
    color: `${start}: gray is zero, and each channel moves its own color up or down, to full strength at ${full}.`,
    planes: `${start}: white is zero, blue negative, red positive, full strength at ${full}.`,
    profile: `${start}, by its dominant spatial profile: white is zero, blue negative, red positive.`,
    curve: `${start}: the line is zero, and a lane is twice as high as ${full}.`,
  }[kind];
  const bar = kind === 'planes' || kind === 'profile' ? [ramp(diverging)] : kind === 'color' ? [0, 1, 2].map((c) => ramp((t) => channel(c, t))) : [];
  return el(
    'div',
    { class: 'scale' },
    bar.length > 0 && (own || listed.largest > 0) &&
      el(
        'div',
        { class: 'scale-bar', 'aria-hidden': 'true' },
        el('span', {}, `−${end}`),
        el('span', { class: 'scale-ramps' }, ...bar),
        el('span', {}, `+${end}`),
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
