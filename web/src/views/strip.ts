import type { Report } from '../data/report';
import { el, printable } from '../ui/dom';
import { figure } from '../ui/figure';
import { count, share } from '../ui/format';
import { svg } from '../ui/svg';
import { legend, type Entry } from './plots/legend';
import { nameFills } from './plots/patterns';
import { columnsOf, describe, overall, rank, undecided, withoutBands, type Column } from './strip/columns';
import { bandFills, drawStrip, type StripDrawing } from './strip/drawing';
import { layerDetails, layerTable } from './strip/table';

/** Width of the slider's thumb in CSS pixels, as strip.css draws it: half of it on either side is out of its middle's reach. */
const thumb = 14;

/** The network by depth, one column a layer: what is in it, at which frequencies, and how that changes from layer to layer. */
export function strip(report: Report): HTMLElement {
  const columns = columnsOf(report);
  const title = 'The network, layer by layer';
  const section = el('section', { class: 'block strip', id: 'network', 'aria-labelledby': 'network-title' }, el('h2', { id: 'network-title' }, title));
  if (columns.length === 0) {
    section.append(el('p', {}, 'The model holds no convolution.'));
    return section;
  }
  const readout = el('p', { class: 'strip-readout' });
  const slider = el('input', { type: 'range', class: 'strip-slider no-print', min: 0, max: columns.length - 1, step: 1, 'aria-label': 'Layer' });
  let drawing: StripDrawing | null = null;
  const read = (index: number): void => {
    const column = columns[index]!;
    drawing?.point(index);
    readout.replaceChildren(describe(column), ...(column.listed ? [' ', el('a', { class: 'no-print', href: `#layer-${column.layer.index}` }, 'To its filters')] : []));
  };
  const choose = (index: number): void => {
    slider.value = String(index);
    slider.setAttribute('aria-valuetext', describe(columns[index]!));
    read(index);
  };
  const jump = (index: number): void => {
    if (columns[index]!.listed) location.hash = `layer-${columns[index]!.layer.index}`;
  };
  slider.addEventListener('input', () => choose(Number(slider.value)));
  slider.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') jump(Number(slider.value));
  });
  const plot = figure({
    title: 'Names and frequencies by depth',
    kind: 'strip-figure',
    legends: () => [...section.querySelectorAll('.legend')],
    file: report.explanation.model.path,
    alt: () => `${count(columns.length, 'layer')}. ${words(columns)} The slider below reads each layer out, the table lists them.`,
    draw: (width) => {
      drawing = drawStrip(columns, width);
      const current = drawing;
      // The thumb's middle runs from the middle of the first column to that of the last.
      slider.style.marginInlineStart = `${current.left + (current.columnWidth - thumb) / 2}px`;
      slider.style.width = `${(columns.length - 1) * current.columnWidth + thumb}px`;
      const under = (event: MouseEvent): number | null => current.at(((event.clientX - current.svg.getBoundingClientRect().left) * width) / current.svg.getBoundingClientRect().width);
      current.svg.addEventListener('pointermove', (event) => {
        const index = under(event);
        current.svg.classList.toggle('is-listed', index !== null && columns[index]!.listed);
        read(index ?? Number(slider.value));
      });
      current.svg.addEventListener('pointerleave', () => read(Number(slider.value)));
      current.svg.addEventListener('click', (event) => {
        const index = under(event);
        if (index === null) return;
        choose(index);
        jump(index);
      });
      current.point(Number(slider.value));
      return { svg: current.svg, marks: [] };
    },
    table: () => layerTable(columns),
  });
  const first = columns.findIndex((c) => c.listed);
  choose(first < 0 ? 0 : first);
  section.append(plot.element, ...(columns.length > 1 ? [slider] : []), readout, key(columns), layerDetails(report, columns));
  return section;
}

/** The strip in words: how many layers of which kind, and what is most in them. */
function words(columns: readonly Column[]): string {
  const kinds = (['filters', 'kernels', 'mixing', 'none'] as const).map((source) => ({ source, n: columns.filter((c) => c.source === source).length }));
  const said = { filters: 'with named filters', kernels: 'with a sample of named kernels', mixing: 'that only mix channels', none: 'without names' };
  const most = (['filters', 'kernels'] as const).flatMap((source) => {
    const { shares, total } = overall(columns, source);
    const top = [...shares].sort((a, b) => b[1] - a[1]).slice(0, 4);
    return total === 0 ? [] : [`Of ${source}: ${top.map(([name, part]) => `${name} ${share(part)}`).join(', ')}.`];
  });
  return `${kinds.filter((k) => k.n > 0).map((k) => `${k.n} ${said[k.source]}`).join(', ')}. ${most.join(' ')}`;
}

/** What colors and lines mean, with the shares of the whole network. */
function key(columns: readonly Column[]): HTMLElement {
  const filters = overall(columns, 'filters');
  const kernels = overall(columns, 'kernels');
  const fills = nameFills();
  const names = [...new Set([...filters.shares.keys(), ...kernels.shares.keys()])].sort((a, b) => rank(a) - rank(b));
  const square = (fill: string, attributes: Record<string, string> = {}): SVGElement => svg('rect', { x: 1, y: 1, width: 12, height: 12, fill, ...attributes });
  const shares = (name: string): string => [filters, kernels].filter((s) => s.total > 0).map((s) => share(s.shares.get(name) ?? 0)).join(' / ');
  const entries: Entry[] = names.map((name) => ({ swatch: square(fills.fill(name)), label: `${printable(name)} ${shares(name)}` }));
  const has = (test: (c: Column) => boolean): boolean => columns.some(test);
  const line = (dash: string | null): SVGElement => svg('path', { d: 'M0 7H14', stroke: 'currentColor', 'stroke-width': 2.5, 'stroke-dasharray': dash });
  const kinds: Entry[] = [
    ...(filters.total > 0 ? [{ swatch: line(null), label: `${count(filters.total, 'filter')}, each named` }] : []),
    ...(kernels.total > 0 ? [{ swatch: line('2 3'), label: `sample of ${count(kernels.total, 'single kernel')}` }] : []),
    ...(has((c) => c.source === 'mixing') ? [{ swatch: square(fills.mixing), label: '1×1: mixes channels' }] : []),
    ...(has((c) => c.source === 'none') ? [{ swatch: square('none', { stroke: 'var(--line)' }), label: 'not named' }] : []),
    ...(has((c) => c.listed) ? [{ swatch: svg('path', { d: 'M3 3.5h8l-4 7Z', fill: 'var(--accent)' }), label: 'filters are shown below' }] : []),
  ];
  const bands: Entry[] = has((c) => c.layer.summary.bands !== null)
    ? [
        { swatch: square(bandFills.low, { stroke: 'var(--axis)' }), label: `low: below 1/8 cycles per ${columns.every((c) => c.layer.operator === 'conv1d') ? 'sample' : 'pixel'}` },
        { swatch: square(bandFills.middle, { stroke: 'var(--axis)' }), label: 'middle' },
        { swatch: square(bandFills.high, { stroke: 'var(--axis)' }), label: 'high: above 1/4' },
      ]
    : [];
  const reasons = [...new Set(columns.flatMap((c) => withoutBands(c) ?? []))];
  const frequencies: Entry[] = reasons.length > 0 ? [...bands, { swatch: svg('path', { d: 'M3 7H11', stroke: 'var(--muted)', 'stroke-width': 1.5 }), label: `no response by frequency: ${reasons.join('; ')}` }] : bands;
  const both = filters.total > 0 && kernels.total > 0;
  // The patterns of the swatches are defined in a drawing of their own; one that is not displayed would define nothing.
  const definitions = svg('svg', { width: 0, height: 0, class: 'strip-definitions', 'aria-hidden': 'true' }, fills.defs);
  return el(
    'div',
    { class: 'strip-key' },
    definitions,
    names.length > 0 && el('p', {}, `Names from the bottom up, with their shares${both ? ' of filters / of kernels' : filters.total > 0 ? ' of all filters' : ' of all sampled kernels'}:`),
    names.length > 0 && legend(entries),
    names.includes(undecided) && el('p', {}, 'Undecided: like noise one by one, which for a small kernel proves little, but by their p-values together not all of them are (π₀, Storey 2002). Noise: the share that π₀ leaves.'),
    legend(kinds),
    frequencies.length > 0 && legend(frequencies),
  );
}
