import type { Layer } from '../data/explanation';
import type { Size } from '../data/report';

/** A pair of numbers, one along the columns (x, right) and one along the rows (y, down). */
export interface Along {
  readonly x: number;
  readonly y: number;
}

/** The last one or two of [frames,] rows, columns: what a signal has no rows for is 1. */
function planar(sides: readonly number[]): Along {
  return { x: sides.at(-1) ?? 1, y: sides.length > 1 ? sides.at(-2)! : 1 };
}

/** Samples from one tap to the next: the dilation, 1 along an axis that has one tap. */
export function tapSpacing(layer: Layer, size: Size): Along {
  const { x, y } = planar(layer.dilation);
  return { x: size.columns > 1 ? x : 1, y: size.rows > 1 ? y : 1 };
}

/** The highest frequency that the strided output can carry, 1/(2·stride), cycles per sample of the input; null where nothing is skipped. */
export function strideNyquist(layer: Layer): Along | null {
  // A transposed convolution makes samples: its stride skips none.
  if (layer.operator === 'transposed') return null;
  const { x, y } = planar(layer.stride);
  return x > 1 || y > 1 ? { x: 0.5 / x, y: 0.5 / y } : null;
}

/** Where a plot over frequency alone marks the stride: one frequency, or two where rows and columns are skipped differently. */
export function strideMarks(layer: Layer, size: Size): { readonly frequency: number; readonly label: string }[] {
  const limit = strideNyquist(layer);
  if (limit === null) return [];
  const text = (f: number): string => `1/${Math.round(1 / f)}`;
  const axes = [...(size.columns > 1 ? [{ axis: 'x', frequency: limit.x }] : []), ...(size.rows > 1 ? [{ axis: 'y', frequency: limit.y }] : [])];
  const different = axes.length === 2 && limit.x !== limit.y;
  return (different ? axes : axes.slice(0, 1))
    .filter(({ frequency }) => frequency < 0.5)
    .map(({ axis, frequency }) => ({ frequency, label: `stride’s Nyquist${different ? ` in ${axis}` : ''} ${text(frequency)}` }));
}

/** The kind of place that weights lie in: kernels of one tap, of one row or column, of rows and columns. */
export function dimensions(size: Size): 0 | 1 | 2 {
  return ((size.rows > 1 ? 1 : 0) + (size.columns > 1 ? 1 : 0)) as 0 | 1 | 2;
}

/** Whether places are samples of a signal, or of features along one axis, rather than pixels. */
export function isSignal(layer: Layer): boolean {
  return layer.input === 'signal' || layer.operator === 'conv1d';
}

/** What frequencies are counted in. The kernel of a transposed convolution lies on its output. */
export function frequencyUnit(layer: Layer): string {
  const sample = isSignal(layer) ? 'sample' : 'pixel';
  return layer.operator === 'transposed' ? `cycles per output ${sample}` : `cycles per ${sample}`;
}

/** The same for tables and axes of little room. */
export function shortFrequencyUnit(layer: Layer): string {
  return `c/${layer.operator === 'transposed' ? 'output ' : ''}${isSignal(layer) ? 'sample' : 'px'}`;
}
