import { colorPlane, colorRaster, plane, planeRaster, rasterKind, type Raster } from '../../kernels/raster';
import { diverging } from '../../color/maps';
import { el, printable } from '../../ui/dom';
import type { Table } from '../../ui/download';
import { figure, type Figure } from '../../ui/figure';
import { number, percent } from '../../ui/format';
import { cellReadout } from './cellReadout';
import { drawCurves, type Curve } from './curves';
import { commonScale, drawPanels, type Panel, type PanelPlace } from './kernelPanels';
import type { Subject } from './subject';

/** More planes than this would be too small to read: the strongest are shown, the file has all. */
const mostPlanes = 12;

/** More curves than this cross each other too often. */
const mostCurves = 4;

/** A figure, and what stands below it. */
export interface Part {
  readonly figure: Figure;
  readonly element: HTMLElement;
}

/** The weights of a filter: true color and channel by channel, moment by moment, or as curves over the taps of a signal. */
export function weightsPart(subject: Subject): Part {
  const { size } = subject.listed;
  const curves = size.depth === 1 && ((subject.isLine && size.channels <= mostCurves) || (subject.taps === 1 && size.channels > mostCurves));
  return curves ? weightCurves(subject) : weightPictures(subject);
}

function weightPictures(subject: Subject): Part {
  const { listed, item } = subject;
  const matrix = subject.isLine && listed.size.depth === 1;
  const { panels, hidden } = matrix ? { panels: [channelMatrix(subject)], hidden: 0 } : weightPanels(subject);
  const scale = scaleOf(subject, panels.flatMap((p) => (p.values ? [p.values] : [])));
  const colored = panels.some((p) => p.values === null);
  const notes = [
    `Full strength at ${scaleWords(subject, scale)}. White is zero, blue negative, red positive`,
    ...(colored ? ['in the color picture gray is zero'] : []),
    ...(hidden > 0 ? [`${hidden} weaker planes are not shown; the CSV has all`] : []),
  ];
  let places: readonly PanelPlace[] = [];
  const drawn = figure({
    title: 'Weights',
    file: item.filter.address,
    kind: 'filter-weights',
    alt: () => `Pictures of the weights of ${subject.address}: ${panels.map((p) => p.label).join(', ')}. ${printable(subject.filter.words, 500)}.`,
    table: () => weightTable(subject),
    note: `${notes.join('; ')}.`,
    draw: (width) => {
      const result = drawPanels(panels, scale, width);
      places = result.places;
      return { svg: result.svg, marks: [] };
    },
  });
  const { width, height } = panels[0]!.raster;
  return { figure: drawn, element: el('div', { class: 'filter-part' }, drawn.element, cellReadout(height, width, () => places, drawn)) };
}

/** The filter's largest weight; of a dead filter the layer's, beside which it is nothing. */
function scaleOf(subject: Subject, planes: readonly Float32Array[]): number {
  return subject.isDead ? subject.listed.largest : commonScale(planes);
}

function scaleWords(subject: Subject, scale: number): string {
  if (subject.isDead) return `|w| = ${number(scale)}, the largest weight of the layer`;
  return `|w| = ${number(scale)}, the largest weight of the filter (${shareWords(scale, subject.listed.largest)})`;
}

function shareWords(scale: number, largest: number): string {
  return `${percent(largest > 0 ? scale / largest : 0)} of the layer’s largest`;
}

/** Planes of a filter as pictures of its own scale, a color picture of each moment first; of many the strongest. */
function weightPanels(subject: Subject): { panels: Panel[]; hidden: number } {
  const { listed, item, rows, columns } = subject;
  const { size } = listed;
  const keys = Array.from({ length: size.channels * size.depth }, (_, i) => ({ channel: Math.floor(i / size.depth), depth: i % size.depth }));
  const energy = ({ channel, depth }: (typeof keys)[number]): number => plane(item, size, channel, depth).reduce((sum, w) => sum + w * w, 0);
  const most = size.depth > 1 && size.channels <= mostCurves ? keys.length : mostPlanes;
  const shown = keys.length <= most ? keys : keys.map((k) => ({ ...k, energy: energy(k) })).sort((a, b) => b.energy - a.energy).slice(0, most);
  const weights = shown.map((k) => plane(item, size, k.channel, k.depth));
  const scale = scaleOf(subject, weights);
  const panels: Panel[] = [];
  if (rasterKind(listed) === 'color') {
    const whole = colorRaster(listed, item, scale);
    for (let d = 0; d < size.depth; d++) {
      panels.push({ label: size.depth === 1 ? 'in color' : `color, frame ${d}`, raster: slice(whole, d * (columns + 1), columns), values: null });
    }
  }
  shown.forEach((k, i) => {
    const moment = size.depth === 1 ? '' : `, frame ${k.depth}`;
    const label = keys.length === 1 ? 'weights' : `${channelName(subject, k.channel)}${moment}`;
    panels.push({ label, raster: planeRaster(weights[i]!, rows, columns, scale), values: weights[i]! });
  });
  return { panels, hidden: keys.length - shown.length };
}

/** Channels below each other, taps from left to right. */
function channelMatrix(subject: Subject): Panel {
  const { item, listed, taps } = subject;
  const values = item.weights;
  const scale = scaleOf(subject, [values]);
  const pixels = Array.from(values, (w) => diverging(scale > 0 ? w / scale : 0));
  return { label: 'channels down, taps across', raster: { width: taps, height: listed.size.channels, pixels }, values };
}

function slice(raster: Raster, from: number, width: number): Raster {
  const pixels = Array.from({ length: raster.height }, (_, y) => raster.pixels.slice(y * raster.width + from, y * raster.width + from + width)).flat();
  return { width, height: raster.height, pixels };
}

function weightCurves(subject: Subject): Part {
  const { item, listed } = subject;
  const { channels } = listed.size;
  const byChannel = subject.taps === 1;
  const curves: Curve[] = byChannel
    ? [{ label: 'weight', values: item.weights, kind: 'stems' }]
    : Array.from({ length: channels }, (_, c) => ({
        label: channels === 1 ? 'weight' : channelName(subject, c), values: plane(item, listed.size, c), kind: channels === 1 ? 'stems' : 'line',
      }));
  const scale = commonScale(curves.map((c) => c.values));
  const drawn = figure({
    title: 'Weights',
    file: item.filter.address,
    kind: 'filter-weights',
    alt: () => `Weights of ${subject.address} ${byChannel ? 'by input channel' : 'over its taps'}; the largest is ${number(scale)}. ${printable(subject.filter.words, 500)}.`,
    table: () => weightTable(subject),
    note: `Largest |w| = ${number(scale)}, ${shareWords(scale, listed.largest)}.`,
    draw: (width) => ({ svg: drawCurves(curves, byChannel ? 'input channel' : 'tap', 'weight', width), marks: [] }),
  });
  return { figure: drawn, element: el('div', { class: 'filter-part' }, drawn.element) };
}

/** What a channel is called: a color of a picture, else its number. */
function channelName(subject: Subject, channel: number): string {
  const { listed } = subject;
  if (listed.size.channels === 3 && (listed.layer.input === 'rgb' || listed.layer.input === 'bgr')) {
    for (const color of ['red', 'green', 'blue'] as const) if (colorPlane(listed, color) === channel) return color;
  }
  return `channel ${channel}`;
}

/** Every weight with its place, counted from 0 as in arrays. */
function weightTable({ listed, item, rows, columns }: Subject): Table {
  const { depth } = listed.size;
  const table: (string | number)[][] = [];
  item.weights.forEach((weight, i) => {
    const column = i % columns;
    const row = Math.floor(i / columns) % rows;
    const frame = Math.floor(i / (columns * rows)) % depth;
    table.push([Math.floor(i / (columns * rows * depth)), ...(depth > 1 ? [frame] : []), row, column, weight]);
  });
  return { columns: ['channel', ...(depth > 1 ? ['frame'] : []), 'row', 'column', 'weight'], rows: table };
}
