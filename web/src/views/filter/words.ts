import { none } from '../../ui/format';

const shapes: Readonly<Record<string, string>> = {
  identity: 'single tap',
  box: 'box',
  gaussian: 'Gaussian',
  'first-derivative': 'first derivative of a Gaussian',
  'second-derivative': 'second derivative of a Gaussian',
  'laplacian-of-gaussian': 'Laplacian of a Gaussian',
  'mixed-derivative': 'mixed derivative of a Gaussian',
  'difference-of-gaussians': 'difference of Gaussians',
  'identity-minus-gaussian': 'tap minus a Gaussian',
  gabor: 'Gabor',
  grating: 'grating',
};

/** A shape of the document in words. */
export function shapeWords(shape: string | null): string {
  return shape === null ? none : (shapes[shape] ?? shape);
}

/** A part of whole cases: "1 of 50,000 cases", "34 of 100 cases"; where the draws end, "fewer than". */
export function caseWords(p: number, samples: number): string {
  if (p <= (1 / (samples + 1)) * (1 + 1e-4)) return `fewer than 1 of ${samples.toLocaleString('en-US')} cases`;
  if (p >= 0.995) return 'all cases';
  if (p >= 0.1) return `${Math.round(100 * p)} of 100 cases`;
  return `1 of ${Number((1 / p).toPrecision(2)).toLocaleString('en-US')} cases`;
}
