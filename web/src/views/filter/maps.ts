import { css, type Rgb } from '../../color/oklch';
import { svg, text } from './svg';

/** The frequency plane of a drawing: from frequencies (cycles, u right, v down) to pixels. */
export interface Plane {
  readonly side: number;
  readonly left: number;
  readonly top: number;
  readonly x: (u: number) => number;
  readonly y: (v: number) => number;
}

const left = 44;
const top = 6;
const bottom = 34;
const largest = 380;

/** The square of frequencies from −0.5 to 0.5 that fits a width. */
export function frequencyPlane(width: number): Plane {
  const side = Math.max(60, Math.min(largest, width - left - 10));
  return { side, left, top, x: (u) => left + (u + 0.5) * side, y: (v) => top + (v + 0.5) * side };
}

/** Points of a grid as a picture over the plane: the outermost lie on its edges, so half a point is cut off there. Alpha from 0 to 255. */
export function gridImage(points: number, colorOf: (index: number) => readonly [...Rgb, number], plane: Plane): SVGElement {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = points;
  const context = canvas.getContext('2d');
  if (context === null) return svg('g');
  const image = context.createImageData(points, points);
  for (let i = 0; i < points * points; i++) image.data.set(colorOf(i), 4 * i);
  context.putImageData(image, 0, 0);
  const cell = plane.side / (points - 1);
  return svg(
    'svg',
    { class: 'frame', x: plane.left, y: plane.top, width: plane.side, height: plane.side },
    svg('image', { href: canvas.toDataURL(), x: -cell / 2, y: -cell / 2, width: points * cell, height: points * cell, preserveAspectRatio: 'none' }),
  );
}

/** What is drawn over the plane in its own pixels, cut off at its frame. */
export function overPlane(plane: Plane, ...children: Node[]): SVGElement {
  const { left: x, top: y, side } = plane;
  return svg('svg', { class: 'frame', x, y, width: side, height: side, viewBox: `${x} ${y} ${side} ${side}` }, ...children);
}

/** Frame, ticks and names of the axes. */
export function planeAxes(plane: Plane, unit: string): SVGElement {
  const group = svg('g', {}, svg('rect', { x: plane.left, y: plane.top, width: plane.side, height: plane.side, fill: 'none', stroke: 'var(--axis)' }));
  const low = plane.top + plane.side;
  for (const f of plane.side < 150 ? [-0.5, 0, 0.5] : [-0.5, -0.25, 0, 0.25, 0.5]) {
    const label = String(f).replace('-', '−');
    group.append(
      svg('path', { d: `M${plane.x(f)} ${low}v4M${plane.left} ${plane.y(-f)}h-4`, stroke: 'var(--axis)' }),
      text(plane.x(f), low + 15, label, 'middle'),
      text(plane.left - 7, plane.y(-f) + 4, label, 'end'),
    );
  }
  group.append(text(plane.left + plane.side / 2, low + 30, `right →, ${unit}`, 'middle'));
  const up = text(0, 0, 'up →', 'middle');
  up.setAttribute('transform', `translate(11 ${plane.top + plane.side / 2}) rotate(-90)`);
  group.append(up);
  return group;
}

/** How high the plane with its axes is. */
export function planeHeight(plane: Plane): number {
  return plane.top + plane.side + bottom;
}

/** A ramp of colors with labels below it, at places from 0 to 1. */
export function ramp(colorOf: (t: number) => Rgb, labels: readonly (readonly [number, string])[], x: number, y: number, width: number): SVGElement {
  const steps = Math.max(2, Math.min(60, Math.floor(width / 3)));
  const step = width / steps;
  const group = svg('g', { 'shape-rendering': 'crispEdges' });
  for (let i = 0; i < steps; i++) group.append(svg('rect', { x: x + i * step, y, width: step + 0.5, height: 10, fill: css(colorOf(i / (steps - 1))) }));
  const names = labels.map(([t, label]) => text(x + t * width, y + 23, label, t === 0 ? 'start' : t === 1 ? 'end' : 'middle'));
  return svg('g', {}, group, ...names);
}

