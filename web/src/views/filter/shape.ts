import { planeRaster } from '../../kernels/raster';
import { el } from '../../ui/dom';
import { figure } from '../../ui/figure';
import { fixed, number, percent } from '../../ui/format';
import { cellReadout } from './cellReadout';
import { drawCurves } from './curves';
import { commonScale, drawPanels, type PanelPlace } from './kernelPanels';
import type { Subject } from './subject';
import type { Part } from './weights';
import { shapeWords } from './words';

/** The profile that the shapes were fitted to, the closest shape and what it leaves over, all on one scale; null where nothing was fitted. */
export function shapePart(subject: Subject): Part | null {
  const { item, filter, rows, columns } = subject;
  const pattern = item.patterns[0];
  if (item.profile === null || pattern === undefined || !filter.fit) return null;
  const factor = subject.strength;
  const profile = item.profile.map((p) => factor * p);
  const shape = pattern.map((p) => factor * p);
  const rest = profile.map((p, i) => p - shape[i]!);
  const scale = commonScale([profile, shape, rest]);
  const series = [
    { label: 'profile', values: profile, kind: 'stems' },
    { label: 'closest shape', values: shape, kind: 'dashed' },
    { label: 'left over', values: rest, kind: 'dotted' },
  ] as const;
  const { r2 } = filter.fit;
  const words = shapeWords(filter.fit.shape);
  const note =
    `All three on one scale, to |w| = ${number(scale)}. The ${words} explains ${percent(r2, 1)} of the profile’s energy (R² ${fixed(r2, 3)}).` +
    (subject.listed.size.channels > 1 ? ' The profile is the pattern that the channels share, each with its own factor.' : '');
  let places: readonly PanelPlace[] = [];
  const drawn = figure({
    title: `Dominant profile and closest shape: ${words}`,
    file: filter.address,
    kind: 'filter-shape',
    alt: () => `The dominant profile of ${subject.address}, the fitted ${words}, and the difference of both. R² is ${fixed(r2, 3)}.`,
    table: () => ({
      columns: ['row', 'column', 'profile', 'shape', 'left over'],
      rows: Array.from(profile, (p, i) => [Math.floor(i / columns), i % columns, p, shape[i]!, rest[i]!]),
    }),
    note,
    draw: (width) => {
      if (subject.isLine) return { svg: drawCurves(series, 'tap', 'weight', width), marks: [] };
      const result = drawPanels(series.map((s) => ({ label: s.label, values: s.values, raster: planeRaster(s.values, rows, columns, scale) })), scale, width);
      places = result.places;
      return { svg: result.svg, marks: [] };
    },
  });
  return { figure: drawn, element: el('div', { class: 'filter-part' }, drawn.element, !subject.isLine && cellReadout(rows, columns, () => places, drawn)) };
}
