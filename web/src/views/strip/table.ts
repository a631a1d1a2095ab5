import type { Report } from '../../data/report';
import { button, el, printable, uniqueId } from '../../ui/dom';
import { csvText, download, fileName, type Cell, type Table } from '../../ui/download';
import { fixed, none, percent } from '../../ui/format';
import { unfold } from '../../ui/print';
import { basis, namesOf, type Column } from './columns';

interface Field {
  readonly title: string;
  readonly cell: (column: Column) => Cell;
  /** How a number is shown; texts are shown as they are. */
  readonly show?: (value: number) => string;
  /** Whether a text is long enough to need room. */
  readonly isWords?: boolean;
}

/** More layers than this would be a dozen pages on paper; the CSV has them all. */
const mostPrinted = 100;

const share = (value: number): string => percent(value);

const fields: readonly Field[] = [
  { title: 'layer', cell: (c) => c.layer.index, show: String },
  { title: 'name', cell: (c) => c.layer.name },
  { title: 'kind', cell: (c) => c.layer.operator },
  { title: 'shape', cell: (c) => c.layer.shape.join('×') },
  { title: 'names', cell: (c) => namesOf(c, 4) || null, isWords: true },
  { title: 'shares are', cell: basis, isWords: true },
  { title: 'π₀', cell: (c) => (c.source === 'kernels' ? c.layer.summary.kernelNames!.pi0 : c.layer.summary.pi0), show: share },
  { title: 'low', cell: (c) => c.layer.summary.bands?.low ?? null, show: share },
  { title: 'middle', cell: (c) => c.layer.summary.bands?.middle ?? null, show: share },
  { title: 'high', cell: (c) => c.layer.summary.bands?.high ?? null, show: share },
  { title: 'dead filters', cell: (c) => c.layer.summary.dead, show: share },
  { title: 'sparse kernels', cell: (c) => c.layer.summary.sparsity, show: share },
  { title: 'orthogonality', cell: (c) => c.layer.summary.orthogonality, show: (v) => fixed(v, 2) },
  { title: 'variance entropy ratio', cell: (c) => c.layer.summary.varianceEntropyRatio, show: (v) => fixed(v, 2) },
  { title: 'aliasing', cell: (c) => c.layer.summary.aliasing, show: share },
];

/** The strip's numbers, one row a layer; the CSV has every name and the verdict, too. */
export function layerTable(columns: readonly Column[]): Table {
  const names = [...new Set(columns.flatMap((c) => c.stretches.map((s) => s.name)))];
  return {
    columns: [...fields.map((f) => f.title), ...names, 'verdict'],
    rows: columns.map((c) => {
      const shares = new Map(c.stretches.map((s) => [s.name, s.to - s.from]));
      return [...fields.map((f) => f.cell(c)), ...names.map((n) => (c.stretches.length > 0 ? (shares.get(n) ?? 0) : null)), c.layer.verdict.join(' ')];
    }),
  };
}

/** All layers as a table to open, with what is said of each; built when it is first opened. */
export function layerDetails(report: Report, columns: readonly Column[]): HTMLElement {
  const title = `All ${columns.length === 1 ? 'layers' : `${columns.length} layers`} as a table, with what is said of each`;
  const details = el('details', { class: `strip-details ${columns.length > mostPrinted ? 'no-print' : ''}` }, el('summary', {}, title));
  const fill = (): void => {
    if (details.childElementCount === 1) details.append(table(report, columns));
  };
  details.addEventListener('toggle', fill);
  // Told before paper is laid out.
  details.addEventListener(unfold, fill);
  return details;
}

function table(report: Report, columns: readonly Column[]): HTMLElement {
  const id = uniqueId('layers');
  const head = el('tr', {}, ...fields.map((f) => el('th', { scope: 'col', class: f.show ? 'number' : null }, f.title)));
  const rows = columns.map((c) =>
    el(
      'tbody',
      {},
      el('tr', {}, ...fields.map((f) => cell(f, c))),
      c.layer.verdict.length > 0 && el('tr', { class: 'strip-verdict' }, el('td', { colspan: fields.length }, el('p', {}, printable(c.layer.verdict.join(' '), 4000)))),
    ));
  return el(
    'div',
    {},
    el('p', { class: 'strip-table-tools no-print' }, button({ class: 'quiet' }, 'Save as CSV', () => download(`${fileName(report.explanation.model.path, 'layers')}.csv`, 'text/csv', csvText(layerTable(columns))))),
    el('div', { class: 'strip-scroll', tabindex: 0, role: 'region', 'aria-labelledby': id }, el('table', {}, el('caption', { id, class: 'visually-hidden' }, 'All layers'), el('thead', {}, head), ...rows)),
  );
}

function cell(field: Field, column: Column): HTMLElement {
  const value = field.cell(column);
  if (field.title === 'name') {
    const name = printable(column.layer.name);
    return el('th', { scope: 'row' }, column.listed ? el('a', { href: `#layer-${column.layer.index}` }, name) : name);
  }
  if (typeof value === 'number') return el('td', { class: 'number' }, field.show!(value));
  return el('td', { class: field.show ? 'number' : field.isWords && 'words' }, value ?? none);
}
