import { beforeEach, expect, test, vi } from 'vitest';
import type { Filter } from '../src/data/explanation';
import { LayerState } from '../src/state/layerState';
import { filterView } from '../src/views/filterView';
import { fullFilter, layerOf } from './filterSample';

/** Tells every observed element a width at once, as a browser does when it lays the page out. */
class Observer {
  readonly #tell: ResizeObserverCallback;

  constructor(tell: ResizeObserverCallback) {
    this.#tell = tell;
  }

  observe(): void {
    this.#tell([{ contentRect: { width: 400 } } as ResizeObserverEntry], this as unknown as ResizeObserver);
  }

  unobserve(): void {}

  disconnect(): void {}
}

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', Observer);
  HTMLCanvasElement.prototype.getContext = (() => null) as typeof HTMLCanvasElement.prototype.getContext;
  document.body.replaceChildren();
});

function shown(filters: readonly Filter[], changes = {}, channels = 1): { state: LayerState; view: HTMLElement } {
  const state = new LayerState(layerOf(filters, changes, channels));
  const view = filterView(state);
  document.body.append(view);
  return { state, view };
}

const third: Filter = { ...fullFilter, address: 'conv1:3', flags: [] };
const press = (target: Element, key: string): boolean => target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
const tool = (view: HTMLElement, label: string): HTMLButtonElement => [...view.querySelectorAll<HTMLButtonElement>('.filter-tools button')].find((b) => b.textContent.includes(label))!;
const titles = (view: HTMLElement): string[] => [...view.querySelectorAll('.figure-title')].map((t) => t.textContent);

test('it is hidden until a filter is selected, and then has its words, its drawings, its shapes and its numbers', () => {
  const { state, view } = shown([fullFilter, third]);
  expect(view.hidden).toBe(true);
  state.select(0);
  expect(view.hidden).toBe(false);
  expect(view.querySelector('h3')!.textContent).toBe('conv1:7 edge');
  expect(view.textContent).toContain(fullFilter.words);
  expect(titles(view)).toEqual([
    'Weights', 'Dominant profile and closest shape: Gabor', 'Profile over time', 'Response |H|', 'Phase', 'Across its stripes, toward 13°', 'Along its stripes, toward 103°',
    'Weights added up along 103°', 'Evidence', 'R²', 'Moran’s I', 'Spectral entropy', 'Rank-1 share',
  ]);
  for (const drawing of view.querySelectorAll('.figure-drawing')) expect(drawing.querySelector('svg')).not.toBeNull();
  expect(view.querySelectorAll('.candidates tbody tr').length).toBe(2);
  expect(view.querySelectorAll('dt').length).toBeGreaterThan(50);
});

test('it follows the selection in the order shown, stops at the ends, and closes', () => {
  const { state, view } = shown([fullFilter, third]);
  state.select(0);
  expect(tool(view, 'Previous').getAttribute('aria-disabled')).toBe('true');
  tool(view, 'Previous').click();
  expect(state.selected).toBe(0);
  tool(view, 'Next').click();
  expect(state.selected).toBe(1);
  expect(view.querySelector('h3')!.textContent).toContain('conv1:3');
  expect(tool(view, 'Next').getAttribute('aria-disabled')).toBe('true');
  tool(view, 'Close').click();
  expect(state.selected).toBeNull();
  expect(view.hidden).toBe(true);
});

test('Escape anywhere inside gives the selection up', () => {
  const { state, view } = shown([fullFilter]);
  state.select(0);
  press(view.querySelector('dd')!, 'Escape');
  expect(state.selected).toBeNull();
});

test('a remark that names a filter of the layer leads to it; others are text', () => {
  const { state, view } = shown([{ ...fullFilter, flags: ['twin of conv1:3', 'duplicate of conv9:1'] }, third]);
  state.select(0);
  const [twin, other] = view.querySelectorAll('.filter-flags li');
  expect(other!.querySelector('button')).toBeNull();
  twin!.querySelector('button')!.click();
  expect(state.selected).toBe(1);
});

test('older documents without shapes and noise say so in a line', () => {
  const { state, view } = shown([{ ...fullFilter, candidates: null }], { noise: null });
  state.select(0);
  expect(view.textContent).toContain('This document has no list of the shapes that were tried.');
  expect(view.querySelector('.candidates')).toBeNull();
});

test('a dead filter has no shape, no response and no noise, and reads well', () => {
  const dead: Filter = {
    ...fullFilter, name: 'dead', words: 'dead', passband: null, orientation: null, order: null, symmetry: null, separability: null, center: null, sigma: null, color: null,
    aliasing: null, fit: null, structure: null, time: null, candidates: null, flags: [],
  };
  const { state, view } = shown([dead]);
  state.select(0);
  expect(titles(view)).toEqual(['Weights']);
  expect(view.textContent).toContain('below 1 %');
  expect(view.textContent).not.toMatch(/NaN|undefined|null/);
});

test('a color filter has its color picture and each channel by name', () => {
  const { state, view } = shown([fullFilter], {}, 3);
  state.select(0);
  const labels = [...view.querySelectorAll('.filter-weights svg text')].map((t) => t.textContent);
  expect(labels.slice(0, 4)).toEqual(['in color', 'red', 'green', 'blue']);
});

test('weights are read by the arrow keys, in all pictures at once, and stop at the border', () => {
  const { state, view } = shown([fullFilter], {}, 3);
  state.select(0);
  const reader = view.querySelector<HTMLElement>('.cell-readout')!;
  reader.focus();
  expect(reader.textContent).toBe('row 1, column 1: red 0, green 0, blue 0');
  press(reader, 'ArrowRight');
  press(reader, 'ArrowRight');
  press(reader, 'ArrowUp');
  expect(reader.getAttribute('aria-valuetext')).toBe('row 0, column 2: red 1, green 1, blue 1');
});

test('text of a hostile model stays text', () => {
  const evil = '<img src=x onerror=alert(1)>\u202e:0';
  const { state, view } = shown([{ ...fullFilter, address: evil, words: evil, flags: [`twin of ${evil}`] }], { name: evil });
  state.select(0);
  expect(view.querySelector('img')).toBeNull();
  expect(view.querySelector('h3')!.textContent).toContain('<img src=x');
  expect(view.textContent).not.toContain('\u202e');
});

test('nothing that the view draws is called NaN', () => {
  const { state, view } = shown([fullFilter]);
  state.select(0);
  expect(view.outerHTML).not.toMatch(/NaN|undefined|Infinity/);
});
