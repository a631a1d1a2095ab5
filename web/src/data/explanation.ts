/**
 * The explanation document `passband.explain/1` as far as the page reads it. What the numbers mean, their units and ranges stand in docs/measures.md; what does
 * not exist is null. Angles are degrees counter-clockwise on screen, frequencies cycles per pixel (sample) of the layer's own input, positions pixels with y down.
 */
export interface Explanation {
  readonly schema: string;
  readonly model: Model;
  readonly verdict: readonly string[];
  readonly layers: readonly Layer[];
}

export interface Model {
  readonly path: string;
  readonly format: string;
  readonly sha256: string | null;
  readonly layers: number;
  readonly filters: number;
  readonly kernels: number;
  readonly assumptions: readonly string[];
}

export interface Layer {
  readonly index: number;
  readonly name: string;
  readonly operator: 'conv1d' | 'conv2d' | 'conv3d' | 'depthwise' | 'transposed';
  /** [out, in/groups, h, w]; without h for signals, with depth before h for 3-D. */
  readonly shape: readonly number[];
  readonly stride: readonly number[];
  readonly dilation: readonly number[];
  readonly groups: number;
  readonly input: 'rgb' | 'bgr' | 'gray' | 'signal' | 'features';
  readonly folded: readonly string[];
  readonly verdict: readonly string[];
  readonly summary: LayerSummary;
  readonly filters: readonly Filter[] | null;
  readonly noise: NoiseReference | null;
}

export type Shares = Readonly<Record<string, number>>;

export interface LayerSummary {
  readonly names: Shares | null;
  readonly passbands: Shares | null;
  readonly orders: Shares | null;
  readonly colors: Shares | null;
  readonly dead: number;
  readonly noise: number | null;
  readonly duplicates: number | null;
  readonly twins: number | null;
  readonly sparsity: number;
  readonly varianceEntropy: number | null;
  readonly varianceEntropyRatio: number | null;
  readonly orthogonality: number | null;
  readonly effectiveRank: number | null;
  readonly pi0: number | null;
  readonly bands: { readonly low: number; readonly middle: number; readonly high: number } | null;
  readonly orientation: { readonly meanWavevector: number; readonly resultant: number; readonly p: number } | null;
  readonly aliasing: number | null;
  readonly kernels: { readonly total: number; readonly sampled: number } | null;
  readonly mixing: { readonly inputs: number; readonly outputs: number; readonly color: { readonly words: string; readonly directions: readonly ColorDirection[] } | null } | null;
  readonly kernelNames: { readonly total: number; readonly named: number; readonly names: Shares; readonly pi0: number | null } | null;
}

export interface ColorDirection {
  readonly singularValue: number;
  readonly share: number;
  readonly direction: Triple;
  readonly axis: string;
  readonly axisAngle: number;
}

export type Triple = readonly [number, number, number];

/** Quantiles of each statistic under independent Gaussian weights of that size ([channels, rows, columns]), at the levels. */
export interface NoiseReference {
  readonly size: Triple;
  readonly samples: number;
  readonly levels: readonly number[];
  readonly r2: readonly number[];
  readonly evidence: readonly number[];
  readonly moran: readonly number[] | null;
  readonly spectralEntropy: readonly number[];
  readonly rank1: readonly number[] | null;
  readonly coherence: readonly number[];
}

export interface Filter {
  readonly address: string;
  readonly name: string;
  readonly words: string;
  readonly gain: { readonly dc: number; readonly peak: number; readonly noise: number; readonly worst: number };
  readonly passband: Passband | null;
  readonly orientation: Orientation | null;
  readonly order: {
    readonly dominant: number;
    readonly shares: readonly number[];
    readonly direction: number | null;
    readonly dcLeakDb: number | null;
    readonly hessian: readonly [number, number] | null;
  } | null;
  readonly symmetry: { readonly even: number; readonly phase: number } | null;
  readonly separability: number | null;
  readonly center: readonly [number, number] | null;
  readonly sigma: number | null;
  readonly color: Color | null;
  readonly aliasing: {
    readonly white: number;
    readonly natural: number;
    readonly folded: number;
    readonly foldedWavevector: number | null;
    readonly beyond: boolean;
  } | null;
  readonly fit: Fit | null;
  readonly flags: readonly string[];
  readonly time: Time | null;
  readonly structure: Structure | null;
  readonly candidates: readonly Candidate[] | null;
}

export interface Passband {
  readonly kind: 'lowpass' | 'highpass' | 'bandpass' | 'allpass' | 'bandstop';
  readonly dcDb: number | null;
  readonly nyquistDb: number | null;
  readonly peak: number;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly octaves: number | null;
  readonly across: string | null;
}

export interface Orientation {
  readonly oriented: boolean;
  readonly wavevector: number;
  readonly stripes: number;
  readonly coherence: number;
  readonly bandwidth: number | null;
}

export interface Color {
  readonly kind: 'achromatic' | 'colored' | 'opponent' | 'multicolor';
  readonly axis: string | null;
  readonly axisAngle: number | null;
  /** Unit vector [red, green, blue], whatever the order of the file's channels. */
  readonly direction: Triple;
  readonly rank1: number;
  readonly luminance: number;
  readonly opponency: 'single' | 'double' | null;
  readonly hue: string | null;
}

export interface Fit {
  readonly shape: string;
  readonly r2: number;
  readonly parameters: Readonly<Record<string, number>>;
  readonly runnerUp: string | null;
  readonly deltaAicc: number | null;
  readonly p: number;
  readonly q: number;
  readonly spatialP: number;
  readonly spatialQ: number;
  readonly unit: 'sample' | 'tap';
}

export interface Structure {
  readonly evidence: number;
  readonly evidenceP: number;
  readonly moran: number | null;
  readonly moranP: number | null;
  readonly spectralEntropy: number | null;
  readonly spectralEntropyP: number | null;
  readonly rank1P: number | null;
  readonly noiseR2: number;
}

export interface Time {
  readonly separability: number;
  readonly profile: readonly number[];
  readonly kind: string;
  readonly dcDb: number | null;
  readonly nyquistDb: number | null;
  readonly peak: number;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly motion: { readonly selectivity: number; readonly direction: number; readonly frequency: number; readonly speed: number; readonly p: number } | null;
}

/** One fitted shape: the chosen one first, then by criterion. */
export interface Candidate {
  readonly shape: string;
  readonly name: string;
  readonly r2: number;
  readonly aicc: number | null;
  readonly deltaAicc: number | null;
  readonly freeParameters: number;
  readonly parameters: Readonly<Record<string, number>>;
}
