import { aroundGray, diverging, midGray } from '../color/maps';
import { css, type Rgb } from '../color/oklch';
import type { FilterItem, ListedLayer, Size } from '../data/report';

/** A picture of weights, one pixel each; null between planes. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly pixels: readonly (Rgb | null)[];
}

/** How the filters of a layer are drawn. */
export type RasterKind = 'color' | 'planes' | 'profile' | 'curve';

/** Filters with more planes than this are shown by their dominant profile: more planes would be too small to read. */
const mostPlanes = 4;

/** Three channels of a picture are one color picture; signals are curves; what has too many planes is shown by its dominant profile. */
export function rasterKind({ layer, size }: ListedLayer): RasterKind {
  if (size.rows * size.columns > 1 && size.depth === 1 && (size.rows === 1 || size.columns === 1) && size.channels <= mostPlanes) return 'curve';
  if (size.channels === 3 && (layer.input === 'rgb' || layer.input === 'bgr')) return 'color';
  return size.channels <= mostPlanes ? 'planes' : 'profile';
}

/** The index of a channel's plane in a filter of a color picture. */
export function colorPlane(listed: ListedLayer, color: 'red' | 'green' | 'blue'): number {
  const place = { red: 0, green: 1, blue: 2 }[color];
  return listed.layer.input === 'bgr' ? 2 - place : place;
}

/** [row][column] of one channel at one moment. */
export function plane(item: FilterItem, size: Size, channel: number, depth = 0): Float32Array {
  const taps = size.rows * size.columns;
  const first = (channel * size.depth + depth) * taps;
  return item.weights.subarray(first, first + taps);
}

/** Whether full strength is the largest weight of the layer, one scale for all filters, or of each filter. */
export type Scaling = 'common' | 'own';

/** A filter as its layer's kind has it, every weight relative to the largest of the layer or of the filter. */
export function filterRaster(listed: ListedLayer, item: FilterItem, scaling: Scaling = 'common'): Raster {
  const scale = scaling === 'common' ? listed.largest : largestOf(item.weights);
  switch (rasterKind(listed)) {
    case 'color':
      return colorRaster(listed, item, scale);
    case 'profile':
      return item.profile
        ? planeRaster(item.profile, listed.size.rows, listed.size.columns, largestOf(item.profile))
        : planeRaster(plane(item, listed.size, 0), listed.size.rows, listed.size.columns, scale);
    default:
      return sideBySide(planes(listed, item).map((p) => planeRaster(p, listed.size.rows, listed.size.columns, scale)));
  }
}

/** All planes of a filter: channel by channel, each moment by moment. */
export function planes({ size }: ListedLayer, item: FilterItem): Float32Array[] {
  return Array.from({ length: size.channels * size.depth }, (_, i) => plane(item, size, Math.floor(i / size.depth), i % size.depth));
}

/** A plane in the diverging map: zero is the neutral color, the scale the strongest. */
export function planeRaster(weights: Float32Array, rows: number, columns: number, scale: number): Raster {
  return { width: columns, height: rows, pixels: Array.from(weights, (w) => diverging(scale > 0 ? w / scale : 0)) };
}

/** Three channels as one picture around mid-gray; the moments of a 3-D filter side by side. */
export function colorRaster(listed: ListedLayer, item: FilterItem, scale: number): Raster {
  const { size } = listed;
  const [red, green, blue] = [colorPlane(listed, 'red'), colorPlane(listed, 'green'), colorPlane(listed, 'blue')];
  const moments = Array.from({ length: size.depth }, (_, d): Raster => {
    const [r, g, b] = [plane(item, size, red, d), plane(item, size, green, d), plane(item, size, blue, d)];
    const pixels = Array.from(r, (_, i): Rgb => (scale > 0 ? [aroundGray(r[i]! / scale), aroundGray(g[i]! / scale), aroundGray(b[i]! / scale)] : midGray));
    return { width: size.columns, height: size.rows, pixels };
  });
  return sideBySide(moments);
}

/** Pictures of one height in a row, an empty column apart. */
function sideBySide(rasters: readonly Raster[]): Raster {
  const height = rasters[0]?.height ?? 0;
  const width = rasters.reduce((sum, r) => sum + r.width + 1, -1);
  const pixels: (Rgb | null)[] = [];
  for (let y = 0; y < height; y++) {
    rasters.forEach((r, i) => {
      if (i > 0) pixels.push(null);
      pixels.push(...r.pixels.slice(y * r.width, (y + 1) * r.width));
    });
  }
  return { width, height, pixels };
}

export function largestOf(weights: Float32Array): number {
  return weights.reduce((most, w) => Math.max(most, Math.abs(w)), 0);
}

/** Draws a picture crisply: every weight is a square of whole pixels. Returns the canvas, whose CSS size is left to the caller. */
export function paint(raster: Raster, side: number): HTMLCanvasElement {
  const zoom = Math.max(1, Math.round(side / Math.max(raster.width, raster.height)));
  const canvas = document.createElement('canvas');
  canvas.width = raster.width * zoom;
  canvas.height = raster.height * zoom;
  const context = canvas.getContext('2d');
  raster.pixels.forEach((color, i) => {
    if (!color || !context) return;
    context.fillStyle = css(color);
    context.fillRect((i % raster.width) * zoom, Math.floor(i / raster.width) * zoom, zoom, zoom);
  });
  return canvas;
}
