import type { FilterItem, ListedLayer } from '../../data/report';
import { plane } from '../../kernels/raster';
import { directionOf, findPeak, findPeakAlong, type Frequency } from '../../signal/peak';
import { isSignal, shortFrequencyUnit } from '../../signal/sampling';
import type { PowerOf } from '../../signal/sections';
import { powerAt, powerGrid, type PowerGrid, type Spacing } from '../../signal/response';
import { printable } from '../../ui/dom';
import type { Units } from './numbers';

/** One filter with what its drawings share, each computed once and only where something asks. */
export class Subject {
  readonly listed: ListedLayer;
  readonly item: FilterItem;
  readonly spacing: Spacing;
  /** The layer's stride; of a transposed convolution, whose stride folds nothing, 1. */
  readonly stride: Spacing;
  readonly units: Units;
  #grid: PowerGrid | null = null;
  #peak: Frequency | null = null;
  #spatial: readonly Float32Array[] | null = null;

  constructor(listed: ListedLayer, item: FilterItem) {
    this.listed = listed;
    this.item = item;
    this.spacing = plainSides(listed.layer.dilation);
    this.stride = listed.layer.operator === 'transposed' ? { x: 1, y: 1 } : plainSides(listed.layer.stride);
    const signal = isSignal(listed.layer);
    this.units = { frequency: shortFrequencyUnit(listed.layer), length: signal ? 'samples' : 'px', isSignal: signal };
  }

  get frequencyUnit(): string {
    return this.units.frequency;
  }

  get lengthUnit(): string {
    return this.units.length;
  }

  get filter(): FilterItem['filter'] {
    return this.item.filter;
  }

  /** Its address for showing. */
  get address(): string {
    return printable(this.filter.address);
  }

  get rows(): number {
    return this.listed.size.rows;
  }

  get columns(): number {
    return this.listed.size.columns;
  }

  get taps(): number {
    return this.rows * this.columns;
  }

  /** One row or one column of several taps. */
  get isLine(): boolean {
    return this.taps > 1 && (this.rows === 1 || this.columns === 1);
  }

  /** A plane for each channel; of a filter over space and time the spatial part of its strongest product of both, which is what its frequencies are measured on. */
  get spatial(): readonly Float32Array[] {
    this.#spatial ??= this.#planes();
    return this.#spatial;
  }

  /** |H|² over all channels, on a grid that is finer than what so many taps, lying so far apart, can resolve. */
  get grid(): PowerGrid {
    const longest = Math.max(this.spacing.x * this.columns, this.spacing.y * this.rows);
    this.#grid ??= powerGrid(this.spatial, this.rows, this.columns, Math.min(257, Math.max(129, 4 * longest + 1)), this.spacing);
    return this.#grid;
  }

  /** Steps from zero to Nyquist that show all that the taps of a line can resolve. */
  get lineSteps(): number {
    return Math.min(2048, Math.max(160, 4 * this.taps * Math.max(this.spacing.x, this.spacing.y)));
  }

  readonly power: PowerOf = (u, v) => powerAt(this.spatial, this.rows, this.columns, u, v, this.spacing);

  get peak(): Frequency {
    this.#peak ??= this.isLine ? findPeakAlong(this.axis, this.power, this.lineSteps, this.spacing) : findPeak(this.grid, this.power, this.spacing);
    return this.#peak;
  }

  get peakPower(): number {
    return this.power(this.peak.u, this.peak.v);
  }

  /** Too weak beside the rest of its layer: relative to its own peak it would look like any other. */
  get isDead(): boolean {
    return this.filter.name === 'dead';
  }

  /** Whether anything of it can be drawn over frequency: not of a dead filter, nor of one of zeros, nor of one tap, which passes all alike. */
  get hasResponse(): boolean {
    return this.taps > 1 && !this.isDead && this.spatial.some((p) => p.some((w) => w !== 0));
  }

  /** The direction across which it is shown, degrees: its wavevector; without one that of its shape or of its peak, else 0. */
  get axis(): number {
    const { orientation, fit } = this.filter;
    if (this.isLine) return this.rows === 1 ? 0 : 90;
    if (orientation?.oriented) return orientation.wavevector;
    const angle = fit?.parameters.angle;
    return angle !== undefined ? ((angle % 180) + 180) % 180 : directionOf(this.peak);
  }

  /** What the profile and the patterns are multiplied by to be in units of the weights: the strength of the profile in the filter. */
  get strength(): number {
    const profile = this.item.profile;
    if (profile === null) return 0;
    const norm = profile.reduce((sum, p) => sum + p * p, 0);
    const parts = this.spatial.map((p) => p.reduce((sum, w, i) => sum + w * profile[i]!, 0));
    return norm > 0 ? Math.hypot(...parts) / norm : 0;
  }

  #planes(): readonly Float32Array[] {
    const { size } = this.listed;
    const time = this.filter.time?.profile;
    return Array.from({ length: size.channels }, (_, c) => {
      if (size.depth === 1) return plane(this.item, size, c);
      const sum = new Float32Array(this.taps);
      for (let d = 0; d < size.depth; d++) {
        const weight = time?.[d] ?? 1 / Math.sqrt(size.depth);
        plane(this.item, size, c, d).forEach((w, i) => (sum[i]! += weight * w));
      }
      return sum;
    });
  }
}

/** What stands for columns and rows in a list over [depth,] rows and columns, or columns alone. */
function plainSides(sides: readonly number[]): Spacing {
  return { x: sides.at(-1) ?? 1, y: sides.length > 1 ? sides.at(-2)! : 1 };
}
