import { nameColor } from '../../color/names';
import { uniqueId } from '../../ui/dom';
import { svg } from '../../ui/svg';

/** What fills areas of a name: its color; for filters without anything to see, undecided, noise and dead ones, a pattern of it, so that grays are told apart and what has a shape stands out. */
export interface NameFills {
  readonly defs: SVGDefsElement;
  readonly fill: (name: string) => string;
  /** Channel mixing: lines along the layer's axis. */
  readonly mixing: string;
}

/** Patterns go by identifiers that no other drawing of the page uses. */
export function nameFills(): NameFills {
  const id = uniqueId('fill');
  const pattern = (name: string, side: number, ...content: SVGElement[]): SVGPatternElement =>
    svg('pattern', { id: `${id}-${name}`, width: side, height: side, patternUnits: 'userSpaceOnUse' }, ...content);
  const defs = svg(
    'defs',
    {},
    pattern('noise', 6, svg('circle', { cx: 1.5, cy: 1.5, r: 1.1, fill: nameColor('noise') }), svg('circle', { cx: 4.5, cy: 4.5, r: 1.1, fill: nameColor('noise') })),
    pattern('undecided', 6, svg('path', { d: 'M0 0L6 6M-1 5L1 7M5 -1L7 1', stroke: nameColor('mixed'), 'stroke-width': 1 })),
    pattern('dead', 6, svg('path', { d: 'M0 6L6 0M-1 1L1 -1M5 7L7 5', stroke: nameColor('dead'), 'stroke-width': 1.5 })),
    pattern('mixing', 6, svg('rect', { y: 2, width: 6, height: 1, fill: 'var(--axis)' })),
  );
  const patterned = new Set(['undecided', 'noise', 'dead']);
  return { defs, fill: (name) => (patterned.has(name) ? `url(#${id}-${name})` : nameColor(name)), mixing: `url(#${id}-mixing)` };
}
