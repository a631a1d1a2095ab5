import { diverging } from '../../color/maps';
import { css } from '../../color/oklch';
import { largestOf, type Raster } from '../../kernels/raster';
import { number } from '../../ui/format';
import { drawing, svg, text, textWidth } from './svg';

/** One picture of weights among several of one scale. */
export interface Panel {
  readonly label: string;
  readonly raster: Raster;
  /** [row][column]; null for a picture of several channels. */
  readonly values: Float32Array | null;
}

/** Where the pictures of a drawing lie: for finding what is pointed at. */
export interface PanelPlace {
  readonly panel: Panel;
  readonly x: number;
  readonly y: number;
  readonly cell: number;
}

export interface PanelDrawing {
  readonly svg: SVGSVGElement;
  readonly places: readonly PanelPlace[];
}

const gap = 14;
const labelHeight = 18;
const largestCell = 48;
const largestSide = 210;

/** Pictures of one size in as many lines as make them largest, each weight a square of whole pixels, over the color bar of their scale. */
export function drawPanels(panels: readonly Panel[], scale: number, width: number): PanelDrawing {
  const { width: columns, height: rows } = panels[0]!.raster;
  const longest = Math.max(columns, rows);
  const cellOf = (perLine: number): number =>
    Math.max(1, Math.min(largestCell, Math.floor(largestSide / longest), Math.floor(((width - (perLine - 1) * gap) / perLine - 2) / columns)));
  const comfortable = Math.min(largestCell, Math.floor(100 / longest) || 1);
  const widestLabel = Math.max(...panels.map((p) => textWidth(p.label)));
  let perLine = Math.max(1, Math.min(panels.length, Math.floor((width + gap) / (widestLabel + gap))));
  while (perLine > 1 && cellOf(perLine) < comfortable) perLine--;
  // Lines of equal length rather than a full one and a rest.
  perLine = Math.ceil(panels.length / Math.ceil(panels.length / perLine));
  const cell = cellOf(perLine);
  const step = { x: Math.max(columns * cell, widestLabel) + gap, y: rows * cell + labelHeight + 8 };
  const root = svg('g');
  const places = panels.map((panel, i): PanelPlace => {
    const x = 1 + (i % perLine) * step.x;
    const y = Math.floor(i / perLine) * step.y + labelHeight;
    root.append(picture(panel, x, y, cell));
    return { panel, x, y, cell };
  });
  const bottom = Math.ceil(panels.length / perLine) * step.y + 6;
  const bar = panels.some((p) => p.values !== null) ? colorBar(scale, bottom, Math.min(220, width - 20)) : null;
  if (bar) root.append(bar);
  return { svg: drawing(width, bottom + (bar ? 34 : 0), root), places };
}

function picture({ label, raster }: Panel, x: number, y: number, cell: number): SVGGElement {
  const cells = svg('g', { 'shape-rendering': 'crispEdges' });
  raster.pixels.forEach((color, i) => {
    if (color === null) return;
    cells.append(svg('rect', { x: x + (i % raster.width) * cell, y: y + Math.floor(i / raster.width) * cell, width: cell, height: cell, fill: css(color) }));
  });
  const frame = svg('rect', {
    x: x - 0.5, y: y - 0.5, width: raster.width * cell + 1, height: raster.height * cell + 1, fill: 'none', stroke: 'var(--axis)', 'stroke-opacity': 0.6,
  });
  return svg('g', {}, text(x, y - 6, label), cells, frame);
}

/** The diverging map from −scale to scale. */
function colorBar(scale: number, y: number, width: number): SVGGElement {
  const steps = 41;
  const step = Math.max(1, Math.floor(width / steps));
  const ramp = svg('g', { 'shape-rendering': 'crispEdges' });
  for (let i = 0; i < steps; i++) ramp.append(svg('rect', { x: 1 + i * step, y, width: step, height: 10, fill: css(diverging((2 * i) / (steps - 1) - 1)) }));
  const whole = steps * step;
  const frame = svg('rect', { x: 0.5, y: y - 0.5, width: whole + 1, height: 11, fill: 'none', stroke: 'var(--axis)', 'stroke-opacity': 0.6 });
  return svg('g', {}, ramp, frame, text(1, y + 25, number(-scale)), text(1 + whole / 2, y + 25, '0', 'middle'), text(1 + whole, y + 25, number(scale), 'end'));
}

/** The largest |w| of all panels that show weights. */
export function commonScale(planes: readonly Float32Array[]): number {
  return Math.max(0, ...planes.map(largestOf));
}
