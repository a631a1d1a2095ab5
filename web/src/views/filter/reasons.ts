import type { Candidate, Filter } from '../../data/explanation';
import { fixed, number } from '../../ui/format';
import { shapeWords } from './words';

/** A shape must explain more than this much of the energy, twice what it leaves over. */
export const smallestR2 = 2 / 3;

/** Below this distance in AICc a shape of another name is as good. */
const smallestDelta = 2;

/** By how much a richer shape must win over one that is a limit of it. */
const margin = 6;

/** The same over a single tap, which is a limit of nearly everything. */
const tapMargin = 10.2;

/** Two shapes that both explain this much describe the same weights. */
const exactR2 = 0.999;

/** A shape's name needs a q of the pattern up to this. */
const largestQ = 0.05;

const limits: Readonly<Record<string, readonly string[]>> = {
  gabor: ['gaussian', 'first-derivative', 'second-derivative', 'grating', 'identity'],
  'difference-of-gaussians': ['gaussian', 'laplacian-of-gaussian', 'identity-minus-gaussian', 'identity'],
  'identity-minus-gaussian': ['gaussian', 'identity'],
  gaussian: ['identity'],
  'first-derivative': ['identity'],
  'second-derivative': ['identity'],
  'laplacian-of-gaussian': ['identity'],
  'mixed-derivative': ['identity'],
};

/** Whether every kernel of the simple shape is, up to differences that no data show, one of the rich shape's too. */
export function isLimit(simple: string, rich: string): boolean {
  return limits[rich]?.includes(simple) ?? false;
}

const isSpot = (name: string): boolean => name === 'center-surround' || name === 'sharpening';

/** Whether another shape explains a kernel as well under another name, which makes it mixed. */
function isRival(chosen: Candidate, other: Candidate): boolean {
  return (
    other.name !== chosen.name &&
    other.deltaAicc !== null &&
    other.deltaAicc < smallestDelta &&
    !isLimit(chosen.shape, other.shape) &&
    !(isSpot(chosen.name) && isSpot(other.name)) &&
    !(chosen.r2 >= exactR2 && other.r2 >= exactR2)
  );
}

/** What became of a shape, in a word or two. */
export type Outcome = 'chosen' | 'closest' | 'rival' | 'richer' | 'as good' | 'worse' | 'same name';

export interface Reason {
  readonly outcome: Outcome;
  /** Why, in a sentence. */
  readonly words: string;
}

/** Why each shape was chosen or was not, the chosen one first, by the rules that named the filter. */
export function reasons(filter: Filter): Reason[] {
  const [chosen, ...others] = filter.candidates ?? [];
  if (chosen === undefined) return [];
  const best = others.reduce((a, b) => ((b.deltaAicc ?? Infinity) < (a.deltaAicc ?? Infinity) ? b : a), chosen);
  return [ofChosen(filter, chosen, others, best), ...others.map((o) => ofOther(chosen, o, best))];
}

function ofChosen(filter: Filter, chosen: Candidate, others: readonly Candidate[], best: Candidate): Reason {
  const words = best === chosen ? 'It has the smallest AICc.' : `It is a limit of the ${shapeWords(best.shape)}, which is not better by enough.`;
  if (filter.name === 'noise') return { outcome: 'closest', words: `${words} Noise of this size is fitted as well, so it names nothing.` };
  if (filter.name === 'mixed') return { outcome: 'closest', words: `${words} ${whyMixed(filter, chosen, others)}` };
  return { outcome: 'chosen', words };
}

function whyMixed(filter: Filter, chosen: Candidate, others: readonly Candidate[]): string {
  if (filter.fit && filter.fit.spatialQ > largestQ) return 'But only its color is told from noise, its pattern is not.';
  if (chosen.r2 <= smallestR2 + 1e-6) return `But it explains ${fixed(chosen.r2, 2)} of the energy, not more than 2/3, so it names nothing.`;
  if (chosen.name === 'mixed') return 'But its passband or its differential order contradicts the shape.';
  const rival = others.find((o) => isRival(chosen, o));
  if (rival) return `But the ${shapeWords(rival.shape)} is as good under another name: ΔAICc ${number(rival.deltaAicc)}, below 2.`;
  return 'But the measurements do not agree on a name.';
}

function ofOther(chosen: Candidate, other: Candidate, best: Candidate): Reason {
  const { deltaAicc: delta } = other;
  const low = other.r2 <= smallestR2 ? ' It explains no more than 2/3.' : '';
  if (delta === null) return { outcome: 'worse', words: `Too many parameters for so few weights.${low}` };
  if (isRival(chosen, other)) return { outcome: 'rival', words: 'As good under another name: ΔAICc below 2.' };
  if (delta < 0) {
    const needed = chosen.shape === 'identity' ? tapMargin : margin;
    return isLimit(chosen.shape, other.shape)
      ? { outcome: 'richer', words: `Fits better by ${number(-delta)}, but the simpler shape is a limit of it and is kept up to ${needed}.` }
      : { outcome: 'richer', words: `Fits better by ${number(-delta)}, but not as well as the ${shapeWords(best.shape)}, to which the simpler shape was preferred.` };
  }
  if (other.name === chosen.name) return { outcome: 'same name', words: `Would name it alike${delta < smallestDelta ? ', and is as good' : ''}.${low}` };
  if (delta < smallestDelta) {
    if (isLimit(chosen.shape, other.shape)) return { outcome: 'as good', words: 'As good, but the simpler shape is a limit of it.' };
    if (isSpot(chosen.name) && isSpot(other.name)) return { outcome: 'as good', words: 'As good; both are spots that differ in the DC they keep.' };
    return { outcome: 'as good', words: 'As good; both describe the same weights.' };
  }
  return { outcome: 'worse', words: `${delta > 10 ? 'No support beside the first' : 'Less support'}: ΔAICc above ${delta > 10 ? 10 : 2}.${low}` };
}
