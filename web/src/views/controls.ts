import { nameColor, nameRank } from '../color/names';
import { frequencyUnit } from '../signal/sampling';
import { colorLabel, everything, sortKeys, type Criteria } from '../state/fields';
import type { LayerState } from '../state/layerState';
import { button, el, printable, uniqueId } from '../ui/dom';

type RangeField = 'stripes' | 'tolerance' | 'lowest' | 'highest' | 'smallestR2' | 'largestP';

/** Sorts and filters a layer: by name and color with chips, by orientation, frequency, fit and p with numbers. */
export function controls(state: LayerState): HTMLElement {
  const { items } = state.listed;
  const names = tally(items.map((i) => i.filter.name)).sort((a, b) => nameRank(a[0]) - nameRank(b[0]));
  const colors = tally(items.map(colorLabel).filter((c): c is string => c !== null));
  const has = {
    direction: items.some((i) => i.filter.orientation?.oriented),
    fit: items.some((i) => i.filter.fit),
    passband: items.some((i) => i.filter.passband),
  };
  const layer = printable(state.listed.layer.name);
  const reset = button({ class: 'reset', 'aria-label': `Show all filters of ${layer}` }, 'Show all', () => state.showAll());
  const unit = frequencyUnit(state.listed.layer);
  const ranges = el(
    'div',
    { class: 'ranges' },
    has.direction && range(state, 'stripes', 'Stripes at', 0, 180, 5, '°'),
    has.direction && range(state, 'tolerance', 'give or take', 0, 90, 5, '°'),
    has.passband && range(state, 'lowest', 'Peak from', 0, 0.71, 0.01, ''),
    has.passband && range(state, 'highest', 'to', 0, 0.71, 0.01, unit),
    has.fit && range(state, 'smallestR2', 'R² from', 0, 1, 0.05, ''),
    has.fit && range(state, 'largestP', 'p up to', 0, 1, 0.001, ''),
  );
  const element = el(
    'div',
    { class: 'controls no-print' },
    el('div', { class: 'controls-row' }, sorter(state), reset),
    chips('Name', names, 'names', state, nameColor),
    colors.length > 1 && chips('Color', colors, 'colors', state),
    (has.direction || has.passband || has.fit) && el('details', {}, el('summary', {}, 'By numbers'), ranges),
  );
  const show = (): void => {
    // A disabled button would lose the focus that is on it.
    reset.setAttribute('aria-disabled', String(state.criteria === everything));
  };
  state.subscribe(show);
  show();
  return element;
}

function sorter(state: LayerState): HTMLElement {
  const id = uniqueId('sort');
  const useful = sortKeys.filter((k) => k.id === 'number' || state.listed.items.some((i) => k.value(i) !== null));
  const select = el('select', { id }, ...useful.map((k) => el('option', { value: k.id }, k.label)));
  const direction = button({ 'aria-label': `Descending order of ${printable(state.listed.layer.name)}`, 'aria-pressed': 'false' }, '↑', () => state.order(state.sort, !state.descending));
  select.addEventListener('change', () => state.order(useful.find((k) => k.id === select.value)!, state.descending));
  state.subscribe(() => {
    direction.setAttribute('aria-pressed', String(state.descending));
    direction.textContent = state.descending ? '↓' : '↑';
  });
  return el('span', { class: 'sorter' }, el('label', { for: id }, 'Sort by'), select, direction);
}

function chips(title: string, entries: readonly (readonly [string, number])[], field: 'names' | 'colors', state: LayerState, colorOf?: (key: string) => string): HTMLElement {
  const buttons = entries.map(([key, n]) => {
    const swatch = el('span', { class: 'tile-chip', 'aria-hidden': 'true' });
    if (colorOf) swatch.style.backgroundColor = colorOf(key);
    const chip = button({ class: 'chip', 'aria-pressed': 'false', 'data-key': key }, null, () => {
      const chosen = new Set(state.criteria[field]);
      if (!chosen.delete(key)) chosen.add(key);
      state.restrict({ [field]: chosen });
    });
    chip.append(...(colorOf ? [swatch] : []), key, el('span', { class: 'muted' }, ` ${n}`));
    return chip;
  });
  state.subscribe(() => {
    for (const chip of buttons) chip.setAttribute('aria-pressed', String(state.criteria[field].has(chip.dataset.key!)));
  });
  return el('div', { class: 'controls-row', role: 'group', 'aria-label': `Show only: ${title.toLowerCase()}` }, el('span', { class: 'controls-title' }, title), ...buttons);
}

function range(state: LayerState, field: RangeField, label: string, min: number, max: number, step: number, unit: string): HTMLElement {
  const id = uniqueId('range');
  const shown = (): string => {
    const value = state.criteria[field];
    return value === null ? '' : String(value);
  };
  const input = el('input', { id, type: 'number', min, max, step: 'any', value: shown(), inputmode: 'decimal' });
  input.step = String(step);
  input.addEventListener('input', () => {
    const value = input.value === '' ? null : Number(input.value);
    if (value !== null && !Number.isFinite(value)) return;
    state.restrict({ [field]: value ?? everything[field] } as Partial<Criteria>);
  });
  state.subscribe((change) => {
    if (change === 'shown' && document.activeElement !== input) input.value = shown();
  });
  return el('span', { class: 'range' }, el('label', { for: id }, label), input, unit.length > 0 && el('span', { class: 'muted' }, unit));
}

/** Each value with how often it occurs, most frequent first. */
function tally(values: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}
