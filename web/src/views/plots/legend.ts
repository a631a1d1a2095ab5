import { el } from '../../ui/dom';
import { svg } from '../../ui/svg';
import { symbolMark } from './symbols';

/** One entry of a legend: a drawing of 14 × 14 px and words. */
export interface Entry {
  readonly swatch: SVGElement;
  readonly label: string;
}

/** What the marks of a drawing mean, as a list beside it. */
export function legend(entries: readonly Entry[]): HTMLElement {
  return el(
    'ul',
    { class: 'legend' },
    ...entries.map(({ swatch, label }) => el('li', {}, svg('svg', { width: 14, height: 14, viewBox: '0 0 14 14', 'aria-hidden': 'true' }, swatch), label)),
  );
}

export function symbolEntry(name: string, label: string): Entry {
  return { swatch: symbolMark(name, 7, 7, 5), label };
}
