import type { Layer } from '../data/explanation';

const inputs = { rgb: 'on the picture (RGB)', bgr: 'on the picture (BGR)', gray: 'on the picture (gray)', signal: 'on the signal', features: 'on feature maps' };

/** One line: kind, shape, what it sees, stride, dilation, what was folded in. */
export function layerFacts(layer: Layer): string {
  const apart = (word: string, sides: readonly number[]): string[] => (sides.every((s) => s === 1) ? [] : [`${word} ${sides.join('×')}`]);
  return [
    `layer ${layer.index}`,
    `${layer.operator} ${layer.shape.join('×')}`,
    inputs[layer.input],
    ...apart('stride', layer.stride),
    ...apart('dilation', layer.dilation),
    ...(layer.folded.length > 0 ? [`folded in: ${layer.folded.join(', ')}`] : []),
  ].join(' · ');
}
