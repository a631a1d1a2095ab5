import type { Candidate, Color, Filter, Layer } from '../src/data/explanation';
import type { FilterItem, ListedLayer, Size } from '../src/data/report';

/** What a test wants to say of a filter; everything else is filled with plain values. Null is what does not exist. */
export interface Wish {
  readonly number?: number;
  readonly name?: string;
  readonly stripes?: number | null;
  readonly peak?: number | null;
  readonly octaves?: number | null;
  readonly r2?: number | null;
  readonly p?: number;
  readonly color?: Partial<Color>;
  readonly shape?: string;
  readonly parameters?: Readonly<Record<string, number>>;
  readonly candidates?: readonly Candidate[];
  readonly weights?: readonly number[];
}

export function filter({ number = 0, name = 'edge', stripes = 90, peak = 0.2, octaves = 1.5, r2 = 0.9, p = 0.001, ...wish }: Wish = {}): Filter {
  return {
    address: `conv1:${number}`,
    name,
    words: 'words of the filter',
    gain: { dc: 0.1, peak: 2, noise: 1, worst: 3 },
    passband: peak === null ? null : { kind: 'bandpass', dcDb: -20, nyquistDb: -9, peak, lower: 0.1, upper: 0.3, octaves, across: 'bandpass' },
    orientation: stripes === null ? null : { oriented: true, wavevector: (stripes + 90) % 180, stripes, coherence: 0.8, bandwidth: 40 },
    order: { dominant: 1, shares: [0.1, 0.7, 0.1, 0.1], direction: 0, dcLeakDb: -25, hessian: null },
    symmetry: { even: 0.1, phase: 80 },
    separability: 0.95,
    center: [0.1, -0.2],
    sigma: 1.2,
    color: wish.color
      ? { kind: 'achromatic', axis: 'black–white', axisAngle: 3, direction: [0.58, 0.58, 0.58], rank1: 0.95, luminance: 0.99, opponency: null, hue: null, ...wish.color }
      : null,
    aliasing: { white: 0.2, natural: 0.05, folded: 0.1, foldedWavevector: 0, beyond: false },
    fit: r2 === null
      ? null
      : {
          shape: wish.shape ?? 'first-derivative', r2, parameters: wish.parameters ?? { sigma: 1, angle: 0 }, runnerUp: 'gabor', deltaAicc: 12, p, q: 2 * p, spatialP: p,
          spatialQ: 2 * p, unit: 'sample',
        },
    flags: [],
    time: null,
    structure: r2 === null
      ? null
      : { evidence: 1.5, evidenceP: 0.0001, moran: 0.4, moranP: 0.01, spectralEntropy: 0.7, spectralEntropyP: 0.02, rank1P: null, noiseR2: 0.5 },
    candidates: wish.candidates ?? null,
  };
}

export function layer(changes: Partial<Layer> = {}): Layer {
  return {
    index: 0, name: 'conv1', operator: 'conv2d', shape: [4, 1, 3, 3], stride: [1, 1], dilation: [1, 1], groups: 1, input: 'gray', folded: [], verdict: [], filters: [], noise: null,
    summary: {
      names: null, passbands: null, orders: null, colors: null, dead: 0, noise: 0, duplicates: 0, twins: 0, sparsity: 0, varianceEntropy: null,
      varianceEntropyRatio: null, orthogonality: null, effectiveRank: null, pi0: null, bands: null, orientation: null, aliasing: null, kernels: null, mixing: null,
      kernelNames: null,
    },
    ...changes,
  };
}

const plain: Size = { channels: 1, depth: 1, rows: 3, columns: 3 };

/** A layer with the wished filters; weights that are not wished are a ramp from left to right. */
export function listed(wishes: readonly Wish[], changes: Partial<Layer> = {}, size = plain): ListedLayer {
  const length = size.channels * size.depth * size.rows * size.columns;
  const items = wishes.map((wish, position): FilterItem => {
    const weights = Float32Array.from(wish.weights ?? Array.from({ length }, (_, i) => (i % size.columns) - (size.columns - 1) / 2));
    return { position, number: wish.number ?? position, filter: filter({ number: position, ...wish }), weights, profile: weights.slice(0, size.rows * size.columns), patterns: [] };
  });
  const largest = items.reduce((most, i) => Math.max(most, ...i.weights.map(Math.abs)), 0);
  return { layer: layer({ filters: items.map((i) => i.filter), ...changes }), size, largest, items };
}
