import { nameColor } from '../color/names';
import type { FilterItem, ListedLayer } from '../data/report';
import { curve } from '../kernels/curve';
import { filterRaster, paint, rasterKind, type Scaling } from '../kernels/raster';
import { scaleBar } from '../kernels/scaleBar';
import type { LayerState } from '../state/layerState';
import { button, el, printable, uniqueId } from '../ui/dom';
import { count } from '../ui/format';
import { controls } from './controls';
import { readout } from './readout';

/** Canvas pixels of a kernel's longer side: about twice the size at which it is shown, so that it is crisp on dense screens and in print; less where there are many. */
const side = (filters: number): number => (filters > 256 ? 64 : 128);

/** Columns and rows that the keys step over. */
const steps: Readonly<Record<string, (columns: number, count: number, at: number) => number>> = {
  ArrowRight: (_, n, at) => Math.min(at + 1, n - 1),
  ArrowLeft: (_, __, at) => Math.max(at - 1, 0),
  ArrowDown: (c, n, at) => (at + c < n ? at + c : at),
  ArrowUp: (c, _, at) => (at >= c ? at - c : at),
  Home: () => 0,
  End: (_, n) => n - 1,
};

/**
 * All filters of a layer as pictures on one scale: a list box that arrow keys walk through and Enter selects from, in the order and to the criteria of the layer's
 * state, which its controls change.
 */
export function wall(state: LayerState): HTMLElement {
  const { listed } = state;
  const id = uniqueId('wall');
  const tiles = listed.items.map((item) => tile(item, state, id));
  const list = el('div', {
    class: `wall wall-${rasterKind(listed)}`, role: 'listbox', tabindex: -1, 'aria-label': `Filters of ${printable(listed.layer.name)}`, 'aria-describedby': `${id}-help`,
  });
  let active = 0;

  const focus = (position: number): void => {
    tiles[active]!.tabIndex = -1;
    active = position;
    tiles[active]!.tabIndex = 0;
    tiles[active]!.focus();
  };
  list.addEventListener('keydown', (event) => {
    if (state.shown.length === 0) return;
    const step = steps[event.key];
    if (step !== undefined) {
      const shown = state.shown;
      focus(shown[step(columnsOf(shown.map((p) => tiles[p]!)), shown.length, Math.max(0, shown.indexOf(active)))] ?? active);
      event.preventDefault();
    } else if (event.key === 'Enter' || event.key === ' ') {
      state.select(active);
      event.preventDefault();
    } else if (event.key === 'Escape') {
      state.select(null);
    }
  });
  list.addEventListener('focusin', (event) => {
    const position = positionOf(event.target);
    if (position !== null) state.hover([position]);
  });
  list.addEventListener('focusout', () => state.hover([]));
  list.addEventListener('pointerover', (event) => {
    const position = positionOf(event.target);
    state.hover(position === null ? [] : [position]);
  });
  list.addEventListener('pointerleave', () => state.hover([]));
  list.addEventListener('click', (event) => {
    const position = positionOf(event.target);
    if (position === null) return;
    focus(position);
    state.select(state.selected === position ? null : position);
  });

  const shownCount = el('p', { class: 'wall-count muted', role: 'status' });
  const show = (): void => {
    list.replaceChildren(...state.shown.map((p) => tiles[p]!));
    const all = listed.items.length;
    shownCount.textContent = state.shown.length === all ? count(all, 'filter') : `${state.shown.length} of ${count(all, 'filter')}`;
    if (!state.isShown(active)) {
      tiles[active]!.tabIndex = -1;
      active = state.shown[0] ?? active;
    }
    tiles[active]!.tabIndex = 0;
  };
  const mark = (): void => {
    list.classList.toggle('is-pointing', state.hovered.size > 0);
    for (const [position, element] of tiles.entries()) {
      element.classList.toggle('is-hovered', state.hovered.has(position));
      element.setAttribute('aria-selected', String(state.selected === position));
    }
  };
  let selected = state.selected;
  state.subscribe((change) => {
    if (change === 'shown') show();
    else mark();
    if (change !== 'selected') return;
    if (state.selected === null && selected !== null && isAtWork(list)) {
      if (state.shown.length === 0) list.focus();
      else focus(state.isShown(selected) ? selected : active);
    }
    selected = state.selected;
  });
  show();
  mark();
  const scale = el('div', {}, scaleBar(listed, 'common'));
  const scaling = button({ class: 'chip no-print', 'aria-pressed': 'false' }, 'Each on its own scale', () => {
    const own = scaling.getAttribute('aria-pressed') !== 'true';
    scaling.setAttribute('aria-pressed', String(own));
    scale.replaceChildren(scaleBar(listed, own ? 'own' : 'common'));
    for (const item of listed.items) tiles[item.position]!.firstElementChild!.replaceWith(picture(item, listed, own ? 'own' : 'common'));
  });
  return el(
    'div',
    { class: 'wall-place' },
    controls(state),
    el('div', { class: 'wall-head' }, shownCount, rasterKind(listed) !== 'profile' && scaling),
    list,
    el('p', { id: `${id}-help`, class: 'visually-hidden' }, 'Arrow keys move, Enter opens a filter’s own view, Escape closes it.'),
    readout(state),
    scale,
  );
}

/** Whether the keys are in the section of this wall: who closes a filter's view there finds them back at its tile; a view that closes because another layer's opened takes them from nobody. */
function isAtWork(list: HTMLElement): boolean {
  const active = document.activeElement;
  return active === null || active === document.body || (list.closest('section')?.contains(active) ?? false);
}

function picture(item: FilterItem, listed: ListedLayer, scaling: Scaling): Element {
  const drawing = rasterKind(listed) === 'curve'
    ? curve(listed, item, 150, 30 * listed.size.channels + 20, scaling)
    : paint(filterRaster(listed, item, scaling), side(listed.items.length));
  drawing.setAttribute('aria-hidden', 'true');
  return drawing;
}

function tile(item: FilterItem, state: LayerState, wallId: string): HTMLElement {
  const chip = el('span', { class: 'tile-chip', 'aria-hidden': 'true' });
  chip.style.backgroundColor = nameColor(item.filter.name);
  const element = el(
    'div',
    {
      class: 'tile', role: 'option', id: `${wallId}-${item.position}`, tabindex: -1, 'data-position': item.position, 'aria-selected': 'false',
      'aria-label': `Filter ${item.number} ${item.filter.name}: ${printable(item.filter.words, 500)}`,
    },
    picture(item, state.listed, 'common'),
    el('span', { class: 'tile-caption', 'aria-hidden': 'true' }, chip, el('span', { class: 'tile-number' }, String(item.number)), ' ', el('span', { class: 'tile-name' }, ...breakable(item.filter.name))),
  );
  element.style.gridColumn = `span ${places(state.listed)}`;
  return element;
}

/** Tiles of several pictures side by side take as many places, up to what a phone has. */
function places(listed: ListedLayer): number {
  const { channels, depth } = listed.size;
  const kind = rasterKind(listed);
  return kind === 'color' ? Math.min(depth, 3) : kind === 'planes' ? Math.min(channels * depth, 3) : 1;
}

/** A name that may break after its hyphens and nowhere else. */
function breakable(name: string): (Node | string)[] {
  return name.split('-').flatMap((part, i, parts) => (i < parts.length - 1 ? [`${part}-`, document.createElement('wbr')] : [part]));
}

function positionOf(target: EventTarget | null): number | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('.tile') : null;
  return element ? Number(element.dataset.position) : null;
}

/** Tiles in the first row, as they are laid out. */
function columnsOf(tiles: readonly HTMLElement[]): number {
  const first = tiles[0]?.offsetTop;
  const columns = tiles.findIndex((t) => t.offsetTop !== first);
  return columns < 0 ? tiles.length : columns;
}
