import type { Candidate, Filter, Layer, NoiseReference } from '../src/data/explanation';
import type { FilterItem, ListedLayer } from '../src/data/report';

export function candidate(shape: string, name: string, deltaAicc: number | null, r2 = 0.9): Candidate {
  return { shape, name, r2, aicc: deltaAicc === null ? null : deltaAicc - 100, deltaAicc, freeParameters: 4, parameters: { x: 0.5, sigma: 1.25 } };
}

/** A filter that has everything that a document can say of one, each number different from all others. */
export const fullFilter: Filter = {
  address: 'conv1:7',
  name: 'edge',
  words: 'edge, brightness rising toward 12°',
  gain: { dc: 0.101, peak: 2.02, noise: 1.03, worst: 3.04 },
  passband: { kind: 'bandpass', dcDb: -20.1, nyquistDb: -9.2, peak: 0.203, lower: 0.104, upper: 0.305, octaves: 1.57, across: 'lowpass' },
  orientation: { oriented: true, wavevector: 12.6, stripes: 102.6, coherence: 0.707, bandwidth: 41.8 },
  order: { dominant: 1, shares: [0.011, 0.722, 0.033, 0.044], direction: 192.5, dcLeakDb: -25.6, hessian: [-1, 0.517] },
  symmetry: { even: 0.118, phase: 81.9 },
  separability: 0.952,
  center: [0.121, -0.222],
  sigma: 1.23,
  color: { kind: 'opponent', axis: 'red–cyan', axisAngle: 3.4, direction: [0.835, -0.536, -0.137], rank1: 0.938, luminance: 0.039, opponency: 'double', hue: 'red' },
  aliasing: { white: 0.241, natural: 0.042, folded: 0.143, foldedWavevector: 44.4, beyond: false },
  fit: {
    shape: 'gabor', r2: 0.9345,
    parameters: { x: 0.146, y: -0.247, angle: 14.8, sigma: 1.49, sigmaAlong: 2.51, frequency: 0.152, phase: 93.5, amplitude: 0.154, surroundAmplitude: -0.255, surroundSigma: 3.56, columns: 5, rows: 6 },
    runnerUp: 'line', deltaAicc: 57.8, p: 0.00058, q: 0.00059, spatialP: 0.0006, spatialQ: 0.00061, unit: 'sample',
  },
  flags: ['twin of conv1:3'],
  time: {
    separability: 0.962, profile: [0.163, -0.264, 0.365], kind: 'bandpass', dcDb: -16.6, nyquistDb: -17.6, peak: 0.168, lower: 0.069, upper: 0.27,
    motion: { selectivity: 0.571, direction: 272.5, frequency: 0.173, speed: 1.74, p: 0.0075 },
  },
  structure: { evidence: 1.76, evidenceP: 0.00077, moran: 0.478, moranP: 0.0079, spectralEntropy: 0.781, spectralEntropyP: 0.0082, rank1P: 0.0083, noiseR2: 0.484 },
  candidates: [candidate('gabor', 'gabor', 0, 0.9345), candidate('second-derivative', 'line', 57.8)],
};

const levels = [0.01, 0.1, 0.5, 0.9, 0.99];

export const noise: NoiseReference = {
  size: [1, 3, 3], samples: 1000, levels, r2: [0.1, 0.3, 0.6, 0.8, 0.95], evidence: [0, 0.1, 0.3, 0.8, 1.5], moran: [-0.6, -0.3, -0.1, 0.2, 0.4],
  spectralEntropy: [0.5, 0.7, 0.85, 0.95, 0.98], rank1: [0.34, 0.4, 0.5, 0.6, 0.7], coherence: [0.01, 0.1, 0.3, 0.5, 0.6],
};

/** A layer of 3×3 kernels with these filters. */
export function layerOf(filters: readonly Filter[], changes: Partial<Layer> = {}, channels = 1): ListedLayer {
  const items = filters.map((filter, position): FilterItem => {
    const weights = Float32Array.from({ length: 9 * channels }, (_, i) => ((i % 3) - 1) * (1 + position));
    const fitted = filter.candidates !== null;
    return { position, number: position, filter, weights, profile: fitted ? weights.slice(0, 9) : null, patterns: (filter.candidates ?? []).map((_, c) => weights.slice(0, 9).map((w) => w / (c + 1))) };
  });
  const layer: Layer = {
    index: 0, name: 'conv1', operator: 'conv2d', shape: [filters.length, channels, 3, 3], stride: [1, 1], dilation: [1, 1], groups: 1, input: channels === 3 ? 'rgb' : 'gray', folded: [],
    verdict: [], filters, noise,
    summary: {
      names: null, passbands: null, orders: null, colors: null, dead: 0, noise: 0, duplicates: 0, twins: 0, sparsity: 0, varianceEntropy: null, varianceEntropyRatio: null,
      orthogonality: null, effectiveRank: null, pi0: null, bands: null, orientation: null, aliasing: null, kernels: null, mixing: null, kernelNames: null,
    },
    ...changes,
  };
  return { layer, size: { channels, depth: 1, rows: 3, columns: 3 }, largest: filters.length, items };
}
