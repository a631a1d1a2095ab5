import type { FilterItem } from '../data/report';
import { shortFrequencyUnit } from '../signal/sampling';
import { colorLabel, peak, stripes } from '../state/fields';
import type { LayerState } from '../state/layerState';
import { button, el, printable } from '../ui/dom';
import { csvText, download, fileName, type Cell, type Table } from '../ui/download';
import { unfold } from '../ui/print';
import { chance, degrees, fixed, none, number } from '../ui/format';

interface Column {
  readonly label: string;
  readonly isNumber: boolean;
  readonly text: (item: FilterItem) => string;
  readonly cell: (item: FilterItem) => Cell;
}

/** More rows than this would be dozens of pages on paper; the CSV has them all. */
const mostPrinted = 256;

/**
 * The filters of a layer, one a row, in the order of the wall and to the same criteria: for reading, copying, printing, and as CSV. Its rows are made when it is first
 * unfolded, on screen or for paper.
 */
export function filterTable(state: LayerState): HTMLElement {
  const columns = columnsOf(state);
  const file = `${fileName(state.listed.layer.name, 'filters')}.csv`;
  const body = el('tbody');
  const element = el(
    'details',
    { class: `filter-table ${state.listed.items.length > mostPrinted ? 'no-print' : ''}` },
    el('summary', {}, 'All filters as a table'),
    button({ class: 'no-print' }, 'Save as CSV', () => download(file, 'text/csv', csvText(tableOf(state, columns)))),
    el(
      'div',
      { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': `Filters of ${printable(state.listed.layer.name)}, one a row` },
      el('table', {}, el('thead', {}, el('tr', {}, ...columns.map((c) => el('th', { scope: 'col', class: c.isNumber && 'number' }, c.label)))), body),
    ),
  );
  let filled = false;
  const fill = (): void => {
    if (!filled) fillTable(body, columns, state);
    filled = true;
  };
  element.addEventListener('toggle', fill);
  element.addEventListener(unfold, fill);
  return element;
}

function fillTable(body: HTMLTableSectionElement, columns: readonly Column[], state: LayerState): void {
  const rows = state.listed.items.map((item) => row(item, columns, state));
  const show = (): void => body.replaceChildren(...state.shown.map((p) => rows[p]!));
  const mark = (): void => {
    for (const [position, element] of rows.entries()) {
      element.classList.toggle('is-hovered', state.hovered.has(position));
      element.classList.toggle('is-selected', state.selected === position);
    }
  };
  state.subscribe((change) => (change === 'shown' ? show() : mark()));
  show();
  mark();
}

function columnsOf(state: LayerState): Column[] {
  const { items, layer } = state.listed;
  const numeric = (label: string, of: (i: FilterItem) => number | null, show: (v: number | null) => string): Column => ({
    label, isNumber: true, text: (i) => show(of(i)), cell: of,
  });
  const text = (label: string, of: (i: FilterItem) => string | null): Column => ({ label, isNumber: false, text: (i) => of(i) ?? none, cell: of });
  const all: (Column | false)[] = [
    numeric('filter', (i) => i.number, (v) => String(v)),
    text('name', (i) => i.filter.name),
    items.some((i) => i.filter.orientation) && numeric('stripes', stripes, (v) => degrees(v)),
    numeric(`peak, ${shortFrequencyUnit(layer)}`, peak, (v) => fixed(v, 3)),
    numeric('octaves', (i) => i.filter.passband?.octaves ?? null, (v) => fixed(v, 2)),
    numeric('order', (i) => i.filter.order?.dominant ?? null, (v) => number(v)),
    items.some((i) => i.filter.color) && text('color', colorLabel),
    numeric('R²', (i) => i.filter.fit?.r2 ?? null, (v) => fixed(v, 2)),
    numeric('p', (i) => i.filter.fit?.p ?? null, chance),
    numeric('q', (i) => i.filter.fit?.q ?? null, chance),
    text('in words', (i) => printable([i.filter.words, ...i.filter.flags].join('; '), 500)),
  ];
  return all.filter((c): c is Column => c !== false);
}

function row(item: FilterItem, columns: readonly Column[], state: LayerState): HTMLTableRowElement {
  const element = el('tr', {}, ...columns.map((c, i) => el(i === 0 ? 'th' : 'td', { class: c.isNumber && 'number', scope: i === 0 && 'row' }, c.text(item))));
  element.addEventListener('pointerenter', () => state.hover([item.position]));
  element.addEventListener('pointerleave', () => state.hover([]));
  return element;
}

function tableOf(state: LayerState, columns: readonly Column[]): Table {
  return { columns: columns.map((c) => c.label), rows: state.shown.map((p) => columns.map((c) => c.cell(state.listed.items[p]!))) };
}
