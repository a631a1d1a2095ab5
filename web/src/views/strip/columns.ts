import { nameRank } from '../../color/names';
import type { Layer, Shares } from '../../data/explanation';
import type { Report } from '../../data/report';
import { count, percent, share } from '../../ui/format';
import { printable } from '../../ui/dom';

/** What the shares of a column are of: its filters, a sample of its single kernels, nothing because it only mixes channels, or nothing that was named. */
export type Source = 'filters' | 'kernels' | 'mixing' | 'none';

/** The stretch of a column that one name takes, 0 at the bottom to 1 at the top. */
export interface Stretch {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** One layer of the strip. */
export interface Column {
  readonly layer: Layer;
  readonly source: Source;
  readonly stretches: readonly Stretch[];
  /** Whether the page has a section of its filters. */
  readonly listed: boolean;
}

/** One column for each layer, in the model's order. */
export function columnsOf(report: Report): Column[] {
  const listed = new Set(report.listed.map((l) => l.layer.index));
  return report.explanation.layers.map((layer) => {
    const { names, kernelNames } = layer.summary;
    const source = isMixing(layer) ? 'mixing' : names ? 'filters' : kernelNames ? 'kernels' : 'none';
    const shares = source === 'filters' ? names : source === 'kernels' ? kernelNames!.names : null;
    const pi0 = source === 'kernels' ? kernelNames!.pi0 : layer.summary.pi0;
    return { layer, source, stretches: shares ? stack(splitNoise(shares, pi0)) : [], listed: listed.has(layer.index) };
  });
}

/** Kernels of one tap: 1×1, also for signals and in time. */
function isMixing(layer: Layer): boolean {
  return layer.shape.slice(2).every((side) => side === 1);
}

/** What the strip calls kernels that are not told from noise one by one, although as many of them cannot all be noise. */
export const undecided = 'undecided';

/**
 * Divides what is called noise: one small kernel proves little, and is called noise whether it is or not, but the p-values of a layer tell together how many are (π₀, Storey 2002).
 * The rest is undecided rather than noise.
 */
export function splitNoise(shares: Shares, pi0: number | null): Shares {
  const called = shares['noise'] ?? 0;
  if (pi0 === null || called === 0) return shares;
  const noise = Math.min(called, pi0 * (1 - (shares['dead'] ?? 0)));
  return { ...shares, noise, [undecided]: called - noise };
}

/** Shares one above the other, in the order of the names; what is undecided below noise. */
export function stack(shares: Shares): Stretch[] {
  let top = 0;
  return Object.entries(shares)
    .filter(([, part]) => part > 0)
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([name, part]) => {
      const from = top;
      top += part;
      return { name, from, to: top };
    });
}

/** Where a name of the strip stands: what is undecided lies between what has a shape and noise. */
export function rank(name: string): number {
  return name === undecided ? nameRank('noise') - 0.5 : nameRank(name);
}

/** Shares of names over all columns of a source, each weighted by how many filters or kernels were named. */
export function overall(columns: readonly Column[], source: 'filters' | 'kernels'): { readonly total: number; readonly shares: ReadonlyMap<string, number> } {
  const sums = new Map<string, number>();
  let total = 0;
  for (const c of columns) {
    if (c.source !== source) continue;
    const weight = namedIn(c);
    total += weight;
    for (const { name, from, to } of c.stretches) sums.set(name, (sums.get(name) ?? 0) + weight * (to - from));
  }
  return { total, shares: new Map([...sums].map(([name, sum]) => [name, sum / total])) };
}

function namedIn({ source, layer }: Column): number {
  return source === 'filters' ? layer.shape[0]! : (layer.summary.kernelNames?.named ?? 0);
}

/** What the shares of a column are of, or why it has none. */
export function basis(column: Column): string {
  const { layer, source } = column;
  switch (source) {
    case 'filters':
      return `of ${count(layer.shape[0]!, 'filter')}`;
    case 'kernels': {
      const { named, total } = layer.summary.kernelNames!;
      return named < total ? `of ${named.toLocaleString('en-US')} single kernels, a sample of ${total.toLocaleString('en-US')}` : `of ${count(total, 'single kernel')}`;
    }
    case 'mixing':
      return layer.operator === 'depthwise' ? 'one tap: scales each channel, has no shape' : '1×1: mixes channels, has no shape';
    case 'none':
      return layer.summary.dead >= 1 ? 'all weights are zero' : 'kernels not named';
  }
}

/** The names of a column, largest share first. */
export function namesOf(column: Column, most = Infinity): string {
  const sorted = [...column.stretches].sort((a, b) => b.to - b.from - (a.to - a.from));
  const rest = sorted.length - most;
  const text = sorted.slice(0, most).map((s) => `${s.name} ${share(s.to - s.from)}`);
  return [...text, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}

/** Why a layer has no response by frequency; null where it has one. */
export function withoutBands({ layer }: Column): string | null {
  if (layer.summary.bands) return null;
  if (layer.summary.dead >= 1) return 'all weights are zero';
  if (isMixing(layer)) return 'one tap passes all frequencies alike';
  return layer.operator === 'conv3d' ? 'kernels in time' : 'not measured';
}

/** A column in one sentence or two. */
export function describe(column: Column): string {
  const { layer } = column;
  const { bands } = layer.summary;
  const names = namesOf(column);
  const frequencies = bands ? ` Response: low ${percent(bands.low)}, middle ${percent(bands.middle)}, high ${percent(bands.high)}.` : ` Response by frequency: none (${withoutBands(column)}).`;
  return `Layer ${layer.index}, ${printable(layer.name)}, ${layer.operator} ${layer.shape.join('×')}: ${names ? `${names} (${basis(column)})` : basis(column)}.${frequencies}`;
}

/** Every how many columns a label stands, so that labels of a width never touch: 1, 2 or 5 times a power of ten. */
export function labelStep(columnWidth: number, labelWidth: number): number {
  for (let power = 1; ; power *= 10) {
    for (const factor of [1, 2, 5]) if (factor * power * columnWidth >= labelWidth) return factor * power;
  }
}

/** Neighboring columns of one kind as runs, first and last included. */
export function runs(columns: readonly Column[], source: Source): { readonly first: number; readonly last: number }[] {
  const result: { first: number; last: number }[] = [];
  columns.forEach((c, i) => {
    if (c.source !== source) return;
    const current = result.at(-1);
    if (current && current.last === i - 1) current.last = i;
    else result.push({ first: i, last: i });
  });
  return result;
}
