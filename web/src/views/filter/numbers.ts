import type { Filter } from '../../data/explanation';
import { chance, degrees, fixed, none, number, percent } from '../../ui/format';
import { shapeWords } from './words';

/** One number of a filter, or a few that belong together. */
export interface Entry {
  readonly label: string;
  /** With its unit. */
  readonly value: string;
  /** What it is, in a few words. */
  readonly meaning: string;
  /** A picture of it beside the value. */
  readonly picture?: 'shares' | 'color';
}

export interface Group {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** What the numbers of a filter are counted in. */
export interface Units {
  /** c/px or c/sample, of the output where the kernel lies on it. */
  readonly frequency: string;
  /** px or samples. */
  readonly length: string;
  /** Of a signal there is one axis: no rows, no angles. */
  readonly isSignal: boolean;
}

const level = (db: number | null): string => (db === null ? '−∞ dB' : `${fixed(db, 1)} dB`);

/** All numbers that the document has of a filter, in groups; what does not exist of a filter as a whole is left out, single missing ones are dashes. */
export function numberGroups(filter: Filter, units: Units): Group[] {
  return [
    gain(filter), passband(filter, units), orientation(filter), order(filter), symmetry(filter), position(filter, units), color(filter), aliasing(filter, units),
    fit(filter, units), structure(filter), time(filter),
  ].filter((g): g is Group => g !== null);
}

const unitOr = (value: number | null, digits: number, unit: string): string => (value === null ? none : `${number(value, digits)} ${unit}`);

function gain({ gain: g }: Filter): Group {
  return {
    title: 'Gain',
    entries: [
      { label: 'DC', value: number(g.dc), meaning: 'Σk: output for a constant input of 1' },
      { label: 'peak', value: number(g.peak), meaning: 'max |H|: output for the best wave' },
      { label: 'noise', value: number(g.noise), meaning: '‖k‖₂: output deviation for white noise of 1' },
      { label: 'worst case', value: number(g.worst), meaning: 'Σ|k|: largest output for inputs within ±1' },
    ],
  };
}

function passband({ passband: p }: Filter, units: Units): Group | null {
  if (p === null) return null;
  return {
    title: 'Passband',
    entries: [
      { label: 'kind', value: p.kind, meaning: 'which ends of the band pass within 3 dB' },
      ...(p.across === null ? [] : [{ label: 'kind along the stripes', value: p.across, meaning: 'through the peak, at right angles to the wavevector' }]),
      { label: 'peak frequency', value: unitOr(p.peak, 3, units.frequency), meaning: 'where |H| is largest' },
      { label: 'lower edge', value: p.lower === null ? `${none} (reaches zero)` : unitOr(p.lower, 3, units.frequency), meaning: 'below the peak, where the level is −3 dB' },
      { label: 'upper edge', value: p.upper === null ? `${none} (reaches Nyquist)` : unitOr(p.upper, 3, units.frequency), meaning: 'above the peak, where the level is −3 dB' },
      { label: 'bandwidth', value: unitOr(p.octaves, 3, 'octaves'), meaning: 'at half amplitude, where both sides fall to it' },
      { label: 'level at DC', value: level(p.dcDb), meaning: 're peak' },
      { label: 'level at Nyquist', value: level(p.nyquistDb), meaning: 're peak' },
    ],
  };
}

function orientation({ orientation: o }: Filter): Group | null {
  if (o === null) return null;
  return {
    title: 'Orientation',
    entries: [
      { label: 'oriented', value: o.oriented ? 'yes' : 'no', meaning: 'more than noise of this size is' },
      { label: 'wavevector', value: degrees(o.wavevector, 1), meaning: `across its stripes, counter-clockwise from the right${o.oriented ? '' : '; without a meaning here'}` },
      { label: 'stripes', value: degrees(o.stripes, 1), meaning: 'along its stripes' },
      { label: 'coherence', value: fixed(o.coherence, 3), meaning: '0 all directions alike, 1 one direction' },
      { label: 'orientation bandwidth', value: degrees(o.bandwidth, 1), meaning: 'full width at half amplitude, where both sides fall to it' },
    ],
  };
}

function order({ order: o }: Filter): Group | null {
  if (o === null) return null;
  return {
    title: 'Differential order',
    entries: [
      { label: 'dominant order', value: String(o.dominant), meaning: '0 average, 1 gradient, 2 curvature' },
      { label: 'energy of orders 0 to 3', value: o.shares.map((s) => percent(s, 1)).join(' · '), meaning: 'in derivatives of one Gaussian; the rest is of higher order', picture: 'shares' },
      ...(o.direction === null ? [] : [{ label: 'direction', value: degrees(o.direction, 1), meaning: 'the way brightness must rise' }]),
      ...(o.hessian === null ? [] : [{ label: 'Hessian', value: o.hessian.map((h) => fixed(h, 3)).join(', '), meaning: 'its two curvatures: one 0 a line, alike a spot, opposite a saddle' }]),
      { label: 'DC leak', value: level(o.dcLeakDb), meaning: '|Σk| re Σ|k|' },
    ],
  };
}

function symmetry(filter: Filter): Group | null {
  const { symmetry: s, separability } = filter;
  if (s === null && separability === null) return null;
  return {
    title: 'Symmetry',
    entries: [
      ...(s === null
        ? []
        : [
            { label: 'even share', value: percent(s.even, 1), meaning: 'of the energy, about its center' },
            { label: 'phase', value: degrees(s.phase, 1), meaning: '0° even, 90° odd' },
          ]),
      { label: 'separability', value: fixed(separability, 3), meaning: '1: one column times one row' },
    ],
  };
}

function position({ center, sigma }: Filter, units: Units): Group | null {
  if (center === null && sigma === null) return null;
  return {
    title: 'Position and scale',
    entries: [
      { label: units.isSignal ? 'center' : 'center x', value: unitOr(center?.[0] ?? null, 3, units.length), meaning: `of the energy, ${units.isSignal ? 'after' : 'right of'} the middle` },
      ...(units.isSignal ? [] : [{ label: 'center y', value: unitOr(center?.[1] ?? null, 3, units.length), meaning: 'of the energy, down from the middle' }]),
      { label: 'spread σ', value: unitOr(sigma, 3, units.length), meaning: 'of the energy' },
    ],
  };
}

function color({ color: c }: Filter): Group | null {
  if (c === null) return null;
  return {
    title: 'Color',
    entries: [
      { label: 'kind', value: c.kind, meaning: 'by luminance and signs of the direction' },
      { label: 'direction', value: `red ${fixed(c.direction[0], 3)}, green ${fixed(c.direction[1], 3)}, blue ${fixed(c.direction[2], 3)}`, meaning: 'unit vector; the swatches are its two ends', picture: 'color' },
      ...(c.axis === null ? [] : [{ label: 'nearest axis', value: c.axis, meaning: 'of five' }]),
      ...(c.axisAngle === null ? [] : [{ label: 'angle to the axis', value: degrees(c.axisAngle, 1), meaning: 'below 15° on the axis' }]),
      ...(c.hue === null ? [] : [{ label: 'hue', value: c.hue, meaning: 'corner of the color circle' }]),
      ...(c.opponency === null ? [] : [{ label: 'opponency', value: c.opponency, meaning: 'single: a color; double: where colors meet' }]),
      { label: 'rank-1 share', value: percent(c.rank1, 1), meaning: 'of the energy in one color times one pattern' },
      { label: 'luminance', value: percent(c.luminance, 1), meaning: 'share along (1, 1, 1)' },
    ],
  };
}

function aliasing({ aliasing: a, passband: p }: Filter, units: Units): Group | null {
  if (a === null) return null;
  return {
    title: 'Aliasing by the stride',
    entries: [
      { label: 'of white input', value: percent(a.white, 1), meaning: 'of the output’s power is folded' },
      { label: 'of natural pictures', value: percent(a.natural, 1), meaning: 'the same for a 1/f² spectrum' },
      { label: 'peak appears at', value: unitOr(a.folded, 3, units.frequency), meaning: `where ${unitOr(p?.peak ?? null, 3, units.frequency)} folds to, on the input’s grid` },
      ...(a.foldedWavevector === null ? [] : [{ label: 'and toward', value: degrees(a.foldedWavevector, 1), meaning: 'the folded wave’s direction' }]),
      { label: 'peak beyond the stride’s Nyquist', value: a.beyond ? 'yes' : 'no', meaning: '1/(2·stride)' },
    ],
  };
}

/** A parameter of fits: its words, its meaning, and what it is counted in. */
type Parameter = readonly [label: string, meaning: string, unit: 'length' | 'frequency' | 'degrees' | 'taps' | 'weight'];

/** Of a shape that is as wide along as across. */
const roundSigma: Parameter = ['σ', 'of the round Gaussian window', 'length'];

/** What has other words where there is one axis. */
const alongSignals: Readonly<Record<string, Parameter>> = {
  x: ['center', 'after the middle', 'length'],
  sigma: ['σ', 'of the Gaussian window', 'length'],
  phase: ['phase', '0° even, 90° odd and rising', 'degrees'],
  columns: ['length', 'of the box', 'taps'],
};

const parameters: Readonly<Record<string, Parameter>> = {
  x: ['center x', 'right of the middle', 'length'],
  y: ['center y', 'down from the middle', 'length'],
  angle: ['angle', 'across the stripes; of an edge where brightness rises', 'degrees'],
  sigma: ['σ across the stripes', 'of the Gaussian window', 'length'],
  sigmaAlong: ['σ along the stripes', 'of the Gaussian window', 'length'],
  frequency: ['frequency', 'of the wave', 'frequency'],
  phase: ['phase', '0° bright in the middle, 90° odd and rising', 'degrees'],
  amplitude: ['amplitude', 'in units of the profile', 'weight'],
  surroundAmplitude: ['amplitude of the surround', 'in units of the profile', 'weight'],
  surroundSigma: ['σ of the surround', 'of the wider Gaussian', 'length'],
  columns: ['columns', 'width of the box', 'taps'],
  rows: ['rows', 'height of the box', 'taps'],
};

/** A fit's parameters in words, in the order in which they are read. */
export function parameterEntries(values: Readonly<Record<string, number>>, units: Units, inTaps: boolean): Entry[] {
  const keys = [...Object.keys(parameters).filter((k) => k in values), ...Object.keys(values).filter((k) => !(k in parameters))];
  const round = values.sigma !== undefined && values.sigma === values.sigmaAlong;
  const hidden = [...(round ? ['sigmaAlong'] : []), ...(units.isSignal ? ['y', 'angle', 'rows'] : [])];
  const special: Readonly<Record<string, Parameter>> = { ...(units.isSignal ? alongSignals : {}), ...(round ? { sigma: roundSigma } : {}) };
  return keys.filter((k) => !hidden.includes(k)).map((key) => {
    const [label, meaning, unit] = special[key] ?? (parameters[key] ?? [key, 'parameter of the shape', 'weight']);
    const value = values[key]!;
    const text = {
      length: () => `${number(value)} ${inTaps ? 'taps' : units.length}`,
      frequency: () => `${number(value)} ${inTaps ? 'c/tap' : units.frequency}`,
      degrees: () => degrees(value, 1),
      taps: () => `${number(value)} taps`,
      weight: () => number(value),
    }[unit]();
    return { label, value: text, meaning };
  });
}

function fit({ fit: f }: Filter, units: Units): Group | null {
  if (f === null) return null;
  return {
    title: 'Fit',
    entries: [
      { label: 'closest shape', value: shapeWords(f.shape), meaning: 'smallest AICc, simpler ones preferred' },
      { label: 'R²', value: fixed(f.r2, 4), meaning: 'share of the profile’s energy that it explains' },
      ...parameterEntries(f.parameters, units, f.unit === 'tap'),
      { label: 'runner-up', value: f.runnerUp ?? none, meaning: 'best shape of another name' },
      { label: 'ΔAICc of the runner-up', value: number(f.deltaAicc), meaning: 'below 2 as good; below 0 richer, and not better by enough' },
      { label: 'p', value: chance(f.p), meaning: 'chance that noise shows as much, in pattern or color' },
      { label: 'q', value: chance(f.q), meaning: 'the same corrected for the layer' },
      { label: 'p of the pattern', value: chance(f.spatialP), meaning: 'of the profile alone' },
      { label: 'q of the pattern', value: chance(f.spatialQ), meaning: 'a shape’s name needs 0.05 or less' },
    ],
  };
}

function structure({ structure: s }: Filter): Group | null {
  if (s === null) return null;
  return {
    title: 'Structure against noise',
    entries: [
      { label: 'evidence', value: `${number(s.evidence)} per tap`, meaning: 'AICc of no shape less that of the best' },
      { label: 'p of the evidence', value: chance(s.evidenceP), meaning: 'chance of as much in noise' },
      { label: 'Moran’s I', value: number(s.moran), meaning: 'likeness of neighbors: 1 smooth, −1 alternating' },
      { label: 'p of Moran’s I', value: chance(s.moranP), meaning: 'two-sided' },
      { label: 'spectral entropy', value: number(s.spectralEntropy), meaning: '0 one frequency, 1 all alike' },
      { label: 'p of the entropy', value: chance(s.spectralEntropyP), meaning: 'two-sided' },
      ...(s.rank1P === null ? [] : [{ label: 'p of the rank-1 share', value: chance(s.rank1P), meaning: 'chance that noise has so pure a color' }]),
      { label: 'R² of noise', value: number(s.noiseR2), meaning: '99 of 100 noise filters stay below' },
    ],
  };
}

function time({ time: t }: Filter): Group | null {
  if (t === null) return null;
  const frequency = 'c/frame';
  return {
    title: 'Time',
    entries: [
      { label: 'kind over time', value: t.kind, meaning: 'which ends of the band pass' },
      { label: 'separability in time', value: fixed(t.separability, 3), meaning: '1: one picture, weighted over time' },
      { label: 'profile', value: t.profile.map((p) => number(p)).join(', '), meaning: 'weight of each frame' },
      { label: 'peak over time', value: unitOr(t.peak, 3, frequency), meaning: 'where the response is largest' },
      { label: 'lower edge', value: unitOr(t.lower, 3, frequency), meaning: '−3 dB; a dash where the band reaches zero' },
      { label: 'upper edge', value: unitOr(t.upper, 3, frequency), meaning: '−3 dB; a dash where the band reaches Nyquist' },
      { label: 'level of a still picture', value: level(t.dcDb), meaning: 're peak over time' },
      { label: 'level at Nyquist', value: level(t.nyquistDb), meaning: 're peak over time' },
      ...(t.motion === null
        ? []
        : [
            { label: 'selectivity for motion', value: fixed(t.motion.selectivity, 3), meaning: '0 both ways alike, 1 one way' },
            { label: 'direction of motion', value: degrees(t.motion.direction, 1), meaning: 'toward which the pattern moves' },
            { label: 'temporal frequency', value: unitOr(t.motion.frequency, 3, frequency), meaning: 'of the best moving wave' },
            { label: 'speed', value: unitOr(t.motion.speed, 3, 'px/frame'), meaning: 'of the best moving wave' },
            { label: 'p of the selectivity', value: chance(t.motion.p), meaning: 'motion is named from 0.01 down' },
          ]),
    ],
  };
}
