import * as Plot from '@observablehq/plot';
import { number } from '../../ui/format';
import { svg } from '../../ui/svg';

/** A plot of axes, rules and lines, and its scales, with which marks of our own are placed on it. */
export interface Axes {
  readonly svg: SVGSVGElement;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** Draws with Observable Plot what nobody points at; marks that stand for filters are added as elements of their own, so that each is known by its filters. */
export function axes(options: Plot.PlotOptions): Axes {
  const plot = Plot.plot({ ...options, figure: false });
  const scale = (name: 'x' | 'y'): ((value: number) => number) => {
    const found = plot.scale(name);
    if (!found) throw new Error(`The plot has no ${name} scale.`);
    return (value) => Number(found.apply(value));
  };
  return { svg: plot as unknown as SVGSVGElement, x: scale('x'), y: scale('y') };
}

/** What x is, below the middle of an axis. */
export function xTitle(plot: Axes, [from, to]: readonly [number, number], y: number, text: string): SVGElement {
  return svg('text', { x: (plot.x(from) + plot.x(to)) / 2, y, 'text-anchor': 'middle', fill: 'var(--muted)' }, text);
}

/** Ticks of frequency that do not touch at a width. */
export function frequencyTicks(width: number): number[] {
  return width < 420 ? [0, 0.1, 0.2, 0.3, 0.4, 0.5] : Array.from({ length: 11 }, (_, i) => i / 20);
}

export function frequencyText(frequency: number): string {
  return number(frequency);
}
